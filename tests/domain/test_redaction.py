"""What must not be stored is masked, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.redaction import MASK, is_national_id, mask

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def national_id(born: date, serial: int, *, day: int = 0, month: int = 0) -> str | None:
    """With both control digits; None for a serial that has none. `day` 40 makes a D-number, `month` a synthetic one."""
    nine = f"{born.day + day:02d}{born.month + month:02d}{born.year % 100:02d}{serial:03d}"
    first = -sum(w * int(d) for w, d in zip(_FIRST, nine, strict=True)) % 11
    second = -sum(w * int(d) for w, d in zip(_SECOND, f"{nine}{first}", strict=False)) % 11
    return None if 10 in (first, second) else f"{nine}{first}{second}"


BORN = st.dates(date(1900, 1, 1), date(2026, 1, 1))
SERIAL = st.integers(0, 999)
OFFSETS = st.tuples(st.sampled_from([0, 40]), st.sampled_from([0, 40, 65, 80]))


@given(BORN, SERIAL, OFFSETS, st.sampled_from(["", " ", ".", "-"]), st.text("abc æøå.,", max_size=12))
def test_every_valid_id_is_masked_dnumbers_and_synthetic_ones_too(
    born: date, serial: int, offsets: tuple[int, int], gap: str, around: str
) -> None:
    found = national_id(born, serial, day=offsets[0], month=offsets[1])
    assume(found)
    assert found is not None
    written = f"{found[:6]}{gap}{found[6:]}"
    text = f"{around} {written} {around}"
    masked = mask(text)
    assert is_national_id(found)
    assert not any(c.isdigit() for c in masked.text)
    assert len(masked.text) == len(text)
    (entity,) = [e for e in masked.entities if e.entity == "national_id"]
    assert text[entity.start : entity.end] == written
    assert entity.value == ""


@given(st.text(max_size=300), st.booleans())
def test_a_mask_is_as_long_as_what_it_hides_and_hides_only_digits(text: str, keep: bool) -> None:
    masked = mask(text, keep_phones=keep)
    assert len(masked.text) == len(text)
    for before, after in zip(text, masked.text, strict=True):
        assert before == after or (after == MASK and (before.isdigit() or before == "+"))
    assert all(0 <= e.start < e.end <= len(text) for e in masked.entities)


@given(st.text(max_size=200))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once


@pytest.mark.parametrize("text", [
    "vi sees 24.12.2026", "torsdag 10.30–12.30", "mellom 10:00 og 14:00", "uke 48, 49 og 50", "koden er ELG-27",
    "KLØVER-271", "det koster kr 12 500 000", "2.11.2026 kl 15.00", "2026-11-21", "i 2026 og 2027", "§ 3-6 og § 2-8",
    "postnummer 2315 Hamar", "han er 87 år og bor i nr 22", "mellom 8.00 og 15.30 hver dag", "1.–3. desember 2026",
    "rom 1204, 2. etasje", "100 000 kroner", "fra 01.09.2026 til 30.06.2027",
])
def test_dates_times_weeks_amounts_and_codes_are_untouched(text: str) -> None:
    assert mask(text).text == text
    assert mask(text).phones == ()


@pytest.mark.parametrize(("text", "phone"), [
    ("ring 91 23 45 67", "+4791234567"), ("tlf 91234567.", "+4791234567"), ("912 34 567", "+4791234567"),
    ("+47 912 34 567", "+4791234567"), ("0047 91234567", "+4791234567"), ("62 56 30 10", "+4762563010"),
    ("+46 70 123 45 67", "+46701234567"), ("nummeret mitt er:41234567", "+4741234567"),
    ("ring meg på 91 23 45 67 etter kl 15", "+4791234567"), ("91 23 45 67 eller 24.12.2026", "+4791234567"),
])
def test_a_telephone_number_is_found_and_masked(text: str, phone: str) -> None:
    masked = mask(text)
    assert masked.phones == (phone,)
    assert sum(c == MASK for c in masked.text) >= 8
    assert mask(text, keep_phones=True).text == text
    assert mask(text, keep_phones=True).phones == (phone,)


def test_several_numbers_are_given_in_order() -> None:
    assert mask("ring 91234567, ellers 62 56 30 10").phones == ("+4791234567", "+4762563010")


def test_an_id_is_masked_also_where_telephone_numbers_are_kept() -> None:
    found = national_id(date(1944, 2, 1), 123) or national_id(date(1944, 2, 1), 124)
    assert found is not None
    masked = mask(f"{found}, tlf 91234567", keep_phones=True)
    assert found not in masked.text
    assert "91234567" in masked.text


def test_eleven_digits_that_are_no_id_are_masked_as_an_account_might_be_and_named_nothing() -> None:
    masked = mask("konto 1234.56.78903")
    assert "78903" not in masked.text
    assert masked.entities == ()
