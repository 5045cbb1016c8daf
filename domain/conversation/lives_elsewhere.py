"""Somebody lives where we know nothing: said kindly, with what we know and whom to ask, and no offers of here.

Who is asked for decides: «jeg bor i Bergen, men faren min bor her» gets offers. It is remembered for the talk, until a
place that we know is told.
"""

from __future__ import annotations

from domain.conditions import Relation
from domain.conversation.facts import remember
from domain.conversation.flow import Flow, finished
from domain.conversation.talk import Talk, World, voice
from domain.elsewhere import Lives
from domain.spoken_time import SpokenTime
from domain.turn import Reply, Turn

NAME = "lives_elsewhere"

_ASKS = frozenset((
    "report_need", "ask_activities", "nlu_fallback", "out_of_scope", "greet", "help", "affirm", "deny",
))
"""Intents of a message that may tell whom help is for. A volunteer may live wherever they do."""


def municipality_told(talk: Talk, world: World) -> str | None:
    """The municipality elsewhere that what is asked for would be in; None when it is in one of ours, or not told."""
    if talk.reading.intent not in _ASKS or talk.pressed:
        return None
    after = remember(talk, world)
    told = world.elsewhere.told(talk.reading.text, world.areas)
    if not told:
        remembered = talk.slot("elsewhere") if talk.reading.intent == "report_need" else None
        return None if after.slot("area") else remembered
    asked_for = after.slot("relation") or Relation.SELF
    theirs = [place for n, place in enumerate(told) if _who(told, n, after, asked_for) == asked_for]
    if theirs:
        return theirs[-1].municipality
    here = after.slot("area") or any(place.municipality is None for place in told)
    return None if here else told[-1].municipality


def begin(talk: Talk, world: World) -> Turn:
    """What was asked for is kept: a place of ours, told next, is all that is missing."""
    say, municipality = voice(talk, world), municipality_told(talk, world)
    known = SpokenTime(say.texts, say.language).listed([area.name for area in world.areas.areas if area.whole])
    home = world.municipality
    text = say("elsewhere.told", authority=home.authority, known=known, municipality=municipality, home=home.name)
    if talk.flow == "report_need":
        text = f"{say('elsewhere.not_sent')}\n{text}"
    need = talk.reading.need
    asked = {"need": need, "want": talk.reading.text[:500]} if need else {}
    return Turn((Reply(text),), slots=finished(**asked, area=None, elsewhere=municipality, left=None))


def _who(told: tuple[Lives, ...], n: int, talk: Talk, asked_for: str) -> str:
    """«jeg» right before, else whoever was named last since the place before, else who is asked for."""
    if told[n].oneself:
        return Relation.SELF
    since = told[n - 1].end if n else 0
    named = [
        e for e in talk.reading.entities
        if e.entity == "relation" and e.value != Relation.SELF and since <= e.start and e.end <= told[n].start
    ]
    return named[-1].value if named else asked_for


FLOW = Flow(NAME, begin, first=True)
