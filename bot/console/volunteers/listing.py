"""All volunteers: who has applied first, then who waits to be asked, and the rest by what they can be asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from anyio import to_thread
from starlette.responses import Response

from bot.console.guard import Guard, Visit
from bot.console.shifts.choices import need_choices
from bot.console.shifts.shift_view import MOST_VOLUNTEERS
from bot.edge import Edge
from domain.services import volunteer_desk
from domain.shifts.volunteer import Volunteer, VolunteerState

V = VolunteerState


@dataclass(frozen=True)
class People:
    """`unasked`: approved, and asked nothing for too long; also those who have not used their code."""

    applied: Sequence[Volunteer]
    unasked: Sequence[Volunteer]
    not_linked: Sequence[Volunteer]
    ready: Sequence[Volunteer]
    paused: Sequence[Volunteer]
    event_id: int

    @property
    def anybody(self) -> bool:
        return any((self.applied, self.not_linked, self.ready, self.paused))


class VolunteerList:
    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    async def show(self, visit: Visit) -> Response:
        query, world = visit.request.query_params, self.guard.edge.world
        name, needs = query.get("name", "").strip(), need_choices(world)
        need = query.get("need", "") if query.get("need") in dict(needs) else ""
        people = await to_thread.run_sync(look_at_people, self.guard.edge, name, need)
        return self.guard.page(
            visit.session, "console/volunteers/list.html", people=people, name=name, need=need, needs=needs,
            days=world.shift_rules.unasked_days, which="volunteers", topic="shifts", event_id=people.event_id,
            query=visit.request.url.query,
        )


def look_at_people(edge: Edge, name: str, need: str) -> People:
    since = volunteer_desk.unasked_since(edge.world.roster, edge.clock.now())

    def wanted(volunteer: Volunteer) -> bool:
        return name.casefold() in volunteer.name.casefold() and (not need or need in volunteer.needs)

    with edge.store.reading() as uow:
        event_id = uow.events.latest_id()
        everybody = [v for v in uow.volunteers.listed(limit=MOST_VOLUNTEERS) if wanted(v)]
        unasked = [v for v in uow.volunteers.unasked_since(since) if wanted(v)]
    approved = [v for v in everybody if v.state is V.APPROVED]
    return People(
        applied=sorted((v for v in everybody if v.state is V.APPLIED), key=_since),
        unasked=unasked,
        not_linked=[v for v in approved if v.linked_at is None],
        ready=[v for v in approved if v.linked_at is not None],
        paused=[v for v in everybody if v.state is V.PAUSED],
        event_id=event_id,
    )


def _since(volunteer: Volunteer) -> datetime:
    return volunteer.created_at
