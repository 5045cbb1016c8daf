"""Offers by need, by whom they serve and by profile: a query touches only what it can use."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from typing import Self, TypeAlias

from domain.areas import Area, Areas
from domain.catalogue import Offer
from domain.coverage import Reach
from domain.match_profile import Profile, needs_met, profile_of
from domain.match_query import Query
from domain.needs import Need

#: A door to offers: how they reach people, and the id of the area, municipality or region.
Door: TypeAlias = tuple[Reach, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Offers with one profile, and so one score, by organisation; first ids first."""

    profile: Profile
    ceiling: int
    by_organisation: tuple[tuple[Offer, ...], ...]

    @property
    def first_id(self) -> str:
        return self.by_organisation[0][0].id


class MatchingIndex:
    """Built once for a catalogue and its areas. Reading it changes nothing."""

    def __init__(self, groups: dict[tuple[Need | None, Door], list[Group]], areas: Areas) -> None:
        self._groups = groups
        self._parts: dict[str, list[Area]] = defaultdict(list)
        self._neighbours: dict[str, set[str]] = defaultdict(set)
        for area in areas.areas:
            self._parts[area.municipality].append(area)
            self._neighbours[area.region].add(area.municipality)

    @classmethod
    def build(cls, offers: Iterable[Offer], areas: Areas) -> Self:
        """Sort every offer in under each need and door of its own. Linear in the offers."""
        found: dict[tuple[Need | None, Door], dict[Profile, dict[str, list[Offer]]]] = {}
        for offer in sorted(offers, key=lambda offer: offer.id):
            for need, code in needs_met(offer).items():
                profile = profile_of(offer, code, areas)
                for door in _doors(profile):
                    profiles = found.setdefault((need, door), {})
                    hands = profiles.setdefault(profile, {})
                    hands.setdefault(offer.organisation_key, []).append(offer)
        return cls({key: _groups(profiles) for key, profiles in found.items()}, areas)

    def groups(self, query: Query) -> Iterator[Group]:
        """The groups that may serve the query's area, highest ceiling first."""
        doors = dict.fromkeys(self._doors_to(query.area))
        lists = [self._groups.get((query.need, door), []) for door in doors]
        seen: set[str] = set()
        for group in merge(*lists, key=_best_first):
            if group.first_id not in seen:  # an offer has one profile, so its id names the group
                seen.add(group.first_id)
                yield group

    def _doors_to(self, area: Area) -> Iterator[Door]:
        parts = self._parts.get(area.municipality, [area]) if area.whole else [area]
        for part in parts:
            yield (Reach.AREA, part.id)
        yield (Reach.MUNICIPALITY, area.municipality)
        yield (Reach.REGION, area.region)
        yield (Reach.NATIONAL, "")
        for municipality in sorted(self._neighbours.get(area.region, ())):
            yield (Reach.VISITORS, municipality)


def _doors(profile: Profile) -> Iterator[Door]:
    """Where to look for an offer. Visitors find it where its places are, if that is known."""
    serves = profile.serves
    yield from ((Reach.AREA, area) for area in sorted(serves.areas))
    yield from ((Reach.MUNICIPALITY, town) for town in sorted(serves.municipalities))
    if serves.visitors:
        towns = {place.municipality for place in profile.places}
        yield from ((Reach.VISITORS, town) for town in sorted(towns))
    yield from ((Reach.REGION, region) for region in sorted(serves.regions))
    if serves.national:
        yield (Reach.NATIONAL, "")


def _groups(profiles: dict[Profile, dict[str, list[Offer]]]) -> list[Group]:
    groups = [
        Group(profile, profile.ceiling(), tuple(tuple(offers) for offers in hands.values()))
        for profile, hands in profiles.items()
    ]
    return sorted(groups, key=_best_first)


def _best_first(group: Group) -> tuple[int, str]:
    return (-group.ceiling, group.first_id)
