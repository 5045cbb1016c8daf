"""A municipality's own facts, the rights told of beside offers, and the numbers for danger.

    municipality = load_municipality("…", areas, today)
    rights = load_rights()
    contacts = load_emergency_contacts()

Public holidays of the years around `today` come from the `holidays` package; a process that runs
across New Year twice is expected to have been restarted in between.
"""

from datetime import date, time
from pathlib import Path
from typing import Any

from holidays import country_holidays

from bot.area_loader import DATA
from bot.catalogue_reader import local_text, maybe, source_from
from bot.data_file import BrokenData, DataFile, read
from domain.areas import Areas
from domain.freshness import SourceDate
from domain.municipality import Municipality, Office
from domain.opening_hours import OpeningHours, Span
from domain.rights import EmergencyContact, LegalBasis, Rights

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

#: Years before and after today's whose holidays are known: enough for hours and schedules.
YEARS_AROUND = 2


def load_municipality(name: str, areas: Areas, today: date, data: Path = DATA) -> Municipality:
    """Raises BrokenData when the folder's `municipality.yml` is broken or names another area."""
    file = read(data / "municipalities" / name / "municipality.yml", data / "schemas" / "municipality.json")
    raw = file.value
    whole = areas.get(raw["id"])
    if whole is None or not whole.whole or raw["id"] != name:
        wrong = f"no whole area in areas.yml and no folder is called {raw['id']!r}"
        raise BrokenData([file.problem(["id"], wrong, "Use the folder's name in all three")])
    years = range(today.year - YEARS_AROUND, today.year + YEARS_AROUND + 1)
    holidays = public_holidays(years)
    return Municipality(
        id=raw["id"],
        name=raw["name"],
        authority=raw["authority"],
        region=raw["region"],
        area=whole,
        office_hours=_office_hours(file, years, holidays),
        office_hours_source=source_from(raw["office_hours"]["source"]),
        holidays=holidays,
        service_office=maybe(raw["service_office"], _office),
        apply=maybe(raw["apply"], _office),
        legevakt=maybe(raw["legevakt"], _office),
    )


def public_holidays(years: range) -> frozenset[date]:
    """Norwegian public holidays, without the Sundays that are nothing else."""
    return frozenset(country_holidays("NO", years=years))


def load_rights(data: Path = DATA) -> Rights:
    raw = read(data / "legal" / "rights.yml", data / "schemas" / "rights.json").value["respite"]
    return Rights(tuple(map(_basis, raw["apply"])), tuple(map(_basis, raw["complain"])))


def load_emergency_contacts(data: Path = DATA) -> tuple[EmergencyContact, ...]:
    file = read(data / "contacts" / "emergency.yml", data / "schemas" / "emergency.json")
    return tuple(map(_contact, file.value["contacts"]))


def _office_hours(file: DataFile, years: range, holidays: frozenset[date]) -> OpeningHours:
    raw = file.value["office_hours"]
    try:
        shut = {date.fromisoformat(f"{year}-{day}") for year in years for day in raw["closed_also"]}
        week = tuple(tuple(map(_span, raw[day])) for day in _DAYS)
        return OpeningHours(week, holidays | shut)
    except ValueError as error:
        do = "Spans of a day stand in order, such as 08:00-11:30 and 12:00-15:30; days as 12-24"
        raise BrokenData([file.problem(["office_hours"], str(error), do)]) from error


def _span(text: str) -> Span:
    opens, closes = text.split("-")
    return Span(time.fromisoformat(opens), time.fromisoformat(closes))


def _office(raw: dict[str, Any]) -> Office:
    return Office(
        name=raw["name"],
        address=maybe(raw["address"], str),
        phone=maybe(raw["phone"], str),
        web=maybe(raw["web"], str),
        source=source_from(raw["source"]),
    )


def _basis(raw: dict[str, Any]) -> LegalBasis:
    return LegalBasis(
        id=raw["id"],
        law=local_text(raw["law"]),
        paragraph=raw["paragraph"],
        about=local_text(raw["about"]),
        source=raw["source"],
        dated=SourceDate(raw["dated"]),
    )


def _contact(raw: dict[str, Any]) -> EmergencyContact:
    return EmergencyContact(
        id=raw["id"],
        number=raw["number"],
        name=local_text(raw["name"]),
        when=local_text(raw["when"]),
        kinds=tuple(raw["kinds"]),
        source=raw["source"],
        dated=SourceDate(raw["dated"]),
    )
