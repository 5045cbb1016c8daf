"""Who is chatting: an opaque cookie, of which the store only knows the hash; and which language they picked."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.web_security import form_token, fresh_secret, hash_of, keep_cookie, token_holds
from domain.handover import Conversation
from domain.reading import LANGUAGES

COOKIE, LANGUAGE_COOKIE = "talk", "language"
COOKIE_DAYS = 21
"""Kept as long as Kommune-Kari keeps a talk; each visit starts it anew."""

SECRET_LENGTH = 43
"""Characters of 256 bits in base64. Anything else was not made by us."""


@dataclass(frozen=True)
class Visitor:
    """`secret` is the cookie's value; `known` is False when it was made for this very answer."""

    secret: str
    known: bool
    chosen_language: str | None
    accepts: str

    @property
    def address(self) -> str:
        return hash_of(self.secret)

    @property
    def token(self) -> str:
        return form_token(self.secret)

    def may_post(self, token: str) -> bool:
        return self.known and token_holds(self.secret, token)

    def language(self, talk: Conversation | None) -> str:
        """What they chose, else what they write, else what their browser asks for, else Bokmål."""
        if self.chosen_language:
            return self.chosen_language
        if talk is not None and talk.language in LANGUAGES:
            return talk.language
        return _first_accepted(self.accepts)

    def remember(self, response: Response, *, secure: bool) -> None:
        keep_cookie(response, COOKIE, self.secret, secure=secure, days=COOKIE_DAYS)


def visitor_of(request: Request) -> Visitor:
    secret = request.cookies.get(COOKIE, "")
    known = len(secret) == SECRET_LENGTH and secret.isascii()
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return Visitor(
        secret if known else fresh_secret(), known, chosen if chosen in LANGUAGES else None,
        request.headers.get("accept-language", ""),
    )


def _first_accepted(accepts: str) -> str:
    for wish in accepts.lower().split(","):
        tag = wish.partition(";")[0].strip().partition("-")[0]
        if tag in LANGUAGES or tag == "no":
            return "nb" if tag == "no" else tag
    return "nb"
