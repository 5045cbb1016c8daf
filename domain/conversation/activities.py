"""«Hva skjer?»: what really falls on that day, or the honest «jeg vet ikke om noe», with the nearest else."""

from __future__ import annotations

from collections.abc import Sequence

from domain.activities import Happening, Programme, programme
from domain.conditions import Condition
from domain.conversation.facts import when_told
from domain.conversation.flow import Flow, offers
from domain.conversation.happening import entry, entry_of_unknown_time
from domain.conversation.intervals import interval
from domain.conversation.talk import Talk, Voice, World, voice
from domain.conversation.understood import when_in_words
from domain.conversation.which_activity import NAME, ask, go_on
from domain.effects import OffersSuggested
from domain.match_query import Query
from domain.matching import Match
from domain.occurrences import Interval
from domain.spoken_time import OSLO, SpokenTime
from domain.turn import Reply, Turn

MOST_ALTERNATIVES = 2


def begin(talk: Talk, world: World) -> Turn:
    say = voice(talk, world)
    told = when_told(talk.reading)
    asked = interval(talk.reading.first("time"), talk.now) or interval(told, talk.now)
    found = programme(world.offers, _query(talk, world, asked), talk.now)
    others, unknown = _alternatives(found)
    lines = [_opening(found, talk, say, world)]
    lines += [entry(h, number, talk, say, world) for number, h in enumerate(found.happening, 1)]
    lines += _alternatives_told(others, unknown, len(found.happening), talk, say, world)
    listed = [*(h.id for h in (*found.happening, *others)), *(m.offer.id for m in unknown)]
    replies = tuple(Reply(line) for line in lines)
    # Once they have asked for somebody, nobody is asked anew in the middle of that.
    closing = () if talk.flow else ask(talk, world)
    kept = {"want": talk.reading.text[:500], "suggested": listed, "offer": None, **({"when": told} if told else {})}
    suggested = OffersSuggested(None, tuple(listed[:3]))
    return Turn((*replies, *closing), (suggested,), offers(talk, NAME, "company", **kept))


def _query(talk: Talk, world: World, when: Interval | None) -> Query:
    area = world.areas.get(talk.slot("area") or "") or world.municipality.area
    conditions = frozenset(Condition(c) for c in talk.slot("conditions") or ())
    return Query(
        area=area, today=talk.now.astimezone(OSLO).date(), conditions=conditions, when=when,
        holidays=world.municipality.holidays,
    )


def _opening(found: Programme, talk: Talk, say: Voice, world: World) -> str:
    """«Dette vet jeg om på torsdag, i nærheten av Ridabu, for en som går dårlig:»."""
    when = when_in_words({"when": when_told(talk.reading)}, say, talk.now) or say("activities.coming_week")
    area = world.areas.get(talk.slot("area") or "") or world.municipality.area
    where = say("activities.in_town" if area.whole else "activities.near", area=area.name)
    conditions = [say(f"understood.who.{c}") for c in talk.slot("conditions") or ()]
    listed = SpokenTime(say.texts, say.language).listed(conditions)
    fits = say("activities.fits", conditions=listed) if conditions else ""
    return say("activities.none" if found.nothing_known else "activities.some", when=when, where=where, fits=fits)


def _alternatives(found: Programme) -> tuple[Sequence[Happening], Sequence[Match]]:
    """What is nearest, where there is little: on other days, then at an unknown time."""
    if len(found.happening) > 1:
        return (), ()
    others = found.other_days[:MOST_ALTERNATIVES]
    return others, found.time_unknown[: MOST_ALTERNATIVES - len(others)]


def _alternatives_told(
    others: Sequence[Happening], unknown: Sequence[Match], before: int, talk: Talk, say: Voice, world: World
) -> Sequence[str]:
    lines = [say("activities.other_days")] if others else []
    lines += [entry(h, n, talk, say, world) for n, h in enumerate(others, before + 1)]
    lines += [say("activities.time_unknown")] if unknown else []
    return lines + [entry_of_unknown_time(m, n, talk, say) for n, m in enumerate(unknown, before + len(others) + 1)]


FLOW = Flow(NAME, begin, go_on, ask=ask)
