"""What one turn of the bot comes to: lines to say, things to do, and what to remember."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.effects import Effect


@dataclass(frozen=True)
class Button:
    """`payload` is a Rasa payload (`/press{"choice": "1"}`). The front door never shows it to anyone: it
    hands out an opaque id bound to the conversation instead, so that a payload cannot be forged."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    text: str
    buttons: tuple[Button, ...] = ()
    calendar: str | None = None
    """Id of an invitation to a shift: its calendar file goes along (`bot/calendar_file.py`)."""


@dataclass(frozen=True)
class Turn:
    """`slots` are Rasa slots to set (None clears). `handled` False: the flow did not understand this
    message as meant for it, said nothing and changed nothing; somebody else should take the turn."""

    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    handled: bool = True


UNHANDLED = Turn(handled=False)
