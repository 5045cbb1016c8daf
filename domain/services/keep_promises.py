"""What time does by itself: a deadline comes near or passes unanswered, a quiet talk is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.effects import EraseEverything
from domain.errors import NotFound
from domain.handover import Conversation, Owner, Urgency, enqueue
from domain.messages import Author
from domain.opening_hours import OpeningHours
from domain.ports import Ids, UnitOfWork
from domain.promises import PromiseRules, warn_at
from domain.requests import Request, RequestEvent
from domain.services.effects import Circumstances, apply_effects
from domain.services.speak import Speaker, speak
from domain.services.together import carry_over
from domain.shifts.roster import Roster
from domain.spoken_time import SpokenTime
from domain.texts import Texts
from domain.turn import Reply

WARNED_WITHIN = timedelta(days=7)
"""A deadline further off is not near, however few the office hours until then: longer than Easter."""


def warn_soon(uow: UnitOfWork, now: datetime, hours: OpeningHours, rules: PromiseRules) -> Sequence[Request]:
    """Requests whose deadline is near: marked for whoever has them, once for each deadline. Returns them."""
    with uow:
        near = [
            request for request in uow.requests.unwarned(now, now + WARNED_WITHIN)
            if request.deadline and warn_at(hours, request.deadline, rules.warn_before) <= now
        ]
        for request in near:
            uow.conversations.get(request.conversation_id, for_update=True)
            fresh = uow.requests.get(request.id) or request
            uow.requests.save(replace(fresh, warned_for=request.deadline))
            uow.requests.add_event(RequestEvent(request.id, now, "due_soon", public=False))
            uow.events.add("queue", "due_soon", now, {"talk": request.conversation_id, "code": request.code})
        uow.commit()
        return near


def tell_overdue(uow: UnitOfWork, ids: Ids, now: datetime, texts: Texts) -> Sequence[Request]:
    """Requests whose deadline has passed: up in the queue, and an honest line to whoever asked. Once for each
    deadline. Returns them."""
    with uow:
        late = list(uow.requests.overdue(now))
        for request in late:
            _tell(uow, ids, now, texts, request)
        uow.commit()
        return late


def _tell(uow: UnitOfWork, ids: Ids, now: datetime, texts: Texts, request: Request) -> None:
    talk = uow.conversations.get(request.conversation_id, for_update=True)
    uow.requests.add_event(RequestEvent(request.id, now, "overdue"))
    uow.events.add("queue", "overdue", now, {"talk": talk.id, "code": request.code})
    after = enqueue(talk, "overdue", Urgency.HIGH, now)
    uow.conversations.save(after, seen_epoch=talk.epoch)
    carry_over(uow, after, now)
    if talk.unreachable_at is None:
        speak(uow, ids, now, talk, Speaker(Author.SYSTEM), [Reply(_honestly(request, talk, now, texts))])


def _honestly(request: Request, talk: Conversation, now: datetime, texts: Texts) -> str:
    """Nobody has taken it; or somebody has, and has not said what was promised."""
    if request.unanswered:
        return texts.say(talk.language, "jobs.overdue", code=request.code)
    due = SpokenTime(texts, talk.language or "nb").moment(request.deadline or now, now)
    return texts.say(talk.language, "follow_up.slipped", code=request.code, due=due)


def forget_quiet(
    uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, conversation_id: str, since: datetime
) -> bool:
    """Erases a talk that has been quiet `since`, as if the person had asked. False: it no longer is."""
    with uow:
        try:
            talk = uow.conversations.get(conversation_id, for_update=True)
        except NotFound:
            return False
        stirred = talk.last_in_at is not None and talk.last_in_at >= since
        if stirred or talk.owner not in (Owner.BOT, Owner.CLOSED):
            return False
        apply_effects(uow, ids, roster, talk, [EraseEverything()], Circumstances(now, now, {}))
        uow.audit.add(now, "door", "retention", "")
        uow.commit()
        return True
