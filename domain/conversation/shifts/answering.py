"""Yes, no, another time, not after all, somebody else: what is done is an effect, and what came of it the service says,
which alone knows whether a place was free."""

from __future__ import annotations

from collections.abc import Callable

from domain.conversation.human import when_answered
from domain.conversation.shifts.means import Means
from domain.conversation.shifts.showing import more, shown
from domain.conversation.shifts.theirs import Some, Theirs
from domain.conversation.shifts.times import PARTS_OF_IT, is_clock, names_a_day, proposed
from domain.conversation.shifts.waiting import ask_which
from domain.conversation.shifts.which_shift import Meant, which
from domain.conversation.talk import Talk, World, voice
from domain.effects import QueueForHuman
from domain.shifts.effects import AnswerShift
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.turn import Turn

S = InvitationState

_CONDITIONS = ("if", *PARTS_OF_IT)

_NOTHING = {
    Means.NO: "nothing_to_cancel", Means.BACK_OUT: "nothing_to_cancel", Means.SWAP: "nothing_to_cancel",
    Means.MAYBE: "nothing_to_cancel", Means.HINDERED: "nothing_to_cancel",
}


def answer(means: Means, talk: Talk, world: World, theirs: Theirs) -> Turn:
    meant = which(means, talk, world, theirs)
    if not meant.shifts and not meant.denied:
        return nothing_fits(means, talk, world)
    if not meant.clear:
        return ask_which(means, (*meant.shifts, *meant.denied), talk, world)
    return settled(means, meant, talk, world)


def nothing_fits(means: Means, talk: Talk, world: World) -> Turn:
    """Nothing of theirs is open. Who offers or asks something is heard by a coordinator."""
    say = voice(talk, world)
    if key := _NOTHING.get(means):
        return Turn((say.reply(f"shift_talk.{key}"),))
    hours = when_answered(talk, say, world)
    return Turn((say.reply("shift_talk.nothing_open", hours=hours),), (QueueForHuman("shift"),))


def settled(means: Means, meant: Meant, talk: Talk, world: World) -> Turn:
    own = (meant.shifts or meant.denied)[0]
    has_place = own.invitation.state is S.ACCEPTED
    if means in (Means.NO, Means.BACK_OUT) and has_place and world.phrases.holds(talk.reading.text, "somebody_else"):
        return shown(own, "cannot_come", talk, world, ("back_out", "swap"))
    match means:
        case Means.YES:
            return _yes(meant, talk, world)
        case Means.OTHER:
            return _other(meant, talk, world)
        case Means.NO:
            refused, taken = (meant.denied, meant.shifts) if meant.denied else (meant.shifts, ())
            return _done(talk, [*_each(refused, "no"), *_each(taken, "yes")], own)
        case Means.BACK_OUT:
            return _back_out(meant, talk, world)
        case Means.SWAP:
            return _done(talk, [AnswerShift(own.invitation.id, "swap")], own)
        case Means.MAYBE:
            return shown(own, "take_your_time", talk, world)
        case Means.HINDERED:
            leave = ("no", "ask") if own.invitation.state is S.ASKED else ("back_out", "swap")
            return shown(own, "cannot_come", talk, world, leave)
    return shown(own, "about_this", talk, world)


def _yes(meant: Meant, talk: Talk, world: World) -> Turn:
    if meant.elsewhere and not meant.denied:
        free = any(is_clock(e) and not names_a_day(e, talk, world) for e in talk.reading.entities)
        return _other(meant, talk, world) if free else shown(meant.shifts[0], "is_it_this", talk, world)
    if any(mention.moved for mention in meant.pointed):
        return _other(meant, talk, world)
    return _each_by_its_words(meant, talk, world, lambda own: "yes")


def _other(meant: Meant, talk: Talk, world: World) -> Turn:
    """A condition or another time; but «torsdag går bra, ikke lørdag» is a yes and a no."""
    several = len(meant.shifts) + len(meant.denied) > 1 or any(m.denied for m in meant.pointed)
    if meant.shifts and several and not meant.elsewhere:
        return _each_by_its_words(meant, talk, world, lambda own: _by_its_clause(own, meant, talk, world))
    some = meant.shifts or meant.denied
    return _done(talk, [_proposal(own, talk, world) for own in some], some[0])


def _by_its_clause(own: OwnShift, meant: Meant, talk: Talk, world: World) -> str:
    """«Torsdag bare den første timen, lørdag går fint»: each by the words beside it."""
    told = [m for m in meant.pointed if own in m.shifts and not m.denied]
    clauses = " ".join(m.clause for m in told)
    held = any(world.phrases.holds(clauses, condition) for condition in _CONDITIONS)
    clocks = any(m.moved for m in told) or _free_clock(clauses, talk, world)
    return "other" if held or clocks else "yes"


def _free_clock(clauses: str, talk: Talk, world: World) -> bool:
    clocks = [e for e in talk.reading.entities if is_clock(e) and not e.excluded]
    return any(talk.reading.text[e.start : e.end] in clauses and not names_a_day(e, talk, world) for e in clocks)


def _each_by_its_words(meant: Meant, talk: Talk, world: World, verdict: Callable[[OwnShift], str]) -> Turn:
    said = [(own, verdict(own)) for own in meant.shifts]
    effects = [_proposal(o, talk, world) if v == "other" else AnswerShift(o.invitation.id, v) for o, v in said]
    said_no = tuple(own for own in meant.denied if own.invitation.state is not S.ACCEPTED)
    return _done(talk, [*effects, *_each(said_no, "no")], (*meant.shifts, *meant.denied)[0])


def _proposal(own: OwnShift, talk: Talk, world: World) -> AnswerShift:
    time = proposed(own, talk, world)
    start = time.start.isoformat() if time else None
    end = time.end.isoformat() if time and time.end else None
    return AnswerShift(own.invitation.id, "other", talk.reading.text[:500], start, end)


def _back_out(meant: Meant, talk: Talk, world: World) -> Turn:
    """Of «ja til handlingen, og avbud på legen» the yes counts too."""
    some = meant.denied or meant.shifts
    if meant.elsewhere and not meant.denied:
        return shown(some[0], "is_it_this", talk, world)
    had = [own for own in some if own.invitation.state in (S.ACCEPTED, S.WAITLISTED)]
    asked = [own for own in some if own not in had]
    taken = [own for own in meant.shifts if meant.denied and own.invitation.state is S.ASKED]
    effects = [*_each(tuple(had), "back_out"), *_each(tuple(asked), "no"), *_each(tuple(taken), "yes")]
    return _done(talk, effects, some[0])


def _each(some: Some, choice: str) -> list[AnswerShift]:
    return [AnswerShift(own.invitation.id, choice) for own in some]


def _done(talk: Talk, effects: list[AnswerShift], own: OwnShift) -> Turn:
    return Turn((), tuple(effects), more(talk, own))
