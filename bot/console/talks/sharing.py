"""Giving a talk to a colleague, putting it off until later, fetching it back, and who else is looking at it."""

from __future__ import annotations

from anyio import to_thread
from starlette.responses import Response

from bot.console.guard import LANGUAGE, Guard, Visit
from bot.console.rights import Right, roles_with
from bot.console.talks.later import until_when
from bot.console.talks.page import TalkPage, last_read
from bot.console.talks.view import mark_read
from bot.store.desk_people import active_accounts
from bot.store.presence import Present, leave, note_presence, others_present
from domain.errors import NotFound
from domain.services import share_talk
from domain.services.coordinate import Coordinator


class Sharing:
    def __init__(self, guard: Guard) -> None:
        self.pages, self.guard, self.edge = TalkPage(guard), guard, guard.edge

    async def give(self, visit: Visit) -> Response:
        to = await to_thread.run_sync(self._colleague, visit.form.get("to", ""))
        if to is None:
            return await self.pages.page(visit, status=422, problem="console_talk.choose_colleague", opened="give")
        why, seen = visit.form.get("why", ""), visit.number("epoch")
        return await self.pages.do(
            visit, lambda uow, desk, talk: share_talk.give(uow, desk, talk, to, why, seen),
            refused="console_talk.has_it_already",
        )

    async def snooze(self, visit: Visit) -> Response:
        moment, problems = until_when(visit.form, self.edge.clock.now())
        if moment is None:
            return await self.pages.page(
                visit, status=422, problem="console_forms.problem", opened="snooze", problems=problems
            )
        until, seen, read = moment, visit.number("epoch"), last_read(visit)
        return await self.pages.do(
            visit, lambda uow, desk, talk: share_talk.snooze(uow, desk, talk, until, seen, read),
            refused="console_talk.not_snoozed", unread="console_talk.read_first",
        )

    async def fetch_back(self, visit: Visit) -> Response:
        return await self.pages.do(visit, share_talk.fetch_back)

    async def presence(self, visit: Visit) -> Response:
        """A page is looked at (`state`: looks, writes), or was left. Answers with who else is there."""
        talk_id, state = visit.request.path_params["talk"], visit.form.get("state", "looks")
        try:
            others, changed, unread = await to_thread.run_sync(self._beat, visit.who, talk_id, state)
        except NotFound:
            return self.pages.gone(visit)
        if changed:
            self.edge.signals.notify(f"talk:{talk_id}")
        if unread and state != "left":
            await to_thread.run_sync(mark_read, self.edge, talk_id, visit.who)
        return self.guard.pages.page("console/talk/present.html", LANGUAGE, present=others)

    def _beat(self, who: Coordinator, talk_id: str, state: str) -> tuple[list[Present], bool, bool]:
        now = self.edge.clock.now()
        with self.edge.store() as uow:
            talk = uow.conversations.get(talk_id)
            db = uow.connection
            if state == "left":
                changed = leave(db, talk_id, who.id)
            else:
                changed = note_presence(db, talk_id, who.id, who.name, now, writes=state == "writes")
            if changed:
                uow.events.add(f"talk:{talk_id}", "presence", now)
            others = list(others_present(db, talk_id, who.id, now))
            uow.commit()
            return others, changed, talk.owner_id == who.id and talk.unread > 0

    def _colleague(self, account_id: str) -> Coordinator | None:
        with self.edge.store.reading() as uow:
            talkers = active_accounts(uow.connection, roles_with(Right.TALKS))
            return next((c for c in talkers if c.id == account_id), None)
