"""How sure a fact is, judged against today.

Out-of-date facts were among the first complaints about services of this kind, so each offer
carries its source and the day it was last confirmed, and an old one is said to be old.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.unknown import UNKNOWN, Maybe

#: A confirmed fact counts as old when this many days have passed since its source's date.
#: Reason: voluntary offers are planned a season or a school year at a time, so after a year each
#: has had an occasion to change. A choice of this project, to be revised with experience.
OLD_AFTER_DAYS = 365


class Certainty(StrEnum):
    """What the one who wrote the fact down knew.

    `CONFIRMED`: the offer's own or the municipality's page says so (in the first list of facts
    `bekreftet_kilde`); `OLD`: it did, in an older text (`eldre`); `UNCONFIRMED`: mentioned
    somewhere, not found with the offer itself (`ubekreftet`).
    """

    CONFIRMED = "confirmed"
    OLD = "old"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True, order=True)
class SourceDate:
    """The date of a source as far as it is known: a year, a month or a day.

    `text` is ISO 8601: `2018`, `2023-10` or `2020-01-27`; it sorts as it reads.
    """

    text: str

    def __post_init__(self) -> None:
        self.earliest()

    def earliest(self) -> date:
        """The first day it can be. Age is counted from it, so that doubt makes a fact older.

        Raises ValueError when the text is no date.
        """
        parts = [int(part) for part in self.text.split("-")]
        if not 1 <= len(parts) <= 3 or len(self.text) not in (4, 7, 10):
            raise ValueError(f"not a year, month or day: {self.text!r}")
        year, month, day = (*parts, 1, 1)[:3]
        return date(year, month, day)


@dataclass(frozen=True, slots=True)
class Freshness:
    """How sure a fact is on a given day.

    `certainty` may have become `OLD` with time; `as_of` is the source's date.
    """

    certainty: Certainty
    as_of: Maybe[SourceDate]

    @property
    def text_key(self) -> str:
        """The key of its phrase in `data/texts/*/catalogue.yml`, e.g. `…certainty.old_dated`."""
        dated = "undated" if self.as_of is UNKNOWN else "dated"
        return f"catalogue.certainty.{self.certainty}_{dated}"


def judge(certainty: Certainty, as_of: Maybe[SourceDate], today: date) -> Freshness:
    """What may be said today of a fact that was `certainty` at `as_of`.

    A confirmed fact without a date stays confirmed, and is said to have no date.
    """
    if certainty is not Certainty.CONFIRMED or as_of is UNKNOWN:
        return Freshness(certainty, as_of)
    grown_old = (today - as_of.earliest()).days > OLD_AFTER_DAYS
    return Freshness(Certainty.OLD if grown_old else certainty, as_of)
