"""What answers a question of a request: a button, a short phrase, or what was read out of the message."""

from __future__ import annotations

from domain.conversation.answer import Answer
from domain.conversation.choosing import CHOOSING, answer_to_choice
from domain.conversation.confirming import CHANGES, answer_to_confirm
from domain.conversation.facts import when_told
from domain.conversation.own_words import joined
from domain.conversation.request_questions import ask
from domain.conversation.talk import Talk, World, voice
from domain.effects import SetContact
from domain.turn import Reply

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
    "confirm": ("yes", "no", *CHANGES), "change": ("yes", "no", *CHANGES),
}


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
        return answer_to_choice(question, skipped, talk, world)
    match question:
        case "area":
            return _area(talk, world, skipped)
        case "when":
            return _when(talk, skipped)
        case "contact" | "number":
            return _contact(talk, world, skipped)
        case _:
            return answer_to_confirm(talk, world)


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
        return Answer({"contact": "phone", **_and_when(talk)}, effects=(SetContact(True),))
    if sum(c.isdigit() for c in text) >= DIGITS_OF_A_NUMBER and not when_told(talk.reading) and not talk.pressed:
        asked = ask("number", talk, world)
        words = voice(talk, world)("report_need.not_a_number")
        return Answer(said=(Reply(words, asked.buttons),), stays="number")
    if talk.pressed.get("contact") == "here" or world.phrases.means(text, "here") or skipped:
        return Answer({"contact": "here"}, effects=(SetContact(False),))
    if world.phrases.means(text, "ring") or (when_told(talk.reading) and world.phrases.holds(text, "ring")):
        return Answer(_and_when(talk), said=(ask("number", talk, world),), stays="number")
    if intent in ("affirm", "deny"):
        return Answer({"contact": "here"}, effects=(SetContact(False),))
    return None


def _and_when(talk: Talk) -> dict[str, str]:
    """«Ring etter kl. 16» is no time of the need: it goes along in their own words."""
    return {"want": joined(talk.slot("want"), talk.reading.text)} if when_told(talk.reading) else {}


def _says_something(text: str) -> bool:
    return any(c.isalpha() for c in text)
