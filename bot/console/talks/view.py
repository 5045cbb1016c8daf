"""Everything a talk's page shows, read in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.console.corrections.on_the_line import Correctable, OnTheLine
from bot.console.rights import Right, roles_with
from bot.console.shifts.rows import made_from
from bot.console.talks.canned import Canned, canned_replies
from bot.console.talks.understood import in_words
from bot.edge import Edge
from bot.store.desk_people import active_accounts
from bot.store.presence import Present, others_present
from bot.store.transcript_window import Window, around, before, newest
from bot.store.uow import SqlUnitOfWork
from domain.errors import NotFound
from domain.handover import Conversation, Owner
from domain.messages import Message
from domain.ports import UnitOfWork
from domain.requests import Request, RequestEvent
from domain.services.coordinate import Coordinator, Desk
from domain.services.share_talk import read
from domain.shifts.shift import Shift
from domain.unknown import UNKNOWN

FORMS = 30
"""Of the newest lines, each with a form of 4 kB: a page of 200 such would be a megabyte at each change."""


@dataclass(frozen=True)
class Line:
    message: Message
    understood: Sequence[str]
    channel: str = ""
    """Where it was written, in talks that are read as one."""
    correct: OnTheLine | None = None
    form: bool = True
    """Whether the form to correct it stands here; else a link to where it does."""


@dataclass(frozen=True)
class Case:
    request: Request
    events: Sequence[RequestEvent]
    wanted_offer: str
    shifts: Sequence[tuple[Shift, int]]
    """Made from it and not thrown away, each with how many places are taken."""


@dataclass(frozen=True)
class Stretch:
    """Which lines are asked for: the newest, those before a line, or those around one."""

    before: int = 0
    around: int = 0


@dataclass(frozen=True)
class TalkView:
    """`suggested` are the names of the offers shown to the citizen, each once, the latest first. `parts` were merged
    into the talk. `last_seq` is the newest line there is, shown or not."""

    talk: Conversation
    lines: Sequence[Line]
    cases: Sequence[Case]
    suggested: Sequence[str]
    event_id: int
    who: Coordinator
    parts: Sequence[Conversation] = ()
    present: Sequence[Present] = ()
    colleagues: Sequence[Coordinator] = ()
    canned: Sequence[Canned] = ()
    older: bool = False
    newer: bool = False
    last_seq: int = 0

    @property
    def mine(self) -> bool:
        return self.talk.owner is Owner.PERSON and self.talk.owner_id == self.who.id

    @property
    def somebody_elses(self) -> bool:
        return self.talk.owner is Owner.PERSON and not self.mine


def look_at(edge: Edge, talk_id: str, who: Coordinator, stretch: Stretch | None = None) -> TalkView:
    """Of a talk that was merged into another, that other. Raises NotFound."""
    now = edge.clock.now()
    with edge.store.reading() as uow:
        event_id = uow.events.latest_id()
        talk = _that_goes_on(uow, talk_id)
        parts = uow.conversations.parts_of(talk.id)
        window = _window(uow, [talk, *parts], stretch or Stretch())
        channels = {t.id: t.channel for t in (talk, *parts)} if parts else {}
        correctable = Correctable(edge.world, uow, [talk, *parts], who.id)
        lines = [
            Line(
                m, in_words(m.reading, edge.world, now) if m.reading else (), channels.get(m.conversation_id, ""),
                correctable(m), form=place <= FORMS or m.seq == (stretch or Stretch()).around,
            )
            for place, m in zip(range(len(window.lines), 0, -1), window.lines, strict=True)
        ]
        requests = [r for t in (talk, *parts) for r in uow.requests.of(t.id)]
        cases = [
            Case(r, uow.requests.events(r.id), _offer(edge, r.offer_id) if r.offer_id else "", made_from(uow, r.id))
            for r in requests
        ]
        return TalkView(
            talk, lines, cases, _suggested(edge, uow, [talk, *parts]), event_id, who, parts,
            others_present(uow.connection, talk.id, who.id, now),
            active_accounts(uow.connection, roles_with(Right.TALKS)),
            canned_replies(edge.world, talk, requests, who, now), window.older, window.newer,
            _last(uow, window, [talk, *parts]),
        )


def _that_goes_on(uow: UnitOfWork, talk_id: str) -> Conversation:
    talk = uow.conversations.get(talk_id)
    if talk.merged_into is None:
        return talk
    try:
        return uow.conversations.get(talk.merged_into)
    except NotFound:
        return talk


def _window(uow: SqlUnitOfWork, talks: Sequence[Conversation], stretch: Stretch) -> Window:
    ids = [talk.id for talk in talks]
    if stretch.before > 0:
        return before(uow.connection, ids, stretch.before)
    return around(uow.connection, ids, stretch.around) if stretch.around > 0 else newest(uow.connection, ids)


def _last(uow: SqlUnitOfWork, window: Window, talks: Sequence[Conversation]) -> int:
    if window.newer:
        window = newest(uow.connection, [talk.id for talk in talks], 1)
    return window.lines[-1].seq if window.lines else 0


def _suggested(edge: Edge, uow: SqlUnitOfWork, talks: Sequence[Conversation]) -> list[str]:
    rows = [row for talk in talks for row in reversed(uow.audit.of(talk.id, "suggested"))]
    rows.sort(key=lambda row: row["at"], reverse=True)
    return [_offer(edge, offer_id) for offer_id in dict.fromkeys(" ".join(row["detail"] for row in rows).split())]


def log_opening(edge: Edge, talk_id: str, who: Coordinator) -> None:
    """Who has read whose talk can be told later."""
    with edge.store() as uow:
        uow.audit.add(edge.clock.now(), who.id, "open", talk_id)
        uow.commit()


def mark_read(edge: Edge, talk_id: str, who: Coordinator) -> None:
    """Of whoever has it, all is read now. Of anybody else nothing changes."""
    try:
        if read(edge.store(), Desk(who, edge.clock.now(), edge.ids, edge.world.texts), talk_id):
            edge.signals.notify("queue")
    except NotFound:
        return


def _offer(edge: Edge, offer_id: str) -> str:
    offer = edge.world.catalogue.get(offer_id)
    if offer is None:  # of one that was taken out since, its name
        return str(edge.catalogue.now.retired.get(offer_id, {}).get("name", offer_id))
    if offer.organisation is UNKNOWN or offer.organisation.name == offer.name:
        return offer.name
    return f"{offer.name} ({offer.organisation.name})"
