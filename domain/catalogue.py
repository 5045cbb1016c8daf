"""Organisations and what they offer: the facts a person is told, each with its source.

A fact that has not been found is `UNKNOWN` (`domain/unknown.py`). Words are `LocalText`; whatever
a source says in its own words stands there, nothing is added to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.audience import NOT_NAMED, Audience
from domain.conditions import Condition
from domain.coverage import Coverage
from domain.freshness import Certainty, Freshness, SourceDate, judge
from domain.local_text import LocalText
from domain.needs import Need
from domain.offer_kinds import AccessKind, Activity, Capacity, OrganisationKind, PriceKind, Transport
from domain.schedule import Schedule
from domain.unknown import UNKNOWN, Maybe


@dataclass(frozen=True, slots=True)
class Organisation:
    id: str
    name: str
    kind: OrganisationKind


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as its source writes it; `label` when there are several."""

    number: str
    label: LocalText | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    phones: Maybe[tuple[Phone, ...]]
    email: Maybe[str]
    web: Maybe[str]

    @property
    def known(self) -> bool:
        """Whether there is any way at all to reach them."""
        return any(fact is not UNKNOWN for fact in (self.phones, self.email, self.web))


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an offer. `area` is an area's id (`domain/areas.py`) where the facts name it."""

    name: Maybe[str]
    address: Maybe[str]
    area: Maybe[str]
    phone: Maybe[str] = UNKNOWN


@dataclass(frozen=True, slots=True)
class Access:
    kind: AccessKind
    says: LocalText | None = None


@dataclass(frozen=True, slots=True)
class Price:
    kind: PriceKind
    says: LocalText | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands: addresses or titles, the source's own date, and how sure it is."""

    found_in: tuple[str, ...]
    dated: Maybe[SourceDate]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing an organisation offers.

    `needs` are what it is for; `related` are needs that it meets in part. `organisation` is
    unknown where the source does not say who stands behind it. `broker`: it brings volunteers and
    needs together, and may know of somebody where the catalogue does not.
    """

    id: str
    name: str
    organisation: Maybe[Organisation]
    needs: frozenset[Need]
    related: frozenset[Need]
    what: Maybe[LocalText]
    for_whom: Maybe[LocalText]
    serves: Coverage
    places: Maybe[tuple[Place, ...]]
    contact: Contact
    schedule: Maybe[Schedule]
    access: Access
    price: Price
    source: Source
    audience: Audience = NOT_NAMED
    capacity: Capacity = Capacity.UNKNOWN
    transport: Transport = Transport.UNKNOWN
    activities: frozenset[Activity] = frozenset()
    suits: frozenset[Condition] = frozenset()
    does_not_suit: frozenset[Condition] = frozenset()
    broker: bool = False
    remark: LocalText | None = None
    volunteers: LocalText | None = None

    @property
    def reachable(self) -> bool:
        """Whether any telephone, e-mail or web address is known, its places' included."""
        places = () if self.places is UNKNOWN else self.places
        return self.contact.known or any(place.phone is not UNKNOWN for place in places)

    @property
    def organisation_key(self) -> str:
        """What makes two offers come from one hand; an unknown organisation is its own."""
        return self.id if self.organisation is UNKNOWN else self.organisation.id

    def freshness(self, today: date) -> Freshness:
        return judge(self.source.certainty, self.source.dated, today)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All offers of a municipality's folder, its neighbours' and the national ones included."""

    offers: tuple[Offer, ...]
    _by_id: Mapping[str, Offer] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {offer.id: offer for offer in self.offers})

    def get(self, offer_id: str) -> Offer | None:
        return self._by_id.get(offer_id)

    def organisations(self) -> tuple[Organisation, ...]:
        """Each organisation once, by id."""
        return tuple(sorted(_organisations(self.offers), key=lambda organisation: organisation.id))


def _organisations(offers: Iterable[Offer]) -> set[Organisation]:
    return {offer.organisation for offer in offers if offer.organisation is not UNKNOWN}
