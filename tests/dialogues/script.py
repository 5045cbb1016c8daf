"""A whole talk as data: what one writes or presses, what is heard, and what has come of it.

    - name: A wife at night gets suggestions and a code
      language: nb                      # the answers' language: no word of another one in them
      talk:
        - you: Trenger noen timer fri   # or  press: "Ja, send"  (part of a title, or a number)
          as: neighbour                 # another sender; without it the first one
          first: [chatbot]              # in the first line heard
          bot: [avlastning, Ridabu]     # each stands in what is heard; a list inside it: one of them
          never: [krisesenter]
          buttons: [Ingen av disse]
          hours: true                   # says truly whether coordinators are at work now
          within: 1                     # seconds
      then:                             # what has come of it, of the first sender
        request: {need: respite}
        queue: request                  # the reason; "" when in no queue
        alarm: medical

A volunteer's talk begins with who they are and what they were asked:

      volunteer: {name: Ola Hansen}     # linked: false where they have not written their code
      shifts:
        - {task: Henge opp klær, day: thursday, at: "12:00", hours: 2}
      talk:
        - you: ja
          to: Henge opp klær            # a reply to the line that asked about it
          shifts: {Henge opp klær: accepted}
      then:
        proposed: {Henge opp klær: "15:30"}   # the start that was proposed; ~ for none

Somebody whom the desk has asked about their request begins with `asked: {asks: helped}` or `{asks: referral}`.

`{code}` stands for the first sender's newest request.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent

Wanted = str | list[str]


@dataclass(frozen=True)
class Step:
    you: str | None = None
    press: str | int | None = None
    sender: str = ""
    first: list[Wanted] = field(default_factory=list)
    bot: list[Wanted] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    hours: bool = False
    within: float = 30.0
    to: str | None = None
    shifts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ShiftSpec:
    """`day`: the first such weekday after today. `asked_days_ago`: with `booked` they have said yes since. `taken`:
    somebody else has the place. `over_hours_ago`: it is over, and they have been asked how it went."""

    task: str
    day: str = "thursday"
    at: str = "12:00"
    hours: float = 2
    area: str = "ridabu"
    places: int = 1
    meeting_place: str = ""
    private: str = "Hos Else Berg, Storgata 1"
    demands: list[str] = field(default_factory=list)
    asked_days_ago: float = 0
    booked: bool = False
    taken: bool = False
    reminded: bool = False
    over_hours_ago: float | None = None


@dataclass(frozen=True)
class VolunteerSpec:
    name: str = "Ola Hansen"
    linked: bool = True


@dataclass(frozen=True)
class RequestSpec:
    """A request of theirs that the desk has asked about. `asks`: helped (it has ended), or referral."""

    asks: str
    need: str = "visiting_friend"
    area: str = "ridabu"
    organisation: str = "Hamar Røde Kors"


@dataclass(frozen=True)
class Outcome:
    request: dict[str, Any] | None = None
    """Columns of the newest request."""
    requests: int | None = None
    queue: str | None = None
    urgency: str | None = None
    alarm: str | None = None
    erased: bool = False
    phone: str | None = None
    shifts: dict[str, str] = field(default_factory=dict)
    """State of each invitation, by the task."""
    proposed: dict[str, str | None] = field(default_factory=dict)
    shares: bool | None = None
    """Whether the organisation that was asked about sees the newest request."""
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    """How it went: `happened`, `minutes`, `report`."""


@dataclass(frozen=True)
class Script:
    file: str
    name: str
    language: str
    talk: list[Step]
    then: Outcome
    volunteer: VolunteerSpec | None = None
    shifts: tuple[ShiftSpec, ...] = ()
    asked: RequestSpec | None = None

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


def scripts() -> list[Script]:
    """Every talk of every file beside this one. Raises ValueError for a key that means nothing."""
    files = sorted(HERE.glob("*.yml"))
    return [_script(file.stem, raw) for file in files for raw in yaml.safe_load(file.read_text())]


def _script(file: str, raw: dict[str, Any]) -> Script:
    talk = [_made(Step, {("sender" if k == "as" else k): v for k, v in step.items()}) for step in raw["talk"]]
    if any((step.you is None) == (step.press is None) for step in talk):
        raise ValueError(f"{file}: {raw['name']}: each step is either `you` or `press`")
    volunteer = _made(VolunteerSpec, raw["volunteer"]) if "volunteer" in raw else None
    shifts = tuple(_made(ShiftSpec, spec) for spec in raw.get("shifts", ()))
    then = _made(Outcome, raw.get("then", {}))
    asked = _made(RequestSpec, raw["asked"]) if "asked" in raw else None
    return Script(file, raw["name"], raw.get("language", "nb"), talk, then, volunteer, shifts, asked)


def _made(kind: Any, raw: dict[str, Any]) -> Any:
    known = {f.name for f in fields(kind)}
    if odd := set(raw) - known:
        raise ValueError(f"{kind.__name__} knows no {sorted(odd)}; it knows {sorted(known)}")
    return kind(**raw)
