"""An offer as the fields of its form: what stands in them before anybody types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.console.catalogue.in_words import DAYS, weekly_days
from bot.store.catalogue_changes import Raw

LOCAL = ("nb", "nn", "en")

NEW: dict[str, Any] = {
    "id": "", "name": "", "organisation": "unknown", "needs": [], "related": [], "what": "unknown",
    "for_whom": "unknown", "audience": {"named": False}, "serves": {}, "places": "unknown",
    "contact": {"phones": "unknown", "email": "unknown", "web": "unknown"}, "schedule": "unknown",
    "access": {"kind": "unknown"}, "price": {"kind": "unknown"}, "capacity": "unknown",
    "source": {"found_in": [], "dated": "unknown", "certainty": "unconfirmed"},
}  # fmt: skip
"""Nothing is known of an offer before somebody says so."""


def typed_from(raw: Raw, version: int) -> dict[str, str]:
    """Nothing in a field is what the file calls `unknown`."""
    contact, source, audience, serves = raw["contact"], raw["source"], raw["audience"], raw["serves"]
    typed = {
        "seen": str(version), "name": raw["name"], "organisation": _known(raw["organisation"]),
        "email": _known(contact["email"]), "web": _known(contact["web"]), "capacity": _known(raw["capacity"]),
        "transport": _known(raw.get("transport", "")), "access_kind": _known(raw["access"]["kind"]),
        "price_kind": _known(raw["price"]["kind"]), "age_min": str(audience.get("age_min", "")),
        "age_max": str(audience.get("age_max", "")), "found_in": "\n".join(source["found_in"]),
        "dated": _known(source["dated"]), "certainty": source["certainty"],
    }  # fmt: skip
    schedule: Raw = {} if raw["schedule"] == "unknown" else raw["schedule"]
    for name, text in (
        ("what", raw["what"]), ("for_whom", raw["for_whom"]), ("when", schedule.get("says")),
        ("access", raw["access"].get("says")), ("price", raw["price"].get("says")), ("remark", raw.get("remark")),
        ("volunteers", raw.get("volunteers")),
    ):  # fmt: skip
        typed.update(_local(name, text))
    for prefix, listed in (
        ("need", raw["needs"]), ("related", raw["related"]), ("only", audience.get("only_for", ())),
        ("mainly", audience.get("mainly_for", ())), ("area", serves.get("areas", ())),
        ("town", serves.get("municipalities", ())), ("region", serves.get("regions", ())),
        ("activity", raw.get("activities", ())), ("suits", raw.get("suits", ())),
        ("not", raw.get("does_not_suit", ())),
    ):  # fmt: skip
        typed.update(_ticks(prefix, listed))
    for name, yes in (
        ("national", serves.get("national")), ("visitors", serves.get("visitors")), ("broker", raw.get("broker")),
        ("unnamed", not audience.get("named", True)),
    ):  # fmt: skip
        typed.update({name: "yes"} if yes else {})
    return {**typed, **_rows(raw, schedule)}


def _rows(raw: Raw, schedule: Raw) -> dict[str, str]:
    rows: dict[str, str] = {}
    for n, place in enumerate([] if raw["places"] == "unknown" else raw["places"]):
        rows |= {f"p{n}_{field}": _known(place.get(field, "")) for field in ("name", "address", "area", "phone")}
    phones = raw["contact"]["phones"]
    for n, phone in enumerate([] if phones == "unknown" else phones):
        rows |= {f"t{n}_number": phone["number"], f"t{n}_label": phone.get("label", {}).get("nb", "")}
    for n, hours in enumerate(schedule.get("hours", ())):
        rows |= {f"h{n}_opens": hours.get("opens", ""), f"h{n}_closes": hours.get("closes", ""), f"h{n}_keep": "yes"}
        rows |= {f"h{n}_{day}": "yes" for day in weekly_days(hours["rule"]) or () if day in DAYS}
    return rows


def _local(name: str, text: Any) -> dict[str, str]:
    if text is None or text == "unknown":
        return {}
    return {f"{name}_{code}": text[code] for code in LOCAL}


def _ticks(prefix: str, listed: Iterable[str]) -> dict[str, str]:
    return {f"{prefix}_{code}": "yes" for code in listed}


def _known(value: Any) -> str:
    return "" if value in (None, "unknown") else str(value)
