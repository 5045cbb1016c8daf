"""What a coordinator asks the list of volunteers for: read from the address, and put into one again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlencode

from bot.console.shifts.choices import area_choices, need_choices
from bot.store.volunteer_views import STATES, Line, Wanted
from domain.conversation.talk import World

PATH = "/console/volunteers"

SORTS: Mapping[str, Callable[[Line], object]] = {
    "waited": lambda line: line.waited_since,
    "name": lambda line: alphabetical(line.name),
    **dict.fromkeys(("week", "asked_30", "asked_90"), lambda line: line.number),
}
"""The first: whoever has waited longest comes first."""

_DAYS = {"week": 7, "asked_30": 30, "asked_90": 90}

_LAST_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


@dataclass(frozen=True)
class Search:
    """Empty: whatever it is. `sort`: a name of SORTS, with «-» before it for the other way around."""

    name: str = ""
    need: str = ""
    area: str = ""
    language: str = ""
    weekday: str = ""
    car: str = ""
    state: str = ""
    sort: str = "waited"

    @property
    def narrows(self) -> bool:
        return any((self.name, self.need, self.area, self.language, self.weekday, self.car))

    def wanted(self, unasked_since: datetime, state: str = "") -> Wanted:
        """The part of it that the store answers; `state` instead of its own."""
        weekday = int(self.weekday) if self.weekday else None
        return Wanted(unasked_since, state or self.state, self.need, self.area, weekday, bool(self.car))

    @property
    def number_of(self) -> int:
        """Days whose questions it is sorted by; 0 for none."""
        return _DAYS.get(self.sort.removeprefix("-"), 0)

    def fits(self, line: Line) -> bool:
        """What no database compares as Norwegian does: upper and lower case of å and ø."""
        name, language = self.name.casefold(), self.language.casefold()
        spoken = not language or any(language in one.casefold() for one in line.languages)
        return name in line.name.casefold() and spoken

    def sorted(self, lines: list[Line]) -> list[Line]:
        column = self.sort.removeprefix("-")
        by_name = sorted(lines, key=lambda line: (alphabetical(line.name), line.id))
        return sorted(by_name, key=SORTS[column], reverse=self.sort.startswith("-"))  # type: ignore[arg-type]

    def direction(self, column: str) -> str:
        """As `aria-sort` says it; empty for another column than the one sorted by."""
        if self.sort.removeprefix("-") != column:
            return ""
        return "descending" if self.sort.startswith("-") else "ascending"

    def turned(self, column: str) -> str:
        """The address sorted by it; the other way around where it is so already. Numbers begin with the highest."""
        begins = column if column in ("waited", "name") else f"-{column}"
        other = begins.removeprefix("-") if begins.startswith("-") else f"-{begins}"
        return self.address(sort=other if self.sort == begins else begins)

    def address(self, **instead: object) -> str:
        """With something else in place of its own; without what is empty."""
        asked = {name: value for name, value in {**asdict(self), **instead}.items() if value}
        if asked.get("sort") == "waited":
            asked.pop("sort")
        return f"{PATH}?{urlencode(asked)}" if asked else PATH


def read_search(query: Mapping[str, str], world: World) -> Search:
    """What is nobody's choice is as if nothing was chosen."""
    words = {name: query.get(name, "").strip()[:120] for name in ("name", "language")}
    allowed = {
        "need": dict(need_choices(world)), "area": dict(area_choices(world)), "weekday": tuple("0123456"),
        "car": ("yes",), "state": STATES, "sort": (*SORTS, *(f"-{column}" for column in SORTS)),
    }  # fmt: skip
    chosen = {name: query[name] for name in allowed if query.get(name, "") in allowed[name]}
    return Search(**words, **chosen)


def alphabetical(name: str) -> str:
    """Æ, ø and å come after z."""
    return name.casefold().translate(_LAST_LETTERS)
