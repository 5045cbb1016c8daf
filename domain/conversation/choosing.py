"""Which of the suggestions a message means: by button, by number, by name, all, none, or whatever fits."""

from __future__ import annotations

from domain.catalogue import Offer
from domain.conversation.answer import Answer, says_no, says_yes
from domain.conversation.request_questions import ask
from domain.conversation.talk import Talk, World, voice
from domain.unknown import UNKNOWN

CHOOSING = ("choice", "which", "others")
"""Questions that are answered with one of the suggestions."""

_PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}


def answer_to_choice(question: str, skipped: bool, talk: Talk, world: World) -> Answer | None:
    """A «ja» is never a dead end: one suggestion is taken, of several one is asked which, and then a human chooses."""
    suggested: list[str] = talk.slot("suggested") or []
    if offer := chosen(talk, world):
        return Answer({"offer": offer})
    if skipped:
        return Answer({"offer": "human"})
    if talk.news:  # «nei, det er faren min»
        return None
    if says_no(talk, world):
        stop = question == "others" or not suggested
        return Answer(stops=True) if stop else Answer(said=(ask("others", talk, world),), stays="others")
    if not says_yes(talk, world):
        return None
    if question == "others":
        return Answer({"offer": "none"})
    if len(suggested) == 1:
        return Answer({"offer": suggested[0]})
    if suggested and question == "choice":
        return Answer(said=(ask("which", talk, world),), stays="which")
    return Answer({"offer": "human"}, (voice(talk, world).reply("report_need.human_will_look"),))


def chosen(talk: Talk, world: World) -> str | None:
    """An offer's id, `all`, `none` (others, please) or `human` (a coordinator finds one); None: it does not say."""
    suggested: list[str] = talk.slot("suggested") or []
    wish, text = talk.pressed.get("choice"), talk.reading.text
    if wish in ("human", "none", *suggested):
        return wish
    if talk.pressed:
        return None
    for meaning, means in (("none", "none"), ("coordinator", "human")):
        if world.phrases.means(text, meaning):
            return means
    if len(suggested) > 1 and world.phrases.means(text, "all"):
        return "all"
    return _by_name(talk, suggested, world) or _by_number(text, suggested, world)


def _by_name(talk: Talk, suggested: list[str], world: World) -> str | None:
    for name in talk.reading.values("organisation"):
        named = [i for i in suggested if (o := world.catalogue.get(i)) and name.casefold() in _names(o)]
        if len(named) == 1:
            return named[0]
    return None


def _by_number(text: str, suggested: list[str], world: World) -> str | None:
    ordinal = world.phrases.first_of(text, tuple(_PLACES))
    place = _PLACES.get(ordinal or "", len(suggested))
    return suggested[place] if suggested and place < len(suggested) else None


def _names(offer: Offer) -> str:
    by = "" if offer.organisation is UNKNOWN else offer.organisation.name
    return f"{offer.name} {by}".casefold()
