"""All settings, read once from environment variables at start. The README's table is made from this file."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore")

    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, description="port of the front door")
    database_url: str = Field(
        f"sqlite:///{ROOT}/var/door.db",
        description="`sqlite:///file` or `postgresql://user:password@host/name`",
    )
    municipality: str = Field("hamar", description="folder under `data/municipalities/`")
    rasa_port: int = Field(
        8105, description="port of Rasa, on loopback; the first of several when `RASA_PROCESSES` > 1"
    )
    rasa_processes: int = Field(1, ge=1, le=16, description="how many Rasa processes share the talks")
    rasa_token: SecretStr = Field(
        default_factory=lambda: SecretStr(secrets.token_urlsafe(24)),
        description="shared secret between front door and Rasa; made anew at each `make run` when not set",
    )
    rasa_timeout: float = Field(8.0, description="seconds to wait for Rasa before an honest line is sent instead")
    telegram_bot_token: SecretStr | None = Field(None, description="turns the Telegram channel on")
    telegram_webhook_url: str | None = Field(
        None, description="public https address of this service; set: Telegram pushes, unset: long polling"
    )
    telegram_webhook_secret: SecretStr | None = Field(None, description="checked on each push; needed with the webhook")
    telegram_api_url: str = Field("https://api.telegram.org/bot", description="another Bot API server, for tests")
    rest_channel_token: SecretStr | None = Field(None, description="turns `POST /webhooks/rest/webhook` on")
    secure_cookies: bool = Field(False, description="true behind TLS: cookies are sent over https only")
    public_url: str | None = Field(
        None, description="public address of this service, as `https://chat.example.org`; unset: as the request says"
    )
    secret_key: SecretStr | None = Field(
        None, min_length=32,
        description="32 characters or more: encrypts what second factors are made from; lost: they are set up anew",
    )
    require_second_factor: bool = Field(
        False, description="true: whoever signs in to the console with a password sets up a second factor first"
    )
    oidc_issuer: str | None = Field(
        None, description="turns on signing in to the console by OpenID Connect: the issuer, exactly as it names itself"
    )
    oidc_client_id: str | None = Field(None, description="ours at the issuer; needed with it", validate_default=True)
    oidc_client_secret: SecretStr | None = Field(None, description="ours at the issuer; unset: PKCE alone")
    oidc_name: str = Field("ansattinnlogging", description="what the button of the sign-in calls the issuer")
    oidc_only: bool = Field(False, description="true: nobody signs in with a password", validate_default=True)
    oidc_trust_email: bool = Field(
        False, description="true: an address counts as verified where the issuer says nothing of it (Entra ID)"
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR; no level logs what people write")

    @field_validator("public_url", "oidc_issuer")
    @classmethod
    def _is_safe(cls, value: str | None) -> str | None:
        """https, or a server on this machine."""
        parts = urlsplit(value or "https://unset")
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError("must begin with https://")
        return value

    @field_validator("oidc_client_id", "oidc_only")
    @classmethod
    def _belongs_to_an_issuer(cls, value: object, info: ValidationInfo) -> object:
        has_issuer = bool(info.data.get("oidc_issuer"))
        if info.field_name == "oidc_client_id" and has_issuer and not value:
            raise ValueError("needed with OIDC_ISSUER")
        if info.field_name == "oidc_only" and value and not has_issuer:
            raise ValueError("needs OIDC_ISSUER")
        return value

    def rasa_urls(self) -> list[str]:
        return [f"http://127.0.0.1:{self.rasa_port + n}" for n in range(self.rasa_processes)]
