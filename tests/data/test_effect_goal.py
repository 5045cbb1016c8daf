"""The goal that the figures are held against."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.area_loader import DATA
from bot.data_file import BrokenData
from bot.effect_goal import Goal, load_goal


def test_the_goal_is_a_band_of_percent() -> None:
    goal = load_goal()
    assert goal == Goal(10, 15)
    assert [goal.place_of(n) for n in (9, 10, 15, 16)] == ["below", "within", "within", "above"]


@pytest.mark.parametrize("text", ["{}", "solved_by_others: {from_percent: 15, to_percent: 10}", "solved_by_others: 12"])
def test_a_goal_that_is_none_stops_the_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "taxonomy").mkdir()
    shutil.copytree(DATA / "schemas", tmp_path / "schemas")
    (tmp_path / "taxonomy/effect.yml").write_text(text)
    with pytest.raises(BrokenData, match=r"effect\.yml"):
        load_goal(tmp_path)
