"""What a rule sees: the tokens, the moment, and a few questions about what stands where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nlu.components.times.function_words import AFTER_HOUR
from nlu.components.times.tokens import Token

END = Token("", -1, -1, "end", "")


@dataclass(frozen=True)
class Cursor:
    """`now` is aware and in Europe/Oslo. Rules take a position and hand back (what, next position)."""

    tokens: list[Token]
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    def at(self, i: int) -> Token:
        return self.tokens[i] if 0 <= i < len(self.tokens) else END

    def lemma(self, i: int) -> str:
        return self.at(i).lemma

    def are(self, i: int, *lemmas: str) -> bool:
        """Whether these lemmas stand here in this order; «a|b» allows either."""
        return all(self.lemma(i + n) in want.split("|") for n, want in enumerate(lemmas))

    def skip(self, i: int, *lemmas: str) -> int:
        """Past one token if it has one of the lemmas."""
        return i + 1 if self.lemma(i) in lemmas else i

    def dash(self, i: int) -> bool:
        return self.at(i).text in ("-", "–", "—")

    def dot(self, i: int) -> int:
        """Past a full stop that stands right after a number or an abbreviation."""
        return i + 1 if self.at(i).text == "." and self.at(i).glued else i

    def free(self, i: int) -> bool:
        """Whether a bare number ending before `i` may be an hour, by what follows it."""
        token = self.at(i)
        if token.kind in ("end", "weekday", "part", "holiday"):
            return True
        if token.text == "." and token.glued and self._counts(i + 1):
            return False
        if token.kind == "sign":
            return token.text not in "%°€$/+*"
        if token.text == "a" or token.kind == "digits":
            return False
        return token.text in AFTER_HOUR or token.lemma in ("hverdager", "annenhver", "forrige")

    def _counts(self, i: int) -> bool:
        """Whether a number with a full stop before `i` is an ordinal: «3. januar», «3. etasje»."""
        return self.at(i).kind in ("month", "weekday") or self.at(i).text in ("etasje", "etg", "gang")

    def moving(self, i: int) -> bool:
        """«kan vi flytte fra torsdag til fredag»: two times, no stretch, if such a verb came just before."""
        stems = ("flytt", "bytt", "endr", "utsett", "move", "chang", "skift", "forskyv")
        return any(self.at(i - n).text.startswith(stems) for n in range(1, 8))

    def number(self, i: int, limit: int = 100) -> int:
        """The whole number here, in digits or letters, or -1."""
        token = self.at(i)
        if token.kind == "number" and token.value <= limit:
            return token.value
        if token.kind == "digits" and token.text.isdigit() and len(token.text) <= 3:
            return int(token.text) if int(token.text) <= limit else -1
        return -1

    def ordinal(self, i: int) -> tuple[int, int]:
        """An ordinal here («tredje», «3.», «3rd», «siste» as -1) and the next position; 0 if none."""
        token = self.at(i)
        if token.kind == "ordinal":
            return token.value, i + 1
        if token.kind == "digits" and token.text.isdigit() and 1 <= len(token.text) <= 2:
            after = self.at(i + 1)
            if after.glued and (after.text == "." or after.lemma == "th"):
                return int(token.text), i + 2
        return 0, i
