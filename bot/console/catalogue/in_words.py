"""An offer as the catalogue's file has it, field by field in words: for its page, and for what a change changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.console.guard import LANGUAGE
from bot.store.catalogue_changes import Raw
from domain.conversation.talk import World

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

FIELDS = (
    "name", "organisation", "what", "for_whom", "places", "serves", "schedule", "hours", "price", "access", "capacity",
    "transport", "phones", "email", "web", "needs", "related", "audience", "activities", "suits", "does_not_suit",
    "remark", "volunteers", "broker", "found_in", "dated", "certainty",
)
"""In the order in which somebody wants to read them."""

MAY_BE_UNKNOWN = (
    "organisation", "what", "for_whom", "places", "schedule", "price", "access", "capacity", "phones", "email", "web",
    "dated",
)
"""Shown as unknown where nothing stands. The others are shown only where something does."""

COUNTED = ("organisation", "what", "for_whom", "places", "schedule", "price", "access", "dated")
"""Those whose being unknown somebody should do something about; and a way to make contact, whichever."""


class InWords:
    def __init__(self, world: World, organisations: Mapping[str, Raw]) -> None:
        self._world, self._organisations = world, organisations
        self._by: dict[str, Callable[[Raw], Sequence[str]]] = {
            "organisation": self._organisation, "places": self._places, "serves": self._serves,
            "schedule": lambda raw: self._local(_part(raw, "schedule", "says")), "hours": self._hours,
            "price": lambda raw: self._kind(raw, "price", "catalogue.price."),
            "access": lambda raw: self._kind(raw, "access", "catalogue.access."),
            "capacity": lambda raw: self._code(raw.get("capacity"), "catalogue.capacity."),
            "transport": lambda raw: self._code(raw.get("transport"), "console_catalogue.transport."),
            "phones": self._phones, "audience": self._audience,
            "needs": lambda raw: self._codes(raw["needs"], "matching.need."),
            "related": lambda raw: self._codes(raw["related"], "matching.need."),
            "activities": lambda raw: self._codes(raw.get("activities", ()), "console_catalogue.activity."),
            "suits": lambda raw: self._codes(raw.get("suits", ()), "matching.condition."),
            "does_not_suit": lambda raw: self._codes(raw.get("does_not_suit", ()), "matching.condition."),
            "broker": lambda raw: [self.say("console_catalogue.is_so")] if raw.get("broker") else [],
            "found_in": lambda raw: raw["source"]["found_in"],
            "certainty": lambda raw: [self.say(f"console_catalogue.certainty.{raw['source']['certainty']}")],
        }  # fmt: skip

    def say(self, key: str, **values: object) -> str:
        return self._world.texts.say(LANGUAGE, key, **values)

    def of(self, raw: Raw, field: str) -> Sequence[str]:
        """Lines; none where nothing is known or nothing stands."""
        if field in self._by:
            return self._by[field](raw)
        if field in ("email", "web"):
            return _known(raw["contact"][field])
        if field == "dated":
            return _known(raw["source"]["dated"])
        value = raw.get(field)
        return self._local(value) if isinstance(value, Mapping) else _known(value)

    def all(self, raw: Raw) -> Iterator[tuple[str, Sequence[str]]]:
        for field in FIELDS:
            lines = self.of(raw, field)
            if lines or field in MAY_BE_UNKNOWN:
                yield field, lines

    def unknown(self, raw: Raw) -> list[str]:
        missing = [field for field in COUNTED if not self.of(raw, field)]
        reached = any(self.of(raw, field) for field in ("phones", "email", "web"))
        by_place = raw["places"] != "unknown" and any("phone" in place for place in raw["places"])
        return missing if reached or by_place else [*missing, "contact"]

    def changed(self, before: Raw | None, after: Raw | None) -> list[tuple[str, Sequence[str], Sequence[str]]]:
        """Field, what stood there, what stands there now. For an organisation, too."""
        fields = FIELDS if "needs" in (before or after or {}) else ("name", "kind")
        lines = {f: (self._lines(before, f), self._lines(after, f)) for f in fields}
        return [(f, was, now) for f, (was, now) in lines.items() if was != now]

    def _lines(self, raw: Raw | None, field: str) -> Sequence[str]:
        """Of an entry that was noted when files looked otherwise, what can still be told."""
        if raw is None:
            return ()
        try:
            return self._code(raw[field], "console_catalogue.kind.") if field == "kind" else self.of(raw, field)
        except (KeyError, TypeError):
            return ()

    def _organisation(self, raw: Raw) -> Sequence[str]:
        known = self._organisations.get(raw["organisation"])
        return [known["name"]] if known else _known(raw["organisation"])

    def _places(self, raw: Raw) -> Sequence[str]:
        if raw["places"] == "unknown":
            return ()
        lines = []
        for place in raw["places"]:
            area = self._area(place["area"]) if place["area"] != "unknown" else ""
            parts = [*_known(place["name"]), *_known(place["address"]), area, place.get("phone", "")]
            lines.append(", ".join(part for part in parts if part))
        return lines

    def _serves(self, raw: Raw) -> Sequence[str]:
        serves = raw["serves"]
        lines = [self._area(name) for kind in ("areas", "municipalities") for name in serves.get(kind, ())]
        lines += [self.say("console_catalogue.region", name=name.capitalize()) for name in serves.get("regions", ())]
        return lines + [self.say(f"console_catalogue.{kind}") for kind in ("national", "visitors") if serves.get(kind)]

    def _hours(self, raw: Raw) -> Sequence[str]:
        hours = [] if raw["schedule"] == "unknown" else raw["schedule"].get("hours", [])
        return [self._hour(each) for each in hours]

    def _hour(self, hours: Raw) -> str:
        days = weekly_days(hours["rule"])
        when = hours["rule"] if days is None else ", ".join(self.say(f"time.weekday.{DAYS.index(d) + 1}") for d in days)
        if days is not None and len(days) == len(DAYS):
            when = self.say("console_catalogue.every_day")
        clock = f" {hours['opens']}–{hours['closes']}" if "opens" in hours else ""
        what = f" ({hours['what']['nb']})" if "what" in hours else ""
        return f"{when}{clock}{what}"

    def _kind(self, raw: Raw, field: str, prefix: str) -> Sequence[str]:
        said = self._local(raw[field].get("says"))
        return [*self._code(raw[field]["kind"], prefix), *said]

    def _phones(self, raw: Raw) -> Sequence[str]:
        phones = raw["contact"]["phones"]
        listed = [] if phones == "unknown" else phones
        return [f"{p['number']} ({p['label']['nb']})" if "label" in p else p["number"] for p in listed]

    def _audience(self, raw: Raw) -> Sequence[str]:
        audience, lines = raw["audience"], []
        for kind in ("only_for", "mainly_for"):
            for group in audience.get(kind, ()):
                lines.append(self.say(f"console_catalogue.{kind}", group=self.say(f"matching.group.{group}")))
        for kind in ("age_min", "age_max"):
            if kind in audience:
                lines.append(self.say(f"console_catalogue.{kind}", years=audience[kind]))
        return lines

    def _local(self, text: Any) -> Sequence[str]:
        """Bokmål, and the others where they differ."""
        if text is None or text == "unknown":
            return []
        others = [code for code in ("nn", "en") if text[code] != text["nb"]]
        return [text["nb"], *(self.say(f"console_catalogue.in.{code}", text=text[code]) for code in others)]

    def _codes(self, codes: Sequence[str], prefix: str) -> Sequence[str]:
        """A code of older files that no text knows any more stands as it is."""
        return [self.say(prefix + code) if self._world.texts.has(prefix + code) else code for code in codes]

    def _code(self, code: Any, prefix: str) -> Sequence[str]:
        return [] if code in (None, "unknown") else self._codes([code], prefix)

    def _area(self, area_id: str) -> str:
        area = self._world.areas.get(area_id)
        return area.name if area else area_id


def weekly_days(rule: str) -> list[str] | None:
    """The days of a rule that names nothing else; None for other rules, which no form can show."""
    if rule == "FREQ=DAILY":
        return list(DAYS)
    kind, _, days = rule.partition(";BYDAY=")
    named = days.split(",")
    return named if kind == "FREQ=WEEKLY" and days and all(day in DAYS for day in named) else None


def _part(raw: Raw, field: str, part: str) -> Any:
    return None if raw[field] == "unknown" else raw[field].get(part)


def _known(value: Any) -> Sequence[str]:
    return [] if value in (None, "unknown") else [str(value)]
