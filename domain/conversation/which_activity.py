"""After «hva skjer?»: one of the list is asked about, or somebody to go with, or a ride."""

from __future__ import annotations

from dataclasses import replace

from domain.conversation import suggesting, suggestion
from domain.conversation.answer import says_no, says_yes
from domain.conversation.choosing import chosen, picked
from domain.conversation.flow import finished, waits
from domain.conversation.interruption import QUITE_SURE
from domain.conversation.own_words import joined
from domain.conversation.report_need import begin as begin_need
from domain.conversation.talk import Talk, Voice, World, voice
from domain.turn import UNHANDLED, Button, Reply, Turn

NAME = "ask_activities"

COMPANY = {"company": "escort", "ride": "transport"}
"""What we ask at the end, and the need that a «ja, skyss» tells."""


def ask(talk: Talk, world: World) -> tuple[Reply, ...]:
    say = voice(talk, world)
    return (Reply(say("activities.closing"), _company(say)),)


def go_on(talk: Talk, world: World) -> Turn:
    """«Ja, skyss»: a need of theirs, with the time they asked about. «Den første»: more of it. Else it is no answer."""
    say, text = voice(talk, world), talk.reading.text
    if talk.pressed:
        pressed = talk.pressed.get("need", "")
        return begin_need(_as_need(talk, pressed), world) if pressed in COMPANY.values() else UNHANDLED
    for meaning, need in COMPANY.items():
        if world.phrases.means(text, meaning):
            return begin_need(_as_need(talk, need), world)
    if (turn := _of_the_list(talk, world)).handled:
        return turn
    if says_yes(talk, world):
        return Turn((Reply(say("activities.which"), _company(say)),))
    if says_no(talk, world):
        return Turn((say.reply("activities.no_company"),), slots=finished(want=None, when=None))
    return UNHANDLED


def _of_the_list(talk: Talk, world: World) -> Turn:
    """What a short message says of what was just listed: which of them, none, all, or what one of them costs."""
    say, text = voice(talk, world), talk.reading.text
    if facet := world.phrases.first_of(text, suggesting.FACETS):
        return Turn((suggesting.facet(facet, talk, world), *ask(talk, world)))
    if talk.reading.intent == "report_need" and talk.reading.confidence >= QUITE_SURE and not _short(talk, world):
        return UNHANDLED
    match chosen(talk, world):
        case None | "human":
            return UNHANDLED if not world.phrases.means(text, "skip") else _said("no_need_to_choose", talk, world)
        case "none":
            return Turn((say.reply("activities.none_of_them"),), slots=finished(want=None, when=None))
        case "all":
            return _said("chose_all", talk, world)
        case offer:
            return _tell_more(offer, talk, world)


def _short(talk: Talk, world: World) -> bool:
    """«Ingen», which the model may take for loneliness."""
    return any(world.phrases.is_just(talk.reading.text, meaning) for meaning in ("none", "all", "skip"))


def _said(key: str, talk: Talk, world: World) -> Turn:
    return Turn((voice(talk, world).reply(f"activities.{key}"), *ask(talk, world)))


def _tell_more(offer_id: str, talk: Talk, world: World) -> Turn:
    """All we know of the one they chose. Its name goes with their words, if they ask for company or a ride to it."""
    say, offer = voice(talk, world), world.catalogue.get(offer_id)
    if offer is None:
        return UNHANDLED
    number = (talk.slot("suggested") or []).index(offer_id) + 1
    more = Reply(suggestion.told(offer, number, say, talk.now))
    slots = waits(NAME, "company", offer=offer_id, want=joined(talk.slot("want"), offer.name))
    return Turn((*picked(offer_id, talk, world), more, *ask(talk, world)), slots=slots)


def _as_need(talk: Talk, need: str) -> Talk:
    """The need, with what they asked about as their words and its time kept."""
    words = [talk.slot("want") or "", "" if talk.pressed else talk.reading.text]
    text = " … ".join(w for w in words if w)
    told = replace(talk.reading, text=text, intent="report_need", need=need)
    return replace(talk, reading=told, slots={**talk.slots, "need": need}, flow="report_need")


def _company(say: Voice) -> tuple[Button, ...]:
    return tuple(
        Button(say(f"activities.button_{key}"), f'/press{{"flow": "report_need", "need": "{need}"}}')
        for key, need in (("company", "escort"), ("transport", "transport"))
    )
