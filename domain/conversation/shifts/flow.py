"""Volunteers' shifts: the flows of their intents, of their buttons, and of what we asked them last.

Whoever is no volunteer hears what they always heard. What came of an answer is said by the service that does it, so
most turns here are an effect and no line.
"""

from __future__ import annotations

from domain.conversation.at_a_question import SHIFTS
from domain.conversation.flow import ALWAYS_FIRST, Flow
from domain.conversation.human import when_answered
from domain.conversation.plain import no_shift
from domain.conversation.shifts import my_shifts, proposal, report
from domain.conversation.shifts.answering import answer, nothing_fits
from domain.conversation.shifts.asked import again, go_on
from domain.conversation.shifts.buttons import ANSWER
from domain.conversation.shifts.meaning import meant
from domain.conversation.shifts.means import Means
from domain.conversation.shifts.pressing import pressed
from domain.conversation.shifts.questions import answered
from domain.conversation.shifts.showing import more
from domain.conversation.shifts.theirs import MORE, Theirs, theirs
from domain.conversation.shifts.waiting import ask_which
from domain.conversation.shifts.which_shift import which
from domain.conversation.talk import Talk, World, voice
from domain.effects import QueueForHuman
from domain.turn import UNHANDLED, Turn

_CHOSEN_ELSEWHERE = ALWAYS_FIRST - {"privacy_access"}
"""«Kan jeg få mer info?», just after a question of ours, is read as `privacy_access`."""


def answers_us(talk: Talk, world: World, read: Flow) -> Flow | None:
    """The flow whose question, our last line or the one quoted, a message answers, before it is read as anything else;
    None where it answers none."""
    if talk.pressed or read.name in _CHOSEN_ELSEWHERE:
        return None
    if proposal.answers_it(talk, world):
        return proposal.FLOW
    found = theirs(talk, world)
    hand = found.hand if found else None
    asks = hand is not None and (hand.asks or hand.asks_how_it_went or hand.quoted)
    return AT_ONCE if found and asks and _takes(talk, found) and meant(talk, world, found) else None


def meant_for(talk: Talk, world: World, read: Flow) -> Flow | None:
    """The same where nothing was asked: what they say is about a shift because we just spoke of one, or by itself."""
    if talk.pressed or read.name in _CHOSEN_ELSEWHERE:
        return None
    found = theirs(talk, world)
    if found is None or not _takes(talk, found):
        return None
    beside = found.hand is not None or bool(found.listed)
    if talk.flow not in (None, MORE) and not beside:
        return None
    return AT_ONCE if meant(talk, world, found) else None


def _takes(talk: Talk, found: Theirs) -> bool:
    """What waits in these flows looks first, unless another shift was asked about since."""
    return talk.flow != ANSWER or _asked_since(found, talk)


def _asked_since(found: Theirs, talk: Talk) -> bool:
    """Another shift was asked about while we waited for a word on this one."""
    return found.hand is not None and found.hand.own.invitation.id != talk.slot("shift")


def begin(talk: Talk, world: World) -> Turn:
    if talk.pressed:
        return pressed(talk, world)
    found = theirs(talk, world)
    if found is None:
        return _no_volunteer(talk, world)
    means = meant(talk, world, found)
    return act(means, talk, world, found) if means else nothing_fits(Means.ASK, talk, world)


def act(means: Means, talk: Talk, world: World, found: Theirs) -> Turn:
    say = voice(talk, world)
    match means:
        case Means.MINE:
            return my_shifts.listed(talk, world, found)
        case Means.ASK:
            return _question(talk, world, found)
        case Means.FINE:
            return Turn((say.reply("shift_talk.fine"),), slots=more(talk, found.hand.own if found.hand else None))
        case Means.LATE:
            late = say.reply("shift_talk.late", hours=when_answered(talk, say, world))
            return Turn((late,), (QueueForHuman("shift_question", urgent=True),))
        case Means.WENT | Means.DID_NOT:
            return report.told(means, talk, world, found)
    return answer(means, talk, world, found)


def _question(talk: Talk, world: World, found: Theirs) -> Turn:
    about = which(Means.ASK, talk, world, found)
    some = about.shifts or about.denied
    if not some:
        return nothing_fits(Means.ASK, talk, world)
    if len(some) > 1:
        return ask_which(Means.ASK, some, talk, world)
    others = (*found.asked, *found.pending, *found.places)
    turn = answered(some[0], talk, world, among=len(others))
    return Turn(turn.replies, turn.effects, more(talk, some[0]))


def _no_volunteer(talk: Talk, world: World) -> Turn:
    """As it was for everybody, but for one who has applied and not written their code yet."""
    if world.lookup.volunteer(talk.conversation_id) is None:
        return no_shift(talk, world)
    return Turn((voice(talk, world).reply("shifts.not_active"),))


def _thanks(talk: Talk, world: World) -> Turn:
    """A «takk» in between, and the shift is still what we speak of."""
    if talk.reading.intent != "thank":
        return UNHANDLED
    own = theirs(talk, world)
    last = own.get(talk.slot("shift")) if own else None
    return Turn((voice(talk, world).reply("plain.thank"),), slots=more(talk, last))


AT_ONCE = Flow(ANSWER, begin, go_on, again, first=True)
ANSWER_FLOW = Flow(ANSWER, begin, go_on, again)
INTENTS = tuple(Flow(intent, begin) for intent in SHIFTS)
WITHOUT_INTENT: tuple[Flow, ...] = (
    ANSWER_FLOW, Flow(MORE, begin, _thanks), Flow(report.NAME, begin, report.the_line), proposal.FLOW,
)
