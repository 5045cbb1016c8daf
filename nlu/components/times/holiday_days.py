"""Norwegian holidays and marked days: which dates they fall on, and the words for them.

Easter comes from dateutil; the rest are rules of the calendar (lov om 1. og 17. mai; almanakk for
Norge, University of Oslo). What the words cover follows the project's list of times: pinse is both
days, and so is påske here; jul is 24 to 26 December, romjul 27 to 30.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

from nlu.components.times.reading import Days

# key -> (month, day, days long)
FIXED: dict[str, tuple[int, int, int]] = {
    "lille julaften": (12, 23, 1), "julaften": (12, 24, 1), "første juledag": (12, 25, 1),
    "andre juledag": (12, 26, 1), "tredje juledag": (12, 27, 1), "jul": (12, 24, 3),
    "romjul": (12, 27, 4), "nyttårsaften": (12, 31, 1), "nyttår": (1, 1, 1),
    "sankthans": (6, 23, 1), "nasjonaldagen": (5, 17, 1), "lucia": (12, 13, 1),
    "halloween": (10, 31, 1), "valentinsdagen": (2, 14, 1), "kvinnedagen": (3, 8, 1),
    "frivillighetsdagen": (12, 5, 1), "fn-dagen": (10, 24, 1), "samefolkets dag": (2, 6, 1),
    "helligtrekonger": (1, 6, 1),
}  # fmt: skip
# key -> (days from Easter Sunday, days long)
MOVING: dict[str, tuple[int, int]] = {
    "fastelavn": (-49, 1), "palmesøndag": (-7, 1), "skjærtorsdag": (-3, 1), "langfredag": (-2, 1),
    "påskeaften": (-1, 1), "påske": (0, 2), "første påskedag": (0, 1), "andre påskedag": (1, 1),
    "tredje påskedag": (2, 1), "tredje pinsedag": (51, 1),
    "kristi himmelfart": (39, 1), "pinseaften": (48, 1), "pinse": (49, 2),
    "første pinsedag": (49, 1), "andre pinsedag": (50, 1),
}  # fmt: skip
# key -> (month, weekday, nth)
NTH: dict[str, tuple[int, int, int]] = {
    "farsdag": (11, 6, 2), "morsdag": (2, 6, 2), "allehelgensdag": (11, 6, 1),
}  # fmt: skip

# key -> spellings; words of a spelling are separated by «_», spellings by spaces.
NAMES: dict[str, str] = {
    "lille julaften": "lille_julaften veslejulaftan lille_julekveld litle_julaftan vesle_julaftan"
    " veslejulaften lillejulaften",
    "julaften": "julaften julaftan julekvelden julekveld christmas_eve juleaften jolaftan julaftenen",
    "første juledag": "juledag juledagen christmas_day",
    "andre juledag": "boxing_day",
    "jul": "jul jula julen jol jola julehelga julehelgen christmas juletider",
    "romjul": "romjul mellom_jul_og_nyttår mellom_jol_og_nyttår romjula romjulen romjol romjola",
    "nyttårsaften": "nyttårsaften nyttårsaftan new_years_eve nyttårskvelden nyttårsaftenen",
    "nyttår": "nyttår nyår nyttårsdag nyttårsdagen new_year new_years_day årsskiftet",
    "sankthans": "sankthans sankthansaften sankthansaftan sankt_hans st_hans st_._hans"
    " jonsok jonsokaftan midsummer",
    "nasjonaldagen": "nasjonaldagen grunnlovsdagen",
    "lucia": "luciadagen lussi luciadag",
    "halloween": "halloween",
    "valentinsdagen": "valentinsdagen valentines_day",
    "kvinnedagen": "kvinnedagen",
    "frivillighetsdagen": "frivillighetsdagen frivilligdagen",
    "fn-dagen": "fn_-_dagen fndagen",
    "samefolkets dag": "samefolkets_dag samenes_nasjonaldag",
    "helligtrekonger": "helligtrekongersdag hellige_tre_kongers_dag",
    "fastelavn": "fastelavn fastelavnssøndag fastelavnssundag",
    "palmesøndag": "palmesøndag palmesundag palm_sunday palmesøndagen",
    "skjærtorsdag": "skjærtorsdag skirtorsdag maundy_thursday sjærtorsdag skjertorsdag",
    "langfredag": "langfredag good_friday langfredagen",
    "påskeaften": "påskeaften påskeaftan easter_eve",
    "påske": "påske påska påsken easter påskehelga påskehelgen",
    "første påskedag": "påskedag påskedagen easter_sunday",
    "andre påskedag": "easter_monday",
    "kristi himmelfart": "kristi_himmelfart kristi_himmelfartsdag himmelfartsdag ascension_day"
    " kristihimmelfartsdag kristi_himmelferdsdag kristi_himmelferd himmelspretten",
    "pinseaften": "pinseaften pinseaftan",
    "pinse": "pinse pinsa pinsen pentecost whitsun pinsehelga pinsehelgen",
    "første pinsedag": "pinsedag pinsedagen whit_sunday",
    "andre pinsedag": "whit_monday",
    "farsdag": "farsdag farsdagen fathers_day",
    "morsdag": "morsdag morsdagen mothers_day",
    "allehelgensdag": "allehelgensdag allehelgenssøndag allehelgen",
}
SPELLED: dict[tuple[str, ...], str] = {
    tuple(spelling.split("_")): key for key, line in NAMES.items() for spelling in line.split()
}
HOLIDAY_WORDS: frozenset[str] = frozenset(words[0] for words in SPELLED)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1–5, or -1 for the last) such weekday of a month; ValueError where it has none."""
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if found.month != month:
        raise ValueError(f"no such weekday: {year}-{month} {weekday} {nth}")
    return found


def advent(year: int, nth: int) -> date:
    """The nth Sunday of Advent; the fourth is the last Sunday before 25 December."""
    eve = date(year, 12, 24)
    return eve - timedelta(days=(eve.weekday() + 1) % 7 + 7 * (4 - nth))


def holiday_in(key: str, year: int) -> Days:
    """The days of a holiday in a year."""
    if key in FIXED:
        month, day, length = FIXED[key]
        first = date(year, month, day)
    elif key in MOVING:
        offset, length = MOVING[key]
        first = easter(year) + timedelta(days=offset)
    else:
        first, length = nth_weekday(year, *NTH[key]), 1
    return Days(first, first + timedelta(days=length), turn=key == "nyttår")


def next_holiday(key: str, today: date) -> Days:
    """The coming one, or the one under way: today counts."""
    this_year = holiday_in(key, today.year)
    return this_year if this_year.last > today else holiday_in(key, today.year + 1)
