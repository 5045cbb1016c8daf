"""All settings, read once from environment variables at start. The README's table is made from this file."""

from __future__ import annotations

import secrets
from pathlib import Path

from pydantic import Field, SecretStr
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
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR; no level logs what people write")

    def rasa_urls(self) -> list[str]:
        return [f"http://127.0.0.1:{self.rasa_port + n}" for n in range(self.rasa_processes)]
