"""What a flow may ask of the store while it answers. Reads only."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.store.uow import SqlStore
from domain.handover import Conversation
from domain.messages import Author, Message
from domain.ports import Clock
from domain.referral import Referral
from domain.requests import Request, RequestStory, new_code
from domain.services.typed_button import MOST_LINES
from domain.shifts.colleague import Colleague
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.volunteer import Volunteer

STILL_SPOKEN_OF = timedelta(days=14)
"""How long after a shift somebody may tell how it went."""

_MOST_SINCE = 500
"""Lines since the one that is quoted: beyond it nobody remembers what it was."""

_OURS = (Author.BOT, Author.SYSTEM, Author.COORDINATOR)

_NEVER_ASKED = (InvitationState.PLANNED, InvitationState.WITHDRAWN)


class StoreLookup:
    def __init__(self, store: SqlStore, clock: Clock, code_words: Sequence[str], rng: random.Random) -> None:
        self._store, self._clock, self._words, self._rng = store, clock, sorted(code_words), rng

    def talk(self, conversation_id: str) -> Conversation:
        with self._store.reading() as uow:
            return uow.conversations.get(conversation_id)

    def requests_of(self, conversation_id: str) -> Sequence[RequestStory]:
        with self._store.reading() as uow:
            return [RequestStory(r, tuple(uow.requests.events(r.id))) for r in uow.requests.of(conversation_id)]

    def request_by_code(self, code: str) -> Request | None:
        with self._store.reading() as uow:
            return uow.requests.by_code(code)

    def free_code(self) -> str:
        with self._store.reading() as uow:
            return new_code(self._words, uow.requests.code_taken, self._rng)

    def wrong_codes(self, conversation_id: str) -> int:
        with self._store.reading() as uow:
            return uow.audit.count("code_tried", conversation_id, self._clock.now() - timedelta(hours=1))

    def referrals_of(self, conversation_id: str) -> Sequence[Referral]:
        with self._store.reading() as uow:
            return uow.referrals.of_talk(conversation_id)

    def volunteer(self, conversation_id: str) -> Volunteer | None:
        with self._store.reading() as uow:
            return uow.volunteers.of_talk(conversation_id)

    def own_shifts(self, conversation_id: str) -> Sequence[OwnShift]:
        with self._store.reading() as uow:
            volunteer = uow.volunteers.of_talk(conversation_id)
            if volunteer is None or volunteer.linked_at is None:
                return ()
            found = uow.invitations.of_volunteer(volunteer.id, self._clock.now() - STILL_SPOKEN_OF)
            return [own for own in found if own.invitation.state not in _NEVER_ASKED]

    def colleague(self, conversation_id: str) -> Colleague | None:
        with self._store.reading() as uow:
            return uow.colleagues.of_talk(conversation_id)

    def link_code_open(self, kept: str) -> bool:
        with self._store.reading() as uow:
            return uow.codes.look(kept, self._clock.now()) is not None

    def line(self, conversation_id: str, seq: int | None = None) -> Message | None:
        with self._store.reading() as uow:
            after = 0 if seq is None else seq - 1
            lines = uow.transcript.of(conversation_id, after=after, limit=MOST_LINES if seq is None else _MOST_SINCE)
            ours = [line for line in lines if line.author in _OURS and seq in (None, line.seq)]
            if not ours:
                return None
            line = ours[-1]
            bound = [uow.buttons.resolve(conversation_id, button.payload) for button in line.buttons]
            return replace(line, buttons=tuple(button for button in bound if button))

    def places_taken(self, shift_id: str) -> int:
        with self._store.reading() as uow:
            return uow.invitations.count(shift_id, InvitationState.ACCEPTED)
