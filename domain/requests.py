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


def finish_request(request: Request, outcome: str, now: datetime) -> Request:
    if outcome not in OUTCOMES:
        raise NotAllowed(f"unknown outcome {outcome!r}")
    return replace(request, state=RequestState.DONE, outcome=outcome, closed_at=now)


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
