"""Changes of the catalogue, made at the console: whole entries, before and after, as the files write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.desk_tables import catalogue_change as changes
from bot.store.rows import inserted
from domain.errors import Conflict

OFFERS, ORGANISATIONS = "offers", "organisations"
"""The two parts of a catalogue file."""

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """`version` counts the changes of one entry, from 1. `before` or `after` is None where the entry was not there.
    `by_organisation`: its own people made the change. `undoes`: the id of the change that this one takes back."""

    at: datetime
    by_id: str
    by_name: str
    part: str
    entry_id: str
    version: int
    before: Raw | None
    after: Raw | None
    by_organisation: str = ""
    undoes: int | None = None
    id: int = 0


class CatalogueChanges:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def mark(self) -> tuple[int, int]:
        """Differs when anything was added: the newest id, and how many there are. PostgreSQL may commit ids out of
        order, so the newest alone is not enough."""
        row = self._db.execute(sa.select(sa.func.coalesce(sa.func.max(changes.c.id), 0), sa.func.count(changes.c.id)))
        newest, count = row.one()
        return int(newest), int(count)

    def newest_of_each(self) -> Sequence[Change]:
        """The last change of each entry that was ever changed, the oldest of them first."""
        last = sa.select(changes.c.part, changes.c.entry_id, sa.func.max(changes.c.version).label("version"))
        last_of = last.group_by(changes.c.part, changes.c.entry_id).subquery()
        same = sa.and_(*(changes.c[name] == last_of.c[name] for name in ("part", "entry_id", "version")))
        return self._read(sa.select(changes).join(last_of, same).order_by(changes.c.id))

    def originals(self) -> dict[tuple[str, str], Raw | None]:
        """By part and id, what stood there before the first change."""
        first = sa.select(changes.c.part, changes.c.entry_id, changes.c.before).where(changes.c.version == 1)
        return {(row.part, row.entry_id): row.before for row in self._db.execute(first)}

    def of(self, part: str, entry_id: str) -> Sequence[Change]:
        """The newest first."""
        theirs = sa.and_(changes.c.part == part, changes.c.entry_id == entry_id)
        return self._read(sa.select(changes).where(theirs).order_by(changes.c.version.desc()))

    def get(self, change_id: int) -> Change | None:
        return next(iter(self._read(sa.select(changes).where(changes.c.id == change_id))), None)

    def recent(self, limit: int, *, by_organisations: bool = False) -> Sequence[Change]:
        """The newest first."""
        query = sa.select(changes).order_by(changes.c.id.desc()).limit(limit)
        return self._read(query.where(changes.c.by_organisation != "") if by_organisations else query)

    def count_by_organisations(self, since: datetime) -> int:
        theirs = sa.and_(changes.c.by_organisation != "", changes.c.at >= since)
        return int(self._db.scalar(sa.select(sa.func.count(changes.c.id)).where(theirs)) or 0)

    def add(self, change: Change) -> int:
        """Raises Conflict when somebody has made this version already."""
        row = {name: value for name, value in asdict(change).items() if name != "id"}
        try:
            with self._db.begin_nested():
                return inserted(self._db.execute(changes.insert(), row))
        except sa.exc.IntegrityError as error:
            raise Conflict(f"{change.entry_id} was changed meanwhile") from error

    def _read(self, query: sa.Select[Any]) -> list[Change]:
        return [Change(**row) for row in self._db.execute(query).mappings()]
