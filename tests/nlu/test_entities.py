"""Word lists find who it is for, their condition, places and organisations, with exact offsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.components.entities.gazetteer import Gazetteer, municipality
from nlu.components.entities.lexicon import Lexicon, compile_word
from nlu.components.entities.organisation import branch_of, spoken, within
from nlu.components.entities.place import STREET, place_names
from nlu.components.entities.relation import RelationExtractor
from nlu.components.tokenizer import make_doc, norwegian


@pytest.fixture(scope="module")
def relations() -> RelationExtractor:
    return RelationExtractor(
        Lexicon.from_file(norwegian(), Path("data/lexicon/relations.yml")), ["report_need"]
    )



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


def test_names_are_read_with_the_town_that_the_service_runs_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MUNICIPALITY", raising=False)
    assert municipality({"municipality": None}) == "hamar"
    monkeypatch.setenv("MUNICIPALITY", "bergen")
    assert municipality({"municipality": None}) == "bergen"
    assert municipality({"municipality": "ringsaker"}) == "ringsaker"
    first = {town: next(place_names(Path("data"), town))[1] for town in ("hamar", "bergen")}
    assert first["hamar"] != first["bergen"], "a town's own areas come first"
