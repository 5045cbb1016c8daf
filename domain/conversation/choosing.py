"""Which of the suggestions a message means: by button, by number, by name, all, none, or whatever fits."""

from __future__ import annotations

from domain.catalogue import Offer
from domain.conversation.answer import Answer, says_no, says_yes
from domain.conversation.request_questions import ask
from domain.conversation.talk import Talk, World, voice
from domain.turn import Reply
from domain.unknown import UNKNOWN

CHOOSING = ("choice", "which", "others")
"""Questions that are answered with one of the suggestions."""

_PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}


def answer_to_choice(question: str, skipped: bool, talk: Talk, world: World) -> Answer | None:
    """A «ja» is never a dead end: one suggestion is taken, of several one is asked which, and then a human chooses."""
    suggested: list[str] = talk.slot("suggested") or []
    if offer := chosen(talk, world):
        return _pick(offer, talk, world)
    if skipped:
        return _pick("human", talk, world)
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
        return _pick(suggested[0], talk, world)
    if suggested and question == "choice":
        return Answer(said=(ask("which", talk, world),), stays="which")
    return _pick("human", talk, world)


def _pick(offer: str, talk: Talk, world: World) -> Answer:
    return Answer({"offer": offer}, picked(offer, talk, world))


def picked(offer: str, talk: Talk, world: World) -> tuple[Reply, ...]:
    """What was chosen, by its name, so that a wrong choice is seen at once. Nothing for `none`: others are shown."""
    say, known = voice(talk, world), world.catalogue.get(offer)
    if known:
        return (say.reply("report_need.chose", name=known.name),)
    keys = {"all": "report_need.chose_all", "human": "report_need.human_will_look"}
    return (say.reply(keys[offer]),) if offer in keys else ()


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
    if suggested and world.phrases.means(text, "all"):
        return "all" if len(suggested) > 1 else suggested[0]
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
