"""What time does by itself: a deadline passes unanswered, a quiet talk is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.effects import EraseEverything
from domain.errors import NotFound
from domain.handover import Owner, Urgency, enqueue
from domain.messages import Author
from domain.ports import Ids, UnitOfWork
from domain.requests import Request, RequestEvent
from domain.services.effects import Circumstances, apply_effects
from domain.services.speak import Speaker, speak
from domain.shifts.roster import Roster
from domain.texts import Texts
from domain.turn import Reply


def tell_overdue(uow: UnitOfWork, ids: Ids, now: datetime, texts: Texts) -> Sequence[Request]:
    """Requests whose answer was promised by now and that nobody has taken: up in the queue, and an honest line
    to whoever asked. Once for each request. Returns them."""
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
    uow.conversations.save(enqueue(talk, "overdue", Urgency.HIGH, now), seen_epoch=talk.epoch)
    if talk.unreachable_at is None:
        words = texts.say(talk.language, "jobs.overdue", code=request.code)
        speak(uow, ids, now, talk, Speaker(Author.SYSTEM), [Reply(words)])


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
