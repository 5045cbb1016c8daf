"""Reads `data/taxonomy/promises.yml`: what is promised about a request.

    rules = load_promise_rules()
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.area_loader import DATA
from bot.data_file import BrokenData, read
from domain.promises import PromiseRules


def load_promise_rules(data: Path = DATA) -> PromiseRules:
    """Raises BrokenData with all that is wrong; then nothing is loaded."""
    file = read(data / "taxonomy" / "promises.yml", data / "schemas" / "promise_rules.json")
    raw = file.value
    first, last = raw["follow_up_after_days"], raw["follow_up_at_latest_days"]
    if last <= first:
        wrong = f"nobody is asked after {first} days if it is too late after {last}"
        raise BrokenData([file.problem(["follow_up_at_latest_days"], wrong, f"Set it to more than {first}")])
    return PromiseRules(
        warn_before=timedelta(hours=raw["warn_before_office_hours"]),
        follow_up_after=timedelta(days=first),
        follow_up_at_latest=timedelta(days=last),
        never_after=frozenset(raw["never_after"]),
        organisation_sees=timedelta(days=raw["organisation_sees_days"]),
    )
