"""Not sure enough. First ask with the two likeliest readings as buttons; the second time, a human."""

from __future__ import annotations

from domain.conversation import human
from domain.conversation.flow import Flow, offers
from domain.conversation.human import when_answered
from domain.conversation.report_need import begin as begin_need
from domain.conversation.talk import Talk, World, voice
from domain.effects import QueueForHuman
from domain.reading import Guess
from domain.turn import Button, Reply, Turn

WORTH_OFFERING = 0.05
"""A reading less likely than this helps nobody as a button (calibrated probability)."""

_NEVER_OFFERED = frozenset({"out_of_scope", "greet", "thank", "goodbye", "affirm", "deny"})
"""Readings that say nothing of what somebody wants done."""


def begin(talk: Talk, world: World) -> Turn:
    """Who has just said whom or where it is about is asked what is needed, and not told that they are unclear."""
    if talk.news and (talk.flow is None or talk.waiting_for == "need"):
        return begin_need(talk, world)
    say = voice(talk, world)
    if talk.slot("asked_back"):
        text = f"{say('unsure.human')} {when_answered(talk, say, world)}"
        return Turn((Reply(text),), (QueueForHuman("unsure"),), {"asked_back": None})
    likely = _likeliest(talk, world)
    buttons = [Button(say(_title(g)), _payload(g.label)) for g in likely]
    buttons.append(Button(say("unsure.button_human"), "/talk_to_human"))
    text = say("unsure.ask") if likely else say("unsure.ask_open")
    words = {} if talk.flow else {"want": talk.reading.text[:500]}
    offered = {} if likely else offers(talk, human.NAME, "offered")
    return Turn((Reply(text, tuple(buttons)),), slots={"asked_back": True, **words, **offered})


def _likeliest(talk: Talk, world: World) -> list[Guess]:
    """The two likeliest readings that are worth a button; of danger one, whichever kinds there are."""
    worth = [
        g for g in talk.reading.ranking
        if g.confidence >= WORTH_OFFERING and g.intent not in _NEVER_OFFERED and world.texts.has(_title(g))
    ]
    danger = next((g for g in worth if g.intent == "acute"), None)
    return [g for g in worth if g.intent != "acute" or g is danger][:2]


def _title(guess: Guess) -> str:
    """Nobody who asked for something else is shown «tanker om ikke å leve»: danger has one title."""
    return "unsure.danger" if guess.intent == "acute" else f"unsure.{guess.label}"


def _payload(label: str) -> str:
    intent, _, part = label.partition("/")
    if intent == "report_need":
        return f'/press{{"flow": "report_need", "need": "{part}"}}'
    return f'/{intent}{{"acute_kind": "{part}"}}' if part else f"/{intent}"


FLOW = Flow("nlu_fallback", begin)
