"""An identity provider over real HTTP on loopback. It checks what a provider checks (client, redirect address, PKCE),
signs with a key of its own, and tells the truth, until a test names a lie."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "door", "s3cret/with+signs"

LIES = (
    "state", "nonce", "no_nonce", "audience", "many_audiences", "azp", "issuer", "other_key", "none", "hs256",
    "expired", "from_the_future", "no_sub", "empty_sub", "no_expiry", "token_type", "access_token_as_id_token",
    "no_id_token", "garbage", "iss_of_another", "wrong_at_hash", "encryption_key", "other_code",
)  # fmt: skip
"""Each must be refused, whatever else is right."""


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@cache
def first_key() -> RSAKey:
    """Made once: it takes a second."""
    return RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


@dataclass
class Issuer:
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    url: str = ""
    lie: str = ""
    down: bool = False
    subject: str = "subject-1"
    claims: dict[str, Any] = field(default_factory=lambda: {"email": "kari@example.org", "email_verified": True})
    algorithm: str = "RS256"
    key: RSAKey | ECKey = field(default_factory=lambda: first_key())
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def rotate(self, kid: str, algorithm: str = "RS256") -> None:
        self.algorithm = algorithm
        parameters = {"kid": kid, "use": "sig"}
        self.key = ECKey.generate_key("P-256", parameters) if algorithm == "ES256" else RSAKey.generate_key(
            2048, parameters
        )

    async def discovery(self, request: Request) -> Response:
        self.asked.append("discovery")
        if self.down:
            return PlainTextResponse("no", 503)
        issuer = "https://elsewhere.example" if self.lie == "discovery" else self.url
        page = f"{self.url}/authorize"
        return JSONResponse({
            "issuer": issuer, "authorization_endpoint": page, "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys", "end_session_endpoint": f"{self.url}/end",
        })  # fmt: skip

    async def authorize(self, request: Request) -> Response:
        query = dict(request.query_params)
        right = {"client_id": CLIENT, "response_type": "code", "code_challenge_method": "S256"}
        assert right.items() <= query.items() and "openid" in query["scope"].split()
        code = secrets.token_urlsafe(8)
        self.codes[code] = query
        back = {"code": "x" if self.lie == "other_code" else code, "state": query["state"]}
        if self.lie == "state":
            back["state"] = secrets.token_urlsafe(32)
        if self.lie == "iss_of_another":
            back["iss"] = "https://elsewhere.example"
        if self.lie == "cancelled":
            back = {"error": "access_denied", "state": query["state"]}
        return RedirectResponse(f"{query['redirect_uri']}?{urlencode(back)}", 303)

    async def token(self, request: Request) -> Response:
        self.asked.append("token")
        if self.down:
            return PlainTextResponse("no", 503)
        form = await request.form()
        begun = self.codes.pop(str(form.get("code")), None)
        basic = base64.b64encode(f"{CLIENT}:s3cret%2Fwith%2Bsigns".encode()).decode()
        challenge = b64(hashlib.sha256(str(form.get("code_verifier")).encode()).digest())
        if (
            begun is None or request.headers.get("authorization") != f"Basic {basic}"
            or challenge != begun["code_challenge"] or form.get("redirect_uri") != begun["redirect_uri"]
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe(16)
        answer = {"access_token": access, "token_type": "Bearer", "id_token": self.id_token(begun["nonce"], access)}
        if self.lie == "token_type":
            answer["token_type"] = "mac"
        if self.lie == "no_id_token":
            del answer["id_token"]
        return JSONResponse(answer)

    async def keys(self, request: Request) -> Response:
        self.asked.append("keys")
        public = self.key.as_dict(private=False)
        return JSONResponse({"keys": [{**public, "use": "enc"} if self.lie == "encryption_key" else public]})

    def id_token(self, nonce: str, access: str) -> str:
        at = int(self.now().timestamp())
        half = hashlib.sha256(access.encode()).digest()[:16]
        claims = {
            "iss": self.url, "sub": self.subject, "aud": CLIENT, "nonce": nonce, "iat": at, "exp": at + 300,
            "at_hash": b64(half), **self.claims,
        }
        claims.update(self._lies(at))
        for name in [name for name, value in claims.items() if value is None]:
            del claims[name]
        header = {"alg": self.algorithm, "kid": self.key.kid}
        if self.lie == "access_token_as_id_token":
            header["typ"] = "at+jwt"
        return self._signed(header, claims)

    def _lies(self, at: int) -> dict[str, Any]:
        told: dict[str, dict[str, Any]] = {
            "nonce": {"nonce": "another"}, "no_nonce": {"nonce": None}, "audience": {"aud": "somebody-else"},
            "many_audiences": {"aud": [CLIENT, "somebody-else"]}, "azp": {"azp": "somebody-else"},
            "issuer": {"iss": "https://elsewhere.example"}, "expired": {"iat": at - 900, "exp": at - 120},
            "from_the_future": {"iat": at + 600, "exp": at + 900}, "no_sub": {"sub": None}, "empty_sub": {"sub": ""},
            "no_expiry": {"exp": None}, "wrong_at_hash": {"at_hash": b64(b"x" * 16)},
        }  # fmt: skip
        return told.get(self.lie, {})

    def _signed(self, header: dict[str, Any], claims: dict[str, Any]) -> str:
        if self.lie == "garbage":
            return "not.a.token"
        if self.lie == "none":
            return f"{b64(json.dumps({**header, 'alg': 'none'}).encode())}.{b64(json.dumps(claims).encode())}."
        if self.lie == "hs256":
            signed = ".".join(b64(json.dumps(part).encode()) for part in ({**header, "alg": "HS256"}, claims))
            return f"{signed}.{b64(hmac.digest(self.key.as_pem(private=False), signed.encode(), 'sha256'))}"
        key = RSAKey.generate_key(2048) if self.lie == "other_key" else self.key
        return jwt.encode(header, claims, key, algorithms=[self.algorithm])

    def application(self) -> Starlette:
        return Starlette(routes=[
            Route("/.well-known/openid-configuration", self.discovery), Route("/authorize", self.authorize),
            Route("/token", self.token, methods=["POST"]), Route("/keys", self.keys),
            Route("/end", lambda request: PlainTextResponse("signed out there")),
        ])  # fmt: skip


@contextmanager
def running(issuer: Issuer) -> Iterator[Issuer]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    issuer.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(issuer.application(), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield issuer
    server.should_exit = True
    thread.join(10)
