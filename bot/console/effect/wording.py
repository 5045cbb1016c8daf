"""Numbers, times and names as they stand in tables, and what stands where a number must not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.conversation.talk import World
from domain.figures.disclosure import is_few

NO_BREAK = "\N{NO-BREAK SPACE}"
NOT_TOLD = "unknown"


@dataclass(frozen=True)
class Wording:
    world: World
    language: str

    def __call__(self, key: str, /, **values: object) -> str:
        return self.world.texts.say(self.language, f"console_effect.{key}", **values)

    def number(self, n: int | float) -> str:
        whole = f"{n:,.0f}" if float(n).is_integer() else f"{n:,.1f}"
        return whole.replace(",", NO_BREAK).replace(".", ",")

    def part(self, n: int | None) -> str:
        """One of a table with its total."""
        return self("hidden") if n is None else self.number(n)

    def single(self, n: int) -> str:
        """A number that is part of no shown sum."""
        return self("few") if is_few(n) else self.number(n)

    def percent(self, n: int | None) -> str:
        return self("none") if n is None else self("percent", n=n)

    def lasting(self, seconds: float | None) -> str:
        """«3 t 20 min»; the two largest parts."""
        if seconds is None:
            return self("none")
        minutes = round(seconds / 60)
        days, hours = divmod(minutes // 60, 24)
        if days:
            return self._two(self("days", n=days), self("hours", n=hours) if hours else "")
        rest = minutes % 60
        return self._two(self("hours", n=hours) if hours else "", "" if hours and not rest else self("minutes", n=rest))

    def _two(self, one: str, other: str) -> str:
        return self("two_parts", one=one, other=other) if one and other else one or other

    def date(self, day: date) -> str:
        month = self.world.texts.say(self.language, f"time.month.{day.month}")
        return self("date", day=day.day, month=month, year=day.year)

    def slot(self, weekday: int, part: str) -> str:
        name = self.world.texts.say(self.language, f"time.weekday.{weekday + 1}")
        said = self("slot", weekday=name, part=self(f"part.{part}"))
        return said[:1].upper() + said[1:]

    def need(self, code: str) -> str:
        return self._named("matching.need", code)

    def channel(self, code: str) -> str:
        return self._named("console.channel", code)

    def spoken(self, code: str) -> str:
        return self("not_told") if code == NOT_TOLD else self._named("console.spoken", code)

    def area(self, code: str) -> str:
        found = self.world.areas.get(code)
        if found is None:
            return self("not_told") if code in ("", NOT_TOLD) else code
        return self("nowhere.everywhere") if found.whole else found.name

    def _named(self, prefix: str, code: str) -> str:
        if code == NOT_TOLD:
            return self("not_told")
        known = self.world.texts.has(f"{prefix}.{code}")
        words = self.world.texts.say(self.language, f"{prefix}.{code}") if known else code
        return words[:1].upper() + words[1:]
