"""When an offer is there, as its source says it: words always, a rule only where days are given."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from domain.local_text import LocalText
from domain.unknown import UNKNOWN, Maybe


class OnHolidays(StrEnum):
    """What the source says of public holidays. `ALSO`: on every one, besides the rule's days.

    `OPEN`: the rule's days hold on holidays too.
    """

    ALSO = "also"
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hours:
    """A repeating time. `rule` is an RFC 5545 RRULE without DTSTART, for days in local time.

    `opens` and `closes` are local clock times, or both unknown when only the days are given;
    `closes` at 00:00 means midnight. `first` is needed by rules that count («every other week»),
    and nothing happens before it. `what` tells what happens then, if less than the whole offer.
    """

    rule: str
    opens: Maybe[time] = UNKNOWN
    closes: Maybe[time] = UNKNOWN
    first: Maybe[date] = UNKNOWN
    what: LocalText | None = None
    on_holidays: OnHolidays = OnHolidays.UNKNOWN


@dataclass(frozen=True, slots=True)
class Schedule:
    """`says` is the source's wording; `hours` is empty where it names no days."""

    says: LocalText
    hours: tuple[Hours, ...] = ()
