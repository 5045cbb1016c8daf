"""A broken file gives one error that names file, line, what is wrong and what to do."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.area_loader import DATA, load_areas
from bot.catalogue_loader import load_catalogue
from bot.data_file import BrokenData
from bot.municipality_loader import load_municipality
from domain.catalogue import Catalogue
from domain.errors import BadData

CATALOGUE = "municipalities/ringsaker/catalogue.yml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for part in ("schemas", "areas", "catalogue", "municipalities"):
        shutil.copytree(DATA / part, tmp_path / part)
    return tmp_path


def load(data: Path) -> Catalogue:
    return load_catalogue("ringsaker", load_areas("ringsaker", data), data)


def change(path: Path, old: str, new: str) -> int:
    """Replaces the first `old`; returns the line it stood on."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_real_files_load(data: Path) -> None:
    assert load(data).get("ringsaker-avlastning") is not None


@pytest.mark.parametrize(
    ("old", "new", "wrong", "do"),
    [
        ("needs: [respite", "needs: [respit", "'respit' is no value", "Use one of: respite"),
        ("capacity: unknown", "capasity: unknown", "'capasity' is no field", "Correct its spelling"),
        ("certainty: unconfirmed", "certainty: sure", "'sure' is no value", "Use one of: confirmed"),
        ("organisation: posten-ks", "organisation: posten", "no organisation in this file", "add it under"),
        ("area: brumunddal", "area: brummundal", "no area has the id 'brummundal'", "write `unknown`"),
        ("BYDAY=TU,WE", "BYDAY=TI,ON", "is no RRULE", "FREQ=WEEKLY;BYDAY=TU"),
        ('opens: "14:00"', 'opens: "14"', "is not written as 'opens' must be", "must match"),
        ("id: ringsaker-fs-moelv", "id: ringsaker-fs-brumunddal", "stands in", "another id"),
        ("related: [someone", "needs: []\n    related: [someone", "'needs' stands twice", "Keep one"),
        ('dated: "2019"', "dated: 2019", "'dated' has 2019", "text (put it in quotes)"),
        ('address: "Nygata 12, Brumunddal"', "address: [", "is not readable YAML", "quotes"),
        ("serves: {municipalities: [ringsaker]", "serves: &all {municipalities: [ringsaker]", None, None),
    ],
)
def test_each_mistake_is_named_with_its_line_and_its_remedy(
    data: Path, old: str, new: str, wrong: str | None, do: str | None
) -> None:
    line = change(data / CATALOGUE, old, new)
    if wrong is None or do is None:
        load(data)
        return
    with pytest.raises(BrokenData) as raised:
        load(data)
    [problem] = [one for one in raised.value.problems if wrong in one.wrong]
    assert problem.file == data / CATALOGUE
    assert abs(problem.line - line) <= 2  # an unclosed bracket shows on the next line
    assert do in problem.do
    assert f"{problem.file}:{problem.line}: " in str(raised.value)


def test_everything_wrong_in_all_files_is_told_at_once(data: Path) -> None:
    change(data / CATALOGUE, "certainty: unconfirmed", "certainty: sure")
    change(data / CATALOGUE, "needs: [respite", "needs: [respit")
    change(data / "catalogue/national.yml", "kind: unknown", "kind: dear")
    with pytest.raises(BadData) as raised:
        load(data)
    assert isinstance(raised.value, BrokenData)
    assert {problem.file.name for problem in raised.value.problems} == {"catalogue.yml", "national.yml"}
    assert len(raised.value.problems) == 3


def test_a_field_that_is_missing_is_named(data: Path) -> None:
    change(data / CATALOGUE, "    capacity: unknown\n", "")
    with pytest.raises(BrokenData, match="'capacity' is missing"):
        load(data)


def write(text: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(text)


@pytest.mark.parametrize(
    ("spoil", "wrong"),
    [
        (Path.unlink, "cannot be read"),
        (write(b""), "the file has None"),
        (write(b"\xff\xfe"), "is not UTF-8"),
        (write(b"offers: \x07"), "is not YAML"),
        (write(b"a: &x [1]\nb: *x\n"), "an anchor is used"),
        (write(b"- just\n- a list\n"), "the file has"),
        (write(b"42"), "the file has 42"),
        (write(b"a: [" * 40), "is not readable YAML"),
    ],
)
def test_a_file_that_is_no_catalogue_at_all_is_named(
    data: Path, spoil: Callable[[Path], object], wrong: str
) -> None:
    spoil(data / CATALOGUE)
    with pytest.raises(BrokenData, match=wrong) as raised:
        load(data)
    assert raised.value.problems[0].file == data / CATALOGUE


def test_an_include_that_is_not_there_is_named(data: Path) -> None:
    (data / "catalogue/national.yml").unlink()
    with pytest.raises(BrokenData, match=r"national\.yml:1: cannot be read"):
        load(data)


def test_a_municipality_that_does_not_exist_is_a_named_error(data: Path) -> None:
    with pytest.raises(BrokenData, match=r"atlantis/areas\.yml:1: cannot be read"):
        load_areas("atlantis", data)


def test_overlapping_office_hours_and_impossible_days_are_named(data: Path) -> None:
    path = data / "municipalities/ringsaker/municipality.yml"
    change(path, 'monday: ["08:00-15:30"]', 'monday: ["08:00-12:00", "11:00-15:30"]')
    with pytest.raises(BrokenData, match="spans overlap"):
        load_municipality("ringsaker", load_areas("ringsaker", data), date(2026, 11, 21), data)
    change(path, '"12-24"', '"02-30"')
    with pytest.raises(BrokenData, match="Spans of a day stand in order"):
        load_municipality("ringsaker", load_areas("ringsaker", data), date(2026, 11, 21), data)


def test_an_area_that_is_twice_or_has_no_whole_is_named(data: Path) -> None:
    path = data / "municipalities/ringsaker/areas.yml"
    change(path, "id: moelv", "id: brumunddal")
    with pytest.raises(BrokenData, match="the area 'brumunddal' stands in"):
        load_areas("ringsaker", data)
