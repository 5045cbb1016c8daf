"""Which offers to suggest, and why: at most three, from different hands where that serves.

`MatchingIndex` is built once for a catalogue; `suggest` and `ranked` never look at all offers.
Order: offers known to fit the person before those only for a group nobody has spoken of (these
are suggested only when there is nothing else); then the score; then the offer's id, so that the
same question gets the same answer every time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from domain.catalogue import Offer
from domain.match_index import Group, MatchingIndex
from domain.match_query import Query
from domain.match_reasons import WEIGHTS, Code, Reason, reason, total
from domain.match_scoring import reasons_for

__all__ = ["Match", "MatchingIndex", "Query", "ranked", "suggest"]

#: People asked for few: three can be read aloud and compared (the project's first requirement).
MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Match:
    """An offer with the reasons for and against it. `score` is the sum of their weights."""

    offer: Offer
    score: int
    reasons: tuple[Reason, ...]

    @property
    def unconfirmed_audience(self) -> bool:
        """It is only for a group that the person has not been said to belong to."""
        return any(given.code is Code.AUDIENCE_UNCONFIRMED for given in self.reasons)

    def has(self, code: Code) -> bool:
        return any(given.code is code for given in self.reasons)


Wanted = Callable[[tuple[Reason, ...]], bool]


def suggest(index: MatchingIndex, query: Query, limit: int = MOST_SUGGESTIONS) -> tuple[Match, ...]:
    """The best offers, a second one of the same organisation weighing less."""
    found = ranked(index, query, limit)
    certain = tuple(match for match in found if not match.unconfirmed_audience)
    return certain or found


def ranked(
    index: MatchingIndex, query: Query, limit: int, wanted: Wanted = lambda reasons: True
) -> tuple[Match, ...]:
    """The `limit` best of the offers whose reasons are `wanted`; best first, ties by id."""
    pool: list[Match] = []
    chosen: tuple[Match, ...] = ()
    for group in index.groups(query):
        if len(chosen) == limit and group.ceiling < _worst(chosen):
            break
        reasons = reasons_for(group.profile, query)
        if reasons is None or not wanted(reasons):
            continue
        score = total(reasons)
        if len(chosen) == limit and score < _worst(chosen):
            continue
        pool.extend(Match(offer, score, reasons) for offer in _members(group, query, limit))
        chosen = _chosen(pool, limit)
        if len(chosen) == limit:
            worst = _worst(chosen)
            pool = [match for match in pool if match.score >= worst]
    return chosen


def _worst(chosen: Sequence[Match]) -> float:
    """The score that a newcomer must reach; none will do while one chosen is unconfirmed."""
    if any(match.unconfirmed_audience for match in chosen):
        return float("-inf")
    return min(match.score for match in chosen)


def _members(group: Group, query: Query, limit: int) -> Iterable[Offer]:
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


def _chosen(pool: Sequence[Match], limit: int) -> tuple[Match, ...]:
    """Greedily the best, each further offer of a hand already chosen lowered once more."""
    left = sorted(pool, key=_order)
    chosen: list[Match] = []
    taken: dict[str, int] = {}
    while left and len(chosen) < limit:
        best = min((_lowered(match, taken) for match in left), key=_order)
        chosen.append(best)
        hand = best.offer.organisation_key
        taken[hand] = taken.get(hand, 0) + 1
        left = [match for match in left if match.offer.id != best.offer.id]
    return tuple(sorted(chosen, key=_order))


def _lowered(match: Match, taken: dict[str, int]) -> Match:
    times = taken.get(match.offer.organisation_key, 0)
    if not times:
        return match
    extra = (reason(Code.SAME_ORGANISATION),) * times
    score = match.score + times * WEIGHTS[Code.SAME_ORGANISATION]
    return Match(match.offer, score, match.reasons + extra)


def _order(match: Match) -> tuple[bool, int, str]:
    return (match.unconfirmed_audience, -match.score, match.offer.id)
