"""Who an offer is for, as far as its source says."""

from dataclasses import dataclass
from enum import StrEnum

from domain.unknown import UNKNOWN, Maybe


class Group(StrEnum):
    """A group that an offer's source names. People are asked about none of these by default."""

    DEMENTIA = "dementia"
    CANCER = "cancer"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_USE = "substance_use"
    DYING = "dying"
    FAMILIES = "families"
    YOUNG = "young"
    OLDER = "older"
    CAREGIVERS = "caregivers"
    REHABILITATION = "rehabilitation"
    LASTING_IMPAIRMENT = "lasting_impairment"
    ARMED_FORCES = "armed_forces"
    IN_NEED_OF_FOOD = "in_need_of_food"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may use an offer.

    `only_for`: nobody outside these groups (one of them is enough). `mainly_for`: these first,
    others are welcome. Ages are whole years, both ends included. `named` is False when the source
    does not say who the offer is for at all.
    """

    only_for: frozenset[Group] = frozenset()
    mainly_for: frozenset[Group] = frozenset()
    age_min: Maybe[int] = UNKNOWN
    age_max: Maybe[int] = UNKNOWN
    named: bool = True

    def admits_age(self, age: int) -> bool:
        """False only when the source states an age limit that shuts this age out."""
        if self.age_min is not UNKNOWN and age < self.age_min:
            return False
        return self.age_max is UNKNOWN or age <= self.age_max


EVERYONE = Audience()
NOT_NAMED = Audience(named=False)
