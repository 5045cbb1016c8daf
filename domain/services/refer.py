"""Referring somebody to an organisation. The person is asked what exactly may be told; only their own yes shares it,
and it is gone from the organisation's page the moment they take it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.areas import Areas
from domain.desk_effects import AnswerReferral, WithdrawReferral
from domain.errors import NotAllowed, NotFound
from domain.handover import Conversation, Urgency, enqueue
from domain.messages import Author
from domain.ports import UnitOfWork
from domain.referral import (
    TELLABLE,
    Answer,
    Referral,
    answer_referral,
    consent_purpose,
    withdraw_referral,
)
from domain.requests import Request, RequestEvent
from domain.services.coordinate import Desk
from domain.services.coordinate_requests import find, keep
from domain.services.speak import Speaker, speak
from domain.spoken_time import SpokenTime
from domain.texts import Texts
from domain.turn import Button, Reply

SAID_NO = "referral_no"
"""Why the talk stands in the queue."""


def refer(uow: UnitOfWork, desk: Desk, areas: Areas, code: str, organisation: str, offer_id: str | None) -> Request:
    """Asks the person; nothing is shared yet. Raises NotAllowed for a closed request, somebody who cannot be asked, or
    an organisation that is asked about or told already."""
    with uow:
        request = find(uow, code)
        talk = uow.conversations.get(request.conversation_id)
        if not request.state.open or talk.unreachable_at is not None or not organisation.strip():
            raise NotAllowed("they cannot be asked")
        known = [r for r in uow.referrals.of_request(request.id) if r.organisation == organisation]
        if any(r.waits or r.shared for r in known):
            raise NotAllowed("asked already")
        asked = Referral(
            desk.ids.new(), request.id, organisation, desk.now, desk.who.name, _told(request, talk), offer_id
        )
        uow.referrals.add(asked)
        speak(uow, desk.ids, desk.now, talk, Speaker(Author.SYSTEM), [question(asked, request, talk, desk, areas)])
        request = replace(request, first_answer_at=request.first_answer_at or desk.now)
        return keep(uow, desk, request, "referral_asked", organisation)


def question(asked: Referral, request: Request, talk: Conversation, desk: Desk, areas: Areas) -> Reply:
    """All that would be told, named one by one."""
    texts, spoken = desk.texts, SpokenTime(desk.texts, talk.language or "nb")
    named = {
        "need": texts.say(talk.language, f"matching.need.{request.need}"),
        "area": area.name if (area := areas.get(request.area or "")) else "",
        "when": _when(request, spoken, desk.now),
    }
    told = [texts.say(talk.language, f"follow_up.tell_{part}", what=named.get(part, "")) for part in asked.told]
    key = "refer_ask" if "phone" in asked.told else "refer_ask_no_phone"
    text = texts.say(
        talk.language, f"follow_up.{key}", organisation=asked.organisation, code=request.code,
        told=spoken.listed(told), who=desk.who.first_name,
    )  # fmt: skip
    titles = {choice: texts.say(talk.language, f"follow_up.refer_{choice}") for choice in (Answer.YES, Answer.NO)}
    return Reply(text, tuple(Button(title, _press(asked, choice)) for choice, title in titles.items()))


def answer(
    uow: UnitOfWork, texts: Texts, now: datetime, talk: Conversation, told: AnswerReferral
) -> tuple[Conversation, tuple[Reply, ...]]:
    """Part of the turn's transaction: the talk as it then is, and what is said."""
    try:
        asked, request = _theirs(uow, talk, told.referral_id)
        answered = answer_referral(asked, Answer.YES if told.accept else Answer.NO, now)
    except NotFound:
        return talk, (_line(texts, talk, "not_yours"),)
    except NotAllowed:
        return talk, (_line(texts, talk, "refer_over"),)
    if not request.state.open:
        return talk, (_line(texts, talk, "refer_over"),)
    uow.referrals.save(answered)
    kind = "referral_yes" if told.accept else "referral_no"
    note(uow, now, request, kind, asked.organisation)
    if told.accept:
        uow.people.give_consent(talk.id, consent_purpose(asked), now)
        return talk, (_line(texts, talk, "refer_said_yes", organisation=asked.organisation),)
    said_no = _line(texts, talk, "refer_said_no", organisation=asked.organisation)
    return enqueue(talk, SAID_NO, Urgency.NORMAL, now), (said_no,)


def withdraw(
    uow: UnitOfWork, texts: Texts, now: datetime, talk: Conversation, told: WithdrawReferral
) -> tuple[Reply, ...]:
    """By the person; part of the turn's transaction."""
    try:
        asked, request = _theirs(uow, talk, told.referral_id)
        _withdraw(uow, now, talk, asked)
    except (NotFound, NotAllowed):
        return (_line(texts, talk, "refer_over"),)
    note(uow, now, request, "referral_withdrawn", asked.organisation)
    return (_line(texts, talk, "refer_withdrawn", organisation=asked.organisation),)


def withdraw_at_desk(uow: UnitOfWork, desk: Desk, code: str, referral_id: str) -> Request:
    """By a coordinator; the person is told. Raises NotFound for a referral of another request."""
    with uow:
        request = find(uow, code)
        asked = uow.referrals.get(referral_id)
        if asked.request_id != request.id:
            raise NotFound("of another request")
        talk = uow.conversations.get(request.conversation_id)
        _withdraw(uow, desk.now, talk, asked)
        said = _line(desk.texts, talk, "refer_withdrawn", organisation=asked.organisation)
        speak(uow, desk.ids, desk.now, talk, Speaker(Author.SYSTEM), [said])
        return keep(uow, desk, request, "referral_withdrawn", asked.organisation)


def note(
    uow: UnitOfWork, now: datetime, request: Request, kind: str, words: str = "", *, public: bool = True
) -> None:
    """A line of history by nobody at the desk, and word to whoever watches. Part of the caller's transaction."""
    uow.requests.add_event(RequestEvent(request.id, now, kind, "", words, public))
    uow.events.add(f"talk:{request.conversation_id}", "request", now)
    uow.events.add("queue", "request", now, {"talk": request.conversation_id, "code": request.code})


def _withdraw(uow: UnitOfWork, now: datetime, talk: Conversation, asked: Referral) -> None:
    uow.referrals.save(withdraw_referral(asked, now))
    uow.people.withdraw_consent(talk.id, consent_purpose(asked), now)


def _theirs(uow: UnitOfWork, talk: Conversation, referral_id: str) -> tuple[Referral, Request]:
    asked = uow.referrals.get(referral_id)
    request = uow.requests.get(asked.request_id)
    if request is None or request.conversation_id != talk.id:
        raise NotFound("of another talk")
    return asked, request


def _told(request: Request, talk: Conversation) -> tuple[str, ...]:
    there = {"need": True, "area": request.area, "when": _has_time(request), "phone": talk.contact_phone}
    return tuple(part for part in TELLABLE if there[part])


def _has_time(request: Request) -> bool:
    return bool(request.when) and request.when != "skipped"


def _when(request: Request, spoken: SpokenTime, now: datetime) -> str:
    try:
        return spoken.value(request.when or "", now)
    except (ValueError, KeyError):
        return request.when or ""


def _press(asked: Referral, choice: str) -> str:
    return f'/press{{"flow": "referral", "choice": "{choice}", "code": "{asked.id}"}}'


def _line(texts: Texts, talk: Conversation, key: str, **values: object) -> Reply:
    return Reply(texts.say(talk.language, f"follow_up.{key}", **values))
