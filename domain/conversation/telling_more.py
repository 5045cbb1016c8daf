"""What is told while a question is open and does not answer it: taken in, and the talk goes on from there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.conversation import suggesting
from domain.conversation.choosing import CHOOSING
from domain.conversation.facts import when_in_their_words, when_told
from domain.conversation.own_words import joined
from domain.conversation.request_questions import ask
from domain.conversation.sending import open_question
from domain.conversation.talk import Talk, World, voice
from domain.turn import UNHANDLED, Turn


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
    if talk.reading.intent != "report_need":
        return UNHANDLED
    asks = talk.reading.text.rstrip().endswith("?")
    words = {"want": joined(talk.slot("want"), talk.reading.text)}
    heard = say.reply("report_need.coordinator_knows" if asks else "report_need.noted")
    again_asked = ask(talk.waiting_for or "", replace(talk, slots={**talk.slots, **words}), world)
    return Turn((heard, again_asked), slots=words)
