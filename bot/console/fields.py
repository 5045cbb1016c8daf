"""Reading a form: what was typed, and all that is wrong with it, told at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from bot.console.wall_clock import a_clock, a_day
from bot.forms import whole_number


@dataclass(frozen=True)
class Problem:
    """`key` of `data/texts/*/console_forms.yml`; its line is given `words` and, as `field`, what the label says."""

    field: str
    key: str
    words: Mapping[str, object] = dataclasses.field(default_factory=dict)


class Fields:
    """Each reads one field, or gives what stands for nothing and notes a problem."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.typed = typed
        self.problems: list[Problem] = []

    def wrong(self, name: str, key: str, **words: object) -> None:
        self.problems.append(Problem(name, key, words))

    def text(self, name: str, most: int, *, required: bool = False) -> str:
        """Never longer than `most`, so that whatever looks at it ends soon."""
        value = self.typed.get(name, "").strip()
        if required and not value:
            self.wrong(name, "missing")
        if len(value) > most:
            self.wrong(name, "too_long", most=most)
        return value[:most]

    def number(self, name: str, low: int, high: int) -> int:
        number = whole_number(self.typed.get(name, "").strip(), 9)
        if number is None or not low <= number <= high:
            self.wrong(name, "no_number", low=low, high=high)
            return low
        return number

    def one_of(self, name: str, allowed: Collection[str], *, required: bool = False) -> str | None:
        value = self.typed.get(name, "")
        if value in allowed:
            return value
        if required or value:
            self.wrong(name, "no_choice")
        return None

    def day(self, name: str, *, required: bool = False) -> date | None:
        value = a_day(self.typed.get(name, ""))
        self._must_be_read(name, value, "no_day", required)
        return value

    def clock(self, name: str, *, required: bool = False) -> time | None:
        value = a_clock(self.typed.get(name, ""))
        self._must_be_read(name, value, "no_clock", required)
        return value

    def ticked(self, name: str) -> bool:
        return self.typed.get(name) == "yes"

    def ticked_of(self, prefix: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """Of boxes called `<prefix>_<name>`, those with a tick."""
        return tuple(name for name in allowed if self.ticked(f"{prefix}_{name}"))

    def _must_be_read(self, name: str, value: object, key: str, required: bool) -> None:
        typed = bool(self.typed.get(name, "").strip())
        if value is None and (required or typed):
            self.wrong(name, key if typed else "missing")
