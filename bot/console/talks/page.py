"""The page of one talk, and how whatever is done to it ends: with the page again, or with why it was not done."""

from __future__ import annotations

import logging
from collections.abc import Callable

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.guard import Guard, Visit
from bot.console.talks.view import Stretch, TalkView, look_at
from bot.forms import whole_number
from domain.errors import AlreadyTaken, EpochChanged, NewLines, NotAllowed, NotFound
from domain.ports import UnitOfWork
from domain.services.coordinate import TALK_OUTCOMES, Desk

logger = logging.getLogger(__name__)

Deed = Callable[[UnitOfWork, Desk, str], object]

TYPED = ("text", "note", "why", "day", "clock", "to")
"""Fields of the page's forms that are kept when something is wrong."""


class TalkPage:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def do(
        self, visit: Visit, deed: Deed, *, refused: str = "", unread: str = "console_talk.new_lines"
    ) -> Response:
        """Does it, wakes whoever watches, and shows the talk; or says who was first, with what was typed. `refused` is
        the key of the line for what the talk's state does not permit, `unread` of that for what nobody has read yet."""
        talk_id, desk = visit.request.path_params["talk"], self.guard.desk(visit)
        try:
            await to_thread.run_sync(lambda: deed(self.edge.store(), desk, talk_id))
        except AlreadyTaken as error:
            mine = error.owner_name in ("", visit.who.name)
            key = "console.not_yours" if mine else "console.taken_by"
            return await self.page(visit, status=409, problem=key, name=error.owner_name)
        except EpochChanged:
            return await self.page(visit, status=409, problem="console.moved_on")
        except NewLines:
            return await self.page(visit, status=409, problem=unread, again="new_lines")
        except NotAllowed:
            return await self.page(visit, status=422, problem=refused or "console.not_allowed")
        except NotFound:
            return self.gone(visit)
        self.edge.signals.notify("queue", f"talk:{talk_id}")
        await self.edge.front_door.after_turn(talk_id, None)
        return RedirectResponse(f"/console/talks/{talk_id}", 303)

    async def page(
        self, visit: Visit, *, status: int = 200, problem: str = "", again: str = "", opened: str = "",
        typed: str | None = None, problems: object = (), view: TalkView | None = None, **words: object,
    ) -> Response:
        """`again`: why the answer waits for a second press. `opened`: which of the folded forms stands open."""
        try:
            view = view or await self.seen(visit)
        except NotFound:
            return self.gone(visit)
        kept = {name: visit.form.get(name, "") if problem else "" for name in TYPED}
        text = visit.form.get("text", "") if typed is None else typed
        return self.guard.page(
            visit.session, "console/talk.html", status=status, view=view, problem=problem, words=words,
            text=text, kept=kept, again=again, opened=opened, problems=problems, seen_before=visit.number("seen"),
            outcomes=TALK_OUTCOMES, event_id=view.event_id, topic=f"talk:{view.talk.id}", which="talk",
            here=here(visit, view),
        )

    async def seen(self, visit: Visit) -> TalkView:
        asked = visit.request.query_params
        stretch = Stretch(_number(asked.get("before", "")), _number(asked.get("line", "")))
        return await to_thread.run_sync(
            look_at, self.edge, visit.request.path_params["talk"], visit.who, stretch
        )

    def gone(self, visit: Visit) -> Response:
        typed = visit.form.get("text") or visit.form.get("note", "") or visit.form.get("why", "")
        return self.guard.page(visit.session, "console/gone.html", status=404, typed=typed)


def last_read(visit: Visit) -> int | None:
    """The last line that stood on the page, as its form tells."""
    return seen if (seen := visit.number("seen")) >= 0 else None


def here(visit: Visit, view: TalkView) -> str:
    """The address of this stretch of the talk, as it is followed."""
    asked = {name: _number(visit.request.query_params.get(name, "")) for name in ("before", "line")}
    query = "&".join(f"{name}={number}" for name, number in asked.items() if number)
    return f"/console/talks/{view.talk.id}" + (f"?{query}" if query else "")


def _number(text: str) -> int:
    """Of a line; 0 for none."""
    return whole_number(text, 15) or 0
