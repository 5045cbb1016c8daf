"""The catalogue of a municipality: its `catalogue.yml` and the files it includes, or one error.

    areas = load_areas("…")
    catalogue = load_catalogue("…", areas)

What a schema cannot say is checked here: ids that stand twice, organisations and areas that do not
exist, rules that name no day. Nothing is loaded unless everything is right. An offer that is changed in the
console is held to the same (`wrong_with_offer`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.area_loader import DATA, with_included
from bot.catalogue_reader import Raw, offer_from
from bot.data_file import BrokenData, DataFile, Keys, Problem
from domain.areas import Areas
from domain.catalogue import Catalogue, Offer, Organisation
from domain.offer_kinds import OrganisationKind
from domain.recurrence import what_is_wrong_with
from domain.unknown import UNKNOWN

__all__ = ["BrokenData", "Written", "catalogue_of", "load_catalogue", "read_catalogue"]

SCHEMA = "catalogue.json"


@dataclass(frozen=True)
class Written:
    """The values of checked files as they stand there, by id, in the order of the files. `areas` is what they were
    checked against."""

    organisations: Mapping[str, Raw]
    offers: Mapping[str, Raw]
    areas: Areas

    def offer(self, raw: Raw) -> Offer:
        known = {name: _organisation(one) for name, one in self.organisations.items() if name == raw["organisation"]}
        return offer_from(raw, known, self.areas)


def load_catalogue(municipality: str, areas: Areas, data: Path = DATA) -> Catalogue:
    """All offers that the folder holds or includes, in the order of the files.

    Raises BrokenData, which names every problem in every file.
    """
    return catalogue_of(read_catalogue(municipality, areas, data))


def catalogue_of(written: Written) -> Catalogue:
    return Catalogue(tuple(written.offer(raw) for raw in written.offers.values()))


def read_catalogue(municipality: str, areas: Areas, data: Path = DATA) -> Written:
    """Raises BrokenData, which names every problem in every file."""
    files = with_included(data, f"municipalities/{municipality}/catalogue.yml", SCHEMA)
    problems = [*_twice(files, "offers"), *_twice(files, "organisations")]
    for file in files:
        problems.extend(_dangling(file, areas, main=file is files[0]))
    if problems:
        raise BrokenData(problems)
    return Written(
        {raw["id"]: raw for file in files for raw in file.value["organisations"]},
        {raw["id"]: raw for file in files for raw in file.value["offers"]},
        areas,
    )


def _organisation(raw: Raw) -> Organisation:
    return Organisation(raw["id"], raw["name"], OrganisationKind(raw["kind"]))


def _twice(files: tuple[DataFile, ...], part: str) -> Iterator[Problem]:
    seen: dict[str, DataFile] = {}
    for file in files:
        for n, raw in enumerate(file.value[part]):
            if raw["id"] in seen:
                wrong = f"the id {raw['id']!r} stands in {seen[raw['id']].path} already"
                yield file.problem([part, n, "id"], wrong, "Give it another id, or keep one of the two")
            seen[raw["id"]] = file


def _dangling(file: DataFile, areas: Areas, main: bool) -> Iterator[Problem]:
    """References that lead nowhere. An included file may speak of areas that this folder lacks."""
    organisations = {raw["id"] for raw in file.value["organisations"]}
    known = {area.id for area in areas.areas} if main else None
    for n, raw in enumerate(file.value["offers"]):
        for keys, wrong, do in wrong_with_offer(raw, organisations, known):
            yield file.problem(["offers", n, *keys], wrong, do)


def wrong_with_offer(
    raw: Raw, organisations: Collection[str], areas: Collection[str] | None
) -> Iterator[tuple[Keys, str, str]]:
    """Where in an offer that fits its schema something leads nowhere, what, and what to do. `areas` are the ids it may
    name; None: any."""
    if raw["organisation"] not in {*organisations, "unknown"}:
        wrong = f"no organisation in this file has the id {raw['organisation']!r}"
        yield ("organisation",), wrong, "Correct it, or add it under organisations"
    if areas is not None:
        for keys, area in areas_in(raw):
            if area != "unknown" and area not in areas:
                do = "Correct it, add the area to areas.yml, or write `unknown`"
                yield keys, f"no area has the id {area!r}", do
    yield from _bad_rules(raw)


def areas_in(raw: Raw) -> list[tuple[Keys, str]]:
    """The areas that an offer names, and where."""
    places = [] if raw["places"] == "unknown" else raw["places"]
    named: list[tuple[Keys, str]] = [(("places", n, "area"), place["area"]) for n, place in enumerate(places)]
    return named + [(("serves", "areas"), area) for area in raw["serves"].get("areas", [])]


def _bad_rules(raw: Raw) -> Iterator[tuple[Keys, str, str]]:
    schedule: Mapping[str, Any] = {} if raw["schedule"] == "unknown" else raw["schedule"]
    for n, hours in enumerate(schedule.get("hours", [])):
        keys = ("schedule", "hours", n, "rule")
        try:
            first = date.fromisoformat(hours["first"]) if "first" in hours else UNKNOWN
        except ValueError:
            yield keys, f"{hours['first']!r} is no day", "Write it as 2026-01-31"
            continue
        if wrong := what_is_wrong_with(hours["rule"], first):
            yield keys, f"the rule {hours['rule']!r} {wrong}", "Write an RRULE of RFC 5545 such as FREQ=WEEKLY;BYDAY=TU"
