"""The seams: what the domain needs from the outside, as Protocols.

A unit of work is one transaction. It rolls back unless committed; inside it a conversation read with
`for_update=True` is held, so that two writers come after one another. All methods are synchronous: the
edge runs a whole unit of work in a worker thread, never in the event loop.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Any, Protocol, Self

from domain.box_ports import Inbox, Outbox
from domain.desk_ports import Corrections, Referrals
from domain.handover import Conversation
from domain.messages import Message
from domain.requests import Request, RequestEvent
from domain.shift_ports import Colleagues, DueRows, Invitations, LinkCodes, Shifts, Volunteers
from domain.shown_offers import ShownOffer
from domain.turn import Button


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""


class Ids(Protocol):
    def new(self) -> str:
        """A fresh, unguessable id: 26 characters or fewer of [0-9a-z]."""


class Conversations(Protocol):
    def get(self, conversation_id: str, *, for_update: bool = False) -> Conversation:
        """Raises NotFound."""

    def by_address(self, channel: str, address: str) -> Conversation | None: ...
    def add(self, talk: Conversation) -> None:
        """Raises Conflict when this channel and address have one already."""

    def save(self, talk: Conversation, *, seen_epoch: int) -> None:
        """Raises EpochChanged when the stored epoch is no longer `seen_epoch`."""

    def waiting(self, limit: int = 50) -> Sequence[Conversation]:
        """The queue, and whoever is in danger: acute first, then high, then the longest waiting."""

    def quiet_since(self, moment: datetime, limit: int = 50) -> Sequence[str]:
        """Ids of talks in which nothing was said since, that nobody waits in or owns, and without an open request."""

    def parts_of(self, conversation_id: str) -> Sequence[Conversation]:
        """The talks that were merged into this one, by id."""

    def snooze_over(self, now: datetime, limit: int = 50) -> Sequence[str]:
        """Ids of those that were put off until a moment that has come, the earliest first."""

    def owned_by(self, coordinator_id: str, limit: int = 50) -> Sequence[Conversation]: ...
    def latest(self, limit: int = 50) -> Sequence[Conversation]: ...


class Transcript(Protocol):
    def add(self, message: Message) -> int:
        """Returns its seq."""

    def of(self, conversation_id: str, *, after: int = 0, limit: int = 500) -> Sequence[Message]:
        """Oldest first; at most the newest `limit` after `after`."""

    def line(self, conversation_id: str, seq: int) -> Message:
        """Raises NotFound, also for a line of another talk."""

    def set_reading(self, seq: int, reading: Mapping[str, Any]) -> None: ...
    def change(self, seq: int, text: str) -> Message:
        """Says something else, and offers no button any more. Raises NotFound."""


class Requests(Protocol):
    def add(self, request: Request) -> None: ...
    def save(self, request: Request) -> None: ...
    def get(self, request_id: str) -> Request | None: ...
    def by_code(self, code: str) -> Request | None: ...
    def code_taken(self, code: str) -> bool: ...
    def of(self, conversation_id: str) -> Sequence[Request]:
        """Newest first."""

    def open(self, limit: int = 100) -> Sequence[Request]:
        """The one due first comes first."""

    def add_event(self, event: RequestEvent) -> None: ...
    def events(self, request_id: str) -> Sequence[RequestEvent]: ...
    def overdue(self, now: datetime, limit: int = 50) -> Sequence[Request]:
        """Their deadline has passed, and no event `overdue` says so since."""

    def unwarned(self, now: datetime, until: datetime, limit: int = 200) -> Sequence[Request]:
        """Whose deadline lies between the two, and was not warned of yet; the first one first."""

    def to_ask(
        self, closed_since: datetime, closed_until: datetime, but: Collection[str] = (), limit: int = 200
    ) -> Sequence[Request]:
        """Done, closed between the two, with another outcome than these, and «did you get help?» not asked yet; the
        first closed comes first."""


class Buttons(Protocol):
    """Opaque ids for what a button does, bound to one conversation: 64 bytes or fewer."""

    def issue(self, conversation_id: str, button: Button) -> str: ...
    def resolve(self, conversation_id: str, button_id: str) -> Button | None:
        """None when unknown, or issued to somebody else."""


class People(Protocol):
    """Consent and contact. What can be seen and erased about one conversation's person."""
    def give_consent(self, conversation_id: str, purpose: str, at: datetime) -> None: ...
    def withdraw_consent(self, conversation_id: str, purpose: str, at: datetime) -> None: ...
    def consents(self, conversation_id: str) -> Mapping[str, datetime]: ...
    def export(self, conversation_id: str) -> dict[str, Any]:
        """All that is stored about them, as plain JSON."""

    def erase(self, conversation_id: str) -> None:
        """Everything but bare counts (need, area, outcome and month of a request) is deleted."""


class Audit(Protocol):
    def add(self, at: datetime, actor: str, action: str, object_id: str, detail: str = "") -> None: ...
    def of(self, object_id: str, action: str) -> Sequence[Mapping[str, Any]]:
        """Oldest first, each with `at` (aware, UTC) and `detail`."""


class Events(Protocol):
    """Append-only stream for the console and the web chat. `topic`: `queue`, `shifts` or `talk:<id>`."""

    def add(self, topic: str, kind: str, at: datetime, data: Mapping[str, Any] | None = None) -> int: ...


class ShownOffers(Protocol):
    """What was suggested, counted by day, need and area; never by talk."""

    def add(self, rows: Sequence[ShownOffer]) -> None: ...
    def between(self, first: date, last: date) -> Sequence[ShownOffer]:
        """Both days included, in the order they were written down."""


class UnitOfWork(Protocol):
    @property
    def conversations(self) -> Conversations: ...
    @property
    def transcript(self) -> Transcript: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def buttons(self) -> Buttons: ...
    @property
    def people(self) -> People: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def events(self) -> Events: ...
    @property
    def volunteers(self) -> Volunteers: ...
    @property
    def shifts(self) -> Shifts: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def due(self) -> DueRows: ...
    @property
    def codes(self) -> LinkCodes: ...
    @property
    def colleagues(self) -> Colleagues: ...
    @property
    def shown_offers(self) -> ShownOffers: ...
    @property
    def referrals(self) -> Referrals: ...
    @property
    def corrections(self) -> Corrections: ...

    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class UnitOfWorkFactory(Protocol):
    def __call__(self) -> UnitOfWork: ...
