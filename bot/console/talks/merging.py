"""Two talks are one person's: finding the other, seeing both before anything is done, merging, and parting again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.guard import Guard, Visit
from bot.console.talks.page import TalkPage
from bot.console.talks.view import log_opening
from bot.store.merge_candidates import Candidate, found_by, latest, same_phone
from bot.store.transcript_window import newest
from domain.errors import NotFound
from domain.handover import Conversation
from domain.messages import Message
from domain.services import merge_talks

SHOWN = 8
"""Lines of each talk on the page that asks whether they are one person's."""


@dataclass(frozen=True)
class Choice:
    talk: Conversation
    same_phone: Sequence[Candidate]
    found: Sequence[Candidate]
    latest: Sequence[Candidate]


@dataclass(frozen=True)
class Both:
    """Each with its newest lines."""

    talk: Conversation
    lines: Sequence[Message]
    other: Conversation
    other_lines: Sequence[Message]


class Merging:
    def __init__(self, guard: Guard) -> None:
        self.pages, self.guard, self.edge = TalkPage(guard), guard, guard.edge

    async def choose(self, visit: Visit) -> Response:
        """Which talk is the other? With `?other=` both are shown, and it is asked whether they are to be merged."""
        asked = visit.request.query_params
        if asked.get("other"):
            return await self._ask(visit, asked["other"])
        find = asked.get("find", "")[:200]
        try:
            choice = await to_thread.run_sync(self._choice, visit.request.path_params["talk"], find)
        except NotFound:
            return self.pages.gone(visit)
        if find.strip():
            await to_thread.run_sync(self._log_search, visit, choice)
        return self.guard.page(visit.session, "console/talk/merge.html", choice=choice, find=find, which="talk")

    async def merge(self, visit: Visit) -> Response:
        other, seen = visit.form.get("other", ""), visit.number("epoch")
        return await self.pages.do(
            visit, lambda uow, desk, talk: merge_talks.merge(uow, desk, talk, other, seen),
            refused="console_talk.not_merged",
        )

    async def part(self, visit: Visit) -> Response:
        other = visit.form.get("other", "")
        return await self.pages.do(
            visit, lambda uow, desk, talk: merge_talks.part(uow, desk, talk, other), refused="console_talk.not_parted"
        )

    async def _ask(self, visit: Visit, other: str) -> Response:
        try:
            both = await to_thread.run_sync(self._both, visit.request.path_params["talk"], other)
        except NotFound:
            return self.pages.gone(visit)
        if both is None:
            return RedirectResponse(f"/console/talks/{visit.request.path_params['talk']}/merge", 303)
        for talk in (both.talk, both.other):
            await to_thread.run_sync(log_opening, self.edge, talk.id, visit.who)
        return self.guard.page(visit.session, "console/talk/merge_ask.html", both=both, which="talk")

    def _log_search(self, visit: Visit, choice: Choice) -> None:
        """As the search does: that somebody searched, never for what."""
        with self.edge.store() as uow:
            detail = f"{len(choice.found)} talks"
            uow.audit.add(self.edge.clock.now(), visit.who.id, "search", choice.talk.id, detail)
            uow.commit()

    def _choice(self, talk_id: str, find: str) -> Choice:
        with self.edge.store.reading() as uow:
            talk, db = uow.conversations.get(talk_id), uow.connection
            return Choice(talk, same_phone(db, talk), found_by(db, talk, find), () if find else latest(db, talk))

    def _both(self, talk_id: str, other_id: str) -> Both | None:
        with self.edge.store.reading() as uow:
            talk, other = uow.conversations.get(talk_id), uow.conversations.get(other_id)
            if talk.id == other.id or talk.merged_into or other.merged_into:
                return None
            db = uow.connection
            return Both(talk, newest(db, [talk.id], SHOWN).lines, other, newest(db, [other.id], SHOWN).lines)
