"""What every page answers with, and who may post a form: headers, tokens for forms, opaque cookies.

The policy allows no inline script or style and nothing from elsewhere. Measured: Designsystemet and htmx run
under it without a violation (tests/browser/).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

NEVER_KEPT = "no-store"
"""A talk must not be found by «back» on a library's computer after it was erased."""


class SecurityHeaders:
    """Puts the headers on every answer, and `no-store` where an answer does not say itself how long it keeps."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", NEVER_KEPT)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


SECURED = [Middleware(SecurityHeaders)]


def fresh_secret() -> str:
    """256 bits, for a cookie. The store only ever sees `hash_of` it."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """64 hex digits. A plain hash serves: the secret has 256 random bits, nothing to guess or to salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def form_token(cookie: str) -> str:
    """What a form posts back to show that it was ours: only who can read the cookie can make it."""
    return hmac.new(cookie.encode(), b"form", hashlib.sha256).hexdigest()


def token_holds(cookie: str, posted: str) -> bool:
    return hmac.compare_digest(form_token(cookie).encode(), posted.encode())


def from_elsewhere(request: Request) -> bool:
    """Whether the browser says that another site made it post. `Origin: null` is what a browser sends for a
    form under `no-referrer`, our own included, so that Sec-Fetch-Site and the form's token must decide there."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.headers.get("host")


def keep_cookie(response: Response, name: str, value: str, *, secure: bool, days: float, path: str = "/") -> None:
    response.set_cookie(
        name, value, max_age=int(days * 86_400), path=path, secure=secure, httponly=True, samesite="lax"
    )
