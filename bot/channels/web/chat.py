"""The page with the talk, and posting a message to it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.view import CHANNEL, TalkSeen, hours_line, look, who_is_there
from bot.channels.web.visitor import LANGUAGE_COOKIE, Visitor, visitor_of
from bot.edge import Edge
from bot.forms import posted
from bot.pages import Pages, fresh_nonce
from bot.rate_limit import RateLimit
from bot.web_security import from_elsewhere, keep_cookie
from domain.messages import Inbound
from domain.reading import LANGUAGES
from domain.services.receive import Received

MOST_CHARACTERS = 4000
"""Rasa's door takes 4096, Telegram sends 4096: one rule for all, a little below."""

_NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True)
class Problem:
    """Why a message was not taken: a key of web.yml. What was typed is given back."""

    key: str
    status: int
    typed: str = ""
    count: int = 0


class Chat:
    def __init__(self, edge: Edge, pages: Pages) -> None:
        self.edge, self.pages = edge, pages
        self.per_person = RateLimit(20, timedelta(minutes=1))
        self.per_address = RateLimit(120, timedelta(minutes=1))
        """Gentle: a library or a care home shares one address."""

    async def show(self, request: Request) -> Response:
        if (language := request.query_params.get("lang")) in LANGUAGES:
            response: Response = RedirectResponse("/", 303)
            keep_cookie(response, LANGUAGE_COOKIE, str(language), secure=self.edge.settings.secure_cookies, days=365)
            return response
        return await self._page(visitor_of(request))

    async def post(self, request: Request) -> Response:
        visitor, with_script = visitor_of(request), "hx-request" in request.headers
        try:
            fields = await posted(request)
        except HTTPException as error:
            key = "web.too_large" if error.status_code == 413 else "web.bad_form"
            return await self._refuse(visitor, Problem(key, error.status_code), with_script)
        if problem := self._problem(request, visitor, fields):
            return await self._refuse(visitor, problem, with_script)
        try:
            inbound = await to_thread.run_sync(self._inbound, visitor, fields)
            received = await self._take(inbound, soon=fields.get("live") == "yes")
        except sa.exc.SQLAlchemyError:
            problem = Problem("web.not_stored", 503, fields.get("text", ""))
            return await self._refuse(visitor, problem, with_script)
        if with_script:
            return await self._lines(visitor, fields, received.conversation_id)
        response: Response = RedirectResponse(f"/#m{received.seq}" if received.seq else "/#lines", 303)
        visitor.remember(response, secure=self.edge.settings.secure_cookies)
        return response

    async def _take(self, inbound: Inbound, *, soon: bool) -> Received:
        """`soon`: the page's stream is open and will show the answer, so that the next message need not wait."""
        door = self.edge.front_door
        if not soon:
            received, _ = await door.answer(inbound)
            return received
        received = await door.receive(inbound)
        door.work_soon(received.conversation_id)
        return received

    def _problem(self, request: Request, visitor: Visitor, fields: Mapping[str, str]) -> Problem | None:
        text, now = fields.get("text", ""), self.edge.clock.now()
        if from_elsewhere(request):
            return Problem("web.from_elsewhere", 403)
        if not visitor.may_post(fields.get("token", "")):
            return Problem("web.cookie_needed", 400, text)
        if fields.get("button") or fields.get("wish"):
            text = ""
        elif not text.strip():
            return Problem("web.empty", 400)
        elif len(text) > MOST_CHARACTERS:
            return Problem("web.too_long", 413, text, len(text))
        client = request.client.host if request.client else ""
        if not self.per_person.allows(visitor.address, now) or not self.per_address.allows(client, now):
            return Problem("web.too_many", 429, text)
        return None

    def _inbound(self, visitor: Visitor, fields: Mapping[str, str]) -> Inbound:
        """One form sent twice is one message: its nonce, under this visitor's own address, names it."""
        nonce = fields.get("nonce", "")
        if not _NONCE.fullmatch(nonce):
            nonce = fresh_nonce()
        kind, text = "text", fields.get("text", "").strip()
        if fields.get("wish") == "human":
            nonce, text = f"{nonce}w", self.edge.world.texts.say(self._language(visitor), "web.wish_human")
        elif button := fields.get("button"):
            kind, text, nonce = "button", button[:64], f"{nonce}{button[:24]}"
        return Inbound(CHANNEL, f"{visitor.address[:32]}:{nonce}", visitor.address, text, self.edge.clock.now(), kind)

    def _language(self, visitor: Visitor) -> str:
        with self.edge.store.reading() as uow:
            return visitor.language(uow.conversations.by_address(CHANNEL, visitor.address))

    async def _lines(self, visitor: Visitor, fields: Mapping[str, str], conversation_id: str) -> Response:
        """For the script: what the log lacks, and a new nonce. A talk that was erased is loaded anew."""
        after = int(fields["after"]) if fields.get("after", "").isdecimal() else 0
        seen = await to_thread.run_sync(look, self.edge, visitor.address, min(after, 2**62))
        language = visitor.language(seen.talk)
        response = self.pages.page("web/lines.html", language, **self._values(visitor, seen, language))
        response.headers["HX-Trigger"] = json.dumps({"sent": {"nonce": fresh_nonce()}})
        if seen.talk is None or seen.talk.id != conversation_id:
            response.headers["HX-Refresh"] = "true"
        visitor.remember(response, secure=self.edge.settings.secure_cookies)
        return response

    async def _refuse(self, visitor: Visitor, problem: Problem, with_script: bool) -> Response:
        if not with_script:
            return await self._page(visitor, problem)
        language = visitor.language(None)
        response = self.pages.page(
            "web/problem.html", language, status=problem.status, problem=problem, most=MOST_CHARACTERS
        )
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#problem", "innerHTML"
        return response

    async def _page(self, visitor: Visitor, problem: Problem | None = None) -> Response:
        seen = await to_thread.run_sync(look, self.edge, visitor.address)
        language = visitor.language(seen.talk)
        response = self.pages.page(
            "web/chat.html", language, status=problem.status if problem else 200, problem=problem,
            **self._values(visitor, seen, language),
        )
        visitor.remember(response, secure=self.edge.settings.secure_cookies)
        return response

    def _values(self, visitor: Visitor, seen: TalkSeen, language: str) -> dict[str, Any]:
        texts, now = self.edge.world.texts, self.edge.clock.now()
        return {
            "seen": seen, "token": visitor.token, "now": now,
            "most": MOST_CHARACTERS, "who": who_is_there(seen.talk, texts, language),
            "hours": hours_line(self.edge.world.municipality, now, texts, language),
        }
