"""A fact nobody has found is `UNKNOWN`: a value of its own, never an empty text and never a guess.

A person who is told «ukjent» can ask; a person who is told something made up goes there in vain.
"""

from enum import Enum
from typing import Final, TypeAlias, TypeVar


class Unknown(Enum):
    """The only value of its type, so that a type checker makes every reader handle it."""

    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        """Unknown is falsy: `offer.price or …` never shows it as if it were a fact."""
        return False


UNKNOWN: Final = Unknown.UNKNOWN

T = TypeVar("T")
Maybe: TypeAlias = T | Unknown
