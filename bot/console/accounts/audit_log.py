"""Reading the audit: the newest first, a page at a time by the id of the last line, never by counting from the top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from bot.console.wall_clock import a_day
from bot.store.account_tables import account
from bot.store.tables import audit, request
from domain.spoken_time import OSLO

PAGE = 50
"""Lines of one page."""

OTHERS = ("citizen", "volunteer", "staff", "organisation", "door", "command", "nobody")
"""Who acts without an account: the person in the talk, a linked volunteer or colleague, an organisation, the service
itself, the command line, and whoever gave an address that has no account."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for. Empty: all. `thing` is an id, or a request's code."""

    person: str = ""
    action: str = ""
    thing: str = ""
    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, typed: dict[str, str]) -> Wanted:
        text = {name: typed.get(name, "").strip()[:120] for name in ("person", "action", "thing", "first", "last")}
        return cls(text["person"], text["action"], text["thing"], a_day(text["first"]), a_day(text["last"]))

    def fields(self) -> str:
        """Which fields were filled, for the audit's own line: their names, not what stood there."""
        return " ".join(name for name in ("person", "action", "thing", "first", "last") if getattr(self, name))


@dataclass(frozen=True)
class Line:
    id: int
    at: datetime
    actor: str
    """A name, one of `OTHERS`, or the id of an account that is gone."""
    action: str
    object_id: str
    detail: str
    """As it was noted; a name where it was the id of an account."""
    about: str = ""
    """The name of the account it was done to, where it was one."""


class AuditLog:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def lines(self, wanted: Wanted, before: int | None = None, most: int = PAGE) -> list[Line]:
        whose, done_to, given = account.alias("whose"), account.alias("done_to"), account.alias("given")
        query = (
            sa.select(
                audit, whose.c.name.label("actor_name"), done_to.c.name.label("about"), given.c.name.label("given_to")
            )
            .join(whose, whose.c.id == audit.c.actor, isouter=True)
            .join(done_to, done_to.c.id == audit.c.object_id, isouter=True)
            .join(given, given.c.id == audit.c.detail, isouter=True)
            .where(*self._matching(wanted)).order_by(audit.c.id.desc()).limit(most)
        )
        if before is not None:
            query = query.where(audit.c.id < before)
        return [
            Line(
                row["id"], row["at"], row["actor_name"] or row["actor"], row["action"], row["object_id"],
                row["given_to"] or row["detail"], row["about"] or "",
            )
            for row in self._db.execute(query).mappings()
        ]  # fmt: skip

    def all(self, wanted: Wanted, most: int) -> Iterator[Line]:
        """The newest `most`, fetched in pieces."""
        before, left = None, most
        while left > 0:
            piece = self.lines(wanted, before, min(1000, left))
            yield from piece
            if len(piece) < min(1000, left):
                return
            before, left = piece[-1].id, left - len(piece)

    def _matching(self, wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
        if wanted.person:
            yield audit.c.actor == wanted.person
        if wanted.action:
            yield audit.c.action == wanted.action
        if wanted.thing:
            coded = self._db.scalar(sa.select(request.c.id).where(request.c.code == wanted.thing.upper()))
            yield audit.c.object_id == (coded or wanted.thing)
        if wanted.first:
            yield audit.c.at >= datetime.combine(wanted.first, time(), OSLO)
        if wanted.last:
            yield audit.c.at < datetime.combine(wanted.last, time(), OSLO) + timedelta(days=1)
