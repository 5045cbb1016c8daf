"""Flows that are one honest line, and where it helps an entry in the queue. The words are all in `data/texts/`."""

from __future__ import annotations

from dataclasses import replace

from domain.conversation import human
from domain.conversation.danger import numbers
from domain.conversation.flow import Flow, Step, offers
from domain.conversation.human import when_answered
from domain.conversation.talk import Talk, World, voice
from domain.effects import ConsentGiven, ConsentWithdrawn, Effect, QueueForHuman, SetContact
from domain.turn import Button, Reply, Turn


def _line(key: str, *effects: Effect, buttons: tuple[str, ...] = ()) -> Step:
    """Says `plain.<key>`; a button `x` is titled `plain.button_x` and means the intent x.

    Where the only button is a human, a «ja» means that.
    """

    def begin(talk: Talk, world: World) -> Turn:
        say = voice(talk, world)
        text = say(
            f"plain.{key}", authority=world.municipality.authority, municipality=world.municipality.name,
            hours=when_answered(talk, say, world), **numbers(world),
        )
        offered = tuple(Button(say(f"plain.button_{b}"), f"/{b}") for b in buttons)
        kept = (SetContact(True),) if talk.phone_given and effects else ()
        slots = offers(talk, human.NAME, "offered") if buttons == (human.NAME,) else {}
        return Turn((Reply(text, offered),), (*effects, *kept), slots)

    return begin


def _goodbye(talk: Talk, world: World) -> Turn:
    """In the middle of something nobody is asked once more, but told that nothing was sent."""
    turn = _line("goodbye")(talk, world)
    if talk.flow != "report_need":
        return turn
    return replace(turn, replies=(*turn.replies, voice(talk, world).reply("report_need.saved_for_later")))


_SHIFTS = ("shift_cancel", "shift_propose", "shift_question", "shift_accept", "shift_decline", "my_shifts")

PLAIN: tuple[Flow, ...] = (
    Flow("greet", _line("greet", buttons=("help", "ask_activities", "talk_to_human"))),
    Flow("help", _line("help", buttons=("ask_activities", "become_volunteer", "talk_to_human"))),
    Flow("bot_challenge", _line("bot_challenge", buttons=("talk_to_human",))),
    Flow("thank", _line("thank")),
    Flow("goodbye", _goodbye),
    Flow("affirm", _line("affirm", buttons=("help", "talk_to_human"))),
    Flow("deny", _line("deny", buttons=("help", "talk_to_human"))),
    Flow("out_of_scope", _line("out_of_scope", buttons=("talk_to_human",))),
    Flow("medical_question", _line("medical_question", buttons=("talk_to_human",))),
    Flow("feedback", _line("feedback", QueueForHuman("feedback"))),
    Flow("subscribe", _line("subscribe", ConsentGiven("newsletter"), QueueForHuman("newsletter"))),
    Flow("unsubscribe", _line("unsubscribe", ConsentWithdrawn("newsletter"))),
    Flow("offer_update", _line("offer_update", QueueForHuman("offer_update"))),
    *(Flow(intent, _line("no_shift", QueueForHuman("shift"))) for intent in _SHIFTS),
    Flow("press", _line("old_button", buttons=("help", "talk_to_human"))),
)
