"""Word lists find who it is for, their condition, places and organisations, with exact offsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.components.entities.condition import ConditionExtractor
from nlu.components.entities.gazetteer import Gazetteer
from nlu.components.entities.lexicon import Lexicon, compile_word
from nlu.components.entities.organisation import branch_of, spoken, within
from nlu.components.entities.place import STREET
from nlu.components.entities.relation import RelationExtractor
from nlu.components.tokenizer import make_doc, norwegian


@pytest.fixture(scope="module")
def relations() -> RelationExtractor:
    return RelationExtractor(
        Lexicon.from_file(norwegian(), Path("data/lexicon/relations.yml")), ["report_need"]
    )


@pytest.fixture(scope="module")
def conditions() -> ConditionExtractor:
    return ConditionExtractor(Lexicon.from_file(norwegian(), Path("data/lexicon/conditions.yml")))


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("Mannen min har demens", "Mannen", "spouse"),
        ("hu mor klarer itte trappa", "mor", "mother"),
        ("mutter'n trenger skyss", "mutter'n", "mother"),
        ("kan nån hent ho bestemor", "bestemor", "grandparent"),
        ("gubben er blitt tunghørt", "gubben", "spouse"),
        ("Har en bruker som trenger noen", "en bruker", "service_user"),
        ("naboen svarar ikkje", "naboen", "neighbour"),
        ("My daughter needs a ride", "daughter", "child"),
        ("guten vår på 14", "guten", "child"),
    ],
)
def test_relations_in_the_words_people_use(
    relations: RelationExtractor, text: str, word: str, value: str
) -> None:
    [found] = relations.extract(make_doc(norwegian(), text), asks_for_help=True)
    assert (found.value, text[found.start : found.end]) == (value, word)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("mor og far treng selskap", ["mother", "father"]),
        ("Mor er åleine. Mor treng selskap", ["mother"]),
        ("Besøksvenn til far, naboen pleier å stikke innom", ["father"]),
        ("Dattera mi sei at æ må be om hjelp", []),
        ("Mannen er på sjøen og eg er åleine", []),
        ("Kan eg få skyss til minnestunda til bror min", []),
        ("Mannen min døde i mars", []),
        ("Bruker, mann 70, vil ut på tur", ["service_user"]),
        ("Noe for barnebarna på lørdag?", ["child"]),
        ("Barna mener jeg burde søke", []),
        ("My friend can't see", ["friend"]),
        ("I'd like a visiting friend", []),
    ],
)
def test_who_it_is_for_and_who_is_only_spoken_of(
    relations: RelationExtractor, text: str, values: list[str]
) -> None:
    found = relations.extract(make_doc(norwegian(), text), asks_for_help=False)
    assert [f.value for f in found] == values


def test_a_request_may_be_taken_back_for_one_who_has_died(relations: RelationExtractor) -> None:
    doc = make_doc(norwegian(), "Mor døde, dere kan avslutte")
    assert relations.extract(doc, asks_for_help=False) == []
    assert [f.value for f in relations.extract(doc, asks_for_help=False, living=False)] == ["mother"]


def test_self_only_when_somebody_asks_and_names_nobody(relations: RelationExtractor) -> None:
    doc = make_doc(norwegian(), "Jeg trenger skyss")
    assert [f.value for f in relations.extract(doc, asks_for_help=True)] == ["self"]
    assert relations.extract(doc, asks_for_help=False) == []


def test_a_user_of_something_is_no_service_user(relations: RelationExtractor) -> None:
    assert relations.extract(make_doc(norwegian(), "han bruker rullator hver dag"), asks_for_help=False) == []


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


def test_a_name_in_lower_case_needs_a_preposition() -> None:
    gazetteer = Gazetteer(norwegian(), [("Stange", "Stange"), ("Hamar kulturhus", "Hamar kulturhus")])
    assert [f.value for f in gazetteer.find(make_doc(norwegian(), "bor på stange"))] == ["Stange"]
    assert gazetteer.find(make_doc(norwegian(), "en stange av jern")) == []
    assert [f.text for f in gazetteer.find(make_doc(norwegian(), "møt meg utafor hamar kulturhus"))] == [
        "hamar kulturhus"
    ]


def test_streets_want_a_capital() -> None:
    assert STREET.search("bor i Vangsvegen 51 her").group() == "Vangsvegen 51"
    assert STREET.search("ut på hovedveien") is None


def test_pattern_syntax() -> None:
    assert compile_word("a|b?") == [{"NORM": {"IN": ["a", "b"]}, "OP": "?"}]
    assert len(compile_word("…")) == 3
    [number_or_many] = compile_word("NUMBER|mange")
    assert number_or_many == {"NORM": {"REGEX": r"^(?:\d+|mange)$"}}


def test_word_classes_context_and_what_is_taken_away() -> None:
    lists = {
        "words": {"NOT": "ikke|ikkje", "NEVER": "aldri|NOT"},
        "home": ["kommer NEVER ut", "(bor) hjemme", "hjemme ANY? alene"],
        "not_home": ["kommer ikke ut av det"],
    }
    lexicon = Lexicon(norwegian(), lists)

    def found(text: str) -> list[str]:
        return [f.text for f in lexicon.find(make_doc(norwegian(), text))]

    assert found("hun kommer ikkje ut og bor hjemme") == ["kommer ikkje ut", "hjemme"]
    assert found("er hjemme helt alene") == ["hjemme helt alene"]
    assert found("kommer ikke ut av det") == []


def test_a_national_name_stands_for_the_local_branch() -> None:
    assert branch_of("Hamar Røde Kors", "Røde Kors")
    assert branch_of("Hamar Frivilligsentral", "Frivilligsentralen")
    assert not branch_of("NAV Hjelpemiddelsentral Innlandet", "Nav")


def test_names_are_found_as_they_are_said() -> None:
    assert "Frivilligsentralen" in spoken("Hamar Frivilligsentral", {"hamar"})
    assert "HHT" in spoken("Hamar og Hedemarken Turistforening (HHT)", {"hamar"})


def test_a_town_inside_an_organisation_is_no_place_of_its_own() -> None:
    assert within({"start": 0, "end": 5}, [{"start": 0, "end": 15}])
    assert not within({"start": 0, "end": 5}, [{"start": 0, "end": 5}])


@pytest.mark.parametrize("text", ["Tante Bodil er nesten blind", "far er svaksynt", "han har grønn stær"])
def test_blindness_in_its_words(conditions: ConditionExtractor, text: str) -> None:
    assert [f.value for f in conditions.extract(make_doc(norwegian(), text))] == ["vision"]
