"""The parts of an offer's form that come in rows: places, telephones, weekly hours. An empty row is none."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from bot.console.catalogue.choices import HOURS, PHONES, PLACES
from bot.console.catalogue.in_words import DAYS, weekly_days
from bot.console.fields import Fields
from bot.store.catalogue_changes import Raw

_PHONE = re.compile(r"[0-9][0-9 ]+[0-9]")


def read_places(fields: Fields, areas: Collection[str]) -> list[dict[str, Any]]:
    places = []
    for n in range(PLACES):
        name, address = fields.text(f"p{n}_name", 120), fields.text(f"p{n}_address", 200)
        area, phone = fields.one_of(f"p{n}_area", areas), _phone(fields, f"p{n}_phone")
        if not (name or address or area or phone):
            continue
        place = {"name": name or "unknown", "address": address or "unknown", "area": area or "unknown"}
        places.append({**place, "phone": phone} if phone else place)
    return _each_once(places)


def read_phones(fields: Fields, before: Raw) -> list[dict[str, Any]]:
    """A label that nobody touched keeps its translations."""
    old = {} if before["contact"]["phones"] == "unknown" else {p["number"]: p for p in before["contact"]["phones"]}
    phones: list[dict[str, Any]] = []
    for n in range(PHONES):
        number, label = _phone(fields, f"t{n}_number"), fields.text(f"t{n}_label", 80)
        if not number:
            if label:
                fields.wrong(f"t{n}_number", "missing")
            continue
        known = old.get(number, {}).get("label")
        told = known if known and known["nb"] == label else dict.fromkeys(("nb", "nn", "en"), label)
        phones.append({"number": number, "label": told} if label else {"number": number})
    return _each_once(phones)


def read_hours(fields: Fields, before: Raw) -> list[dict[str, Any]]:
    """Weekly ones by days and clock; of another rule only whether it is kept."""
    old = [] if before["schedule"] == "unknown" else before["schedule"].get("hours", [])
    hours = []
    for n in range(max(HOURS, len(old))):
        was = old[n] if n < len(old) else {}
        days = [day for day in DAYS if fields.ticked(f"h{n}_{day}")]
        if was and weekly_days(was["rule"]) is None:
            hours += [was] if fields.ticked(f"h{n}_keep") else []
            continue
        opens, closes = fields.clock(f"h{n}_opens"), fields.clock(f"h{n}_closes")
        if not days:
            if opens or closes:
                fields.wrong(f"h{n}_opens", "no_days")
            continue
        if (opens is None) != (closes is None):
            fields.wrong(f"h{n}_opens" if opens is None else f"h{n}_closes", "missing")
        rest = {key: value for key, value in was.items() if key not in ("rule", "opens", "closes")}
        clock = {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"} if opens and closes else {}
        hours.append({"rule": _rule(days, was), **clock, **rest})
    return _each_once(hours)


def _rule(days: list[str], was: Raw) -> str:
    """The old one where it means the same."""
    if was and weekly_days(was["rule"]) == days:
        return str(was["rule"])
    return "FREQ=DAILY" if len(days) == len(DAYS) else f"FREQ=WEEKLY;BYDAY={','.join(days)}"


def _phone(fields: Fields, name: str) -> str:
    value = " ".join(fields.text(name, 30).removeprefix("+47").split())
    if value and not _PHONE.fullmatch(value):
        fields.wrong(name, "no_phone")
    return value


def _each_once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for n, row in enumerate(rows) if row not in rows[:n]]
