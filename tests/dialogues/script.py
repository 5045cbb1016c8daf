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


@dataclass(frozen=True)
class Script:
    file: str
    name: str
    language: str
    talk: list[Step]
    then: Outcome

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
    return Script(file, raw["name"], raw.get("language", "nb"), talk, _made(Outcome, raw.get("then", {})))


def _made(kind: Any, raw: dict[str, Any]) -> Any:
    known = {f.name for f in fields(kind)}
    if odd := set(raw) - known:
        raise ValueError(f"{kind.__name__} knows no {sorted(odd)}; it knows {sorted(known)}")
    return kind(**raw)
