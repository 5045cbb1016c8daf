"""What is known about the person an offer is for, in as few words as matching needs.

Health facts turn up in free text; only these seven are kept, because only these change which
offer fits (`data/utterances/GUIDE.md`, entities `condition` and `relation`).
"""

from enum import StrEnum


class Condition(StrEnum):
    """A condition of the person help is asked for."""

    DEMENTIA = "dementia"
    WHEELCHAIR = "wheelchair"
    WALKER = "walker"
    HEARING = "hearing"
    VISION = "vision"
    FRAIL = "frail"
    LANGUAGE = "language"


#: Conditions with which a person does not walk far or easily.
MOBILITY: frozenset[Condition] = frozenset(
    {Condition.WHEELCHAIR, Condition.WALKER, Condition.FRAIL}
)


class Relation(StrEnum):
    """Who the help is for, seen from the one who writes."""

    MOTHER = "mother"
    FATHER = "father"
    SPOUSE = "spouse"
    CHILD = "child"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    SELF = "self"
    SERVICE_USER = "service_user"


#: Relations in which the writer is family to the one it is for.
FAMILY: frozenset[Relation] = frozenset(
    {
        Relation.MOTHER,
        Relation.FATHER,
        Relation.SPOUSE,
        Relation.CHILD,
        Relation.SIBLING,
        Relation.GRANDPARENT,
    }
)
