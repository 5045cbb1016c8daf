"""The form of an offer, read into what a catalogue file would say, or into all that is wrong with it.

What nobody has written is `unknown`, and nothing is made up: a translation that is left empty is the Bokmål text; a
fact that was changed without its source and date is no longer a confirmed one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.console.catalogue.choices import Pairs, codes
from bot.console.catalogue.rows import read_hours, read_phones, read_places
from bot.console.catalogue.sources import Offering, read_source
from bot.console.catalogue.typed import LOCAL
from bot.console.catalogue.whom import read_audience, read_serves
from bot.console.fields import Fields
from bot.store.catalogue_changes import Raw

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+")
_TEXTS = {"what": 600, "for_whom": 400, "when": 400, "access": 400, "price": 300, "remark": 600, "volunteers": 600}
"""Characters of each that comes in three languages."""


def read_offer(fields: Fields, about: Offering) -> dict[str, Any]:
    """The offer that was typed; of use only where `fields.problems` is empty."""
    before, choices = about.before, about.choices
    texts = {name: _local(fields, name, most, before) for name, most in _TEXTS.items()}
    raw: dict[str, Any] = {
        "id": before["id"],
        "name": " ".join(fields.text("name", 120, required=True).split()),
        "organisation": before["organisation"],
        "needs": list(fields.ticked_of("need", codes(choices, "needs"))),
        "related": list(fields.ticked_of("related", codes(choices, "needs"))),
        "what": texts["what"] or "unknown",
        "for_whom": texts["for_whom"] or "unknown",
        "audience": read_audience(fields, choices),
        "serves": read_serves(fields, choices),
        "places": read_places(fields, codes(choices, "place_areas")) or "unknown",
        "contact": {
            "phones": read_phones(fields, before) or "unknown",
            "email": _matching(fields, "email", _EMAIL, "no_email"), "web": _web(fields),
        },
        "schedule": _schedule(fields, texts["when"], before),
        "access": _kind(fields, "access", texts["access"], choices),
        "price": _kind(fields, "price", texts["price"], choices),
        "capacity": fields.one_of("capacity", codes(choices, "capacity")) or "unknown",
    }  # fmt: skip
    _optional(raw, fields, choices, texts, before)
    if not about.own_source:
        raw["organisation"] = fields.one_of("organisation", codes(choices, "organisations")) or "unknown"
    raw = _as_before(raw, before)
    return {**raw, "source": read_source(fields, raw, about)}


def _as_before(value: Any, before: Any) -> Any:
    """Lists that hold the same keep their order: boxes have none, and another order is no change."""
    if isinstance(value, dict) and isinstance(before, Mapping):
        return {key: _as_before(part, before.get(key)) for key, part in value.items()}
    if isinstance(value, list) and isinstance(before, list) and all(isinstance(part, str) for part in value):
        return before if sorted(value) == sorted(map(str, before)) else value
    return value


def _optional(
    raw: dict[str, Any], fields: Fields, choices: Mapping[str, Pairs], texts: Mapping[str, Any], before: Raw
) -> None:
    """Parts that a file leaves out where there is nothing to say; `unknown` stays where it was written."""
    found = {
        "transport": fields.one_of("transport", codes(choices, "transport")) or (before.get("transport") and "unknown"),
        "activities": list(fields.ticked_of("activity", codes(choices, "activities"))),
        "suits": list(fields.ticked_of("suits", codes(choices, "conditions"))),
        "does_not_suit": list(fields.ticked_of("not", codes(choices, "conditions"))),
        "remark": texts["remark"], "volunteers": texts["volunteers"], "broker": fields.ticked("broker"),
    }  # fmt: skip
    raw.update({name: value for name, value in found.items() if value})


def _local(fields: Fields, name: str, most: int, before: Raw) -> dict[str, str] | None:
    """The three texts; an empty translation is the Bokmål text. A new Bokmål text beside old translations is asked
    about: they would say something else."""
    typed = {code: fields.text(f"{name}_{code}", most) for code in LOCAL}
    if not typed["nb"]:
        if typed["nn"] or typed["en"]:
            fields.wrong(f"{name}_nb", "missing")
        return None
    was = _was(before, name)
    stale = [code for code in ("nn", "en") if was and typed[code] == was[code] != was["nb"]]
    if was and typed["nb"] != was["nb"] and stale and not fields.ticked("translations_hold"):
        fields.wrong(f"{name}_{stale[0]}", "old_translation")
    copied = was["nb"] if was and typed["nb"] != was["nb"] else ""  # of the old Bokmål text: no translation
    return {code: typed["nb"] if typed[code] in ("", copied) else typed[code] for code in LOCAL}


def _was(before: Raw, name: str) -> Mapping[str, str] | None:
    value = before.get({"when": "schedule"}.get(name, name))
    if name in ("when", "access", "price") and isinstance(value, Mapping):
        value = value.get("says")
    return value if isinstance(value, Mapping) else None


def _schedule(fields: Fields, says: Mapping[str, str] | None, before: Raw) -> Any:
    hours = read_hours(fields, before)
    if says is None:
        if hours:
            fields.wrong("when_nb", "missing")
        return "unknown"
    return {"says": says, "hours": hours} if hours else {"says": says}


def _kind(fields: Fields, name: str, says: Mapping[str, str] | None, choices: Mapping[str, Pairs]) -> dict[str, Any]:
    kind = fields.one_of(f"{name}_kind", codes(choices, name)) or "unknown"
    return {"kind": kind, "says": says} if says else {"kind": kind}


def _web(fields: Fields) -> str:
    return _matching(fields, "web", re.compile(r"https?://\S+"), "no_web")


def _matching(fields: Fields, name: str, pattern: re.Pattern[str], wrong: str) -> str:
    value = fields.text(name, 300)
    if value and not pattern.fullmatch(value):
        fields.wrong(name, wrong)
    return value or "unknown"


def problems_of_schema(fields: Fields, wrong: Sequence[tuple[Sequence[str | int], str]]) -> None:
    """What the catalogue's own rules still say no to, beside the field it is about."""
    beside = {
        "what": "what_nb", "for_whom": "for_whom_nb", "schedule": "when_nb", "places": "p0_name", "source": "found_in",
        "access": "access_kind", "price": "price_kind", "contact": "t0_number", "id": "name", "audience": "age_min",
    }  # fmt: skip
    for keys, _ in wrong:
        first = str(keys[0]) if keys else "name"
        fields.wrong(beside.get(first, first), "not_so")
