"""How offers are kept for matching, from the outside in: shelf, box, group.

A shelf has what is at one place for one circle of people; a box on it, what is for one audience (or
at one time, where any activity will do); a group in the box, offers that no query can tell apart.
"""

from dataclasses import dataclass
from typing import TypeAlias

from domain.audience import Audience
from domain.catalogue import Offer
from domain.coverage import Reach
from domain.match_profile import Fit, State, Times, Where
from domain.match_reasons import Code

#: How offers reach people, and the id of the area, municipality or region.
Door: TypeAlias = tuple[Reach, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Offers alike in all their parts, by organisation, first ids first.

    `fixed` is what they weigh whatever the query; a confirmed fact counts there as fresh.
    """

    fixed: int
    fit: Fit
    audience: Audience
    times: Times
    state: State
    by_organisation: tuple[tuple[Offer, ...], ...]

    @property
    def first_id(self) -> str:
        return self.by_organisation[0][0].id


@dataclass(frozen=True, slots=True)
class Box:
    """Groups with the same audience (for a need) or the same times (for any activity), best first."""

    best: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Boxes with the same `where` and the same way of meeting the need, best first."""

    need: Code | None
    where: Where
    best: int
    boxes: tuple[Box, ...]
