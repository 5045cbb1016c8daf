"""Times as people say them, in Europe/Oslo and in their language."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.words_loader import load_texts
from domain.spoken_time import SpokenTime

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)

NB = SpokenTime(load_texts(), "nb")


@pytest.mark.parametrize(("value", "said"), [
    ("2026-11-10T15:00:00+01:00", "i dag kl. 15.00"),
    ("2026-11-11T00:00:00+01:00/2026-11-12T00:00:00+01:00", "i morgen, onsdag"),
    ("2026-11-12T10:00:00+01:00/2026-11-12T12:30:00+01:00", "torsdag 12. november kl. 10.00–12.30"),
    ("2026-11-14T00:00:00+01:00/2026-11-16T00:00:00+01:00", "fra lørdag 14. november til søndag 15. november"),
    ("2026-11-10T15:00:00+01:00/..", "fra i dag kl. 15.00"),
    ("../2026-11-10T16:00:00+01:00", "innen i dag kl. 16.00"),
    ("2026-11-10T22:00:00+01:00/2026-11-11T06:00:00+01:00", "fra i dag kl. 22.00 til i morgen, onsdag kl. 6.00"),
    ("FREQ=WEEKLY;BYDAY=TU", "hver tirsdag"), ("FREQ=WEEKLY;BYDAY=TU,TH", "hver tirsdag og torsdag"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "annenhver mandag"), ("FREQ=WEEKLY;INTERVAL=2", "annenhver uke"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=10;BYMINUTE=30", "hverdager kl. 10.30"), ("FREQ=DAILY", "hver dag"),
    ("FREQ=MONTHLY", "hver måned"), ("FREQ=YEARLY", "regelmessig"), ("FREQ=WEEKLY;BYHOUR=9", "hver uke kl. 9.00"),
])
def test_a_time_or_a_recurrence_is_said(value: str, said: str) -> None:
    assert NB.value(value, NOW) == said


def test_it_is_said_in_every_language() -> None:
    for language, said in (("nn", "tysdag 24. november kl. 10.00"), ("en", "Tuesday 24 November at 10:00")):
        spoken = SpokenTime(load_texts(), language)
        assert spoken.moment(datetime(2026, 11, 24, 9, tzinfo=UTC), NOW) == said


def test_today_is_oslos_today() -> None:
    late = datetime(2026, 11, 10, 23, 30, tzinfo=UTC)  # half past midnight on the 11th
    assert NB.value("2026-11-11T15:00:00+01:00", late) == "i dag kl. 15.00"
    assert NB.day(date(2026, 11, 11)) == "onsdag 11. november"


def test_free_words_are_no_time() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        NB.value("når det passer", NOW)


def test_words_are_listed_as_people_do() -> None:
    assert [NB.listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a og b", "a, b og c"]
