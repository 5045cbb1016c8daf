"""All volunteers: who has applied first, then who has not been asked for long, and how often each is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from anyio import to_thread
from starlette.responses import Response

from bot.console.guard import LANGUAGE, Guard, Visit
from bot.console.shifts.choices import area_choices, need_choices
from bot.console.volunteers.search import Search, read_search
from bot.edge import Edge
from bot.forms import whole_number
from bot.store.volunteer_views import (
    PERIODS,
    STATES,
    Asked,
    Line,
    asked_of,
    how_many,
    lines,
    next_shifts,
    volunteers_of,
)
from domain.services import volunteer_desk
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Volunteer, VolunteerState

ON_A_PAGE = 50


@dataclass(frozen=True)
class Person:
    volunteer: Volunteer
    asked: Asked
    next_shift: Shift | None

    @property
    def asked_enough(self) -> bool:
        """As often as they themselves have said, this week: they are asked nothing more before it is over."""
        return self.volunteer.state is VolunteerState.APPROVED and self.asked.week >= self.volunteer.most_per_week


@dataclass(frozen=True)
class People:
    """`applied`: those who wait for a coordinator, longest first, on the first page. `found`: how many the rest are."""

    applied: Sequence[Person]
    shown: Sequence[Person]
    found: int
    page: int
    how_many: Mapping[str, int]
    event_id: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // ON_A_PAGE))


class VolunteerList:
    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    async def show(self, visit: Visit) -> Response:
        query, world = visit.request.query_params, self.guard.edge.world
        search, number = read_search(query, world), whole_number(query.get("page", ""), 5)
        page = 1 if number is None else number
        people = await to_thread.run_sync(look_at_people, self.guard.edge, search, page)
        weekdays = [(str(n), world.texts.say(LANGUAGE, f"time.weekday.{n + 1}")) for n in range(7)]
        return self.guard.page(
            visit.session, "console/volunteers/list.html", people=people, search=search, needs=need_choices(world),
            areas=area_choices(world), weekdays=weekdays, states=STATES, periods=PERIODS, which="volunteers",
            days=world.shift_rules.unasked_days, topic="shifts", event_id=people.event_id,
        )


def look_at_people(edge: Edge, search: Search, page: int = 1) -> People:
    now = edge.clock.now()
    since = volunteer_desk.unasked_since(edge.world.roster, now)
    with edge.store.reading() as uow:
        db, event_id = uow.connection, uow.events.latest_id()
        counted = how_many(db, search.wanted(since), now)
        spoken = bool(search.language)
        every = lines(db, search.wanted(since), now, search.number_of, spoken=spoken)
        found = search.sorted([line for line in every if search.fits(line)])
        waiting: list[Line] = []
        if not search.state and counted["applied"]:
            applied = {line.id for line in lines(db, search.wanted(since, "applied"), now)}
            waiting = sorted((line for line in found if line.id in applied), key=_since)
            found = [line for line in found if line.id not in applied]
        page = min(max(1, page), max(1, -(-len(found) // ON_A_PAGE)))
        return People(
            applied=_persons(db, waiting[:ON_A_PAGE], now) if page == 1 else (),
            shown=_persons(db, found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], now),
            found=len(found), page=page, how_many=counted, event_id=event_id,
        )  # fmt: skip


def _persons(db: sa.Connection, shown: Sequence[Line], now: datetime) -> list[Person]:
    ids = [line.id for line in shown]
    volunteers, asked, coming = volunteers_of(db, ids), asked_of(db, ids, now), next_shifts(db, ids, now)
    return [Person(volunteers[i], asked.get(i, Asked()), coming.get(i)) for i in ids]


def _since(line: Line) -> datetime:
    return line.waited_since
