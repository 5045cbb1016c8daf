"""«Fikk du hjelp?»: asked once after a request has ended, and what the answer leads to.

Elsewhere nine of ten tried what they were referred to and one in three got help: whoever did not is no figure, but
somebody to be helped. So a no opens the request again and puts it before a coordinator.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.desk_effects import AnswerFollowUp
from domain.handover import Conversation, Owner, Urgency, enqueue
from domain.messages import Author
from domain.ports import Ids, UnitOfWork
from domain.promises import PromiseRules
from domain.recent_danger import recent_danger
from domain.requests import Request, RequestEvent, RequestState, reopen_request
from domain.services.speak import Speaker, speak
from domain.services.together import of_one_person
from domain.spoken_time import SpokenTime
from domain.texts import Texts
from domain.turn import Button, Reply

ANSWERS = ("yes", "partly", "no")

REASON = "not_helped"
"""Why the talk stands in the queue."""


def to_ask(uow: UnitOfWork, now: datetime, rules: PromiseRules) -> list[str]:
    """Ids of the requests that ended long enough ago, and not too long."""
    found = uow.requests.to_ask(now - rules.follow_up_at_latest, now - rules.follow_up_after, rules.never_after)
    return [request.id for request in found]


def ask(uow: UnitOfWork, ids: Ids, now: datetime, texts: Texts, request_id: str) -> str | None:
    """Asks, in a transaction of its own; returns the talk's id. None where this is not the time: a coordinator is in
    the talk, somebody may be in danger, they blocked us, it is asked already or was opened again."""
    with uow:
        request = uow.requests.get(request_id)
        if request is None:
            return None
        talk = uow.conversations.get(request.conversation_id, for_update=True)
        request = uow.requests.get(request_id)
        if request is None or not _may_be_asked(uow, talk, request, now):
            return None
        uow.requests.save(replace(request, follow_up_at=now))
        uow.requests.add_event(RequestEvent(request.id, now, "follow_up_asked"))
        speak(uow, ids, now, talk, Speaker(Author.SYSTEM), [question(request, talk.language, texts)])
        uow.events.add("queue", "request", now, {"talk": talk.id, "code": request.code})
        uow.commit()
        return talk.id


def question(request: Request, language: str | None, texts: Texts) -> Reply:
    need = texts.say(language, f"matching.need.{request.need}")
    buttons = tuple(Button(texts.say(language, f"follow_up.button_{a}"), _press(request.code, a)) for a in ANSWERS)
    return Reply(texts.say(language, "follow_up.ask", code=request.code, need=need), buttons)


def answer(
    uow: UnitOfWork, texts: Texts, now: datetime, due: datetime, talk: Conversation, told: AnswerFollowUp
) -> tuple[Conversation, tuple[Reply, ...]]:
    """Part of the turn's transaction: the talk as it then is, and what is said. `due`: by when a coordinator looks."""
    request = uow.requests.by_code(told.code)
    if request is None or request.conversation_id != talk.id or told.answer not in ANSWERS:
        return talk, (_line(texts, talk, "not_yours"),)
    if not request.asks_if_helped:
        return talk, (_line(texts, talk, "answered_before"),)
    request = replace(request, helped=told.answer, helped_at=now)
    uow.requests.add_event(RequestEvent(request.id, now, f"helped_{told.answer}"))
    uow.events.add("queue", "request", now, {"talk": talk.id, "code": request.code})
    if told.answer == "yes":
        uow.requests.save(request)
        return talk, (_line(texts, talk, "thanks"),)
    if request.state is RequestState.DONE:
        request = reopen_request(request, due)
        uow.requests.add_event(RequestEvent(request.id, now, "reopened"))
    uow.requests.save(request)
    by = SpokenTime(texts, talk.language or "nb").moment(due, now)
    urgency = Urgency.HIGH if told.answer == "no" else Urgency.NORMAL
    return enqueue(talk, REASON, urgency, now), (_line(texts, talk, f"sorry_{told.answer}", code=request.code, due=by),)


def _may_be_asked(uow: UnitOfWork, talk: Conversation, request: Request, now: datetime) -> bool:
    ended = request.state is RequestState.DONE and request.follow_up_at is None
    in_danger = any(
        one.urgency is Urgency.ACUTE or recent_danger(uow, one, now) is not None for one in of_one_person(uow, talk)
    )
    return ended and not in_danger and talk.owner is not Owner.PERSON and talk.unreachable_at is None


def _press(code: str, choice: str) -> str:
    return f'/press{{"flow": "follow_up", "choice": "{choice}", "code": "{code}"}}'


def _line(texts: Texts, talk: Conversation, key: str, **values: object) -> Reply:
    return Reply(texts.say(talk.language, f"follow_up.{key}", **values))
