"""Rules that repeat (RFC 5545 RRULE), asked about one day at a time."""

from datetime import date, datetime, time
from functools import lru_cache

from dateutil.rrule import rrule, rrulestr

from domain.unknown import UNKNOWN, Maybe


@lru_cache(maxsize=16384)
def falls_on(rule: str, first: Maybe[date], day: date) -> bool:
    """Whether an RRULE, counted from `first` where that is given, names this day."""
    if first is not UNKNOWN and day < first:
        return False
    counted_from = datetime.combine(day if first is UNKNOWN else first, time())
    start = datetime.combine(day, time())
    return parsed(rule).replace(dtstart=counted_from).between(start, start, inc=True) != []


@lru_cache(maxsize=1024)
def parsed(rule: str) -> rrule:
    """The rule. Raises ValueError when it is no single RRULE."""
    found = rrulestr(rule, dtstart=datetime.combine(date(2024, 1, 1), time()))
    if not isinstance(found, rrule):
        raise ValueError(f"not a single RRULE: {rule}")
    return found


def what_is_wrong_with(rule: str, first: Maybe[date]) -> str | None:
    """Why a rule says nothing certain about days; None when it does.

    Without a first date a rule must name its days itself, and can count neither weeks nor times.
    """
    try:
        parsed(rule)
    except (ValueError, TypeError) as error:
        return f"is no RRULE ({error})"
    if first is not UNKNOWN:
        return None
    if "INTERVAL=" in rule or "COUNT=" in rule:
        return "counts (INTERVAL, COUNT) and needs a first date"
    if "FREQ=DAILY" not in rule and "BYDAY=" not in rule and "BYMONTHDAY=" not in rule:
        return "does not name its days (BYDAY, BYMONTHDAY) and needs a first date"
    return None
