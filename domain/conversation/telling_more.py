"""What is told while a question is open and does not answer it: taken in, and the talk goes on from there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.conversation import suggesting
from domain.conversation.at_a_question import SHIFTS, speaks_of_a_shift
from domain.conversation.choosing import CHOOSING
from domain.conversation.facts import when_in_their_words, when_told
from domain.conversation.own_words import joined
from domain.conversation.request_questions import ask
from domain.conversation.sending import open_question
from domain.conversation.talk import Talk, World, voice
from domain.turn import UNHANDLED, Turn

_SHORT = 2
"""Words of a yes or no that says nothing more."""


def told_more(talk: Talk, world: World) -> Turn:
    """No answer to the question, but something new about the need: take it in, and go on from there."""
    told: dict[str, Any] = {name: talk.slot(name) for name in talk.news}
    if when_told(talk.reading):
        told["when"] = when_in_their_words(talk.reading)
    after = replace(talk, slots={**talk.slots, **told})
    if told and talk.waiting_for in CHOOSING:
        turn = suggesting.corrected(after, world)
        return replace(turn, slots={**told, **turn.slots})
    say = voice(talk, world)
    if told or talk.phone_given:
        return open_question(after, world, told, (say.reply("report_need.noted"),), ())
    if not _is_a_remark(talk, world):
        unclear_yes = talk.waiting_for == "confirm" and talk.reading.intent == "affirm"
        return Turn((say.reply("unsure.once_more"), ask("confirm", talk, world))) if unclear_yes else UNHANDLED
    words = {"want": joined(talk.slot("want"), talk.reading.text)}
    heard = say.reply("report_need.coordinator_knows" if _asks(talk) else "report_need.noted")
    after = replace(talk, slots={**talk.slots, **words})
    if talk.waiting_for == "change":
        return open_question(after, world, words, (heard,), ())
    return Turn((heard, ask(talk.waiting_for or "", after, world)), slots=words)


def _is_a_remark(talk: Talk, world: World) -> bool:
    """Something for the coordinator to know, or to answer. To the summary also what comes with a yes or a no; and what
    is written when we asked what should be different is what should be."""
    intent, question = talk.reading.intent, talk.waiting_for
    if intent == "report_need":
        return True
    if intent in SHIFTS and _asks(talk) and not speaks_of_a_shift(talk, world):
        return True
    if question not in ("confirm", "change") or _asks(talk) or len(talk.reading.text.split()) <= _SHORT:
        return False
    return intent in ("affirm", "deny") or (question == "change" and (intent == "out_of_scope" or talk.reading.unsure))


def _asks(talk: Talk) -> bool:
    return talk.reading.text.rstrip().endswith("?")
