"""Everything the page of one request shows, from first word to outcome, read in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.console.guard import LANGUAGE
from bot.console.requests.level import Deadline, deadline_of
from bot.console.requests.reasons import Suggestions, organisations_for, suggestions_of
from bot.console.rights import Right, roles_with
from bot.console.shifts.rows import made_from
from bot.console.talks.understood import in_words as message_in_words
from bot.edge import Edge
from bot.store.case_trail import Step, steps_of
from bot.store.desk_people import active_accounts
from bot.store.uow import SqlUnitOfWork
from domain.conversation.talk import Voice
from domain.conversation.understood import in_words
from domain.errors import NotFound
from domain.handover import Conversation
from domain.messages import Author, Message
from domain.needs import Need
from domain.referral import Referral, Result
from domain.requests import Request
from domain.services.coordinate import Coordinator
from domain.shifts.shift import Shift


@dataclass(frozen=True)
class FirstWords:
    """The citizen's line that began it, and what was made of it. Without a line it is too old to be found."""

    line: Message | None
    understood: Sequence[str]


@dataclass(frozen=True)
class Story:
    request: Request
    talk: Conversation
    deadline: Deadline
    said: FirstWords
    facts: str
    suggestions: Suggestions
    steps: Sequence[Step]
    shifts: Sequence[tuple[Shift, int]]
    referrals: Sequence[Referral]
    colleagues: Sequence[Coordinator]
    organisations: Sequence[tuple[str, str]]
    event_id: int

    @property
    def proposed_outcome(self) -> str:
        """An organisation says that it helps: the coordinator decides."""
        helping = any(r.result is Result.HELPING and r.shared for r in self.referrals)
        return "organisation" if helping and self.request.state.open else ""


def story_of(edge: Edge, code: str, now: datetime) -> Story:
    """Raises NotFound."""
    with edge.store.reading() as uow:
        event_id = uow.events.latest_id()
        request = uow.requests.by_code(code)
        if request is None:
            raise NotFound("no such request")
        talk = uow.conversations.get(request.conversation_id)
        return Story(
            request, talk, deadline_of(request, edge, now), _first_words(uow, edge, request, now),
            _facts(edge, request), suggestions_of(request, edge.world, now),
            steps_of(uow.connection, request, uow.requests.events(request.id)), made_from(uow, request.id),
            uow.referrals.of_request(request.id), active_accounts(uow.connection, roles_with(Right.REQUESTS)),
            organisations_for(request, edge.world, now), event_id,
        )


def _first_words(uow: SqlUnitOfWork, edge: Edge, request: Request, now: datetime) -> FirstWords:
    """The last line of theirs before the request that says what the request says; else the first that told a need."""
    lines = [m for m in uow.transcript.of(request.conversation_id) if m.author is Author.CITIZEN]
    before = [m for m in lines if m.at <= request.created_at]
    begins = request.want.partition(" … ")[0].strip()
    same = [m for m in before if begins and m.text.strip()[:500].startswith(begins[:200])]
    line = same[-1] if same else before[0] if before else None
    return FirstWords(line, message_in_words(line.reading, edge.world, now) if line and line.reading else ())


def _facts(edge: Edge, request: Request) -> str:
    if request.need not in {need.value for need in Need}:
        return request.need
    slots = {
        "need": request.need, "area": request.area, "relation": request.relation, "when": request.when,
        "conditions": request.conditions,
    }  # fmt: skip
    try:
        return in_words(slots, Voice(edge.world.texts, LANGUAGE), edge.world, request.created_at)
    except KeyError:  # a word that a newer model has, and no text yet
        return request.need
