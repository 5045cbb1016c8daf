"""What stands in the form for a new shift before anybody types: from a request, or from an earlier shift."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta

from bot.console.shifts.form import NEEDS, REMINDERS, Origin, may_be_added
from domain.requests import Request
from domain.shifts.rules import ShiftRules
from domain.shifts.shift import Shift
from domain.spoken_time import OSLO

WEEK = timedelta(days=7)

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

EMPTY = {"places": "1", "repeat": "once", "decides": "coordinator"}


def prefilled(origin: Origin, rules: ShiftRules, now: datetime) -> dict[str, str]:
    reminded = reminders(origin.copied.remind if origin.copied else rules.remind)
    if origin.copied:
        return {**EMPTY, **reminded, **_of_shift(origin.copied, rules, now)}
    return {**EMPTY, **reminded, **(_of_request(origin.request, now) if origin.request else {})}


def reminders(minutes: Collection[int]) -> dict[str, str]:
    return {f"remind_{before}": "yes" for before in REMINDERS if int(before) in minutes}


def _of_shift(shift: Shift, rules: ShiftRules, now: datetime) -> dict[str, str]:
    """The same again; a time that is past, on the same weekday to come."""
    start, end = shift.starts_at.astimezone(OSLO), shift.ends_at.astimezone(OSLO)
    while start.replace(tzinfo=OSLO) <= now:
        start += WEEK
    municipal = set(rules.for_municipal_service) & set(shift.demands)
    by_rule = rules.demands_of(shift.need, municipal_service=bool(municipal))
    added = {f"demand_{d}": "yes" for d in shift.demands if d in may_be_added(rules) and d not in by_rule}
    return {
        "task": shift.task, "need": shift.need, "area": shift.area or "", "date": start.date().isoformat(),
        "from": f"{start:%H:%M}", "to": f"{end:%H:%M}", "places": str(shift.places),
        "meeting_place": shift.meeting_place, "private": shift.private, "decides": shift.decides,
        "organisation": shift.organisation or "", "urgent": "yes" if shift.urgent else "",
        "municipal": "yes" if municipal else "", **added,
    }  # fmt: skip


def _of_request(request: Request, now: datetime) -> dict[str, str]:
    need = request.need if request.need in NEEDS else ""
    return {"task": request.want, "need": need, "area": request.area or "", **_wished(request.when or "", now)}


def _wished(when: str, now: datetime) -> dict[str, str]:
    """As far as a time or a recurrence (docs/times.md) fills the form; what is open or past stays empty."""
    try:
        return _recurring(when, now) if when.startswith("FREQ=") else _once(when, now)
    except ValueError:
        return {}


def _once(when: str, now: datetime) -> dict[str, str]:
    first, _, last = when.partition("/")
    start = datetime.fromisoformat(first).astimezone(OSLO)
    end = datetime.fromisoformat(last).astimezone(OSLO) if last not in ("", "..") else None
    if (end or start) <= now:
        return {}
    filled = {"date": start.date().isoformat()}
    if end is None:
        return filled | {"from": f"{start:%H:%M}"}
    if start.date() == end.date():
        filled |= {"from": f"{start:%H:%M}", "to": f"{end:%H:%M}"}
    return filled


def _recurring(rule: str, now: datetime) -> dict[str, str]:
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    days = [_DAYS.index(day) for day in parts.get("BYDAY", "").split(",") if day in _DAYS]
    repeat = "fortnightly" if parts.get("INTERVAL") == "2" else "weekly"
    filled = {"repeat": "weekdays" if days == [0, 1, 2, 3, 4] else repeat}
    if "BYHOUR" in parts:
        clock = time(int(parts["BYHOUR"].split(",")[0]), int(parts.get("BYMINUTE", "0").split(",")[0]))
        filled["from"] = f"{clock:%H:%M}"
    tomorrow = now.astimezone(OSLO).date() + timedelta(days=1)
    wanted = days or [tomorrow.weekday()]
    ahead = next(n for n in range(7) if (tomorrow + timedelta(days=n)).weekday() in wanted)
    return filled | {"date": (tomorrow + timedelta(days=ahead)).isoformat()}
