"""A request (henvendelse): what somebody asked for, with a short code that can be read aloud."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from domain.errors import NotAllowed


class RequestState(StrEnum):
    NEW = "new"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def open(self) -> bool:
        return self in (RequestState.NEW, RequestState.IN_PROGRESS)


OUTCOMES = ("volunteer", "organisation", "municipal_service", "network", "nobody")
"""Who solved it. `network` is family, friends and neighbours."""


@dataclass(frozen=True)
class Request:
    """`answer_due`: by when a coordinator has promised to be in touch. All times aware, UTC."""

    id: str
    code: str
    conversation_id: str
    need: str
    created_at: datetime
    answer_due: datetime
    want: str = ""
    area: str | None = None
    relation: str | None = None
    conditions: tuple[str, ...] = ()
    when: str | None = None
    offer_id: str | None = None
    suggested: tuple[str, ...] = ()
    state: RequestState = RequestState.NEW
    owner_id: str | None = None
    owner_name: str | None = None
    outcome: str | None = None
    closed_at: datetime | None = None
    first_answer_at: datetime | None = None
    """When a person first took it or wrote about it."""
    next_update_due: datetime | None = None
    """By when a coordinator has promised to say more."""
    follow_up_at: datetime | None = None
    """When «did you get help?» was asked."""
    helped: str | None = None
    """What they answered: yes, partly or no."""
    helped_at: datetime | None = None
    warned_for: datetime | None = None
    """The deadline that a coordinator was warned of."""
    channel: str = ""
    language: str | None = None
    """By which channel and in which language it was asked, for the figures."""

    @property
    def deadline(self) -> datetime | None:
        """The promise that is still to be kept: a first answer, then whatever was promised after it."""
        if not self.state.open:
            return None
        return self.answer_due if self.unanswered else self.next_update_due

    @property
    def answered_after(self) -> int | None:
        """Seconds from when it was made to the first answer by a person."""
        return _seconds(self.created_at, self.first_answer_at)

    @property
    def solved_after(self) -> int | None:
        """Seconds from when it was made until somebody had helped; none where nobody did."""
        helped = self.outcome in OUTCOMES and self.outcome != "nobody"
        return _seconds(self.created_at, self.closed_at) if helped else None

    @property
    def unanswered(self) -> bool:
        """Nobody has taken it or written about it."""
        return self.state is RequestState.NEW and self.first_answer_at is None

    @property
    def asks_if_helped(self) -> bool:
        """«Did you get help?» was asked, and is not answered yet."""
        asked = self.follow_up_at
        return asked is not None and (self.helped_at is None or self.helped_at < asked)


def _seconds(since: datetime, until: datetime | None) -> int | None:
    return round((until - since).total_seconds()) if until else None


@dataclass(frozen=True)
class RequestEvent:
    """One line of a request's history. `kind` is a key of data/texts/*/requests.yml (`happened.…`)."""

    request_id: str
    at: datetime
    kind: str
    by: str = ""
    note: str = ""
    public: bool = True
    """Whether the citizen may see it."""


@dataclass(frozen=True)
class RequestStory:
    request: Request
    events: tuple[RequestEvent, ...] = field(default=())


def take_request(request: Request, coordinator_id: str, name: str) -> Request:
    if not request.state.open:
        raise NotAllowed("a closed request cannot be taken")
    return replace(request, state=RequestState.IN_PROGRESS, owner_id=coordinator_id, owner_name=name)


def answered_request(request: Request, now: datetime) -> Request:
    """A person has said something: the first answer is given, and what was promised after it is kept."""
    return replace(request, first_answer_at=request.first_answer_at or now, next_update_due=None)


def promise_update(request: Request, due: datetime, now: datetime) -> Request:
    if not request.state.open:
        raise NotAllowed("nothing is promised about a closed request")
    if due <= now:
        raise NotAllowed("a promise is about what is to come")
    return replace(request, next_update_due=due)


def finish_request(request: Request, outcome: str, now: datetime) -> Request:
    """Asked about anew afterwards, also where it was asked about before it was reopened."""
    if outcome not in OUTCOMES:
        raise NotAllowed(f"unknown outcome {outcome!r}")
    return replace(
        request, state=RequestState.DONE, outcome=outcome, closed_at=now, next_update_due=None, follow_up_at=None,
    )


def reopen_request(request: Request, due: datetime, owner_id: str | None = None, name: str | None = None) -> Request:
    """By `due` somebody will have said more. Without an owner it is anybody's again."""
    if request.state.open:
        raise NotAllowed("it is open")
    state = RequestState.IN_PROGRESS if owner_id else RequestState.NEW
    return replace(
        request, state=state, owner_id=owner_id, owner_name=name, outcome=None, closed_at=None, next_update_due=due,
    )


def cancel_request(request: Request, now: datetime) -> Request:
    if not request.state.open:
        raise NotAllowed("already closed")
    return replace(request, state=RequestState.CANCELLED, closed_at=now)


def new_code(words: Sequence[str], taken: Callable[[str], bool], rng: random.Random) -> str:
    """A free code such as ELG-27: a short word and two digits, three when two are getting scarce.

    Two digits keep it speakable; 20 draws of a set at most half full fail once in a million.
    """
    for digits in (2, 3, 4):
        for _ in range(20):
            code = f"{rng.choice(words)}-{rng.randrange(10 ** (digits - 1), 10 ** digits)}"
            if not taken(code):
                return code
    raise NotAllowed("no free request code")
