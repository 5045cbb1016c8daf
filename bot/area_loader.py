"""Areas of a municipality and its neighbours, from `areas.yml` and the files it includes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.data_file import BrokenData, DataFile, Problem, parsed, problems_with
from domain.areas import Area, Areas
from domain.unknown import UNKNOWN

#: The folder with data files, in the root of the project.
DATA = Path(__file__).resolve().parent.parent / "data"


def with_included(data: Path, start: str, schema: str) -> tuple[DataFile, ...]:
    """A file and those that it includes, which need not exist for anybody else.

    `start` and the includes are paths below `data`. Includes of included files are not followed.
    Raises BrokenData with what is wrong in all of them.
    """
    problems: list[Problem] = []
    files: list[DataFile] = []
    waiting = [start]
    while waiting:
        try:
            file = parsed(data / waiting.pop(0))
        except BrokenData as error:
            problems.extend(error.problems)
            continue
        problems.extend(problems_with(file, data / "schemas" / schema))
        waiting.extend([] if files else _included(file))
        files.append(file)
    if problems:
        raise BrokenData(problems)
    return tuple(files)


def _included(file: DataFile) -> list[str]:
    """The includes, also of a file that is broken elsewhere: all mistakes are told at once."""
    listed = file.value.get("include") if isinstance(file.value, dict) else None
    return [path for path in listed if isinstance(path, str)] if isinstance(listed, list) else []


def load_areas(municipality: str, data: Path = DATA) -> Areas:
    """Raises BrokenData when a file is broken; then nothing is loaded."""
    files = with_included(data, f"municipalities/{municipality}/areas.yml", "areas.json")
    problems = [*_twice(files), *_unknown_neighbours(files)]
    if problems:
        raise BrokenData(problems)
    return Areas(
        tuple(_area(file.value["municipality"], raw) for file in files for raw in file.value["areas"])
    )


def _area(municipality: dict[str, str], raw: dict[str, Any]) -> Area:
    about = raw.get("about")
    return Area(
        id=raw["id"],
        name=raw["name"],
        municipality=municipality["id"],
        region=municipality["region"],
        latitude=about["latitude"] if about else UNKNOWN,
        longitude=about["longitude"] if about else UNKNOWN,
        aliases=tuple(raw["aliases"]),
        kilometres={area: float(km) for area, km in raw.get("road_km", {}).items()},
        whole=raw.get("whole", False),
    )


def _twice(files: tuple[DataFile, ...]) -> Iterator[Problem]:
    seen: dict[str, DataFile] = {}
    for file in files:
        for n, raw in enumerate(file.value["areas"]):
            if raw["id"] in seen:
                wrong = f"the area {raw['id']!r} stands in {seen[raw['id']].path.name} already"
                yield file.problem(["areas", n, "id"], wrong, "Give it another id or remove it")
            seen[raw["id"]] = file


def _unknown_neighbours(files: tuple[DataFile, ...]) -> Iterator[Problem]:
    """Only the main file is held to it: an included one may name areas of others' folders."""
    known = {raw["id"] for file in files for raw in file.value["areas"]}
    main = files[0]
    wholes = {raw["id"] for raw in main.value["areas"] if raw.get("whole")}
    if wholes != {main.value["municipality"]["id"]}:
        wrong = "no single area is the whole municipality"
        yield main.problem(["areas"], wrong, "Give one area `whole: true` and the municipality's id")
    for n, raw in enumerate(main.value["areas"]):
        for other in raw.get("road_km", {}):
            if other not in known:
                wrong = f"no area has the id {other!r}"
                yield main.problem(["areas", n, "road_km", other], wrong, "Correct it or add the area")
