"""The seams of volunteers and shifts; part of the unit of work (`domain/ports.py`).

Whoever changes a shift or an invitation to it holds the shift (`get(…, for_update=True)`). Locks are taken in one
order, talk before shift, and no transaction holds two talks: what others shall hear is a row that is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from domain.shifts.colleague import Colleague
from domain.shifts.due import Due, DueKind
from domain.shifts.fit import Candidate
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.link_code import LinkCode
from domain.shifts.own_shift import OwnShift
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Volunteer, VolunteerState


class Volunteers(Protocol):
    def add(self, volunteer: Volunteer) -> None: ...
    def save(self, volunteer: Volunteer) -> None: ...
    def get(self, volunteer_id: str, *, for_update: bool = False) -> Volunteer:
        """Raises NotFound."""

    def of_talk(self, conversation_id: str) -> Volunteer | None:
        """Whoever is a volunteer in this talk and has not ended."""

    def listed(self, state: VolunteerState | None = None, limit: int = 200) -> Sequence[Volunteer]:
        """By name; all that have not ended where no state is given."""

    def unasked_since(self, moment: datetime, limit: int = 200) -> Sequence[Volunteer]:
        """Approved before it, and asked nothing since; longest first."""

    def candidates(self, shift: Shift, since: datetime, *, fitting: bool = False) -> Sequence[Candidate]:
        """Every approved and linked volunteer who has no invitation to this shift; `asked_lately` counts from
        `since`. `fitting`: without those whom another need or their own limit rules out, which are most of many."""

    def were_asked(self, volunteer_ids: Sequence[str], at: datetime) -> None: ...
    def asked_since(self, volunteer_id: str, since: datetime, *, but: str) -> int:
        """Questions to them since then, planned ones too, without the invitation `but`."""


class Shifts(Protocol):
    def add(self, shift: Shift) -> None: ...
    def save(self, shift: Shift) -> None: ...
    def get(self, shift_id: str, *, for_update: bool = False) -> Shift:
        """Raises NotFound."""

    def between(self, start: datetime, end: datetime, limit: int = 500) -> Sequence[Shift]:
        """Those that begin then, earliest first."""

    def of_request(self, request_id: str) -> Sequence[Shift]:
        """Earliest first."""

    def wanting_coordinator(self, now: datetime, limit: int = 100) -> Sequence[Shift]:
        """Open, not begun, and in need of a person; earliest first."""


class Invitations(Protocol):
    def add_many(self, invitations: Sequence[Invitation]) -> None:
        """Raises Conflict when one of the volunteers has an invitation to the shift already."""

    def save(self, invitation: Invitation) -> None: ...
    def drop_planned(self, shift_id: str) -> None:
        """Those that were chosen and not asked yet are as if never chosen; what is due for them goes too."""

    def get(self, invitation_id: str) -> Invitation:
        """Raises NotFound."""

    def find(self, shift_id: str, volunteer_id: str) -> Invitation | None: ...
    def of_shift(self, shift_id: str, states: Iterable[InvitationState] = InvitationState) -> Sequence[Invitation]:
        """In the order they were asked in; those on the waiting list in the order they said yes."""

    def line(self, shift_id: str) -> Sequence[int]:
        """`in_line` of those on the waiting list, first to last."""

    def last_in_line(self, shift_id: str) -> int:
        """The highest number given to anybody yet; 0 for none."""

    def count(self, shift_id: str, state: InvitationState) -> int: ...
    def counts(self, shift_ids: Sequence[str]) -> dict[str, dict[InvitationState, int]]: ...
    def of_volunteer(self, volunteer_id: str, since: datetime, limit: int = 50) -> Sequence[OwnShift]:
        """Theirs on shifts that end after `since`, in whatever state; the one that begins first comes first."""


class DueRows(Protocol):
    def add(self, rows: Iterable[Due]) -> None:
        """A key that is there already is left as it is."""

    def due(self, now: datetime, limit: int = 200) -> Sequence[Due]:
        """Not done, earliest first."""

    def claim(self, key: str, now: datetime) -> bool:
        """Done by whoever commits; False when somebody was first, or it was dropped."""

    def postpone(self, key: str, at: datetime, *, failed: bool = False) -> None:
        """Not done after all, and due later."""

    def drop_of_invitation(self, invitation_id: str) -> None:
        """What is not done yet will not be."""

    def drop_of_shift(self, shift_id: str, kinds: Iterable[DueKind] = DueKind) -> None: ...


class LinkCodes(Protocol):
    def add(self, code: str, link: LinkCode) -> None:
        """`code` as `as_kept` gives it. A new one for the same thing puts an end to the one before."""

    def look(self, code: str, now: datetime) -> LinkCode | None:
        """None where it is unknown, used or too old."""

    def use(self, code: str, now: datetime) -> LinkCode | None:
        """The same, and it is used: once."""


class Colleagues(Protocol):
    def add(self, colleague: Colleague) -> None: ...
    def save(self, colleague: Colleague) -> None: ...
    def get(self, colleague_id: str) -> Colleague:
        """Raises NotFound."""

    def of_talk(self, conversation_id: str) -> Colleague | None: ...
    def listed(self, limit: int = 200) -> Sequence[Colleague]: ...
    def remove(self, colleague_id: str) -> None: ...
