"""The catalogue as it is now: the files in data/, with the changes of the console laid on top.

The files stay the base. A change that the rules no longer allow (the files were renewed beneath it) is skipped, logged
and shown; the entry is then as its file says. Whatever is put into the database by any front door is on offer here
within seconds (`watch`), and at once where it was made (`refresh`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import sqlalchemy as sa
from anyio import to_thread

from bot.area_loader import DATA
from bot.catalogue_loader import SCHEMA, Written, areas_in, catalogue_of, wrong_with_offer
from bot.data_file import Keys, misfits
from bot.signals import Signals
from bot.store.catalogue_changes import OFFERS, ORGANISATIONS, CatalogueChanges, Change, Raw
from bot.store.uow import SqlStore
from domain.matching import MatchingIndex
from domain.on_offer import OnOffer, Stock

logger = logging.getLogger(__name__)

TOPIC = "catalogue"
"""Of events and signals."""

Wrong = tuple[Keys, str]


@dataclass(frozen=True)
class Skipped:
    change: Change
    wrong: Sequence[str]


@dataclass(frozen=True)
class Laid:
    """What came of laying the changes on the files. `versions`: of each entry that was changed, by part and id.
    `retired`: offers that are taken out, as they were."""

    written: Written
    versions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    retired: Mapping[str, Raw] = field(default_factory=dict)
    skipped: Sequence[Skipped] = ()

    def entry(self, part: str, entry_id: str) -> Raw | None:
        entries = self.written.offers if part == OFFERS else self.written.organisations
        return entries.get(entry_id)

    def version(self, part: str, entry_id: str) -> int:
        return self.versions.get((part, entry_id), 0)


class LiveCatalogue:
    def __init__(self, files: Written, on_offer: OnOffer, store: SqlStore) -> None:
        self._files, self._on_offer, self._store = files, on_offer, store
        self._mark, self._laid = (0, 0), Laid(files)
        self._renewing = threading.Lock()
        self._areas = {area.id for area in files.areas.areas}
        self._areas |= {area for raw in files.offers.values() for _, area in areas_in(raw)}

    @property
    def now(self) -> Laid:
        return self._laid

    @property
    def areas(self) -> frozenset[str]:
        """Ids that an offer may name: ours, and those that an included file names."""
        return frozenset(self._areas)

    def refresh(self) -> bool:
        """Takes in what is new in the database. Blocks: a query, and some milliseconds where there is anything."""
        with self._renewing, self._store.reading() as uow:
            changes = CatalogueChanges(uow.connection)
            if (mark := changes.mark()) == self._mark:
                return False
            laid = self._lay(changes.newest_of_each(), changes.originals())
            catalogue = catalogue_of(laid.written)
            self._on_offer.put(Stock(catalogue, MatchingIndex.build(catalogue.offers, self._files.areas)))
            self._mark, self._laid = mark, laid
            return True

    async def watch(self, signals: Signals) -> None:
        """For as long as the service runs: other front doors' changes, a few seconds late."""
        while True:
            await signals.wait([TOPIC])
            try:
                await to_thread.run_sync(self.refresh)
            except sa.exc.DBAPIError as error:
                logger.error("catalogue: the database does not answer (%s)", type(error.orig).__name__)

    def wrong_with(self, part: str, raw: Raw, written: Written | None = None) -> list[Wrong]:
        """Why an entry could not stand in a file, and where: its schema first, then what leads nowhere."""
        known = (written or self._laid.written).organisations
        found = misfits({"organisations": [], "offers": [], part: [raw]}, DATA / "schemas" / SCHEMA)
        if not found and part == OFFERS:
            return [(keys, wrong) for keys, wrong, _ in wrong_with_offer(raw, known, self._areas)]
        return [(keys[2:], wrong) for keys, wrong, _ in found]

    def _lay(self, newest: Sequence[Change], originals: Mapping[tuple[str, str], Raw | None]) -> Laid:
        """Organisations first, since offers name them. Where all was undone the file speaks again, also a newer one."""
        laid = Laid(self._files, {(c.part, c.entry_id): c.version for c in newest})
        for change in sorted(newest, key=lambda change: change.part != ORGANISATIONS):
            if change.after is not None and change.after == originals.get((change.part, change.entry_id)):
                continue
            wrong = list(self._wrong(change, laid.written))
            if wrong:
                logger.error("catalogue: change %s of %s is skipped: %s", change.id, change.entry_id, "; ".join(wrong))
                laid = replace(laid, skipped=(*laid.skipped, Skipped(change, wrong)))
            else:
                laid = _with(laid, change)
        return laid

    def _wrong(self, change: Change, written: Written) -> Iterator[str]:
        if change.after is None:
            if change.part == ORGANISATIONS:
                users = [raw["id"] for raw in written.offers.values() if raw["organisation"] == change.entry_id]
                if users:
                    yield f"{', '.join(users)} still name it"
            return
        for keys, wrong in self.wrong_with(change.part, change.after, written):
            yield f"{'.'.join(map(str, keys))}: {wrong}"


def _with(laid: Laid, change: Change) -> Laid:
    written = laid.written
    entries = dict(written.offers if change.part == OFFERS else written.organisations)
    if change.after is None:
        entries.pop(change.entry_id, None)
    else:
        entries[change.entry_id] = change.after
    if change.part == ORGANISATIONS:
        return replace(laid, written=replace(written, organisations=entries))
    retired = laid.retired
    if change.after is None and change.before is not None:
        retired = {**retired, change.entry_id: change.before}
    return replace(laid, written=replace(written, offers=entries), retired=retired)
