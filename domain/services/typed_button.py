"""Who writes what stands on a button has pressed it: one of the buttons of what was said last, on any channel."""

from __future__ import annotations

import re

from domain.messages import Author
from domain.ports import UnitOfWork
from domain.turn import Button

MOST_LINES = 20
"""Lines of one answer of ours, with room to spare."""

_NUMBER = re.compile(r"\A\s*\d+[.)]\s+")
"""«1. Røde Kors»: the number before a suggestion's name."""

_WORD = re.compile(r"\w+")


def typed_button(uow: UnitOfWork, conversation_id: str, text: str) -> Button | None:
    """The button with this title among the last lines of ours that nobody has answered yet, as it is bound to the
    talk. None where two buttons of that title do different things."""
    typed = _plain(text)
    found: dict[str, Button] = {}
    for line in reversed(uow.transcript.of(conversation_id, limit=MOST_LINES)):
        if line.author not in (Author.BOT, Author.SYSTEM, Author.NOTE):
            break
        for offered in line.buttons:
            if typed and typed in (_plain(offered.title), _plain(_NUMBER.sub("", offered.title))):
                button = uow.buttons.resolve(conversation_id, offered.payload)
                found |= {button.payload: button} if button else {}
    return next(iter(found.values())) if len(found) == 1 else None


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
