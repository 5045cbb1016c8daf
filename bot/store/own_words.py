"""Which lines somebody wrote themselves: «Ja, send» on a button of ours tells a list nothing."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables import message
from domain.messages import Author
from domain.reading import PRESS

SMALL_TALK = ("affirm", "deny", "greet", "thank", "goodbye")
"""What such a message answers stands in another line."""


def own_words() -> sa.ColumnElement[bool]:
    return sa.and_(message.c.author == Author.CITIZEN.value, _intent() != PRESS)


def tells_something() -> sa.ColumnElement[bool]:
    """Not «ja» or «takk» alone."""
    return _intent().not_in(SMALL_TALK)


def _intent() -> sa.ColumnElement[str]:
    return sa.func.coalesce(message.c.reading[("intent", "name")].as_string(), "")
