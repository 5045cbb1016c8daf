"""Which offers were shown: written down as counts, found again by day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.shown_offers import ShownOffer, shown
from tests.bot.store.builders import Store

EVENING = datetime(2026, 11, 10, 18, 30, tzinfo=UTC)


class ShownOffers:
    def test_what_was_shown_is_found_again_by_its_day(self, store: Store) -> None:
        rows = shown("respite", "vang", ("a", "b"), EVENING)
        with store() as uow:
            uow.shown_offers.add(rows)
            uow.shown_offers.add(shown("escort", None, (), EVENING + timedelta(days=1)))
            uow.commit()
        day = EVENING.date()
        with store() as uow:
            assert uow.shown_offers.between(day, day) == list(rows)
            both = uow.shown_offers.between(day, day + timedelta(days=1))
            assert both[2:] == [ShownOffer(day + timedelta(days=1), "evening", "escort", None, None)]
            assert uow.shown_offers.between(day - timedelta(days=9), day - timedelta(days=1)) == []

    def test_the_day_and_its_part_are_those_on_the_wall_in_norway(self, store: Store) -> None:
        (row,) = shown("escort", None, ("a",), datetime(2026, 11, 10, 23, 30, tzinfo=UTC))
        assert (row.day.isoformat(), row.part_of_day) == ("2026-11-11", "night")
