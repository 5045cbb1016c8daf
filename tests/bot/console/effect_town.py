"""A small town counted by hand: 23 requests in October, seven in September, shifts, volunteers and searches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.edge import Edge
from domain.handover import Conversation
from domain.requests import Request, RequestState
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.shift import Shift, ShiftState
from domain.shifts.volunteer import Volunteer, VolunteerState
from domain.shown_offers import ShownOffer

OCTOBER = "from=2026-10-01&to=2026-10-31"
_HOUR = timedelta(hours=1)


def at(day: int, month: int = 10, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def requests(edge: Edge) -> None:
    """October: 12 about respite in Vang (6 by a volunteer, 6 by a municipal service), 6 about escort in Ridabu (all by
    a municipal service), 5 about transport in Vang (open). Answered after 1, 2, 3 … 18 hours, promised within 10.
    Of the first twelve six say that they got help, six that they did not."""
    kinds = [("respite", "vang", "volunteer")] * 6 + [("respite", "vang", "municipal_service")] * 6
    kinds += [("escort", "ridabu", "municipal_service")] * 6 + [("transport", "vang", None)] * 5
    for n, (need, area, outcome) in enumerate(kinds):
        made = at(1 + n)
        answered = made + (n + 1) * _HOUR if outcome else None
        helped = "yes" if n < 6 else "no" if n < 12 else None
        _add(edge, f"OKT-{n}", made, need, area, outcome, answered, helped)
    for n in range(7):
        _add(edge, f"SEP-{n}", at(1 + n, 9), "respite", "vang", "municipal_service", None, None)


def _add(
    edge: Edge, code: str, made: datetime, need: str, area: str, outcome: str | None, answered: datetime | None,
    helped: str | None,
) -> None:
    talk = Conversation(edge.ids.new(), "web", code, made, language="nn" if need == "escort" else "nb")
    request = Request(
        edge.ids.new(), code, talk.id, need, made, made + 10 * _HOUR, area=area, outcome=outcome,
        state=RequestState.DONE if outcome else RequestState.NEW, first_answer_at=answered,
        closed_at=made + 48 * _HOUR if outcome else None, helped=helped,
        follow_up_at=made + 60 * _HOUR if helped else None, channel=talk.channel, language=talk.language,
    )
    with edge.store() as uow:
        uow.conversations.add(talk)
        uow.requests.add(request)
        if outcome:
            uow.audit.add(made + _HOUR, "kari", "take", talk.id)
        uow.commit()


def shifts(edge: Edge) -> None:
    """Seven respite shifts of two hours for one, six of them filled by six volunteers: five came, and told so for 90
    minutes each; one has said nothing. A seventh said yes and did not come. And a draft, which counts nowhere."""
    people = [
        Volunteer(
            f"v{n}", f"Frivillig {n}", at(20, 9), VolunteerState.APPROVED, approved_at=at(25, 9), approved_by="Kari"
        )
        for n in range(13)
    ]
    with edge.store() as uow:
        for person in people:
            uow.volunteers.add(person)
        for n in range(8):
            shift = _shift(n, at(5 + n), ShiftState.DRAFT if n == 7 else ShiftState.OVER)
            uow.shifts.add(shift)
            if n < 7:
                happened = True if n < 5 else None if n == 5 else False
                invitation = Invitation(f"i{n}", shift.id, people[n].id, at(1), state=InvitationState.ACCEPTED)
                minutes = 90 if happened else None
                uow.invitations.add_many([replace(invitation, happened=happened, minutes=minutes)])
        uow.commit()


def _shift(n: int, start: datetime, state: ShiftState) -> Shift:
    return Shift(
        f"s{n}", "Avlastning", "respite", start, start + 2 * _HOUR, at(1), "kari", area="vang", state=state
    )


def searches(edge: Edge) -> None:
    """On Thursday the 15th: seven times nothing for transport in Vang in the evening; six times one offer."""
    day = date(2026, 10, 15)
    with edge.store() as uow:
        uow.shown_offers.add([ShownOffer(day, "evening", "transport", "vang", None)] * 7)
        offer = edge.world.catalogue.offers[0].id
        uow.shown_offers.add([ShownOffer(day, "morning", "respite", "vang", offer)] * 6)
        uow.commit()


def town(edge: Edge) -> None:
    requests(edge)
    shifts(edge)
    searches(edge)
