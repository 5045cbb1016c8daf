"""Everything a talk's page shows, read in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.console.shifts.rows import discarded
from bot.console.talks.understood import in_words
from bot.edge import Edge
from domain.handover import Conversation, Owner
from domain.messages import Message
from domain.ports import UnitOfWork
from domain.requests import Request, RequestEvent
from domain.services.coordinate import Coordinator
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import Shift
from domain.unknown import UNKNOWN


@dataclass(frozen=True)
class Line:
    message: Message
    understood: Sequence[str]


@dataclass(frozen=True)
class Case:
    request: Request
    events: Sequence[RequestEvent]
    wanted_offer: str
    shifts: Sequence[tuple[Shift, int]]
    """Made from it and not thrown away, each with how many places are taken."""


@dataclass(frozen=True)
class TalkView:
    """`suggested` are the names of the offers shown to the citizen, each once, the latest first."""

    talk: Conversation
    lines: Sequence[Line]
    cases: Sequence[Case]
    suggested: Sequence[str]
    event_id: int
    who: Coordinator

    @property
    def mine(self) -> bool:
        return self.talk.owner is Owner.PERSON and self.talk.owner_id == self.who.id

    @property
    def somebody_elses(self) -> bool:
        return self.talk.owner is Owner.PERSON and not self.mine


def look_at(edge: Edge, talk_id: str, who: Coordinator) -> TalkView:
    """Raises NotFound."""
    now = edge.clock.now()
    with edge.store.reading() as uow:
        event_id = uow.events.latest_id()
        talk = uow.conversations.get(talk_id)
        lines = [
            Line(m, in_words(m.reading, edge.world, now) if m.reading else ()) for m in uow.transcript.of(talk_id)
        ]
        cases = [
            Case(r, uow.requests.events(r.id), _offer(edge, r.offer_id) if r.offer_id else "", _shifts(uow, r.id))
            for r in uow.requests.of(talk_id)
        ]
        shown = " ".join(row["detail"] for row in reversed(uow.audit.of(talk_id, "suggested")))
        suggested = [_offer(edge, offer_id) for offer_id in dict.fromkeys(shown.split())]
        return TalkView(talk, lines, cases, suggested, event_id, who)


def _shifts(uow: UnitOfWork, request_id: str) -> list[tuple[Shift, int]]:
    made = [shift for shift in uow.shifts.of_request(request_id) if not discarded(shift)]
    counts = uow.invitations.counts([shift.id for shift in made])
    return [(shift, counts.get(shift.id, {}).get(InvitationState.ACCEPTED, 0)) for shift in made]


def log_opening(edge: Edge, talk_id: str, who: Coordinator) -> None:
    """Who has read whose talk can be told later."""
    with edge.store() as uow:
        uow.audit.add(edge.clock.now(), who.id, "open", talk_id)
        uow.commit()


def _offer(edge: Edge, offer_id: str) -> str:
    offer = edge.world.catalogue.get(offer_id)
    if offer is None:
        return offer_id
    if offer.organisation is UNKNOWN or offer.organisation.name == offer.name:
        return offer.name
    return f"{offer.name} ({offer.organisation.name})"
