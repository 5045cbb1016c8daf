"""Offers sorted by need and by whom they serve, so that a query touches only what it can use."""

from collections.abc import Hashable, Iterable, Iterator
from typing import Any, Generic, Self, TypeAlias, TypeVar

from domain.areas import Area, Areas
from domain.audience import Audience
from domain.catalogue import Offer
from domain.coverage import Reach
from domain.freshness import Certainty
from domain.match_profile import Fit, State, Where, needs_met, profile_of
from domain.match_reasons import WEIGHTS, Code, total
from domain.match_scoring import FRESHNESS, openness_reasons
from domain.match_shelves import Box, Door, Group, Shelf
from domain.needs import Need
from domain.unknown import UNKNOWN

P = TypeVar("P", bound=Hashable)
Tree: TypeAlias = dict[Any, Any]


class MatchingIndex:
    """Built once for a catalogue and its areas. Reading it changes nothing.

    `fits` and `audiences` are those that occur, each once.
    """

    def __init__(self, shelves: dict[tuple[Need | None, Door], list[Shelf]], areas: Areas) -> None:
        self.areas = areas
        self._shelves = shelves
        boxes = (box for listed in shelves.values() for shelf in listed for box in shelf.boxes)
        groups = [group for box in boxes for group in box.groups]
        self.fits: tuple[Fit, ...] = _each_once(group.fit for group in groups)
        self.audiences: tuple[Audience, ...] = _each_once(group.audience for group in groups)
        self._parts: dict[str, list[Area]] = {}
        self._towns: dict[str, set[str]] = {}
        for area in areas.areas:
            self._parts.setdefault(area.municipality, []).append(area)
            self._towns.setdefault(area.region, set()).add(area.municipality)

    @classmethod
    def build(cls, offers: Iterable[Offer], areas: Areas) -> Self:
        """Sort every offer in under each need and door of its own. Linear in the offers."""
        found: dict[tuple[Need | None, Door], list[Shelf]] = {}
        for need, shelf in _shelves(offers, areas):
            for door in _doors(shelf.where):
                found.setdefault((need, door), []).append(shelf)
        return cls(found, areas)

    def shelves(self, need: Need | None, area: Area) -> list[Shelf]:
        """The shelves that may serve an area, each once."""
        doors = self._doors_to(area)
        listed = (shelf for door in doors for shelf in self._shelves.get((need, door), ()))
        return list({id(shelf): shelf for shelf in listed}.values())

    def _doors_to(self, area: Area) -> Iterator[Door]:
        for part in self._parts.get(area.municipality, [area]) if area.whole else [area]:
            yield (Reach.AREA, part.id)
        yield (Reach.MUNICIPALITY, area.municipality)
        yield (Reach.REGION, area.region)
        yield (Reach.NATIONAL, "")
        for town in sorted(self._towns.get(area.region, ())):
            yield (Reach.VISITORS, town)


def _doors(where: Where) -> Iterator[Door]:
    """Where to look for an offer. Visitors find it where its places are, if that is known."""
    serves = where.serves
    yield from ((Reach.AREA, area) for area in sorted(serves.areas))
    yield from ((Reach.MUNICIPALITY, town) for town in sorted(serves.municipalities))
    yield from ((Reach.REGION, region) for region in sorted(serves.regions))
    if serves.national:
        yield (Reach.NATIONAL, "")
    if serves.visitors:
        towns = {place.municipality for place in where.places}
        yield from ((Reach.VISITORS, town) for town in sorted(towns))


def _each_once(parts: Iterable[P]) -> tuple[P, ...]:
    return tuple({id(part): part for part in parts}.values())


class _Shared(Generic[P]):
    """One object for all equal ones, so that the search knows them again by identity."""

    def __init__(self) -> None:
        self._first: dict[P, P] = {}

    def __call__(self, part: P) -> P:
        return self._first.setdefault(part, part)


def _shelves(offers: Iterable[Offer], areas: Areas) -> Iterator[tuple[Need | None, Shelf]]:
    shared: _Shared[Any] = _Shared()
    parts: dict[int, Any] = {}
    tree: Tree = {}

    def key(part: Any) -> int:
        one = shared(part)
        parts[id(one)] = one
        return id(one)

    for offer in sorted(offers, key=lambda offer: offer.id):
        profile = profile_of(offer, None, areas)
        where, audience, times = key(profile.where), key(profile.audience), key(profile.times)
        alike = (key(profile.fit), audience, times, key(_told_apart(profile.state)))
        for need, code in needs_met(offer).items():
            pivot = times if need is None else audience
            box = tree.setdefault((need, code, where), {}).setdefault(pivot, {})
            box.setdefault(alike, {}).setdefault(offer.organisation_key, []).append(offer)
    for (need, code, where), boxes in tree.items():
        yield need, _shelf(code, parts[where], [_box(box, need, parts) for box in boxes.values()])


def _told_apart(state: State) -> State:
    """Only a confirmed fact grows old: the date of another changes its words, not its weight."""
    if state.certainty is Certainty.CONFIRMED or state.dated is UNKNOWN:
        return state
    return State(state.access, state.capacity, state.reachable, state.certainty, UNKNOWN)


def _shelf(code: Code | None, where: Where, boxes: list[Box]) -> Shelf:
    ordered = tuple(sorted(boxes, key=lambda box: -box.best))
    return Shelf(code, where, ordered[0].best, ordered)


def _box(groups: Tree, need: Need | None, parts: dict[int, Any]) -> Box:
    made = []
    for (fit, audience, times, state), hands in groups.items():
        fixed = _fixed(parts[state], need)
        offers = tuple(tuple(offers) for offers in hands.values())
        made.append(Group(fixed, parts[fit], parts[audience], parts[times], parts[state], offers))
    ordered = tuple(sorted(made, key=lambda group: (-group.fixed, group.first_id)))
    return Box(ordered[0].fixed, ordered)


def _fixed(state: State, need: Need | None) -> int:
    return total(tuple(openness_reasons(state, need))) + WEIGHTS[FRESHNESS[state.certainty]]
