"""Messages that were misread: kept with their talk, listed for review, counted, and handed out to train on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from bot.store.desk_tables import correction
from domain.correction import Correction, CorrectionState, Meaning
from domain.errors import NotFound


class SqlCorrections:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def put(self, made: Correction) -> None:
        same = sa.and_(correction.c.seq == made.seq, correction.c.by_id == made.by_id)
        self._db.execute(correction.delete().where(same))
        self._db.execute(correction.insert(), _row(made))

    def save(self, made: Correction) -> None:
        self._db.execute(correction.update().where(correction.c.id == made.id), _row(made))

    def get(self, correction_id: str) -> Correction:
        found = self._list(sa.select(correction).where(correction.c.id == correction_id))
        if not found:
            raise NotFound("no such correction")
        return found[0]

    def of_talk(self, conversation_id: str) -> Sequence[Correction]:
        theirs = sa.select(correction).where(correction.c.conversation_id == conversation_id)
        return self._list(theirs.order_by(correction.c.seq, correction.c.at, correction.c.id))

    def listed(self, state: CorrectionState, limit: int) -> Sequence[Correction]:
        """The oldest first: what has waited longest."""
        query = sa.select(correction).where(correction.c.state == state.value)
        return self._list(query.order_by(correction.c.at, correction.c.id).limit(limit))

    def accepted(self, language: str) -> Sequence[Correction]:
        made = self._list(sa.select(correction).where(correction.c.state == CorrectionState.ACCEPTED.value))
        theirs = [each for each in made if each.should_be.language == language]
        return sorted(theirs, key=lambda each: (each.should_be.label, each.at, each.id))

    def counts(self) -> dict[str, int]:
        query = sa.select(correction.c.state, sa.func.count()).group_by(correction.c.state)
        counted = {row[0]: row[1] for row in self._db.execute(query)}
        return {state.value: counted.get(state.value, 0) for state in CorrectionState}

    def confusions(self) -> list[tuple[str, str, int]]:
        """Understood, should have been, how often; the most often first. Rejected ones are left out."""
        was, should = correction.c.understood["label"].as_string(), correction.c.should_be["label"].as_string()
        query = (
            sa.select(was.label("was"), should.label("should"), sa.func.count().label("n"))
            .where(correction.c.state != CorrectionState.REJECTED.value)
            .group_by(sa.text("was"), sa.text("should")).order_by(sa.text("n DESC"), sa.text("was"), sa.text("should"))
        )  # fmt: skip
        return [(str(row.was), str(row.should), int(row.n)) for row in self._db.execute(query)]

    def _list(self, query: sa.Select[Any]) -> list[Correction]:
        return [_from(row) for row in self._db.execute(query).mappings()]


def _row(made: Correction) -> dict[str, Any]:
    return {**asdict(made), "state": made.state.value}


def _from(row: sa.RowMapping) -> Correction:
    return Correction(**{
        **row, "state": CorrectionState(row["state"]), "understood": Meaning(**row["understood"]),
        "should_be": Meaning(**row["should_be"]),
    })  # fmt: skip
