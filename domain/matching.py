"""Which offers to suggest, and why: at most three, from different hands where that serves.

`MatchingIndex` is built once for a catalogue; `suggest` and `ranked` never look at all offers.
Order: offers known to fit the person before those only for a group nobody has spoken of (these
are suggested only when there is nothing else); then the score; then the offer's id, so that the
same question gets the same answer every time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from domain.catalogue import Offer
from domain.match_index import MatchingIndex
from domain.match_profile import profile_of
from domain.match_query import Query
from domain.match_reasons import WEIGHTS, Code, Reason, reason, total
from domain.match_scoring import reasons_for
from domain.match_search import Search
from domain.match_shelves import Group

__all__ = ["Match", "MatchingIndex", "Query", "ranked", "suggest"]

#: People asked for few: three can be read aloud and compared (the project's first requirement).
MOST_SUGGESTIONS = 3

#: What offers are ordered by: the higher rank first, then the id.
Order: TypeAlias = tuple[int, str]

NOTHING: frozenset[Code] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """An offer with the reasons for and against it. `score` is the sum of their weights."""

    offer: Offer
    score: int
    reasons: tuple[Reason, ...]

    @property
    def unconfirmed_audience(self) -> bool:
        """It is only for a group that the person has not been said to belong to."""
        return self.has(Code.AUDIENCE_UNCONFIRMED)

    def has(self, code: Code) -> bool:
        return any(given.code is code for given in self.reasons)


def suggest(index: MatchingIndex, query: Query, limit: int = MOST_SUGGESTIONS) -> tuple[Match, ...]:
    """The best offers, a second one of the same organisation weighing less."""
    found = ranked(index, query, limit)
    certain = tuple(match for match in found if not match.unconfirmed_audience)
    return certain or found


def ranked(
    index: MatchingIndex,
    query: Query,
    limit: int,
    wanted_time: frozenset[Code] = NOTHING,
    unwanted: frozenset[Code] = NOTHING,
) -> tuple[Match, ...]:
    """The `limit` best, best first, ties by id.

    `wanted_time`: one of these codes must be given of its time. `unwanted`: none of these may be.
    """
    search = Search(index, query, wanted_time, unwanted)
    pool: list[_Candidate] = []
    chosen: list[_Candidate] = []
    for rank, shelf, group in search.groups():
        new = [_Candidate(rank, offer, shelf.need) for offer in _members(group, query, limit)]
        if len(chosen) == limit:
            last = chosen[-1].order
            new = [candidate for candidate in new if candidate.order < last]
        if not new:
            continue
        pool.extend(new)
        chosen = _choose(pool, limit)
        if len(chosen) == limit:
            search.floor = chosen[-1].rank
            pool = [candidate for candidate in pool if candidate.order <= chosen[-1].order]
    return tuple(_match(candidate, index, query) for candidate in chosen)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An offer in question; `again` counts the better ones already chosen from the same hand."""

    rank: int
    offer: Offer
    need: Code | None
    again: int = 0

    @property
    def order(self) -> Order:
        return (-self.rank, self.offer.id)


def _members(group: Group, query: Query, limit: int) -> Iterator[Offer]:
    """Those of equally good offers that can come into question, at most `limit` of each hand.

    At most `limit` hands can already be taken by others, so twice as many are enough.
    """
    hands = 0
    for offers in group.by_organisation:
        mine = [offer for offer in offers if offer.id not in query.excluded][:limit]
        yield from mine
        hands += bool(mine)
        if hands == 2 * limit:
            return


def _choose(pool: Sequence[_Candidate], limit: int) -> list[_Candidate]:
    """Greedily the best, each further offer of a hand already chosen lowered once more."""
    left = sorted(pool, key=lambda candidate: candidate.order)
    chosen: list[_Candidate] = []
    taken: dict[str, int] = {}
    while left and len(chosen) < limit:
        best = min((_lowered(one, taken) for one in left), key=lambda candidate: candidate.order)
        chosen.append(best)
        hand = best.offer.organisation_key
        taken[hand] = taken.get(hand, 0) + 1
        left = [one for one in left if one.offer is not best.offer]
    return sorted(chosen, key=lambda candidate: candidate.order)


def _lowered(one: _Candidate, taken: dict[str, int]) -> _Candidate:
    again = taken.get(one.offer.organisation_key, 0)
    if not again:
        return one
    return _Candidate(one.rank + again * WEIGHTS[Code.SAME_ORGANISATION], one.offer, one.need, again)


def _match(candidate: _Candidate, index: MatchingIndex, query: Query) -> Match:
    reasons = reasons_for(profile_of(candidate.offer, candidate.need, index.areas), query) or ()
    reasons += (reason(Code.SAME_ORGANISATION),) * candidate.again
    return Match(candidate.offer, total(reasons), reasons)
