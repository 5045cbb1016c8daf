"""`data/lexicon/elsewhere.yml`: no ordinary words among its names, and read only as where somebody lives."""

import re
from pathlib import Path

import pytest

from bot.area_loader import DATA, load_areas
from bot.data_file import BrokenData, parsed
from bot.elsewhere_loader import load_elsewhere
from domain.areas import folded

ELSEWHERE = load_elsewhere(DATA)
VALUE = parsed(DATA / "lexicon" / "elsewhere.yml").value

LEFT_OUT = ("Bø", "Ås", "Sola", "Hol", "Vang", "Nes", "Gran", "Lund", "Time", "Strand", "Vik", "Frøya", "Rana", "Ål")


def told(text: str, municipality: str = "hamar") -> list[str | None]:
    return [place.municipality for place in ELSEWHERE.told(text, load_areas(municipality))]


def test_all_but_the_ambiguous_of_the_municipalities_are_there() -> None:
    about = (DATA / "lexicon" / "elsewhere.yml").read_text(encoding="utf-8").split("too:\n")[1].split("# Source")[0]
    without = [name.strip(" .\n") for name in about.replace("#", "").split(",")]
    twice = 2  # there are two of Våler and two of Herøy
    assert len(VALUE["municipalities"]) + len(without) + twice == 357
    assert set(without) & set(VALUE["municipalities"]) == set()
    assert set(LEFT_OUT) <= set(without)


def test_no_name_is_an_ordinary_word_or_stands_twice() -> None:
    names = [folded(name) for name in [*VALUE["municipalities"], *VALUE["towns"]]]
    assert len(names) == len(set(names)) > 300
    assert {folded(name) for name in LEFT_OUT} & set(names) == set()
    assert all(re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)*", name) for name in names)


@pytest.mark.parametrize(("text", "municipality"), [
    ("hei jeg bor i Trondheim og trenger avlastning", "Trondheim"), ("eg bur i bergen", "Bergen"),
    ("bor på Lillehammer", "Lillehammer"), ("my mother lives in Lillehammer", "Lillehammer"), ("I'm from Oslo", "Oslo"),
    ("jeg er fra Mo i Rana", "Rana"), ("bor i Heimdal", "Trondheim"), ("mor bor i Nord-Odal", "Nord-Odal"),
    ("mor bor i nord odal", "Nord-Odal"), ("bor i Nore og Uvdal", "Nore og Uvdal"),
])
def test_it_is_read_where_it_is_told_as_where_somebody_lives(text: str, municipality: str) -> None:
    assert told(text) == [municipality]


@pytest.mark.parametrize("text", [
    "skyss til Oslo", "toget fra Trondheim", "Bergen", "jeg bor i et hus", "jeg skal til Lillehammer", "bor i Bø",
    "bor alene", "fra Oslo S",
])
def test_a_place_told_otherwise_is_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", [
    "bor på Ridabu", "bor i Hamar", "bur i Elverum", "lives in Brumunddal", "bor i Vang", "bor i Løten",
])
def test_what_the_municipalitys_own_areas_know_is_not_elsewhere(text: str) -> None:
    assert told(text) == [None]


def test_home_is_where_the_municipality_is() -> None:
    assert told("jeg bor i Bergen", "bergen") == [None]
    assert told("jeg bor i Hamar", "bergen") == ["Hamar"]


def test_a_broken_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "elsewhere.json").write_bytes((DATA / "schemas" / "elsewhere.json").read_bytes())
    broken = "lives: [bor i]\noneself: [jeg]\nmunicipalities: []\ntowns: {A: B}\n"
    (tmp_path / "lexicon" / "elsewhere.yml").write_text(broken)
    with pytest.raises(BrokenData, match=r"elsewhere\.yml:3"):
        load_elsewhere(tmp_path)
