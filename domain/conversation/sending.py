"""What is still to be asked before a request can go, and sending it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.conversation.flow import finished, waits
from domain.conversation.human import promised
from domain.conversation.request_questions import QUESTIONS, ask
from domain.conversation.talk import Talk, World, voice
from domain.effects import CreateRequest, Effect, QueueForHuman
from domain.turn import Reply, Turn

NAME = "report_need"

_SLOT = {"choice": "offer", "area": "area", "when": "when", "contact": "contact"}
"""What each question settles. The last one, confirm, is never settled before it is asked."""

_OF_ONE_REQUEST = ("need", "offer", "when", "suggested", "excluded", "want")
"""What the next request does not take over. Place, person and how to answer hold for the whole talk."""


def open_question(
    talk: Talk, world: World, told: Mapping[str, Any], said: Sequence[Reply], effects: Sequence[Effect]
) -> Turn:
    """The first question that nothing was told about yet, after `said`."""
    question = next((q for q in QUESTIONS if q in _SLOT and not talk.slot(_SLOT[q])), "confirm")
    return Turn((*said, ask(question, talk, world)), tuple(effects), waits(NAME, question, **told))


def send(talk: Talk, world: World) -> Turn:
    say, slots, code = voice(talk, world), talk.slots, world.lookup.free_code()
    offer, when = world.catalogue.get(slots.get("offer") or ""), slots.get("when")
    effect = CreateRequest(
        code=code, need=slots["need"], want=slots.get("want") or "", area=slots.get("area"),
        relation=slots.get("relation"), conditions=tuple(slots.get("conditions") or ()),
        when=None if when == "skipped" else when, offer_id=offer.id if offer else None,
        suggested=tuple(slots.get("suggested") or ()),
    )
    reply = say.reply("report_need.made", code=code, due=promised(talk, say, world))
    return Turn((reply,), (effect, QueueForHuman("request")), finished(**dict.fromkeys(_OF_ONE_REQUEST)))


def stopped(talk: Talk, world: World) -> Turn:
    """What was being made is not sent; what this talk has sent before stands, and is said to."""
    say, codes = voice(talk, world), open_codes(talk, world)
    sent = say.reply("report_need.stopped_but_sent", codes=", ".join(codes), code=codes[0]) if codes else None
    return Turn((sent or say.reply("report_need.stopped"),), slots=finished(need=None, want=None))


def open_codes(talk: Talk, world: World) -> list[str]:
    return [s.request.code for s in world.lookup.requests_of(talk.conversation_id) if s.request.state.open]
