"""Doing what a turn asked for. Part of the turn's own transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain import handover
from domain.desk_effects import DESK_EFFECTS
from domain.effects import (
    AddToRequest,
    AfterDanger,
    CancelRequest,
    CodeTried,
    ConsentGiven,
    ConsentWithdrawn,
    CreateRequest,
    Effect,
    EraseEverything,
    OffersSuggested,
    QueueForHuman,
    RaiseAlarm,
    SendExport,
    SetContact,
)
from domain.handover import Conversation, Urgency
from domain.ports import Ids, UnitOfWork
from domain.recent_danger import ALARM
from domain.requests import Request, RequestEvent, cancel_request
from domain.services.desk_effects import apply_desk_effect
from domain.services.leaving import forget_visits, leave_shifts
from domain.services.shift_effects import apply_shift_effect
from domain.shifts.effects import SHIFT_EFFECTS
from domain.shifts.roster import Roster
from domain.shown_offers import shown
from domain.turn import Reply

MOST_WORDS = 500
"""Characters of somebody's own words that a request keeps."""

TRACKER_TO_FORGET = "tracker_to_forget"
"""Noted with each erasure, under the talk's id: the jobs see that Rasa's part is forgotten too, however often
Rasa was down."""


@dataclass(frozen=True)
class Done:
    """What the edge still has to do: forget the tracker, send a file."""

    talk: Conversation
    erased: bool = False
    export: bool = False
    said: tuple[Reply, ...] = ()
    """What only the transaction could know: whether a place was free."""


@dataclass(frozen=True)
class Circumstances:
    now: datetime
    answer_due: datetime
    """By when a coordinator will have been in touch about a request made now."""
    metadata: Mapping[str, Any]
    """Of the inbox item; `phone` is the number that stood in the message."""


def apply_effects(
    uow: UnitOfWork, ids: Ids, roster: Roster, talk: Conversation, effects: Sequence[Effect], at: Circumstances
) -> Done:
    """Applies each in order and returns the talk as it then is, not yet saved. An erasure comes last."""
    done = Done(talk)
    for effect in sorted(effects, key=lambda e: isinstance(e, EraseEverything)):
        if isinstance(effect, SHIFT_EFFECTS):
            said = apply_shift_effect(uow, ids, roster, at.now, talk, effect)
            done = replace(done, said=(*done.said, *(line for line in said if line not in done.said)))
        elif isinstance(effect, DESK_EFFECTS):
            asked = apply_desk_effect(uow, roster.texts, at.now, at.answer_due, done.talk, effect)
            done = replace(done, talk=asked[0], said=(*done.said, *asked[1]))
        elif isinstance(effect, EraseEverything):
            done = _erase(uow, roster, done, at.now)
        else:
            done = _apply(uow, ids, done, effect, at)
    return done


def _apply(uow: UnitOfWork, ids: Ids, done: Done, effect: Effect, at: Circumstances) -> Done:
    talk, now = done.talk, at.now
    match effect:
        case CreateRequest():
            _create_request(uow, ids, talk, effect, at)
            return replace(done, talk=handover.enqueue(talk, "request", Urgency.NORMAL, now))
        case AddToRequest():
            _add_to_request(uow, talk, effect, now)
            return done
        case CancelRequest(code):
            _cancel_request(uow, talk, code, now)
            return done
        case QueueForHuman(reason, urgent):
            urgency = Urgency.HIGH if urgent else Urgency.NORMAL
            uow.events.add("queue", "queued", now, {"talk": talk.id, "reason": reason})
            return replace(done, talk=handover.enqueue(talk, reason, urgency, now))
        case RaiseAlarm(kind):
            uow.events.add("queue", "alarm", now, {"talk": talk.id, "kind": kind})
            uow.audit.add(now, "door", ALARM, talk.id, kind)
            return replace(done, talk=handover.raise_alarm(talk, kind, now))
        case AfterDanger(said):
            uow.audit.add(now, "citizen", "after_danger", talk.id, said)
        case SetContact(phone_in_message):
            phone = at.metadata.get("phone") if phone_in_message else None
            return replace(done, talk=replace(talk, contact_phone=phone))
        case ConsentGiven(purpose):
            uow.people.give_consent(talk.id, purpose, now)
        case ConsentWithdrawn(purpose):
            uow.people.withdraw_consent(talk.id, purpose, now)
        case CodeTried():
            uow.audit.add(now, "citizen", "code_tried", talk.id)
        case OffersSuggested():
            uow.audit.add(now, "door", "suggested", talk.id, " ".join(effect.offers))
            if effect.need:
                uow.shown_offers.add(shown(effect.need, effect.area, effect.offers, now))
        case SendExport():
            uow.audit.add(now, "citizen", "export", talk.id)
            return replace(done, export=True)
    return done


def _erase(uow: UnitOfWork, roster: Roster, done: Done, now: datetime) -> Done:
    """Others hear of it where they must: a place is free again, a visit is called off."""
    volunteer = uow.volunteers.of_talk(done.talk.id)
    if volunteer is not None:
        leave_shifts(uow, roster, now, volunteer)
    forget_visits(uow, now, done.talk.id)
    uow.people.erase(done.talk.id)
    uow.audit.add(now, "door", TRACKER_TO_FORGET, done.talk.id)
    return replace(done, erased=True)


def _create_request(
    uow: UnitOfWork, ids: Ids, talk: Conversation, asked: CreateRequest, at: Circumstances
) -> None:
    request = Request(
        ids.new(), asked.code, talk.id, asked.need, at.now, at.answer_due, want=asked.want[:MOST_WORDS],
        area=asked.area, relation=asked.relation, conditions=asked.conditions, when=asked.when,
        offer_id=asked.offer_id, suggested=asked.suggested, channel=talk.channel, language=talk.language,
    )
    uow.requests.add(request)
    uow.requests.add_event(RequestEvent(request.id, at.now, "created"))
    uow.events.add("queue", "request", at.now, {"talk": talk.id, "code": asked.code})


def _add_to_request(uow: UnitOfWork, talk: Conversation, told: AddToRequest, now: datetime) -> None:
    request = uow.requests.by_code(told.code)
    if request is None or request.conversation_id != talk.id or not request.state.open:
        return
    want = f"{request.want} … {told.words}"[:MOST_WORDS] if told.words else request.want
    uow.requests.save(replace(request, area=told.area or request.area, when=told.when or request.when, want=want))
    uow.requests.add_event(RequestEvent(request.id, now, "told_more"))
    uow.events.add("queue", "request", now, {"talk": talk.id, "code": told.code})


def _cancel_request(uow: UnitOfWork, talk: Conversation, code: str, now: datetime) -> None:
    request = uow.requests.by_code(code)
    if request is None or request.conversation_id != talk.id or not request.state.open:
        return
    uow.requests.save(cancel_request(request, now))
    uow.requests.add_event(RequestEvent(request.id, now, "cancelled_by_citizen"))
    uow.events.add("queue", "request", now, {"talk": talk.id, "code": code})
