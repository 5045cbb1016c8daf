"""Flows that are one honest line, and where it helps an entry in the queue. The words are all in `data/texts/`."""

from __future__ import annotations

from dataclasses import replace

from domain.conversation import human
from domain.conversation.choosing import CHOOSING
from domain.conversation.danger import numbers
from domain.conversation.flow import Flow, Step, finished, offers
from domain.conversation.human import when_answered
from domain.conversation.talk import Talk, World, voice
from domain.effects import ConsentGiven, ConsentWithdrawn, Effect, QueueForHuman, SetContact
from domain.turn import UNHANDLED, Button, Reply, Turn


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


def _thank(talk: Talk, world: World) -> Turn:
    """In the middle of a request they are told, in few words, that it is not sent; the question waits."""
    turn = _line("thank")(talk, world)
    if talk.flow != "report_need" or talk.waiting_for == "need":
        return turn
    key = "plain.thank_choosing" if talk.waiting_for in CHOOSING else "plain.thank_open"
    return replace(turn, replies=(voice(talk, world).reply(key),))


def _subscribe(talk: Talk, world: World) -> Turn:
    turn = _line("subscribe", ConsentGiven("newsletter"), QueueForHuman("newsletter"))(talk, world)
    return replace(turn, slots=offers(talk, "subscribe", "enough"))


_unsubscribe = _line("unsubscribe", ConsentWithdrawn("newsletter"))


def _enough(talk: Talk, world: World) -> Turn:
    """We said «skriv «ikke mer» når du vil slutte»."""
    if not _says_enough(talk, world):
        return UNHANDLED
    return replace(_unsubscribe(talk, world), slots=finished())


def _says_enough(talk: Talk, world: World) -> bool:
    return world.phrases.is_just(talk.reading.text, "no_more")


no_shift = _line("no_shift", QueueForHuman("shift"))
"""A word on a shift, from somebody who has none here."""

PLAIN: tuple[Flow, ...] = (
    Flow("greet", _line("greet", buttons=("help", "ask_activities", "talk_to_human"))),
    Flow("help", _line("help", buttons=("ask_activities", "become_volunteer", "talk_to_human"))),
    Flow("bot_challenge", _line("bot_challenge", buttons=("talk_to_human",))),
    Flow("thank", _thank),
    Flow("goodbye", _goodbye),
    Flow("affirm", _line("affirm", buttons=("help", "talk_to_human"))),
    Flow("deny", _line("deny", buttons=("help", "talk_to_human"))),
    Flow("out_of_scope", _line("out_of_scope", buttons=("talk_to_human",))),
    Flow("medical_question", _line("medical_question", buttons=("talk_to_human",))),
    Flow("feedback", _line("feedback", QueueForHuman("feedback"))),
    Flow("subscribe", _subscribe, _enough, plainly=_says_enough),
    Flow("unsubscribe", _unsubscribe),
    Flow("offer_update", _line("offer_update", QueueForHuman("offer_update"))),
    Flow("press", _line("old_button", buttons=("help", "talk_to_human"))),
)
