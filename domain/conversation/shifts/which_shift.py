"""Which shift is meant: the button's or the quoted one, what the words point to, the one we spoke of last, the only
one there is. Asked only when that leaves several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from domain.conversation.shifts.means import Means
from domain.conversation.shifts.mentions import Mention, mentions
from domain.conversation.shifts.theirs import Some, Theirs
from domain.conversation.talk import Talk, World
from domain.shifts.own_shift import OwnShift

TOGETHER = timedelta(hours=1)
"""Two questions asked within it and not answered were seen together: a bare «ja» is about neither more than the
other. Source: our own choice."""


_AN_ANSWER = frozenset((Means.YES, Means.NO, Means.OTHER, Means.BACK_OUT))


@dataclass(frozen=True)
class Meant:
    """`shifts`: those that it may be; all of them, when it is `clear`. `denied`: of these the opposite is said.
    `elsewhere`: a day was named that is none of theirs. `pointed`: by which words."""

    shifts: Some = ()
    clear: bool = False
    denied: Some = ()
    elsewhere: bool = False
    pointed: tuple[Mention, ...] = ()


def which(means: Means, talk: Talk, world: World, theirs: Theirs) -> Meant:
    hand = theirs.hand
    if hand and hand.quoted:
        return Meant((hand.own,), clear=True)
    tiers = [tier for tier in _tiers(means, theirs) if tier]
    first = tiers[0] if tiers else ()
    listed = theirs.countable
    if len(first) > 1 and _all_of_them(means, talk, world):
        return Meant(first, clear=True)
    every = tuple(dict.fromkeys(own for tier in (*tiers, listed) for own in tier))
    found = mentions(talk, world, every, listed)
    gives_up = means is Means.BACK_OUT
    elsewhere = any(m.is_time and not m.shifts and (gives_up or not m.denied) for m in found)
    if any(m.shifts for m in found):
        wanted, clear = _pointed_at([m for m in found if m.shifts and not m.denied], tiers, listed)
        unwanted, clear_too = _pointed_at([m for m in found if m.shifts and m.denied], tiers, listed)
        return Meant(wanted, clear and clear_too, unwanted, elsewhere, tuple(found))
    of_a_place = means is Means.BACK_OUT and theirs.places and world.phrases.holds(talk.reading.text, "avbud")
    if not of_a_place and (last := _spoken_of_last(means, theirs, every, first)):
        return Meant((last,), clear=True, elsewhere=elsewhere)
    return Meant(first, clear=len(first) == 1, elsewhere=elsewhere)


def _all_of_them(means: Means, talk: Talk, world: World) -> bool:
    text, phrases = talk.reading.text, world.phrases
    if means is Means.NO and (phrases.holds(text, "none_of_them") or phrases.means(text, "none")):
        return True
    return phrases.is_just(text, "all") or (phrases.holds(text, "every_one") and not phrases.holds(text, "greets_all"))


def _tiers(means: Means, theirs: Theirs) -> list[Some]:
    """Which it may be about, the likeliest first."""
    asked, pending, places, again = theirs.asked, theirs.pending, theirs.places, theirs.again
    match means:
        case Means.YES:
            return [asked, pending, again, places, theirs.all]
        case Means.NO | Means.OTHER:
            return [asked, pending, places, again]
        case Means.BACK_OUT | Means.HINDERED | Means.LATE:
            return [places, pending, asked]
        case Means.SWAP:
            return [theirs.to_come, places]
        case Means.MAYBE:
            return [asked]
        case Means.WENT | Means.DID_NOT:
            return [tuple(own for own in theirs.past if own.invitation.happened is None), theirs.past]
    return [(*asked, *pending, *places), theirs.past, theirs.all]


def _pointed_at(found: list[Mention], tiers: list[Some], listed: Some) -> tuple[Some, bool]:
    """Several words for one shift («den på torsdag på Ridabu»), or one for each («torsdag og lørdag»). True when each
    points to one alone."""
    if not found:
        return (), True
    each = [frozenset(own.invitation.id for own in m.shifts) for m in found]
    common = frozenset.intersection(*each)
    picked = [_likeliest(ids, [*tiers, listed]) for ids in ([common] if common else each)]
    return tuple(dict.fromkeys(own for some in picked for own in some)), all(len(some) == 1 for some in picked)


def _likeliest(ids: frozenset[str], tiers: list[Some]) -> Some:
    fitting = (tuple(own for own in tier if own.invitation.id in ids) for tier in tiers)
    return next((some for some in fitting if some), ())


def _spoken_of_last(means: Means, theirs: Theirs, every: Some, first: Some) -> OwnShift | None:
    hand = theirs.hand
    if hand is None or hand.own not in every or (means is Means.YES and hand.own not in first):
        return None
    open_to_two = hand.asks and hand.first and len(_asked_with(hand.own, theirs)) > 1
    return None if open_to_two and means in _AN_ANSWER else hand.own


def _asked_with(own: OwnShift, theirs: Theirs) -> Some:
    at = own.invitation.ask_at
    return tuple(other for other in theirs.asked if abs(other.invitation.ask_at - at) < TOGETHER)
