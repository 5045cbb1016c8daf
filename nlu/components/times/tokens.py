"""Cutting a message into words, numbers and signs that remember where they stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from nlu.components.times.function_words import NUMBERED
from nlu.components.times.lexicon import Lex, joined, lexicon
from nlu.components.times.spelling import mended

# A run of digits with .,:/ or a dash between them is one number («15.30–17», «3/12», «1234.56.78901»).
_TOKEN = re.compile(r"\d+(?:[.,:/\-–]\d+)*|[^\W\d_]+(?:['’´][^\W\d_]+)*|[^\w\s]|_")
_NOTHING = Lex("", "")


@dataclass(frozen=True)
class Token:
    """`kind` is that of `Lex`, or digits, sign, word; `glued` if no space stands before it."""

    text: str
    start: int
    end: int
    kind: str
    lemma: str
    value: int = 0
    form: str = ""
    glued: bool = False


def _word(text: str, start: int, end: int, glued: bool) -> list[Token]:
    lower = text.lower().replace("’", "").replace("'", "").replace("´", "")
    known = lexicon().get(lower)
    if known is None:
        pieces = joined().get(lower)
        if pieces:
            return _split(pieces, text, start, end, glued)
        known = mended(lower) or _NOTHING
    return [Token(lower, start, end, known.kind or "word", known.lemma, known.value, known.form, glued)]


def _split(pieces: tuple[str, ...], text: str, start: int, end: int, glued: bool) -> list[Token]:
    """The words of a joined spelling; each keeps at least one letter of it."""
    out, at = [], start
    for n, piece in enumerate(pieces):
        stop = end if n == len(pieces) - 1 else min(at + max(1, len(piece)), end - 1)
        lex = lexicon().get(piece, _NOTHING)
        out.append(Token(piece, at, stop, lex.kind or "word", lex.lemma, lex.value, lex.form, glued or n > 0))
        at = stop
    return out


def tokens(text: str) -> list[Token]:
    """The tokens of a message, with offsets in code points; numbers that cannot be times are signs."""
    out: list[Token] = []
    last_end = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        part = match.group()
        glued = start == last_end
        if part[0].isdigit():
            digits = unicodedata.normalize("NFKC", part)
            out.append(Token(digits, start, end, "digits", "", 0, "", glued))
        elif part[0].isalpha():
            out.extend(_word(part, start, end, glued))
        else:
            out.append(Token(part, start, end, "sign", part, 0, "", glued))
        last_end = end
    return _without_other_numbers(out)


def _without_other_numbers(found: list[Token]) -> list[Token]:
    """Telephone, account and house numbers, codes and the like become plain words (times.md)."""
    out = list(found)
    run: list[int] = []
    for n, token in enumerate(found):
        if token.kind == "digits":
            if not _may_be_time(found, n):
                out[n] = Token(token.text, token.start, token.end, "other", "")
            run.append(n)
            continue
        _drop_long_run(out, run)
        run = []
    _drop_long_run(out, run)
    return out


def _drop_long_run(out: list[Token], run: list[int]) -> None:
    """Digits in groups («900 11 222»): three groups, or seven digits in all, are no time."""
    if len(run) >= 3 or (len(run) == 2 and sum(len(out[n].text) for n in run) >= 9):
        for n in run:
            out[n] = Token(out[n].text, out[n].start, out[n].end, "other", "")


def _may_be_time(found: list[Token], n: int) -> bool:
    token = found[n]
    before = found[n - 1] if n else None
    if before is not None and token.glued:
        if before.kind == "sign" and before.text in "-–+#/_*§":
            return (before.text in "-–" and not before.glued) or (
                n > 1 and found[n - 2].kind in ("sign", "digits") and before.text in "-–"
            )
        if before.kind != "sign" and before.lemma != "kl":
            return False
    for back in range(1, 4):
        if n - back < 0 or found[n - back].text in ".,;!?":
            break
        if found[n - back].lemma == "kl" or found[n - back].kind in ("month", "weekday"):
            break
        if found[n - back].text in NUMBERED:
            return False
    after = found[n + 1] if n + 1 < len(found) else None
    if after is not None and after.glued and after.kind not in ("sign", "month"):
        return after.lemma in ("am", "pm", "th")
    return not (after is not None and after.text in ("%", "°", "€", "$"))
