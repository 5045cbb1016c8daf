"""One request: its page, and everything a coordinator does with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.fields import Fields, Problem
from bot.console.guard import Guard, Visit
from bot.console.requests.story import Story, story_of
from bot.console.talks.view import log_opening
from bot.console.wall_clock import ComesTwice, NoSuchTime, on_the_wall
from domain.errors import AlreadyTaken, NotAllowed, NotFound
from domain.ports import UnitOfWork
from domain.promises import answer_due
from domain.requests import OUTCOMES, Request
from domain.services import coordinate_requests, refer
from domain.services.coordinate import Desk

Step = Callable[[UnitOfWork, Desk, str], Request]

LABELS = "console_requests.label."


class OneRequest:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        """What somebody wrote stands here, too: who has read it can be told later."""
        story = await self._story(visit)
        if story is not None and "hx-request" not in visit.request.headers:
            await to_thread.run_sync(log_opening, self.edge, story.talk.id, visit.who)
        return await self._page(visit, story=story)

    async def take(self, visit: Visit) -> Response:
        return await self._change(visit, coordinate_requests.take)

    async def give(self, visit: Visit) -> Response:
        story = await self._story(visit)
        to = next((c for c in story.colleagues if c.id == visit.form.get("colleague")), None) if story else None
        if to is None:
            return await self._page(visit, 422, Problem("colleague", "no_choice"))
        return await self._change(visit, lambda uow, desk, code: coordinate_requests.give(uow, desk, code, to))

    async def note(self, visit: Visit) -> Response:
        fields = Fields(visit.form)
        text = fields.text("note", coordinate_requests.LONGEST_NOTE, required=True)
        public, answered = fields.ticked("public"), fields.ticked("answered")
        return await self._change(visit, lambda uow, desk, code: coordinate_requests.write(
            uow, desk, code, text, public=public, answered=answered), fields)

    async def promise(self, visit: Visit) -> Response:
        fields = Fields(visit.form)
        due = self._moment(fields)
        return await self._change(
            visit, lambda uow, desk, code: coordinate_requests.promise(uow, desk, code, due or desk.now), fields
        )

    async def finish(self, visit: Visit) -> Response:
        fields = Fields(visit.form)
        outcome = fields.one_of("outcome", OUTCOMES, required=True) or ""
        return await self._change(
            visit, lambda uow, desk, code: coordinate_requests.finish(uow, desk, code, outcome), fields
        )

    async def reopen(self, visit: Visit) -> Response:
        due = answer_due(self.edge.world.municipality.office_hours, self.edge.clock.now())
        return await self._change(visit, lambda uow, desk, code: coordinate_requests.reopen(uow, desk, code, due))

    async def refer(self, visit: Visit) -> Response:
        story, name = await self._story(visit), visit.form.get("organisation", "")
        known = dict(story.organisations) if story else {}
        if name not in known:
            return await self._page(visit, 422, Problem("organisation", "no_choice"))
        areas = self.edge.world.areas
        return await self._change(
            visit, lambda uow, desk, code: refer.refer(uow, desk, areas, code, name, known[name] or None)
        )

    async def withdraw(self, visit: Visit) -> Response:
        referral = visit.request.path_params["referral"]
        return await self._change(
            visit, lambda uow, desk, code: refer.withdraw_at_desk(uow, desk, code, referral)
        )

    def _moment(self, fields: Fields) -> datetime | None:
        day, clock = fields.day("day", required=True), fields.clock("clock", required=True)
        if day is None or clock is None:
            return None
        try:
            due = on_the_wall(day, clock)
        except (NoSuchTime, ComesTwice):
            fields.wrong("clock", "no_clock")
            return None
        if due <= self.edge.clock.now():
            fields.wrong("day", "past")
        return due

    async def _change(self, visit: Visit, do: Step, fields: Fields | None = None) -> Response:
        """Does it, and wakes whoever watches; or says what is wrong, with what was typed."""
        if fields and fields.problems:
            return await self._page(visit, 422, *fields.problems)
        desk, code = self.guard.desk(visit), visit.request.path_params["code"]
        try:
            request = await to_thread.run_sync(lambda: do(self.edge.store(), desk, code))
        except AlreadyTaken as error:
            return await self._page(visit, 409, problem="console.request_taken_by", name=error.owner_name)
        except NotAllowed:
            return await self._page(visit, 422, problem="console.not_allowed")
        except NotFound:
            return self._gone(visit)
        self.edge.signals.notify("queue", f"talk:{request.conversation_id}")
        await self.edge.front_door.after_turn(request.conversation_id, None)
        if visit.form.get("at") == "request":
            return RedirectResponse(f"/console/requests/{request.code}", 303)
        return RedirectResponse(f"/console/talks/{request.conversation_id}#r-{request.code}", 303)

    async def _story(self, visit: Visit) -> Story | None:
        code, now = visit.request.path_params["code"], self.edge.clock.now()
        try:
            return await to_thread.run_sync(story_of, self.edge, code, now)
        except NotFound:
            return None

    async def _page(
        self, visit: Visit, status: int = 200, *problems: Problem, problem: str = "", story: Story | None = None,
        **words: object,
    ) -> Response:
        story = story or await self._story(visit)
        if story is None:
            return self._gone(visit)
        return self.guard.page(
            visit.session, "console/request_one.html", status=status, story=story, problem=problem, words=words,
            problems=problems, typed=visit.form if status != 200 else {}, labels=LABELS, outcomes=OUTCOMES,
            which="requests", topic=f"talk:{story.talk.id}", event_id=story.event_id,
        )

    def _gone(self, visit: Visit) -> Response:
        typed = visit.form.get("note", "")
        return self.guard.page(visit.session, "console/request_gone.html", status=404, typed=typed, which="requests")
