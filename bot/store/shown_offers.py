"""Writing down which offers were shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

import sqlalchemy as sa

from bot.store.desk_tables import shown_offer
from domain.shown_offers import ShownOffer


class SqlShownOffers:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, rows: Sequence[ShownOffer]) -> None:
        if rows:
            self._db.execute(shown_offer.insert(), [asdict(row) for row in rows])

    def between(self, first: date, last: date) -> Sequence[ShownOffer]:
        columns = [shown_offer.c[name] for name in ("day", "part_of_day", "need", "area", "offer_id")]
        query = sa.select(*columns).where(shown_offer.c.day >= first, shown_offer.c.day <= last)
        return [ShownOffer(*row) for row in self._db.execute(query.order_by(shown_offer.c.id))]
