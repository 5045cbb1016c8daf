"""Conditions of the person it is for, named or only described; not those that only sound like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.components.entities.condition import ConditionExtractor
from nlu.components.entities.lexicon import Lexicon
from nlu.components.tokenizer import make_doc, norwegian


@pytest.fixture(scope="module")
def conditions() -> ConditionExtractor:
    return ConditionExtractor(Lexicon.from_file(norwegian(), Path("data/lexicon/conditions.yml")))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ho ser nesten ikkje lenger", "vision"),
        ("han er blitt så glemsom", "dementia"),
        ("mor hugsar ikkje kva dag det er", "dementia"),
        ("sitter i rullestol", "wheelchair"),
        ("går med rullator", "walker"),
        ("hører nesten ingenting på telefonen", "hearing"),
        ("er dårlig til beins", "frail"),
        ("jeg snakker lite norsk", "language"),
        ("ho kjenn oss itj att", "dementia"),
        ("han spør om det samme hundre ganger", "dementia"),
        ("hun tror jeg er søsteren hennes", "dementia"),
        ("slår på platene og går fra dem", "dementia"),
        ("a mor kjem seg itte ned trappa", "frail"),
        ("Trappene klarer hun ikke lenger", "frail"),
        ("bestefar orker ikke så langt", "frail"),
        ("blir fort andpusten", "frail"),
        ("jeg går med krykker", "frail"),
        ("han har hatt slag", "frail"),
        ("je kæin itte bære", "frail"),
        ("Knea mine er gåen", "frail"),
        ("kona har kols", "frail"),
        ("she can't manage the stairs", "frail"),
        ("Far kan ikke gå", "wheelchair"),
        ("synet e nesten borte", "vision"),
        ("Øynene hans er dårlige", "vision"),
        ("pappa hører ikke dørklokka", "hearing"),
        ("norsken min er borte", "language"),
        ("han snakker bare polsk", "language"),
    ],
)
def test_conditions_named_or_described(conditions: ConditionExtractor, text: str, value: str) -> None:
    assert [f.value for f in conditions.extract(make_doc(norwegian(), text))] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Jeg hører ikke noe fra dere",
        "det ser ikke ut til å ordne seg",
        "jeg husker ikke når vakta er",
        "bussen kommer ikke opp hit",
        "jeg kan ikke gå fra ham",
        "det går dårlig med internett",
    ],
)
def test_the_same_words_about_something_else(conditions: ConditionExtractor, text: str) -> None:
    assert conditions.extract(make_doc(norwegian(), text)) == []


def test_each_condition_once_where_it_is_first_told(conditions: ConditionExtractor) -> None:
    text = "far har demens og husker ikke noe, han går med rullator"
    found = conditions.extract(make_doc(norwegian(), text))
    assert [(f.value, f.text) for f in found] == [("dementia", "demens"), ("walker", "rullator")]


def test_a_denied_condition_is_none(conditions: ConditionExtractor) -> None:
    assert conditions.extract(make_doc(norwegian(), "han har ikke demens")) == []


@pytest.mark.parametrize("text", ["Tante Bodil er nesten blind", "far er svaksynt", "han har grønn stær"])
def test_blindness_in_its_words(conditions: ConditionExtractor, text: str) -> None:
    assert [f.value for f in conditions.extract(make_doc(norwegian(), text))] == ["vision"]
