"""Making a change of the catalogue: noted whole, on offer at once, and told to the other front doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.edge import Edge
from bot.live_catalogue import TOPIC
from bot.store.catalogue_changes import CatalogueChanges, Change, Raw
from domain.errors import Conflict
from domain.services.coordinate import Coordinator


@dataclass(frozen=True)
class Wish:
    """`seen`: the version of the entry that whoever wishes it had before them. `after` None: take it out."""

    part: str
    entry_id: str
    after: Raw | None
    seen: int
    by_organisation: str = ""
    undoes: int | None = None


def make_change(edge: Edge, who: Coordinator, now: datetime, wish: Wish) -> None:
    """Raises Conflict when somebody has changed the entry since. A change that changes nothing is none."""
    edge.catalogue.refresh()
    with edge.store() as uow:
        changes = CatalogueChanges(uow.connection)
        laid = edge.catalogue.now
        newest = next(iter(changes.of(wish.part, wish.entry_id)), None)
        version = newest.version if newest else 0
        if version != wish.seen:
            raise Conflict(f"{wish.entry_id} was changed meanwhile")
        before = laid.entry(wish.part, wish.entry_id)
        if before == wish.after:
            return
        change = Change(
            now, who.id, who.name, wish.part, wish.entry_id, version + 1, before, wish.after, wish.by_organisation,
            wish.undoes,
        )
        change_id = changes.add(change)
        uow.audit.add(now, who.id, "catalogue_change", wish.entry_id, ", ".join(parts_changed(before, wish.after)))
        uow.events.add(TOPIC, "changed", now, {"change": change_id})
        uow.commit()
    edge.catalogue.refresh()


def parts_changed(before: Raw | None, after: Raw | None) -> list[str]:
    if before is None:
        return ["new"]
    if after is None:
        return ["retired"]
    return sorted(key for key in {*before, *after} if before.get(key) != after.get(key))


class Overlaid(Exception):
    """Something that the change wrote was changed again later: undo that first."""


def without(change: Change, current: Raw | None) -> Raw | None:
    """The entry as it would be had this change not been made; later changes of other parts stay. Raises Overlaid."""
    if change.before is None or change.after is None:
        if current != change.after:
            raise Overlaid
        return change.before
    if current is None:
        raise Overlaid
    undone: dict[str, Any] = dict(current)
    for key in parts_changed(change.before, change.after):
        if current.get(key) != change.after.get(key):
            raise Overlaid
        if key in change.before:
            undone[key] = change.before[key]
        else:
            undone.pop(key, None)
    return undone
