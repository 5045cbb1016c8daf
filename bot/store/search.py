"""Finding lines by their words: an index of stems (`word_forms.py`) in a table like the others, so that both databases
find the same, a line that is erased takes its words with it, and the newest lines are read first and no more of them
than are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.store.desk_tables import message_word
from bot.store.rows import conversation_from, request_from
from bot.store.tables import conversation, message, request
from bot.store.word_forms import asked_for, stems_of
from domain.handover import Conversation
from domain.messages import Author
from domain.requests import Request

COUNTED = 1000
"""Hits are counted so far; there may be more."""

MOST_WORDS = 8
"""Of what is asked for: the rest is not looked at."""

_CODE = re.compile(r"([^\W\d_]{2,20})[ -]?(\d{2,4})")


@dataclass(frozen=True)
class Hit:
    """One line that has all the words."""

    seq: int
    conversation_id: str
    at: datetime
    author: Author
    author_name: str
    text: str


@dataclass(frozen=True)
class Found:
    """`total` is exact up to COUNTED; one more than that when there are more. `stems` is what the lines have."""

    stems: Sequence[str]
    hits: Sequence[Hit]
    total: int
    more: bool
    requests: Sequence[Request] = ()


def file_words(db: sa.Connection, seq: int, text: str) -> None:
    """Makes a line that was just stored findable."""
    if stems := stems_of(text):
        db.execute(message_word.insert(), [{"stem": stem, "seq": seq} for stem in stems])


def file_words_again(db: sa.Connection, seq: int, text: str) -> None:
    """After the line was changed."""
    db.execute(message_word.delete().where(message_word.c.seq == seq))
    file_words(db, seq, text)


def search(db: sa.Connection, words: str, *, before: int | None = None, limit: int = 30) -> Found:
    """The newest lines with all the words, older than line `before`; first, the request that is called so."""
    stems = asked_for(words)[:MOST_WORDS]
    named = _request_called(db, words) if before is None else ()
    counts = [_count(db, _lines([stem])) for stem in stems]
    if not stems or not all(counts):
        return Found(stems, (), 0, False, named)
    lines = _lines([stem for _, stem in sorted(zip(counts, stems, strict=True))])
    older = lines if before is None else lines.where(lines.selected_columns.seq < before)
    seqs = list(db.scalars(older.order_by(lines.selected_columns.seq.desc()).limit(limit + 1)))
    more = len(seqs) > limit
    total = len(seqs) if before is None and not more else counts[0] if len(stems) == 1 else _count(db, lines)
    return Found(stems, _hits(db, seqs[:limit]), total, more, named)


def _lines(stems: Sequence[str]) -> sa.Select[tuple[int]]:
    """Numbers of the lines that have all the stems: those of the first are gone through, newest first."""
    first, *others = stems
    led = message_word.alias()
    found = sa.select(led.c.seq).where(led.c.stem == first)
    for stem in others:
        also = message_word.alias()
        found = found.where(sa.exists().where(also.c.stem == stem, also.c.seq == led.c.seq))
    return found


def _count(db: sa.Connection, lines: sa.Select[tuple[int]]) -> int:
    return db.scalar(sa.select(sa.func.count()).select_from(lines.limit(COUNTED + 1).subquery())) or 0


def _hits(db: sa.Connection, seqs: Sequence[int]) -> list[Hit]:
    columns = (message.c[n] for n in ("seq", "conversation_id", "at", "author", "author_name", "text"))
    rows = db.execute(sa.select(*columns).where(message.c.seq.in_(seqs)).order_by(message.c.seq.desc())).mappings()
    return [Hit(**{**row, "author": Author(row["author"])}) for row in rows]


def _request_called(db: sa.Connection, words: str) -> Sequence[Request]:
    """By its code, however it was typed: ELG-27, elg 27, elg27."""
    if (code := _CODE.fullmatch(words.strip())) is None:
        return ()
    named = sa.select(request).where(request.c.code == f"{code.group(1).upper()}-{code.group(2)}")
    return tuple(request_from(row) for row in db.execute(named).mappings())


def talks_of(db: sa.Connection, hits: Sequence[Hit]) -> dict[str, Conversation]:
    """The talks that the hits stand in, by id."""
    ids = {hit.conversation_id for hit in hits}
    rows = db.execute(sa.select(conversation).where(conversation.c.id.in_(ids))).mappings()
    return {row["id"]: conversation_from(row) for row in rows}
