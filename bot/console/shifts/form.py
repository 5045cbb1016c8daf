"""The form in which a shift is made: read, and filled in beforehand from a request or from another shift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.console.fields import Fields
from bot.console.shifts.when import read_when
from domain.conversation.talk import World
from domain.needs import VOLUNTEER_NEEDS
from domain.requests import Request
from domain.shifts.rules import ShiftRules
from domain.shifts.shift import Shift

NEEDS = tuple(sorted(need.value for need in VOLUNTEER_NEEDS))

DECIDES = ("coordinator", "requester")

LONGEST_TASK, LONGEST_PLACE, LONGEST_PRIVATE = 200, 200, 500
"""Characters. A task must fit in a question on a telephone."""

MOST_PLACES = 50

REMINDERS = ("4320", "1440", "120", "30")
"""Minutes before the start that can be ticked; none: nobody is reminded."""


@dataclass(frozen=True)
class Origin:
    """What the shift is made from: a request, or an earlier shift of which it is a copy."""

    request: Request | None = None
    copied: Shift | None = None

    @property
    def person(self) -> str | None:
        """The same key means the same person is visited: whoever has been there before is asked first."""
        if self.copied and self.copied.person:
            return self.copied.person
        return self.request.id if self.request else None


@dataclass(frozen=True)
class Wanted:
    """`rule`: an RRULE for a series, counted from the draft's start."""

    draft: Shift
    rule: str | None


def read_shift(fields: Fields, world: World, origin: Origin, by: str, now: datetime) -> Wanted | None:
    """None where something is wrong; what, is noted in `fields`. Ids are given when it is stored."""
    task = fields.text("task", LONGEST_TASK, required=True)
    need = fields.one_of("need", NEEDS, required=True)
    area = fields.one_of("area", [area.id for area in world.areas.areas])
    when = read_when(fields, now)
    places = fields.number("places", 1, MOST_PLACES)
    meeting_place = fields.text("meeting_place", LONGEST_PLACE)
    private = fields.text("private", LONGEST_PRIVATE)
    decides = fields.one_of("decides", DECIDES if origin.request else DECIDES[:1]) or "coordinator"
    organisation = fields.one_of("organisation", [o.id for o in world.catalogue.organisations()])
    if fields.problems or need is None or when is None:
        return None
    draft = Shift(
        "", task, need, when.start, when.end, now, by, places, area, meeting_place, private,
        demands=demands(world.shift_rules, fields, need), organisation=organisation, person=origin.person,
        request_id=origin.request.id if origin.request else None, urgent=fields.ticked("urgent"), decides=decides,
        remind=tuple(int(minutes) for minutes in fields.ticked_of("remind", REMINDERS)),
    )  # fmt: skip
    return Wanted(draft, when.rule)


def demands(rules: ShiftRules, fields: Fields, need: str) -> tuple[str, ...]:
    """What the rules say of this need, and what was ticked besides. A police certificate only by the box that says it
    is a municipal service: no other way is lawful."""
    by_rule = rules.demands_of(need, municipal_service=fields.ticked("municipal"))
    return tuple(dict.fromkeys((*by_rule, *fields.ticked_of("demand", may_be_added(rules)))))


def may_be_added(rules: ShiftRules) -> tuple[str, ...]:
    return tuple(demand for demand in rules.all_demands if demand not in rules.for_municipal_service)


def demands_shown(typed: Mapping[str, str], rules: ShiftRules) -> tuple[str, ...]:
    """What the chosen need demands by itself; nothing before one is chosen."""
    need = typed.get("need", "")
    return rules.demands_of(need, municipal_service=typed.get("municipal") == "yes") if need in NEEDS else ()
