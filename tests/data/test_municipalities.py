"""The folders of municipalities, the rights and the numbers: complete, and none in code."""

from datetime import date, datetime

import pytest

from bot.area_loader import DATA, load_areas
from bot.municipality_loader import load_emergency_contacts, load_municipality, load_rights
from domain.areas import kilometres_between
from domain.freshness import Certainty
from domain.opening_hours import OSLO
from domain.rights import numbers_for
from domain.unknown import UNKNOWN

TODAY = date(2026, 11, 21)
MUNICIPALITIES = sorted(folder.name for folder in (DATA / "municipalities").iterdir() if folder.is_dir())


def test_there_are_three_folders() -> None:
    assert MUNICIPALITIES == ["bergen", "hamar", "ringsaker"]


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_a_folder_loads_with_hours_area_and_a_place_to_apply(name: str) -> None:
    found = load_municipality(name, load_areas(name), TODAY)
    assert found.id == found.area.id == name and found.area.whole
    assert found.apply is not UNKNOWN
    assert found.office_hours_source.certainty is Certainty.UNCONFIRMED


def test_christmas_is_closed_and_the_next_weekday_is_told() -> None:
    hours = load_municipality("hamar", load_areas("hamar"), TODAY).office_hours
    assert hours.next_open(datetime(2026, 12, 23, 16, tzinfo=OSLO)) == datetime(2026, 12, 28, 8, tzinfo=OSLO)
    assert hours.next_open(datetime(2027, 3, 24, 16, tzinfo=OSLO)) == datetime(2027, 3, 30, 8, tzinfo=OSLO)
    assert not hours.is_open(datetime(2027, 5, 17, 10, tzinfo=OSLO))


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("Ridabu", "ridabu"),
        ("VANG", "vang"),
        ("sentrum", "hamar-sentrum"),
        ("brumma", "brumunddal"),
        ("Hamar", "hamar"),
        ("Stange", "stange"),
        ("ottestad", "ottestad"),
    ],
)
def test_areas_are_found_as_people_write_them(words: str, area: str) -> None:
    found = load_areas("hamar").find(words)
    assert found is not None and found.id == area


def test_the_road_round_the_lake_is_told_and_not_the_crow_s() -> None:
    areas = load_areas("hamar")
    centre, nes = areas.find("Hamar sentrum"), areas.find("Nes")
    assert centre is not None and nes is not None
    assert kilometres_between(centre, nes) == 35.0


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("medical", ["113"]),
        ("fire", ["110"]),
        ("violence", ["112", "116 006"]),
        ("suicide", ["113", "116 123"]),
        ("child", ["116 111"]),
        ("missing", ["112"]),
    ],
)
def test_each_kind_of_danger_has_its_numbers_in_order(kind: str, numbers: list[str]) -> None:
    assert [contact.number for contact in numbers_for(load_emergency_contacts(), kind)] == numbers


def test_the_other_numbers_are_there_too() -> None:
    numbers = {contact.number for contact in load_emergency_contacts()}
    assert {"116 117", "22 40 00 40", "22 59 13 00", "02800"} <= numbers and len(numbers) == 10


def test_paragraphs_stand_in_the_rights_file_only() -> None:
    rights = load_rights()
    assert [basis.paragraph for basis in rights.apply] == ["§ 3-6", "§ 2-8"]
    assert rights.complain
    root = DATA.parent
    sources = [*root.glob("domain/**/*.py"), *root.glob("bot/**/*.py"), *root.glob("actions/**/*.py")]
    texts = [*DATA.glob("texts/*/*.yml")]
    assert len(sources) > 20 and texts
    for path in [*sources, *texts]:
        assert "§ 3-6" not in path.read_text(encoding="utf-8"), path
