"""The answer to the summary: only a clear yes sends it, and everything else is a correction of it."""

from __future__ import annotations

from domain.conversation.answer import Answer, says_no, says_yes
from domain.conversation.choosing import chosen, picked
from domain.conversation.facts import when_told
from domain.conversation.request_questions import QUESTIONS, ask
from domain.conversation.talk import Talk, World
from domain.effects import SetContact

CHANGES = tuple(f"change_{q}" for q in QUESTIONS if q != "confirm")
"""What a summary can be wrong about; meanings in `data/lexicon/answers.yml`, and keys of the buttons that say so."""

LONGEST_YES = 8
"""Words of a yes to the summary. A longer one says more than yes."""

LONGEST_BARE_YES = 3
"""The same, where the model reads something else than a yes: «send den nå»."""


def change_told(talk: Talk, world: World) -> str | None:
    """The question that «stedet» or «tida» opens again, said to the summary or to what should be different."""
    if talk.waiting_for not in ("confirm", "change") or talk.pressed:
        return talk.pressed.get("change")
    told = world.phrases.first_of(talk.reading.text, CHANGES)
    return told.removeprefix("change_") if told and not _holds_news(talk, world) else None


def answer_to_confirm(talk: Talk, world: World) -> Answer | None:
    wish = talk.pressed.get("confirm")
    if wish:
        return Answer(confirmed=True) if wish == "yes" else _what_to_change(talk, world)
    if reach := _another_way_to_answer(talk, world):
        return reach
    yes, offer = clear_yes(talk, world), chosen(talk, world)
    if offer and not (yes and offer == talk.slot("offer")):
        return Answer({"offer": offer}, picked(offer, talk, world))
    if talk.waiting_for == "change" and says_yes(talk, world) and not _holds_news(talk, world):
        return _what_to_change(talk, world)
    if yes:
        return Answer(confirmed=True)
    if says_no(talk, world) and not talk.news and not when_told(talk.reading):
        return Answer(stops=True) if talk.waiting_for == "change" else _what_to_change(talk, world)
    return None


def clear_yes(talk: Talk, world: World) -> bool:
    """A word for yes is there, and nothing new, no «men» and no question beside it."""
    text, phrases = talk.reading.text, world.phrases
    if says_no(talk, world) or _holds_news(talk, world):
        return False
    if talk.reading.intent == "affirm":
        return phrases.holds(text, "yes") and len(text.split()) <= LONGEST_YES
    return phrases.means(text, "yes") and len(text.split()) <= LONGEST_BARE_YES


def _holds_news(talk: Talk, world: World) -> bool:
    text, phrases = talk.reading.text, world.phrases
    asks = text.rstrip().endswith("?")
    told = bool(talk.news or when_told(talk.reading) or talk.phone_given)
    return told or asks or phrases.holds(text, "but") or phrases.holds(text, "not")


def _what_to_change(talk: Talk, world: World) -> Answer:
    return Answer(said=(ask("change", talk, world),), stays="change")


def _another_way_to_answer(talk: Talk, world: World) -> Answer | None:
    """A number is kept and shown in the summary; «ring meg» asks for one; «svar her» needs none."""
    text, now = talk.reading.text, talk.slot("contact")
    if talk.phone_given:
        return Answer({"contact": "phone"}, effects=(SetContact(True),))
    if world.phrases.means(text, "here") and now != "here":
        return Answer({"contact": "here"}, effects=(SetContact(False),))
    if world.phrases.means(text, "ring") and now != "phone":
        return Answer(said=(ask("number", talk, world),), stays="number")
    return None
