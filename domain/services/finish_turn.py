"""A turn of the bot ends: effects, replies and the inbox row in one transaction, fenced by the epoch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import Any

from domain.effects import CreateRequest, Effect, EraseEverything, RaiseAlarm
from domain.errors import NotFound
from domain.handover import Conversation
from domain.messages import Author, Message
from domain.ports import Ids, UnitOfWork
from domain.reading import reading_from_parse
from domain.recent_danger import RecentDanger
from domain.services.effects import Circumstances, Done, apply_effects
from domain.services.speak import Speaker, speak
from domain.services.together import carry_over, hold_parts
from domain.shifts.roster import Roster
from domain.turn import Reply

MOST_UNSAID = 5
"""Turns that are taken back at once; who has written more without an answer has other worries."""


class RasaPart(Enum):
    """What Rasa had to do with a turn. Where it was asked and nothing that it said is said, it takes the turn back."""

    NONE = auto()
    ANSWERED = auto()
    UNSAID = auto()
    """It was down or late, or something else is said instead."""


@dataclass(frozen=True)
class Outcome:
    """What a turn came to. `safety` lines are said whoever owns the talk by now: they carry the number to ring."""

    replies: Sequence[Reply] = ()
    safety: Sequence[Reply] = ()
    effects: Sequence[Effect] = ()
    reading: Mapping[str, Any] | None = None
    language: str | None = None
    rasa: RasaPart = RasaPart.NONE


@dataclass(frozen=True)
class TurnBegun:
    """What the turn saw when it began."""

    talk: Conversation
    item_id: str
    metadata: Mapping[str, Any]
    """Of the inbox item; `seq` is the citizen's line in the transcript."""
    danger: RecentDanger | None = None
    """Answered a short while ago: this is no time to say who one is writing with."""


@dataclass(frozen=True)
class TurnDone:
    said: bool
    """False: somebody took over meanwhile, and the bot's lines were dropped."""
    done: Done | None = None


def finish_turn(
    uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, answer_due: datetime, begun: TurnBegun,
    outcome: Outcome, introduction: Reply,
) -> TurnDone:
    """Commits once. A turn whose inbox row is done already does nothing: it was a repeat."""
    with uow:
        if any(isinstance(effect, EraseEverything) for effect in outcome.effects):
            hold_parts(uow, begun.talk.id)  # they are talks of their own from then on
        try:
            talk = uow.conversations.get(begun.talk.id, for_update=True)
        except NotFound:  # erased meanwhile
            return TurnDone(False)
        if not uow.inbox.is_new(begun.item_id):  # asked with the talk held: nobody can finish it beside us
            return TurnDone(False)
        at = Circumstances(now, answer_due, begun.metadata)
        spoken = replace(talk, language=outcome.language or talk.language)
        done = apply_effects(uow, ids, roster, spoken, outcome.effects, at)
        if done.erased:
            fresh = Conversation(
                ids.new(), talk.channel, talk.address, created_at=now, introduced=True,
                language=talk.language, epoch=talk.epoch,
            )
            uow.conversations.add(fresh)
            speak(uow, ids, now, fresh, Speaker(Author.BOT, epoch=fresh.epoch), outcome.replies)
            uow.audit.add(now, "citizen", "erased", "")
            uow.commit()
            return TurnDone(True, replace(done, talk=fresh))
        after = done.talk
        said = talk.bot_may_speak and talk.epoch == begun.talk.epoch
        lines = list(outcome.replies) if said else []
        in_danger = bool(begun.danger) or any(isinstance(effect, RaiseAlarm) for effect in outcome.effects)
        speak(uow, ids, now, after, Speaker(Author.SYSTEM), outcome.safety)
        if said and (lines or done.said) and not after.introduced and not in_danger:
            speak(uow, ids, now, after, Speaker(Author.BOT, epoch=talk.epoch), [introduction])
            after = replace(after, introduced=True)  # in danger the number stands in the first line
        speak(uow, ids, now, after, Speaker(Author.SYSTEM), done.said)
        speak(uow, ids, now, after, Speaker(Author.BOT, epoch=talk.epoch), lines)
        if outcome.replies and outcome.effects and not said:
            kinds = ", ".join(e.kind for e in outcome.effects)
            uow.transcript.add(Message(talk.id, now, Author.NOTE, kinds, author_name="door"))
        after = replace(_as_understood(after, outcome, roster), unsaid=_unsaid(after, begun, outcome, said))
        uow.conversations.save(after, seen_epoch=talk.epoch)
        carry_over(uow, after, now)
        if outcome.reading is not None:
            uow.transcript.set_reading(begun.metadata["seq"], outcome.reading)
        uow.inbox.done(begun.item_id)
        uow.commit()
        return TurnDone(said, replace(done, talk=after))


def _unsaid(talk: Conversation, begun: TurnBegun, outcome: Outcome, said: bool) -> tuple[str, ...]:
    if outcome.rasa is RasaPart.NONE:
        return talk.unsaid
    answered = said and outcome.rasa is RasaPart.ANSWERED
    return () if answered else (*talk.unsaid, begun.item_id)[-MOST_UNSAID:]


def _as_understood(talk: Conversation, outcome: Outcome, roster: Roster) -> Conversation:
    """Need and area by the latest that was understood; a request tells them best."""
    need, area = talk.need, talk.area
    if outcome.reading is not None:
        reading = reading_from_parse(outcome.reading)
        need = reading.need or need
        area = next((place for place in reading.values("place") if roster.areas.get(place)), area)
    for effect in outcome.effects:
        if isinstance(effect, CreateRequest):
            need, area = effect.need, effect.area or area
    return replace(talk, need=need, area=area)
