"""What happens on a day for a person: what is known to fall on it, and the nearest else.

Three lists that are never mixed: what really falls within the asked time; what falls on another
day; what exists without a known time, to be called about. Nothing is in any of them that the
catalogue does not say, and an empty answer is an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.catalogue import Offer
from domain.match_index import MatchingIndex
from domain.match_query import Query
from domain.match_reasons import Code
from domain.match_time import closed
from domain.matching import Match, ranked
from domain.occurrences import Interval, Occurrence, next_occurrence, occurrences, order

#: As many as are suggested for a need: few enough to be read aloud.
MOST_SHOWN = 3

#: What is meant when no time is named: the days people plan for.
WEEK = timedelta(days=7)

FITS = frozenset({Code.TIME_FITS, Code.TIME_DAY_FITS})

#: What nobody is sent to unasked: sport for one who walks badly, places for others than them.
UNFIT = frozenset({Code.PHYSICAL, Code.AUDIENCE_UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class Happening:
    """An offer and the time it falls on. `match.reasons` say where, how sure and for whom."""

    match: Match
    occurrence: Occurrence

    @property
    def offer(self) -> Offer:
        return self.match.offer

    @property
    def id(self) -> str:
        return self.match.offer.id


@dataclass(frozen=True, slots=True)
class Programme:
    """The answer to «what happens». `within` is the time it was read as."""

    within: Interval
    happening: tuple[Happening, ...]
    other_days: tuple[Happening, ...]
    time_unknown: tuple[Match, ...]

    @property
    def nothing_known(self) -> bool:
        """Nothing is known to fall on the day itself, whatever else there is."""
        return not self.happening


def programme(index: MatchingIndex, query: Query, now: datetime) -> Programme:
    """What one can go to at `query.when`, and the nearest alternatives.

    Without a time the next seven days are meant. `query.need` is left aside. What is over at `now`
    (aware) is not shown.
    """
    within = _within(query, now)
    asked = replace(query, need=None, when=within)
    falling = ranked(index, asked, MOST_SHOWN, FITS, UNFIT)
    other = ranked(index, asked, MOST_SHOWN, frozenset({Code.TIME_OTHER}), UNFIT)
    return Programme(
        within=within,
        happening=_happenings(falling, lambda offer: _first(offer, asked, within)),
        other_days=_happenings(
            other, lambda offer: next_occurrence(offer.schedule, now, query.holidays)
        ),
        time_unknown=ranked(index, asked, MOST_SHOWN, frozenset({Code.TIME_UNKNOWN}), UNFIT),
    )


def _within(query: Query, now: datetime) -> Interval:
    """The asked time with both ends; the part of it that has passed is left out."""
    within = None if query.when is None else closed(query.when)
    if within is None or within.start is None or within.end is None:
        return Interval(now, now + WEEK)
    under_way = within.start < now < within.end
    return Interval(now, within.end) if under_way else within


def _happenings(
    matches: tuple[Match, ...], find: Callable[[Offer], Occurrence | None]
) -> tuple[Happening, ...]:
    """Matches with their times, in the order of time; those on a day without a clock last."""
    found = [
        Happening(match, occurrence)
        for match in matches
        if (occurrence := find(match.offer)) is not None
    ]
    return tuple(sorted(found, key=lambda happening: (order(happening.occurrence), happening.id)))


def _first(offer: Offer, query: Query, within: Interval) -> Occurrence | None:
    return next(iter(occurrences(offer.schedule, within, query.holidays)), None)
