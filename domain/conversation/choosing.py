"""Which of the suggestions a message means: by button, by number, by name, all, none, or whatever fits."""

from __future__ import annotations

from domain.catalogue import Offer
from domain.conversation.talk import Talk, World
from domain.unknown import UNKNOWN

_PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}


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
