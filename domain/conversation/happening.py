"""One thing that happens, in words: when, what, where, how to ask, why, and how sure."""

from __future__ import annotations

from collections.abc import Sequence

from domain.activities import Happening
from domain.conversation import suggestion
from domain.conversation.talk import Talk, Voice, World
from domain.conversation.why import why
from domain.match_reasons import Code
from domain.matching import Match
from domain.spoken_time import OSLO, SpokenTime
from domain.unknown import UNKNOWN

SAID_BY_HEADING = suggestion.SAID_BY_FIELDS | {
    Code.TIME_FITS, Code.TIME_DAY_FITS, Code.TIME_OTHER, Code.TIME_HOLIDAY,
}
"""The heading says when it is, and a line of its own that it is a holiday."""


def entry(happening: Happening, number: int, talk: Talk, say: Voice, world: World) -> str:
    offer, occurrence = happening.offer, happening.occurrence
    own = occurrence.hours.what
    lines = [
        say("activities.entry", number=number, when=_when(happening, talk, say), name=offer.name),
        own.in_language(say.language) if own else suggestion.what(offer, say),
        say("activities.holiday") if occurrence.holiday else "",
        *_facts(happening.match, talk, say, world),
    ]
    return "\n".join(line for line in lines if line)


def entry_of_unknown_time(match: Match, number: int, talk: Talk, say: Voice) -> str:
    offer = match.offer
    return "\n".join((
        say("activities.entry_unknown", number=number, name=offer.name),
        suggestion.what(offer, say),
        f"{say('catalogue.label.contact')}: {suggestion.contact(offer, say)}",
        f"{say('catalogue.label.source')}: {suggestion.source(offer, say, talk.now)}",
    ))


def _when(happening: Happening, talk: Talk, say: Voice) -> str:
    """«torsdag 12. november kl. 10.00–14.00»; the day alone where the clock is unknown."""
    occurrence, spoken = happening.occurrence, SpokenTime(say.texts, say.language)
    if occurrence.starts is UNKNOWN:
        return spoken.day(occurrence.day, talk.now.astimezone(OSLO).date())
    at = spoken.moment(occurrence.starts, talk.now)
    return at if occurrence.ends is UNKNOWN else f"{at}–{spoken.clock(occurrence.ends)}"


def _facts(match: Match, talk: Talk, say: Voice, world: World) -> Sequence[str]:
    offer = match.offer
    told = (
        ("where", suggestion.where(offer, say)),
        ("contact", suggestion.contact(offer, say)),
        ("why", why(match.reasons, SAID_BY_HEADING, say, world)),
        ("source", suggestion.source(offer, say, talk.now)),
    )
    return [f"{say(f'catalogue.label.{label}')}: {value}" for label, value in told]
