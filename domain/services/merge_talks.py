"""Two talks are one person's: a coordinator says so, reads them as one, and answers where the person wrote last.

Nobody's talk is moved: each keeps its lines, its channel and its right to be erased alone. Both people's windows are
told where it goes on, since a coordinator may be wrong, and it can be undone.
"""

from __future__ import annotations

from dataclasses import replace

from domain.errors import AlreadyTaken, NotAllowed
from domain.handover import Conversation, Owner, Urgency
from domain.ports import UnitOfWork
from domain.services.coordinate import Desk, frame, must_have_seen, take_all, tell
from domain.services.together import hold


def merge(uow: UnitOfWork, desk: Desk, talk_id: str, other_id: str, seen_epoch: int) -> Conversation:
    """`other_id` goes on in `talk_id`; both become the coordinator's. Raises NotFound, NotAllowed, AlreadyTaken when a
    colleague has one of them, EpochChanged when the page was old."""
    if talk_id == other_id:
        raise NotAllowed("a talk cannot be merged with itself")
    with uow:
        held = {one: hold(uow, one) for one in sorted((talk_id, other_id))}  # in one order, whichever goes on
        talks, others = held[talk_id], held[other_id]
        for talk in (*talks, *others):
            if talk.owner is Owner.PERSON and talk.owner_id != desk.who.id:
                raise AlreadyTaken(talk.owner_name or "")
        must_have_seen(talks[0], seen_epoch)
        main, *_ = take_all(uow, desk, talks, talks[0].epoch)
        merged = [replace(t, merged_into=main.id) for t in take_all(uow, desk, others, others[0].epoch)]
        for part in merged:
            uow.conversations.save(part, seen_epoch=part.epoch)
            tell(uow, desk, part.id, "merged")
        frame(uow, desk, merged[0], "handover.merged")
        after = _most_urgent(main, merged)
        uow.conversations.save(after, seen_epoch=main.epoch)
        uow.audit.add(desk.now, desk.who.id, "merge", main.id, other_id)
        tell(uow, desk, main.id, "merged")
        uow.commit()
        return after


def part(uow: UnitOfWork, desk: Desk, talk_id: str, other_id: str) -> Conversation:
    """Undone: the other talk is one of its own again, and whoever has the one has the other. Raises NotFound,
    NotAllowed when it is no part of this one, AlreadyTaken when a colleague has them."""
    with uow:
        talks = hold(uow, talk_id)
        found = next((talk for talk in talks[1:] if talk.id == other_id), None)
        if found is None:
            raise NotAllowed("no part of this talk")
        if talks[0].owner is Owner.PERSON and talks[0].owner_id != desk.who.id:
            raise AlreadyTaken(talks[0].owner_name or "")
        after = replace(found, merged_into=None)
        uow.conversations.save(after, seen_epoch=found.epoch)
        frame(uow, desk, after, "handover.parted")
        uow.audit.add(desk.now, desk.who.id, "part", talk_id, other_id)
        for touched in (talk_id, other_id):
            tell(uow, desk, touched, "parted")
        uow.commit()
        return after


def _most_urgent(main: Conversation, parts: list[Conversation]) -> Conversation:
    worst = max((main, *parts), key=lambda talk: list(Urgency).index(talk.urgency))
    kind = main.acute_kind or next((p.acute_kind for p in parts if p.acute_kind), None)
    return replace(main, urgency=worst.urgency, acute_kind=kind)
