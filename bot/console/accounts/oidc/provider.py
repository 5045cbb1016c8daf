"""The identity provider, over HTTP: its discovery document, its keys, and a code for a token. Never in the event loop's
way, and never waited for longer than a few seconds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from bot.console.accounts.oidc.id_token import Refused
from bot.settings import Settings
from domain.ports import Clock

logger = logging.getLogger(__name__)

TIMEOUT = 5.0
"""Seconds. Somebody waits in front of a white page."""

KEPT = timedelta(hours=1)
"""So long the discovery document and the keys are taken as they were."""

ASKED_AGAIN = timedelta(seconds=30)
"""At most so often the keys are asked for because of a key that is not known: anybody can make one up."""

LARGEST = 300_000
"""Bytes of an answer. Discovery documents and key sets are some thousands."""


class ProviderDown(Exception):
    """It does not answer, or not as an identity provider does."""


class Provider:
    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.issuer, self.client_id = settings.oidc_issuer or "", settings.oidc_client_id or ""
        self._secret = settings.oidc_client_secret.get_secret_value() if settings.oidc_client_secret else ""
        self._clock = clock
        self._document: tuple[datetime, Mapping[str, Any]] | None = None
        self._keys: tuple[datetime, list[Mapping[str, Any]]] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def authorization_page(self, state: str, nonce: str, verifier: str, redirect_uri: str) -> str:
        """Where the browser is sent."""
        document = await self.document()
        return str(prepare_grant_uri(
            document["authorization_endpoint"], self.client_id, "code", redirect_uri=redirect_uri,
            scope="openid email profile", state=state, nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier), code_challenge_method="S256",
        ))  # fmt: skip

    async def exchange(self, code: str, verifier: str, redirect_uri: str) -> tuple[str, str]:
        """The ID token, and the access token that it may speak of. Raises Refused when the code is not taken."""
        document = await self.document()
        fields = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri, "code_verifier": verifier,
        }
        auth: httpx.BasicAuth | None = None
        ways = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if self._secret and "client_secret_basic" in ways:
            auth = httpx.BasicAuth(quote_plus(self.client_id), quote_plus(self._secret))  # RFC 6749, 2.3.1
        else:
            fields["client_id"] = self.client_id
            if self._secret:
                fields["client_secret"] = self._secret
        status, answer = await self._ask("POST", document["token_endpoint"], data=fields, auth=auth)
        if 400 <= status < 500:
            raise Refused("code")
        if status != 200:
            raise ProviderDown(f"token endpoint: {status}")
        if str(answer.get("token_type", "")).casefold() != "bearer" or not isinstance(answer.get("id_token"), str):
            raise Refused("token_type")
        return answer["id_token"], str(answer.get("access_token", ""))

    async def keys(self, kid: str | None) -> list[Mapping[str, Any]]:
        """Those it signs with; asked for anew when one is named that is not among them."""
        now = self._clock.now()
        async with self._one_at_a_time:
            at, keys = self._keys or (now - KEPT - KEPT, [])
            unknown = kid is not None and all(key.get("kid") != kid for key in keys)
            if now - at > KEPT or (unknown and now - at > ASKED_AGAIN):
                keys = await self._fetch_keys()
                self._keys = (now, keys)
        return keys

    async def document(self) -> Mapping[str, Any]:
        now = self._clock.now()
        if self._document is None or now - self._document[0] > KEPT:
            found = await self._get(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            if found.get("issuer") != self.issuer:
                raise ProviderDown("the discovery document names another issuer")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                if not self._is_safe(found.get(name)):
                    raise ProviderDown(f"the discovery document has no {name} that can be used")
            self._document = (now, found)
        return self._document[1]

    async def end_session_page(self, back: str = "") -> str:
        """Where one signs out there too; empty where there is no such place or it does not answer."""
        try:
            page = (await self.document()).get("end_session_endpoint")
        except ProviderDown:
            return ""
        if not isinstance(page, str) or not self._is_safe(page):
            return ""
        asked = urlencode({"client_id": self.client_id, **({"post_logout_redirect_uri": back} if back else {})})
        return f"{page}{'&' if urlsplit(page).query else '?'}{asked}"

    async def _fetch_keys(self) -> list[Mapping[str, Any]]:
        keys = (await self._get((await self.document())["jwks_uri"])).get("keys")
        if not isinstance(keys, list):
            raise ProviderDown("no keys")
        return [key for key in keys if isinstance(key, dict)]

    async def _get(self, url: str) -> Mapping[str, Any]:
        status, answer = await self._ask("GET", url)
        if status != 200:
            raise ProviderDown(f"{urlsplit(url).path}: {status}")
        return answer

    async def _ask(self, method: str, url: str, **more: Any) -> tuple[int, Mapping[str, Any]]:
        """Redirects are not followed: what is fetched comes from where the settings and the document say."""
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT) as client:
                answer = await client.request(method, url, **more)
            body = answer.json() if len(answer.content) <= LARGEST else None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise ProviderDown(type(error).__name__) from error
        if not isinstance(body, dict):
            raise ProviderDown("no JSON object")
        return answer.status_code, body

    def _is_safe(self, url: object) -> bool:
        """https; plain http only where the issuer itself is on this machine (see the settings)."""
        scheme = urlsplit(url).scheme if isinstance(url, str) else ""
        return scheme == "https" or scheme == urlsplit(self.issuer).scheme == "http"
