"""«Mine vakter»: what they have said yes to, what waits for their answer, what they wait for; each with its number."""

from __future__ import annotations

from domain.conversation.shifts.showing import buttons_for, choices, more, numbered, spoken
from domain.conversation.shifts.theirs import Some, Theirs
from domain.conversation.shifts.times import TIMES, fits
from domain.conversation.talk import Talk, World, voice
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.volunteer import VolunteerState
from domain.shifts.wording import ShiftWords
from domain.turn import Button, Reply, Turn

S = InvitationState

MOST = 8
"""In one list: more are told of by number."""


def listed(talk: Talk, world: World, theirs: Theirs) -> Turn:
    """All that is to come, or those on the day asked about."""
    say = voice(talk, world)
    every = (*theirs.places, *theirs.asked, *theirs.pending)
    if not every:
        paused = theirs.volunteer.state is VolunteerState.PAUSED
        return Turn((say.reply("shift_talk.none_paused" if paused else "shift_talk.none"),))
    times = [e for e in talk.reading.entities if e.entity in TIMES and not e.excluded]
    then = tuple(own for own in every if any(fits(e, own, talk, world) for e in times))
    some = tuple(sorted(then or every, key=lambda own: own.starts_at))
    first = [say("shift_talk.none_then")] if times and not then else []
    lines = [f"{n}. {_told(own, talk, world)}" for n, own in enumerate(some[:MOST], 1)]
    left = [say("shift_talk.and_more", n=len(some) - MOST)] if len(some) > MOST else []
    last = [] if len(some) == 1 else [say("shift_talk.say_the_number")]
    text = "\n".join([*first, say("shift_talk.yours"), *lines, *left, *last])
    only = some[0] if len(some) == 1 else None
    under = buttons_for(only, talk, world) if only else _a_button_each(some[:MOST], talk, world)
    return Turn((Reply(text, under),), slots=more(talk, only, some[:MOST]))


def _told(own: OwnShift, talk: Talk, world: World) -> str:
    """Its facts on a few lines, and how it stands."""
    words, say = ShiftWords(world.roster, talk.language, talk.now), voice(talk, world)
    private = own.shift.private if own.invitation.state is S.ACCEPTED else ""
    where = words.say("where", where=words.where(own.shift))
    state = say(f"shift_talk.state.{own.invitation.state.value}")
    lines = [f"{spoken(own, talk, world)} ({state})", f"   {where}"]
    if private:
        lines.append(f"   {words.say('private', private=private)}")
    return "\n".join(lines)


def _a_button_each(some: Some, talk: Talk, world: World) -> tuple[Button, ...]:
    under = numbered(some, "show", talk, world)[1]
    return tuple(button for own, button in zip(some, under, strict=True) if choices(own, talk))
