"""The words that sort offers: what stands behind them, how one gets in, what it costs, what it is.

Each has a value for «unknown» where a source may be silent.
"""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What sort of organisation stands behind an offer."""

    MUNICIPAL = "municipal"
    MUNICIPAL_VOLUNTARY = "municipal_voluntary"
    MUNICIPAL_PARTNERSHIP = "municipal_partnership"
    STATE = "state"
    VOLUNTARY = "voluntary"
    NON_PROFIT = "non_profit"
    FAITH = "faith"
    SPORT = "sport"
    UNKNOWN = "unknown"


class AccessKind(StrEnum):
    """How one gets in. `DECISION`: only with a decision (vedtak) from the municipality."""

    OPEN = "open"
    CONTACT = "contact"
    CALL_FIRST = "call_first"
    THROUGH_STAFF = "through_staff"
    APPLICATION = "application"
    DECISION = "decision"
    UNKNOWN = "unknown"


class PriceKind(StrEnum):
    FREE = "free"
    PAID = "paid"
    UNKNOWN = "unknown"


class Capacity(StrEnum):
    """Whether there is room, when somebody has said so."""

    NO_WAITING_LIST = "no_waiting_list"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    UNKNOWN = "unknown"


class Transport(StrEnum):
    """Whether the offer fetches people, or says that they come by themselves."""

    PROVIDED = "provided"
    OWN = "own"
    UNKNOWN = "unknown"


class Activity(StrEnum):
    """What one can go to. An offer with none is no place to turn up at."""

    MEETING_PLACE = "meeting_place"
    CAFE = "cafe"
    MEAL = "meal"
    CULTURE = "culture"
    GAMES = "games"
    TALK = "talk"
    COURSE = "course"
    HIKING = "hiking"
    FOOTBALL = "football"
    SPORTS_HALL = "sports_hall"


#: Activities that are sport or walking by their nature.
PHYSICAL: frozenset[Activity] = frozenset(
    {Activity.HIKING, Activity.FOOTBALL, Activity.SPORTS_HALL}
)
