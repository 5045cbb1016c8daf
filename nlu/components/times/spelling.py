"""Mending one slip of the finger in a long time word, and in no other word.

Only names of days, months and long parts of the day are mended; a word that is already a time word,
or that ends like a Norwegian place or surname («Mandal», «Fredal»), is left alone.
"""

from __future__ import annotations

from functools import lru_cache

from nlu.components.times.lexicon import Lex, lexicon

_MENDED_WORDS = """
    mandag måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag søndag sundag januar februar
    september oktober november desember formiddag ettermiddag føremiddag overmorgen annenhver hverdager
    mandager tirsdager onsdager torsdager fredager lørdager søndager tuesday wednesday thursday saturday
    mandagen tirsdagen onsdagen torsdagen fredagen lørdagen søndagen formiddagen ettermiddagen
"""
MENDED: frozenset[str] = frozenset(_MENDED_WORDS.split())
# Ordinary words and names one letter away from a time word.
_ORDINARY_WORDS = """
    mandal mandat mandar mandel mandler mandalen mandater fredrik fredad frodag fredig fredal søndre
    søndal soldag solidag syndag januari hverdagen hverdagene hverdagens tordag torsdal vordag mandags
    ettermiddags formiddags sommerdag hverdags oktaver octobers kveldens lørdal onsdal måldag måndags
    søndags foredag soverom
"""
ORDINARY: frozenset[str] = frozenset(_ORDINARY_WORDS.split())


@lru_cache(maxsize=1)
def _one_letter_less() -> dict[str, str]:
    """Every mended word with one letter taken out -> that word (a deletion index)."""
    out: dict[str, str] = {}
    for word in sorted(MENDED):
        for spot in range(len(word)):
            out.setdefault(word[:spot] + word[spot + 1 :], word)
    return out


def _one_edit(word: str, target: str) -> bool:
    """Whether one letter put in, left out, changed or swapped with its neighbour parts the two."""
    if abs(len(word) - len(target)) > 1 or word[0] != target[0]:
        return False
    at = next(
        (n for n, (a, b) in enumerate(zip(word, target, strict=False)) if a != b), min(len(word), len(target))
    )
    rest, wanted = word[at:], target[at:]
    if len(word) == len(target):
        swapped = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
        return rest[1:] == wanted[1:] or swapped
    return rest[1:] == wanted if len(word) > len(target) else rest == wanted[1:]


@lru_cache(maxsize=4096)
def mended(word: str) -> Lex | None:
    """The time word that `word` (lower case) is one slip away from, if any."""
    if not 5 <= len(word) <= 13 or word in ORDINARY or word.endswith(("dal", "dalen", "dals")):
        return None
    index = _one_letter_less()
    candidates = {index[word]} if word in index else set()
    for spot in range(len(word)):
        shorter = word[:spot] + word[spot + 1 :]
        if shorter in MENDED:
            candidates.add(shorter)
        if shorter in index:
            candidates.add(index[shorter])
    for target in sorted(candidates):
        if _one_edit(word, target):
            return lexicon()[target]
    return None
