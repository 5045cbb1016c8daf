"""Whether an offer is there at the wanted time: reasons, and nothing where no time was named."""

from datetime import datetime, timedelta

from domain.match_profile import Times
from domain.match_query import Query
from domain.match_reasons import Code, Reason, reason
from domain.occurrences import OSLO, Interval, Occurrence, occurring
from domain.unknown import UNKNOWN

#: An open end («etter kl 15») is read within the day it starts or ends: an offer on another day
#: is no answer to it (`data/utterances/GUIDE.md`: a point and a range name their own day).
OPEN_END = timedelta(days=1)


def closed(when: Interval) -> Interval | None:
    """The interval with both ends: an open end becomes that of its local day. None if boundless."""
    if when.start is not None and when.end is not None:
        return when
    if when.start is not None:
        return Interval(when.start, _midnight(when.start) + OPEN_END)
    if when.end is not None:
        return Interval(_midnight(when.end), when.end)
    return None


def time_reasons(times: Times, query: Query) -> list[Reason]:
    """At most one reason for the time, and one more where a public holiday makes it unsure."""
    within = None if query.when is None else closed(query.when)
    if within is None:
        return []
    if not times:
        return [reason(Code.TIME_UNKNOWN)]
    found = occurring(times, within, query.holidays)
    return _fits(found[0]) if found else [reason(Code.TIME_OTHER)]


def _fits(occurrence: Occurrence) -> list[Reason]:
    day = occurrence.day.isoformat()
    told = (
        reason(Code.TIME_DAY_FITS, date=day)
        if occurrence.starts is UNKNOWN or occurrence.ends is UNKNOWN
        else reason(
            Code.TIME_FITS,
            date=day,
            opens=f"{occurrence.starts:%H:%M}",
            closes=f"{occurrence.ends:%H:%M}",
        )
    )
    return [told, reason(Code.TIME_HOLIDAY, date=day)] if occurrence.holiday else [told]


def _midnight(moment: datetime) -> datetime:
    local = moment.astimezone(OSLO)
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
