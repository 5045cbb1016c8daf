"""Words as they are searched for: «hundene», «Hundar» and «hund» are one.

The stems are Snowball's Norwegian ones, made here and not by the database, so that SQLite and PostgreSQL find the
same. Whoever changes what a stem is must file all lines again: a line is found by the stems it was stored with.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

import snowballstemmer

LONGEST = 40
"""Characters of a stem: nobody searches for the rest of a longer word."""

_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"(?<![^\W_])([^\W\d_]{2,20})-(\d{2,4})(?![^\W_])")
_ALIKE = str.maketrans("áàâéèêëíìóòôúùüäö", "aaaeeeeiiooouuuæø")
"""Letters that are left out as often as they are written, and the Swedish ones of a keyboard."""

_COMMON = """
    alle alt at av bare ble blei bli blir da de deg dei deim dem den denne der dere deres dersom det dette di din disse
    ditt du dykk eg ein eit eitt eller en enn er et ett etter for fordi fra frå før han hans har hva hvem hver hvor
    hvordan hvorfor ho hos hun hvis i ikke ikkje ingen inn ja jeg jo kan kva kvar kven korleis kvifor man med meg mei
    mellom men mi min mine mitt mot må måtte nei no noe noen noko nokon nokre nå når og også om opp oss over på sa seg
    selv si sidan siden sin sine sitt sjøl skal skulle som så til um under ut ved vi vil ville var vart vere være vært
    vår vårt
    a an and are as at be but can for from has have he her his how i if in is it its me my no not of on or our
    she so that the their them there they this to us was we were what when where who will with you your
"""
COMMON = frozenset(_COMMON.split())
"""Words that stand in every other line, and tell lines apart from nothing. Source: the commonest words of Snowball's
Norwegian list, their Nynorsk forms, and the English ones; none that names a thing."""

_STEMMER = snowballstemmer.stemmer("norwegian")
_ONE_AT_A_TIME = threading.Lock()
"""The stemmer keeps the word in itself while it works."""


def stems_of(text: str) -> list[str]:
    """Each once, in the order they stand. A code (ELG-27) is a word of its own beside its parts."""
    found = [code for code, _ in _codes(text)] + [stem for stem, _ in _words(text)]
    return list(dict.fromkeys(found))


def asked_for(words: str) -> list[str]:
    """The stems that a line must have, all of them. A code is asked for whole."""
    codes = [code for code, _ in _codes(words)]
    return list(dict.fromkeys([*codes, *(stem for stem, _ in _words(_CODE.sub(" ", words)))]))


def marked(text: str, stems: Collection[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the words."""
    hits = [span for code, span in _codes(text) if code in stems]
    hits += [span for stem, span in _words(text) if stem in stems and not any(a <= span[0] < b for a, b in hits)]
    pieces, at = list[tuple[str, bool]](), 0
    for begins, ends in sorted(hits):
        pieces += [(text[at:begins], False), (text[begins:ends], True)]
        at = ends
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def _codes(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for found in _CODE.finditer(text):
        yield found.group().lower()[:LONGEST], found.span()


def _words(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for found in _WORD.finditer(text):
        word = unicodedata.normalize("NFC", found.group().lower())
        if len(word) > 1 and word not in COMMON:
            yield _stem(word.translate(_ALIKE)), found.span()


@lru_cache(20_000)
def _stem(word: str) -> str:
    """Twice: «kafeen» is «kafe» at first, and «kafe» is shorter still."""
    with _ONE_AT_A_TIME:
        return str(_STEMMER.stemWord(_STEMMER.stemWord(word)))[:LONGEST]
