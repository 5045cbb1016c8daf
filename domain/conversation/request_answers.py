"""What answers a question of a request: a button, a short phrase, or what was read out of the message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.conversation.choosing import chosen
from domain.conversation.facts import when_told
from domain.conversation.request_questions import ask
from domain.conversation.talk import Talk, World, voice
from domain.effects import Effect, SetContact
from domain.turn import Reply

CHOOSING = ("choice", "which", "others")
"""Questions that are answered with one of the suggestions."""

LONGEST_OWN_WORDS = 120
"""Characters of a free answer to «when»: longer ones say something else as well."""

MOST_WORDS_OF_A_PLACE = 6

DIGITS_OF_A_NUMBER = 5
"""So many digits in an answer to «how shall we reach you» are meant as a telephone number."""

_FREE_WORDS = ("report_need", "out_of_scope", "nlu_fallback")
"""What a bare place or time may be read as, when nothing in it was recognised."""

_SHORT = {
    "choice": ("none", "first", "second", "third", "last", "all", "coordinator", "skip", "yes", "no"),
    "area": ("skip",), "when": ("skip",), "contact": ("here", "ring", "skip"), "number": ("here", "skip"),
    "confirm": ("yes", "no"), "change": ("no",),
}


@dataclass(frozen=True)
class Answer:
    """What an answer settles. `stays`: the question that is open after it, asked in `said`. `stops`: they want
    nothing sent. `confirmed`: send it."""

    slots: Mapping[str, Any] = field(default_factory=dict)
    said: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    stays: str | None = None
    stops: bool = False
    confirmed: bool = False


def short_answer(question: str, talk: Talk, world: World) -> str | None:
    """What a short message means by this question, whatever the model makes of it alone."""
    kind = "choice" if question in CHOOSING else question
    return world.phrases.first_of(talk.reading.text, (*_SHORT.get(kind, ()), "stop"))


def answer_to(question: str, talk: Talk, world: World) -> Answer | None:
    """The answer in this message, or None when it is not one."""
    pressed = talk.pressed
    if pressed and question not in (*pressed, *CHOOSING, "number") and "skip" not in pressed:
        return None
    skipped = "skip" in pressed or world.phrases.means(talk.reading.text, "skip")
    if question in CHOOSING:
        return _choice(question, skipped, talk, world)
    match question:
        case "area":
            return _area(talk, world, skipped)
        case "when":
            return _when(talk, skipped)
        case "contact" | "number":
            return _contact(talk, world, skipped)
        case _:
            return _confirm(talk, world)


def _choice(question: str, skipped: bool, talk: Talk, world: World) -> Answer | None:
    """A «ja» is never a dead end: one suggestion is taken, of several one is asked which, and then a human chooses."""
    suggested: list[str] = talk.slot("suggested") or []
    if offer := chosen(talk, world):
        return Answer({"offer": offer})
    if skipped:
        return Answer({"offer": "human"})
    if talk.news:  # «nei, det er faren min»
        return None
    if _no(talk, world):
        stop = question == "others" or not suggested
        return Answer(stops=True) if stop else Answer(said=(ask("others", talk, world),), stays="others")
    if not _yes(talk, world):
        return None
    if question == "others":
        return Answer({"offer": "none"})
    if len(suggested) == 1:
        return Answer({"offer": suggested[0]})
    if suggested and question == "choice":
        return Answer(said=(ask("which", talk, world),), stays="which")
    return Answer({"offer": "human"}, (voice(talk, world).reply("report_need.human_will_look"),))


def _area(talk: Talk, world: World, skipped: bool) -> Answer | None:
    named = world.areas.find(talk.reading.text.strip(" .!"))
    if named or "area" in talk.news:
        return Answer({"area": named.id if named else talk.slot("area")})
    whole = {"area": world.municipality.area.id}
    if skipped or talk.reading.intent == "deny":
        return Answer(whole)
    text = talk.reading.text
    short = len(text.split()) <= MOST_WORDS_OF_A_PLACE and "?" not in text
    if talk.reading.intent in _FREE_WORDS and short and _says_something(text) and not talk.news:
        return Answer(whole, (voice(talk, world).reply("report_need.area_unknown"),))
    return None


def _when(talk: Talk, skipped: bool) -> Answer | None:
    own_words = talk.reading.text.strip()
    fits = 2 <= len(own_words) <= LONGEST_OWN_WORDS and not own_words.endswith("?")
    if when := when_told(talk.reading):
        return Answer({"when": own_words if fits else when})
    if skipped or talk.reading.intent == "deny":
        return Answer({"when": "skipped"})
    if talk.reading.intent in (*_FREE_WORDS, "shift_propose") and fits and _says_something(own_words):
        return None if talk.news else Answer({"when": own_words})
    return None


def _contact(talk: Talk, world: World, skipped: bool) -> Answer | None:
    text, intent = talk.reading.text, talk.reading.intent
    if talk.phone_given:
        return Answer({"contact": "phone"}, effects=(SetContact(True),))
    if sum(c.isdigit() for c in text) >= DIGITS_OF_A_NUMBER and not when_told(talk.reading) and not talk.pressed:
        asked = ask("number", talk, world)
        words = voice(talk, world)("report_need.not_a_number")
        return Answer(said=(Reply(words, asked.buttons),), stays="number")
    if talk.pressed.get("contact") == "here" or world.phrases.means(text, "here") or skipped:
        return Answer({"contact": "here"}, effects=(SetContact(False),))
    if world.phrases.means(text, "ring"):
        return Answer(said=(ask("number", talk, world),), stays="number")
    if intent in ("affirm", "deny"):
        return Answer({"contact": "here"}, effects=(SetContact(False),))
    return None


def _confirm(talk: Talk, world: World) -> Answer | None:
    """Yes sends it. Everything else is a correction: of the choice, of how to answer, or to be told."""
    wish = talk.pressed.get("confirm")
    if wish == "yes" or (not wish and _yes(talk, world) and not _no(talk, world) and not talk.news):
        return Answer(confirmed=True)
    if not wish and (offer := chosen(talk, world)):
        return Answer({"offer": offer})
    if not wish and world.phrases.means(talk.reading.text, "here"):
        return Answer({"contact": "here"}, effects=(SetContact(False),))
    if wish == "no" or (_no(talk, world) and not talk.news and not when_told(talk.reading)):
        stop = talk.waiting_for == "change" and wish != "no"
        return Answer(stops=True) if stop else Answer(said=(ask("change", talk, world),), stays="change")
    return None


def _yes(talk: Talk, world: World) -> bool:
    return talk.reading.intent == "affirm" or world.phrases.means(talk.reading.text, "yes")


def _no(talk: Talk, world: World) -> bool:
    return talk.reading.intent == "deny" or world.phrases.means(talk.reading.text, "no")


def _says_something(text: str) -> bool:
    return any(c.isalpha() for c in text)
