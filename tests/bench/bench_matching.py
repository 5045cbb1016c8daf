"""How long a suggestion takes, with the real catalogue and with one of 100,000 offers.

The large one is made from the real one: each offer many times over, under other ids and
organisations, with other dates, hours, groups and room, two of three in this municipality and the
rest in the region or the country. Nothing is left for the index to be lucky with.

    python -m tests.bench.bench_matching
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from time import perf_counter

from bot.area_loader import load_areas
from bot.catalogue_loader import load_catalogue
from domain.areas import Areas
from domain.audience import Audience, Group
from domain.catalogue import Offer, Organisation, Place, Source
from domain.conditions import Condition
from domain.coverage import Coverage
from domain.freshness import Certainty, SourceDate
from domain.local_text import LocalText
from domain.matching import MatchingIndex, Query, suggest
from domain.needs import Need
from domain.occurrences import day_of
from domain.offer_kinds import Capacity, OrganisationKind
from domain.schedule import Hours, Schedule
from domain.unknown import UNKNOWN

MANY = 100_000
MUNICIPALITY = "hamar"
TODAY = date(2026, 11, 21)
ROUNDS = 3


def measure() -> list[tuple[str, str]]:
    """Rows of name and value, for the report of `make bench`."""
    areas = load_areas(MUNICIPALITY)
    real = load_catalogue(MUNICIPALITY, areas).offers
    rows = _measured("the real catalogue", real, areas)
    return rows + _measured(f"{MANY:,} offers", tuple(many(real, areas)), areas)


def many(real: Sequence[Offer], areas: Areas) -> Iterator[Offer]:
    """`MANY` offers, always the same."""
    chance = random.Random(52)
    local = [area.id for area in areas.areas if area.municipality == MUNICIPALITY]
    covers = [
        *[Coverage(municipalities=frozenset({MUNICIPALITY}))] * 4,
        Coverage(regions=frozenset({areas.areas[0].region})),
        Coverage(national=True),
    ]
    for n in range(MANY):
        like = real[n % len(real)]
        hand = f"organisation-{chance.randrange(MANY // 4)}"
        day = TODAY - timedelta(days=chance.randrange(3000))
        rule = f"FREQ=WEEKLY;BYDAY={chance.choice(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])}"
        opens = chance.randrange(8, 18)
        hours = Hours(rule, time(opens), time(opens + chance.randrange(1, 5)))
        yield replace(
            like,
            id=f"offer-{n:06}",
            organisation=Organisation(hand, hand, OrganisationKind.VOLUNTARY),
            serves=chance.choice(covers),
            places=(Place(UNKNOWN, UNKNOWN, chance.choice(local)),),
            source=Source(("made up",), SourceDate(f"{day}"), chance.choice(list(Certainty))),
            schedule=Schedule(LocalText.same(rule), (hours,)) if chance.random() < 0.5 else UNKNOWN,
            audience=chance.choice(
                [like.audience, Audience(mainly_for=frozenset({chance.choice(list(Group))}))]
            ),
            capacity=chance.choice(list(Capacity)),
        )


def _measured(name: str, offers: Sequence[Offer], areas: Areas) -> list[tuple[str, str]]:
    before = perf_counter()
    index = MatchingIndex.build(offers, areas)
    built = perf_counter() - before
    times = sorted(_once(index, query) for _ in range(ROUNDS) for query in queries(areas))
    return [
        (f"matching, {name}: median", _ms(times[len(times) // 2])),
        (f"matching, {name}: p95", _ms(times[len(times) * 95 // 100])),
        (f"matching, {name}: slowest", _ms(times[-1])),
        (f"matching, {name}: index built once in", _ms(built)),
    ]


def queries(areas: Areas) -> Iterator[Query]:
    """Every need, in a part of town and in all of it, with and without conditions and a time."""
    own = [area for area in areas.areas if area.municipality == MUNICIPALITY]
    for need in (*Need, None):
        for area in own[:4]:
            for conditions in (frozenset[Condition](), frozenset({Condition.DEMENTIA, Condition.WALKER})):
                for when in (None, day_of(TODAY + timedelta(days=5))):
                    yield Query(area, TODAY, need, conditions, when=when)


def _once(index: MatchingIndex, query: Query) -> float:
    before = perf_counter()
    suggest(index, query)
    return perf_counter() - before


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


if __name__ == "__main__":
    for row in measure():
        print(*row, sep="\t")
