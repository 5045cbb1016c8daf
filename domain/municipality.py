"""A municipality: where to turn in it, when somebody answers, and its own days.

No name of a place stands in code: everything here comes from one folder of data.
"""

from dataclasses import dataclass
from datetime import date

from domain.areas import Area
from domain.catalogue import Source
from domain.freshness import Freshness, judge
from domain.opening_hours import OpeningHours
from domain.unknown import Maybe


@dataclass(frozen=True, slots=True)
class Office:
    """A door one can turn to, with the source of the facts about it."""

    name: str
    address: Maybe[str]
    phone: Maybe[str]
    web: Maybe[str]
    source: Source

    def freshness(self, today: date) -> Freshness:
        return judge(self.source.certainty, self.source.dated, today)


@dataclass(frozen=True, slots=True)
class Municipality:
    """`area` is the municipality's whole area, used while no part of it is known.

    `office_hours` are the coordinators'; `holidays` are public holidays of the years around the
    day it was loaded. `apply` is where one applies for services such as respite.
    """

    id: str
    name: str
    authority: str
    region: str
    area: Area
    office_hours: OpeningHours
    office_hours_source: Source
    holidays: frozenset[date]
    service_office: Maybe[Office]
    apply: Maybe[Office]
    legevakt: Maybe[Office]
