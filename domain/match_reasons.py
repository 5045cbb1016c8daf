"""Why an offer was suggested: codes with parameters and weights. A score is the sum of its reasons.

The words for each code stand in `data/texts/*/matching.yml`, under `reason.<code>`; what fills their
braces (`{group}`, `{condition}`, `{need}`) stands there too, under `group.<label>` and so on. The
weights are this project's own choice: no source gives them. What they must hold together is said beside each
block and proved in `tests/domain/test_matching.py`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Parameter: TypeAlias = str | int | float


class Code(StrEnum):
    """The kind of reason. The value is the last part of its text key."""

    NEED_MAIN = "need_main"
    NEED_RELATED = "need_related"
    NEED_BROKER = "need_broker"
    AREA_SAME = "area_same"
    AREA_NEAR = "area_near"
    AREA_MUNICIPALITY = "area_municipality"
    AREA_FAR = "area_far"
    AREA_REGION = "area_region"
    AREA_ONLY_PART = "area_only_part"
    AREA_NEIGHBOUR = "area_neighbour"
    AREA_NATIONAL = "area_national"
    AUDIENCE_FITS = "audience_fits"
    AUDIENCE_AGE = "audience_age"
    AUDIENCE_MAINLY_OTHER = "audience_mainly_other"
    AUDIENCE_NOT_NAMED = "audience_not_named"
    AUDIENCE_UNCONFIRMED = "audience_unconfirmed"
    CONDITION_SUITS = "condition_suits"
    TRANSPORT_PROVIDED = "transport_provided"
    TRANSPORT_OWN = "transport_own"
    PHYSICAL = "physical"
    ACCESS_OPEN = "access_open"
    ACCESS_APPLICATION = "access_application"
    ACCESS_DECISION = "access_decision"
    TIME_FITS = "time_fits"
    TIME_DAY_FITS = "time_day_fits"
    TIME_HOLIDAY = "time_holiday"
    TIME_UNKNOWN = "time_unknown"
    TIME_OTHER = "time_other"
    FRESHNESS_CONFIRMED = "freshness_confirmed"
    FRESHNESS_OLD = "freshness_old"
    FRESHNESS_UNCONFIRMED = "freshness_unconfirmed"
    CONTACT_UNKNOWN = "contact_unknown"
    CAPACITY_ROOM = "capacity_room"
    CAPACITY_WAITING = "capacity_waiting"
    CAPACITY_FULL = "capacity_full"
    SAME_ORGANISATION = "same_organisation"


WEIGHTS: dict[Code, int] = {
    # What was asked for comes before everything else.
    Code.NEED_MAIN: 50,
    Code.NEED_RELATED: 35,
    Code.NEED_BROKER: 12,
    # One's own municipality before the region, the region before neighbours and the country.
    Code.AREA_SAME: 30,
    Code.AREA_NEAR: 27,
    Code.AREA_MUNICIPALITY: 24,
    Code.AREA_FAR: 21,
    Code.AREA_REGION: 16,
    Code.AREA_ONLY_PART: 14,
    Code.AREA_NATIONAL: 6,
    Code.AREA_NEIGHBOUR: 4,
    # An offer for others is worse than one further away; for nobody in particular, hardly.
    Code.AUDIENCE_FITS: 12,
    Code.AUDIENCE_AGE: 6,
    Code.AUDIENCE_MAINLY_OTHER: -10,
    Code.AUDIENCE_NOT_NAMED: -4,
    Code.AUDIENCE_UNCONFIRMED: -40,
    Code.CONDITION_SUITS: 10,
    Code.TRANSPORT_PROVIDED: 6,
    Code.TRANSPORT_OWN: -6,
    Code.PHYSICAL: -30,
    # The easier door first, where people have not asked for a service that must be applied for.
    Code.ACCESS_OPEN: 4,
    Code.ACCESS_APPLICATION: -2,
    Code.ACCESS_DECISION: -4,
    # A time that fits weighs more than distance; an unknown time is no fault of the offer.
    Code.TIME_FITS: 20,
    Code.TIME_DAY_FITS: 14,
    Code.TIME_HOLIDAY: -6,
    Code.TIME_UNKNOWN: -4,
    Code.TIME_OTHER: -25,
    # Between two alike, the surer one.
    Code.FRESHNESS_CONFIRMED: 10,
    Code.FRESHNESS_OLD: 0,
    Code.FRESHNESS_UNCONFIRMED: -8,
    Code.CONTACT_UNKNOWN: -6,
    Code.CAPACITY_ROOM: 4,
    Code.CAPACITY_WAITING: -6,
    Code.CAPACITY_FULL: -60,
    # So that three suggestions are not three doors of one house, if others fit about as well.
    Code.SAME_ORGANISATION: -15,
}


#: Parameters that a reason has only where the facts have them.
SOMETIMES: dict[Code, tuple[str, ...]] = {
    Code.AREA_NEIGHBOUR: ("km",),
    Code.FRESHNESS_CONFIRMED: ("date",),
    Code.FRESHNESS_OLD: ("date",),
    Code.FRESHNESS_UNCONFIRMED: ("date",),
}

#: True of how we choose, not of the offer: nobody is helped by hearing it.
SILENT: frozenset[Code] = frozenset({Code.SAME_ORGANISATION})


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `parameters` fill the braces of its text, and are ids, ISO dates or km."""

    code: Code
    parameters: tuple[tuple[str, Parameter], ...] = ()

    @property
    def weight(self) -> int:
        return WEIGHTS[self.code]

    @property
    def text_key(self) -> str:
        """The key of its phrase, e.g. `matching.reason.area_near`.

        A phrase with a brace that cannot be filled has a second form, `…_without_date`.
        """
        given = {name for name, _ in self.parameters}
        missing = [name for name in SOMETIMES.get(self.code, ()) if name not in given]
        return "_without_".join([f"matching.reason.{self.code}", *missing])

    @property
    def said(self) -> bool:
        """Whether it is for people; the rest only orders suggestions."""
        return self.code not in SILENT


def reason(code: Code, **parameters: Parameter) -> Reason:
    return Reason(code, tuple(parameters.items()))


def total(reasons: tuple[Reason, ...]) -> int:
    """The score: what the reasons weigh together."""
    return sum(WEIGHTS[given.code] for given in reasons)
