"""The catalogue of a municipality: its `catalogue.yml` and the files it includes, or one error.

    areas = load_areas("…")
    catalogue = load_catalogue("…", areas)

What a schema cannot say is checked here: ids that stand twice, organisations and areas that do not
exist, rules that name no day. Nothing is loaded unless everything is right.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.area_loader import DATA, with_included
from bot.catalogue_reader import offer_from
from bot.data_file import BrokenData, DataFile, Keys, Problem
from domain.areas import Areas
from domain.catalogue import Catalogue, Organisation
from domain.offer_kinds import OrganisationKind
from domain.recurrence import what_is_wrong_with
from domain.unknown import UNKNOWN

__all__ = ["BrokenData", "load_catalogue"]


def load_catalogue(municipality: str, areas: Areas, data: Path = DATA) -> Catalogue:
    """All offers that the folder holds or includes, in the order of the files.

    Raises BrokenData, which names every problem in every file.
    """
    files = with_included(data, f"municipalities/{municipality}/catalogue.yml", "catalogue.json")
    problems = [*_twice(files, "offers"), *_twice(files, "organisations")]
    for file in files:
        problems.extend(_dangling(file, areas, main=file is files[0]))
    if problems:
        raise BrokenData(problems)
    return Catalogue(
        tuple(
            offer_from(raw, _organisations(file), areas)
            for file in files
            for raw in file.value["offers"]
        )
    )


def _organisations(file: DataFile) -> dict[str, Organisation]:
    return {
        raw["id"]: Organisation(raw["id"], raw["name"], OrganisationKind(raw["kind"]))
        for raw in file.value["organisations"]
    }


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
    for n, raw in enumerate(file.value["offers"]):
        here: list[str | int] = ["offers", n]
        if raw["organisation"] not in organisations | {"unknown"}:
            wrong = f"no organisation in this file has the id {raw['organisation']!r}"
            yield file.problem([*here, "organisation"], wrong, "Correct it, or add it under organisations")
        if main:
            yield from _unknown_areas(file, here, raw, areas)
        yield from _bad_rules(file, here, raw)


def _unknown_areas(
    file: DataFile, here: list[str | int], raw: dict[str, Any], areas: Areas
) -> Iterator[Problem]:
    places = [] if raw["places"] == "unknown" else raw["places"]
    named: list[tuple[Keys, str]] = [
        (("places", n, "area"), place["area"]) for n, place in enumerate(places)
    ]
    named += [(("serves", "areas"), area) for area in raw["serves"].get("areas", [])]
    for keys, area in named:
        if area != "unknown" and areas.get(area) is None:
            do = "Correct it, add the area to areas.yml, or write `unknown`"
            yield file.problem([*here, *keys], f"no area has the id {area!r}", do)


def _bad_rules(file: DataFile, here: list[str | int], raw: dict[str, Any]) -> Iterator[Problem]:
    schedule = {} if raw["schedule"] == "unknown" else raw["schedule"]
    for n, hours in enumerate(schedule.get("hours", [])):
        keys = [*here, "schedule", "hours", n, "rule"]
        try:
            first = date.fromisoformat(hours["first"]) if "first" in hours else UNKNOWN
        except ValueError:
            yield file.problem(keys, f"{hours['first']!r} is no day", "Write it as 2026-01-31")
            continue
        if wrong := what_is_wrong_with(hours["rule"], first):
            do = "Write an RRULE of RFC 5545 such as FREQ=WEEKLY;BYDAY=TU"
            yield file.problem(keys, f"the rule {hours['rule']!r} {wrong}", do)
