"""Which shifts a coordinator wants to see, in the list and in the week alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlencode

from bot.console.guard import LANGUAGE
from bot.console.shifts.choices import area_choices, need_choices
from bot.console.shifts.rows import Row
from domain.conversation.talk import World

STATES = ("free", "needs_you", "draft", "full", "running", "over", "called_off")


@dataclass(frozen=True)
class ShiftFilter:
    """Empty: whatever it is. `area`: those in this very area. `state`: one of STATES."""

    need: str = ""
    area: str = ""
    state: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.need or self.area or self.state)

    def fits(self, row: Row, now: datetime) -> bool:
        return self.need in ("", row.shift.need) and self.area in ("", row.shift.area) and self._in_state(row, now)

    def address(self, path: str, **more: object) -> str:
        """`path` with what is filtered by, and `more` of the page's own."""
        asked = {name: value for name, value in {**asdict(self), **more}.items() if value}
        return f"{path}?{urlencode(asked)}" if asked else path

    def _in_state(self, row: Row, now: datetime) -> bool:
        match self.state:
            case "":
                return True
            case "free":
                return row.has_free(now)
            case "full":
                return row.shift.is_open(now) and not row.has_free(now)
        return row.condition(now) == self.state


def read_filter(query: Mapping[str, str], world: World) -> ShiftFilter:
    """What is nobody's choice is as if nothing was chosen."""
    allowed = {"need": dict(need_choices(world)), "area": dict(area_choices(world)), "state": STATES}
    chosen = {name: query.get(name, "") for name in allowed}
    return ShiftFilter(**{name: value if value in allowed[name] else "" for name, value in chosen.items()})


def filter_choices(world: World) -> dict[str, object]:
    say = world.texts.say
    states = [(code, say(LANGUAGE, f"console_shifts.filter_state.{code}")) for code in STATES]
    return {"needs": need_choices(world), "areas": area_choices(world), "states": states}
