"""What is asked for, and what that lets us say about the person it is for."""

from dataclasses import dataclass
from datetime import date

from domain.areas import Area
from domain.audience import Group
from domain.conditions import FAMILY, Condition, Relation
from domain.needs import CAREGIVER_NEEDS, Need
from domain.occurrences import Interval

#: From this age an offer for older people is for one: where the catalogue names no age itself.
#: The lowest age at which most offers for pensioners take members; a choice of this project.
OLDER_FROM = 60

#: Up to and including this age an offer for the young is for one (the catalogue's own «13–18»).
YOUNG_UNTIL = 18


@dataclass(frozen=True, slots=True)
class Query:
    """A need (None: anything that one can go to) of a person in an area, as told so far.

    `area` is the municipality's `whole` area while no part of it is known. `age` is of the person
    it is for. `when` is the wanted time. `excluded` are ids of offers already turned down.
    """

    area: Area
    today: date
    need: Need | None = None
    conditions: frozenset[Condition] = frozenset()
    groups: frozenset[Group] = frozenset()
    relation: Relation | None = None
    age: int | None = None
    when: Interval | None = None
    excluded: frozenset[str] = frozenset()
    holidays: frozenset[date] = frozenset()


def belongs(query: Query, group: Group) -> bool | None:
    """Whether the person is known to belong to a group; None when nothing was said of it.

    Nobody is asked about illness or misuse, so silence is never read as a no.
    """
    if group in query.groups:
        return True
    match group:
        case Group.DEMENTIA:
            return True if Condition.DEMENTIA in query.conditions else None
        case Group.CAREGIVERS:
            cares = query.need in CAREGIVER_NEEDS or query.relation in FAMILY
            return True if cares else None
        case Group.IN_NEED_OF_FOOD:
            return True if query.need is Need.FOOD_AID else None
        case Group.OLDER:
            return None if query.age is None else query.age >= OLDER_FROM
        case Group.YOUNG:
            return None if query.age is None else query.age <= YOUNG_UNTIL
        case _:
            return None
