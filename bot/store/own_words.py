"""Which lines somebody wrote themselves: «Ja, send» on a button of ours tells a list nothing."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables import message
from domain.messages import Author
from domain.reading import PRESS


def own_words() -> sa.ColumnElement[bool]:
    intent = message.c.reading[("intent", "name")].as_string()
    return sa.and_(message.c.author == Author.CITIZEN.value, sa.func.coalesce(intent, "") != PRESS)
