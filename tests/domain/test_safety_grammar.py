"""The grammar under the safety screen: patterns, spelling, clauses, guards and the scale."""

import pytest

from domain.errors import BadData
from domain.safety.grammar import parts_of
from domain.safety.lexicon import CLAUSE, MESSAGE, SENTENCE, SIGN, SURE, Guard, Lexicon, Rule
from domain.safety.scale import BIAS, Scale
from domain.safety.screen import SCALE, RuleScreen
from domain.safety.spelling import Spelling
from domain.safety.tokens import words_of
from domain.safety.weighing import weigh

CAFE = "hun falt på kafé " + "og vi drakk kaffe " * 3
ALL = frozenset({"medical", "fire"})
SETS = {"now": parts_of("nå"), "ikke": parts_of("ikke|itj")}
MARKS = {name: frozenset[str]() for name in ("nb_always", "nb", "nn", "en", "other")}


def screen(*rules: Rule, guards: tuple[Guard, ...] = (), scale: Scale | None = None) -> RuleScreen:
    return RuleScreen(Lexicon(
        sets=SETS, guards=guards, rules=rules, order=("medical", "fire"), turns=frozenset({"men"}),
        scale=scale or Scale(), languages=MARKS,
    ))


def rule(*lines: str, kind: str = "medical", weight: str = SURE, id: str = "medical.test") -> Rule:
    return Rule(id, kind, weight, tuple(parts_of(line) for line in lines))


def guard(line: str, scope: str) -> Guard:
    return Guard("past", scope, (parts_of(line),), ALL)


@pytest.mark.parametrize(("line", "text"), [
    ("puster @ikke", "han puster ikke"),
    ("puster … ikke", "han puster nå visst ikke"),
    ("blå|grå leppe~", "blå lepper"),
    ("helt? blå", "er blå"),
    ("falt & svarer", "svarer dårlig, for hun falt"),
    ("blå !bær", "blå lepper"),
    ("# tabletter", "tok 30 tabletter"),
    ("^ hjelp $", "Kom. Hjelp! Nå."),
    ("skyld|på_gulvet", "hun er på gulvet"),
])
def test_a_pattern_is_found(line: str, text: str) -> None:
    assert screen(rule(line)).screen(text) is not None


@pytest.mark.parametrize(("line", "text"), [
    ("puster @ikke", "puster. ikke ring"),
    ("puster … ikke", "puster en to tre fire ikke"),
    ("blå !bær", "blå bær"),
    ("^ hjelp $", "kan du hjelp meg"),
    ("falt & svarer", "falt " + "ord " * 60 + "svarer"),
])
def test_a_pattern_is_not_found_over_its_bounds(line: str, text: str) -> None:
    assert screen(rule(line)).screen(text) is None


@pytest.mark.parametrize("line", ["a||b", "…", "!a", "a & …"])
def test_a_line_that_says_nothing_is_refused(line: str) -> None:
    with pytest.raises(BadData):
        parts_of(line)


def test_a_set_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadData, match="nowhere"):
        screen(rule("@nowhere"))


def test_one_sign_is_no_danger_and_two_in_other_words_are() -> None:
    two = screen(rule("kald", weight=SIGN, id="medical.a"), rule("slapp", weight=SIGN, id="medical.b"))
    assert two.screen("hun er kald") is None
    assert two.screen("hun er kald og slapp") is not None


def test_two_signs_of_different_kinds_are_no_danger() -> None:
    two = screen(rule("kald", weight=SIGN), rule("røyk", kind="fire", weight=SIGN, id="fire.b"))
    assert two.screen("kald røyk") is None


def test_a_guard_of_a_clause_reaches_no_further_than_the_clause() -> None:
    guarded = screen(rule("falt"), guards=(guard("i fjor", CLAUSE),))
    assert guarded.screen("hun falt i fjor") is None
    assert guarded.screen("det var i fjor, hun falt") is not None


def test_a_guard_of_a_sentence_does_not_reach_past_a_now() -> None:
    guarded = screen(rule("falt"), guards=(guard("i fjor", SENTENCE),))
    assert guarded.screen("det var i fjor, hun falt") is None
    assert guarded.screen("det var i fjor, men nå falt hun") is not None


def test_a_guard_of_a_message_does_not_reach_into_a_sentence_that_says_now() -> None:
    guarded = screen(rule("falt"), guards=(guard("gipset", MESSAGE),))
    assert guarded.screen("Hun falt. Hun er gipset.") is None
    assert guarded.screen("Nå falt hun. Sist ble hun gipset.") is not None


@pytest.mark.parametrize(("written", "meant"), [
    ("slår", "slår"), ("slaar", "slår"), ("SLÅR", "slår"), ("slåååår", "slår"), ("pustar", "puste~"),
    ("bevistløs", "bevisstløs"), ("blødning", "blødning"), ("blodning", "blødning"),
])
def test_a_word_is_known_however_it_is_spelt(written: str, meant: str) -> None:
    spelling = Spelling(["slår", "puste~", "pust~", "bevisstløs", "blødning"], [])
    assert meant in spelling.atoms(written.lower()) or "pust~" in spelling.atoms(written.lower())


def test_a_word_that_a_dictionary_knows_is_never_mended() -> None:
    assert not Spelling(["brennende"], ["brennande"]).atoms("brennande")


def test_words_run_together_are_cut_and_compounds_are_not() -> None:
    spelling = Spelling(["han", "puster", "ikke", "hjelp", "mannen"], [])
    assert spelling.cut("hjelpmannenpusterikke") == ["hjelp", "mannen", "puster", "ikke"]
    assert spelling.cut("fysioterapeuten") == ["fysioterapeuten"]


def test_clauses_end_at_commas_and_before_turns() -> None:
    words = words_of("en to, tre men fire. fem", frozenset({"men"}))
    assert words.text == ["en", "to", "tre", "men", "fire", "fem"]
    assert words.clause == [0, 0, 1, 2, 2, 3]
    assert words.sentence == [0, 0, 0, 0, 0, 1]


def test_the_scale_brakes_a_rule_and_speaks_where_no_rule_does() -> None:
    scale = Scale({BIAS: -1.0, "kafe": -3.0, "livloes": 6.0}, brake=-2.0, sure=3.0, wide=1.0)
    weighed = screen(rule("falt"), scale=scale)
    assert weighed.screen("hun falt") is not None
    assert weighed.screen(CAFE) is None
    found = weighed.screen("hun er livløs")
    assert found is not None and found.rule == SCALE


def test_a_short_message_is_not_braked() -> None:
    scale = Scale({BIAS: -1.0, "min": -3.0}, brake=-2.0, sure=3.0, wide=1.0)
    assert screen(rule("falt"), scale=scale).screen("mannen min falt") is not None


def test_the_wide_screen_is_not_braked() -> None:
    scale = Scale({BIAS: -1.0, "kafe": -3.0}, brake=-2.0, sure=3.0, wide=1.0)
    assert screen(rule("falt"), scale=scale).screen(CAFE, wide=True) is not None


def test_weighing_tells_the_words_of_danger_from_the_others_and_is_repeatable() -> None:
    messages = [(frozenset({"falt", "mor"}), True), (frozenset({"kaffe", "mor"}), False)] * 30
    weights = weigh(messages, sparse=0.5, ridge=0.0, rounds=10)
    assert weights["falt"] > 0 > weights["kaffe"]
    assert abs(weights.get("mor", 0.0)) < abs(weights["falt"])
    assert weights == weigh(messages, sparse=0.5, ridge=0.0, rounds=10)
