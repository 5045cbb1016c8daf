from datetime import date

import pytest

from domain.freshness import Certainty, SourceDate, judge
from domain.unknown import UNKNOWN

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("certainty", "dated", "becomes", "phrase"),
    [
        (Certainty.CONFIRMED, "2026-10-01", Certainty.CONFIRMED, "confirmed_dated"),
        (Certainty.CONFIRMED, "2025-11-21", Certainty.CONFIRMED, "confirmed_dated"),
        (Certainty.CONFIRMED, "2025-11-20", Certainty.OLD, "old_dated"),
        (Certainty.CONFIRMED, "2024", Certainty.OLD, "old_dated"),
        (Certainty.CONFIRMED, None, Certainty.CONFIRMED, "confirmed_undated"),
        (Certainty.OLD, "2026-10", Certainty.OLD, "old_dated"),
        (Certainty.OLD, None, Certainty.OLD, "old_undated"),
        (Certainty.UNCONFIRMED, "2026-10", Certainty.UNCONFIRMED, "unconfirmed_dated"),
        (Certainty.UNCONFIRMED, None, Certainty.UNCONFIRMED, "unconfirmed_undated"),
    ],
)
def test_what_may_be_said_of_a_fact_today(
    certainty: Certainty, dated: str | None, becomes: Certainty, phrase: str
) -> None:
    found = judge(certainty, SourceDate(dated) if dated else UNKNOWN, TODAY)
    assert found.certainty is becomes
    assert found.text_key == f"catalogue.certainty.{phrase}"


@pytest.mark.parametrize("text", ["", "20", "2026-13", "2026-02-30", "18.03.2026", "2026-1"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|day|month|invalid"):
        SourceDate(text)
