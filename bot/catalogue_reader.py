"""Plain values of a checked catalogue file, made into what the domain knows. Adds nothing."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, TypeVar

from domain.areas import Areas
from domain.audience import Audience, Group
from domain.catalogue import Access, Contact, Offer, Organisation, Phone, Place, Price, Source
from domain.conditions import Condition
from domain.coverage import Coverage
from domain.freshness import Certainty, SourceDate
from domain.local_text import LocalText
from domain.needs import Need
from domain.offer_kinds import AccessKind, Activity, Capacity, PriceKind, Transport
from domain.schedule import Hours, OnHolidays, Schedule
from domain.unknown import UNKNOWN, Maybe

Raw = Mapping[str, Any]
T = TypeVar("T")


def offer_from(raw: Raw, organisations: Mapping[str, Organisation], areas: Areas) -> Offer:
    """An offer from a value that has passed its schema and the loader's checks."""
    return Offer(
        id=raw["id"],
        name=raw["name"],
        organisation=maybe(raw["organisation"], organisations.__getitem__),
        needs=frozenset(map(Need, raw["needs"])),
        related=frozenset(map(Need, raw["related"])),
        what=maybe(raw["what"], local_text),
        for_whom=maybe(raw["for_whom"], local_text),
        audience=_audience(raw["audience"]),
        serves=_coverage(raw["serves"], areas),
        places=maybe(raw["places"], lambda places: tuple(map(_place, places))),
        contact=_contact(raw["contact"]),
        schedule=maybe(raw["schedule"], _schedule),
        access=Access(AccessKind(raw["access"]["kind"]), optional_text(raw["access"], "says")),
        price=Price(PriceKind(raw["price"]["kind"]), optional_text(raw["price"], "says")),
        source=source_from(raw["source"]),
        capacity=Capacity(raw["capacity"]),
        transport=Transport(raw.get("transport", "unknown")),
        activities=frozenset(map(Activity, raw.get("activities", ()))),
        suits=frozenset(map(Condition, raw.get("suits", ()))),
        does_not_suit=frozenset(map(Condition, raw.get("does_not_suit", ()))),
        broker=raw.get("broker", False),
        remark=optional_text(raw, "remark"),
        volunteers=optional_text(raw, "volunteers"),
    )


def maybe(raw: Any, make: Callable[[Any], T]) -> Maybe[T]:
    """The value, or `UNKNOWN` where the file says `unknown` or says nothing."""
    return UNKNOWN if raw is None or raw == "unknown" else make(raw)


def local_text(raw: Raw) -> LocalText:
    return LocalText(nb=raw["nb"], nn=raw["nn"], en=raw["en"])


def optional_text(raw: Raw, key: str) -> LocalText | None:
    return local_text(raw[key]) if key in raw else None


def source_from(raw: Raw) -> Source:
    return Source(tuple(raw["found_in"]), maybe(raw["dated"], SourceDate), Certainty(raw["certainty"]))


def _audience(raw: Raw) -> Audience:
    return Audience(
        only_for=frozenset(map(Group, raw.get("only_for", ()))),
        mainly_for=frozenset(map(Group, raw.get("mainly_for", ()))),
        age_min=maybe(raw.get("age_min"), int),
        age_max=maybe(raw.get("age_max"), int),
        named=raw.get("named", True),
    )


def _coverage(raw: Raw, areas: Areas) -> Coverage:
    parts = frozenset(raw.get("areas", ()))
    return Coverage(
        areas=parts,
        parts_of=frozenset(area.municipality for part in parts if (area := areas.get(part))),
        municipalities=frozenset(raw.get("municipalities", ())),
        regions=frozenset(raw.get("regions", ())),
        national=raw.get("national", False),
        visitors=raw.get("visitors", False),
    )


def _place(raw: Raw) -> Place:
    return Place(
        name=maybe(raw["name"], str),
        address=maybe(raw["address"], str),
        area=maybe(raw["area"], str),
        phone=maybe(raw.get("phone"), str),
    )


def _contact(raw: Raw) -> Contact:
    phones = maybe(raw["phones"], lambda listed: tuple(map(_phone, listed)))
    return Contact(phones=phones, email=maybe(raw["email"], str), web=maybe(raw["web"], str))


def _phone(raw: Raw) -> Phone:
    return Phone(raw["number"], optional_text(raw, "label"))


def _schedule(raw: Raw) -> Schedule:
    return Schedule(local_text(raw["says"]), tuple(map(_hours, raw.get("hours", ()))))


def _hours(raw: Raw) -> Hours:
    return Hours(
        rule=raw["rule"],
        opens=maybe(raw.get("opens"), time.fromisoformat),
        closes=maybe(raw.get("closes"), time.fromisoformat),
        first=maybe(raw.get("first"), date.fromisoformat),
        what=optional_text(raw, "what"),
        on_holidays=OnHolidays(raw.get("on_holidays", "unknown")),
    )
