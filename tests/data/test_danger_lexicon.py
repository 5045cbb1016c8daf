"""`data/lexicon/danger.yml` and `danger_words.tsv`: readable, whole, and telling where they are not."""

import shutil
from pathlib import Path

import pytest

from bot.data_file import BrokenData, read
from bot.lexicon_loader import load_safety_screen, read_lexicon
from domain.safety import KINDS
from domain.safety.lexicon import BRAKE, SURE
from domain.safety.scale import BIAS, SET

ROOT = Path(__file__).resolve().parents[2]


def test_every_kind_has_a_sure_rule_and_its_place_in_the_order() -> None:
    lexicon = read_lexicon(ROOT)
    assert set(lexicon.order) == set(KINDS)
    assert {rule.kind for rule in lexicon.rules if rule.weight == SURE} == set(KINDS)


def test_every_rule_has_a_name_of_its_own_that_begins_with_its_kind() -> None:
    rules = read_lexicon(ROOT).rules
    assert len({rule.id for rule in rules}) == len(rules) > 20
    assert all(rule.id.startswith(f"{rule.kind}.") for rule in rules)


def test_every_set_is_used() -> None:
    assert not read_lexicon(ROOT).unused_sets()


def test_every_guard_that_a_rule_passes_by_is_a_guard() -> None:
    lexicon = read_lexicon(ROOT)
    known = {guard.id for guard in lexicon.guards} | {BRAKE}
    assert all(rule.despite <= known for rule in lexicon.rules)


def test_the_scale_weighs_sets_that_the_lexicon_has() -> None:
    lexicon = read_lexicon(ROOT)
    weights = lexicon.scale.weights
    assert BIAS in weights and len(weights) > 500
    assert {mark[1:] for mark in weights if mark.startswith(SET)} <= set(lexicon.sets)


def test_the_scale_s_limits_rise_from_brake_to_sure() -> None:
    scale = read_lexicon(ROOT).scale
    assert scale.brake < scale.sure
    assert scale.wide < scale.sure


def test_the_file_fits_its_schema() -> None:
    data = ROOT / "data"
    assert read(data / "lexicon" / "danger.yml", data / "schemas" / "danger.json").value["rules"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for part in ("lexicon/danger.yml", "lexicon/danger_words.tsv", "lexicon/known_words.txt", "schemas/danger.json"):
        target = tmp_path / "data" / part
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data" / part, target)
    return tmp_path


def _changed(copy: Path, old: str, new: str) -> int:
    """Changes the first `old` in danger.yml and returns its line."""
    file = copy / "data" / "lexicon" / "danger.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_broken_pattern_is_named_with_its_line(copy: Path) -> None:
    line = _changed(copy, "pustevansk~", "pustevansk~||pust")
    with pytest.raises(BrokenData) as broken:
        load_safety_screen(copy)
    assert [problem.line for problem in broken.value.problems] == [line]


def test_an_unknown_set_is_named(copy: Path) -> None:
    _changed(copy, "@falt & @blod", "@falt & @bloed")
    with pytest.raises(BrokenData, match="bloed"):
        load_safety_screen(copy)


def test_an_unknown_kind_is_named(copy: Path) -> None:
    _changed(copy, "    kind: fire", "    kind: flood")
    with pytest.raises(BrokenData, match="flood"):
        load_safety_screen(copy)


def test_a_broken_weight_is_named_with_its_line(copy: Path) -> None:
    words = copy / "data" / "lexicon" / "danger_words.tsv"
    words.write_text(words.read_text(encoding="utf-8") + "røyk\tmye\n", encoding="utf-8")
    with pytest.raises(BrokenData, match=r"danger_words\.tsv:\d+.*weigh_danger"):
        load_safety_screen(copy)


def test_a_missing_file_says_what_to_do(copy: Path) -> None:
    (copy / "data" / "lexicon" / "danger_words.tsv").unlink()
    with pytest.raises(BrokenData, match="danger_words"):
        load_safety_screen(copy)
