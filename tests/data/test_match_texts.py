"""Every reason and every fact has its words, in all three languages, with the braces it can fill."""

from collections.abc import Iterable
from datetime import date
from itertools import product
from string import Formatter

import pytest
import yaml

from bot.area_loader import DATA, load_areas
from bot.catalogue_loader import load_catalogue
from domain.audience import Group
from domain.conditions import Condition
from domain.freshness import Certainty
from domain.match_reasons import SOMETIMES, Code
from domain.matching import MatchingIndex, Query, suggest
from domain.needs import Need
from domain.offer_kinds import AccessKind, Capacity, PriceKind

LANGUAGES = ("nb", "nn", "en")

#: The parameters that `domain/match_*.py` gives with each code; none for the rest.
PARAMETERS: dict[Code, set[str]] = {
    Code.NEED_MAIN: {"need"},
    Code.NEED_RELATED: {"need"},
    Code.NEED_BROKER: {"need"},
    Code.AREA_SAME: {"area"},
    Code.AREA_MUNICIPALITY: {"area"},
    Code.AREA_ONLY_PART: {"area"},
    Code.AREA_NEAR: {"area", "km"},
    Code.AREA_FAR: {"area", "km"},
    Code.AREA_NEIGHBOUR: {"area", "km"},
    Code.AUDIENCE_FITS: {"group"},
    Code.AUDIENCE_MAINLY_OTHER: {"group"},
    Code.AUDIENCE_UNCONFIRMED: {"group"},
    Code.AUDIENCE_AGE: {"age"},
    Code.CONDITION_SUITS: {"condition"},
    Code.TIME_FITS: {"date", "opens", "closes"},
    Code.TIME_DAY_FITS: {"date"},
    Code.TIME_HOLIDAY: {"date"},
    Code.FRESHNESS_CONFIRMED: {"date"},
    Code.FRESHNESS_OLD: {"date"},
    Code.FRESHNESS_UNCONFIRMED: {"date"},
}


def texts(language: str, name: str) -> dict[str, str]:
    path = DATA / "texts" / language / f"{name}.yml"
    found: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def keys(part: str, labels: Iterable[str]) -> set[str]:
    return {f"{part}.{label}" for label in labels}


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_and_label_has_its_words_and_no_others_do(language: str) -> None:
    wanted = keys("reason", Code) | keys("need", Need) | keys("group", Group) | keys("condition", Condition)
    wanted |= {f"reason.{code}_without_{name}" for code, names in SOMETIMES.items() for name in names}
    assert texts(language, "matching").keys() == wanted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", Code)
def test_a_phrase_uses_only_braces_that_its_reason_fills(language: str, code: Code) -> None:
    found = texts(language, "matching")
    given = PARAMETERS.get(code, set())
    assert braces(found[f"reason.{code}"]) <= given
    for name in SOMETIMES.get(code, ()):
        assert braces(found[f"reason.{code}_without_{name}"]) <= given - {name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_fact_has_its_words(language: str) -> None:
    found = texts(language, "catalogue").keys()
    assert keys("access", AccessKind) | keys("price", PriceKind) | keys("capacity", Capacity) <= found
    assert {f"certainty.{kind}_{dated}" for kind in Certainty for dated in ("dated", "undated")} <= found


@pytest.mark.parametrize("name", ["matching", "catalogue"])
def test_the_languages_have_the_same_keys_and_braces(name: str) -> None:
    nb, *others = (texts(language, name) for language in LANGUAGES)
    for other in others:
        assert other.keys() == nb.keys()
        assert {key: braces(text) for key, text in other.items()} == {k: braces(t) for k, t in nb.items()}


@pytest.mark.parametrize("municipality", ["hamar", "ringsaker", "bergen"])
def test_the_reasons_really_given_fill_their_phrases(municipality: str) -> None:
    """What is stated above holds for every suggestion that the real folders can give."""
    areas = load_areas(municipality)
    index = MatchingIndex.build(load_catalogue(municipality, areas).offers, areas)
    phrases = texts("nb", "matching")
    seen = 0
    for area, need in product(areas.areas, Need):
        for match in suggest(index, Query(area, date(2026, 11, 21), need, frozenset(Condition), age=70)):
            for reason in match.reasons:
                given = dict(reason.parameters)
                assert braces(phrases[reason.text_key.removeprefix("matching.")]) <= given.keys()
                assert given.keys() <= PARAMETERS.get(reason.code, set())
                seen += 1
    assert seen > 100
