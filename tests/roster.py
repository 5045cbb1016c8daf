"""The town's rules, words and areas for tests of shifts: the real ones."""

from __future__ import annotations

from bot.area_loader import load_areas
from bot.shift_rules_loader import load_shift_rules
from bot.words_loader import load_texts
from domain.shifts.roster import Roster

ROSTER = Roster(load_texts(), load_shift_rules(), load_areas("hamar"))
