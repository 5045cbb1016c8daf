"""A message while a question of ours about a shift is open: which one, what time, what they wonder."""

from __future__ import annotations

from domain.conversation.at_a_question import SHIFTS
from domain.conversation.flow import finished
from domain.conversation.shifts import my_shifts
from domain.conversation.shifts.answering import answer, settled
from domain.conversation.shifts.buttons import ANSWER
from domain.conversation.shifts.meaning import meant
from domain.conversation.shifts.means import SOFT, Means, likeliest
from domain.conversation.shifts.mentions import mentions
from domain.conversation.shifts.pressing import pressed, said_of
from domain.conversation.shifts.questions import answered, asks_about_it
from domain.conversation.shifts.showing import more, shown
from domain.conversation.shifts.theirs import Theirs, theirs
from domain.conversation.shifts.times import TIMES, fits
from domain.conversation.shifts.waiting import taken_up, which_question
from domain.conversation.shifts.which_shift import Meant
from domain.conversation.talk import Talk, World, voice
from domain.shifts.own_shift import OwnShift
from domain.turn import UNHANDLED, Reply, Turn

_A_CONDITION = SOFT | {"shift_propose", "report_need", "become_volunteer", "affirm", "deny", "shift_cancel"}
"""How what has to be so may be read: «at noen kjører meg» looks like a need of theirs."""

_NO_QUESTION = frozenset(("affirm", "deny", "thank", "goodbye"))


def go_on(talk: Talk, world: World) -> Turn:
    if talk.pressed:
        return pressed(talk, world) if talk.pressed.get("flow") == ANSWER else UNHANDLED
    found = theirs(talk, world)
    if found is None:
        return UNHANDLED
    if talk.reading.intent == "my_shifts":
        return my_shifts.listed(talk, world, found)
    if talk.waiting_for == "which":
        return _which_told(talk, world, found)
    own = found.get(talk.slot("shift"))
    if own is None:
        return UNHANDLED
    return _time_told(own, talk, world) if talk.waiting_for == "other" else _question_told(own, talk, world)


def again(talk: Talk, world: World) -> tuple[Reply, ...]:
    if talk.waiting_for in ("other", "ask"):
        return (voice(talk, world).reply(f"shift_talk.want_{talk.waiting_for}"),)
    found, said = theirs(talk, world), talk.slot("shift_said")
    if talk.waiting_for != "which" or found is None or not said or not found.listed:
        return ()
    return which_question(Means(said["means"]), found.listed, talk, world)


def _which_told(talk: Talk, world: World, found: Theirs) -> Turn:
    said, reading = talk.slot("shift_said"), talk.reading
    if not said:
        return UNHANDLED
    if reading.intent in SHIFTS and (means := meant(talk, world, found)):
        return answer(means, talk, world, found)
    before, means = taken_up(said, talk), Means(said["means"])
    told = world.phrases.first_of(reading.text, ("all", "none"))
    if told == "all" and means not in (Means.ASK, Means.WENT, Means.DID_NOT):
        return settled(means, Meant(found.listed, clear=True), before, world)
    if told == "none" or any(world.phrases.means(reading.text, m) for m in ("no", "stop")):
        return Turn((voice(talk, world).reply("shift_talk.left_as_is"),), slots=_dropped())
    pointed = [m for m in mentions(talk, world, found.listed, found.listed) if m.shifts and not m.denied]
    if pointed and len(common := _common([m.shifts for m in pointed])) == 1:
        return said_of(common[0], means, before, world)
    if reading.intent in ("affirm", "nlu_fallback") or pointed:
        return Turn(which_question(means, found.listed, talk, world))
    return UNHANDLED


def _common(each: list[tuple[OwnShift, ...]]) -> list[OwnShift]:
    return [own for own in each[0] if all(own in some for some in each)]


def _time_told(own: OwnShift, talk: Talk, world: World) -> Turn:
    """«Når passer det, eller hva skal til?»: all that is no wish of its own is the answer."""
    reading, phrases = talk.reading, world.phrases
    only = Meant((own,), clear=True)
    told = [e for e in reading.entities if e.entity in TIMES]
    if phrases.is_just(reading.text, "no") or phrases.means(reading.text, "stop"):
        return Turn((voice(talk, world).reply("shift_talk.left_as_is"),), slots=_dropped())
    if (reading.intent == "shift_decline" or likeliest(talk) is Means.NO) and not told:
        return settled(Means.NO, only, talk, world)
    held = phrases.holds(reading.text, "if")
    as_it_is = all(fits(e, own, talk, world) for e in told)
    if reading.intent in ("affirm", "shift_accept") and as_it_is and not held:
        return settled(Means.YES, only, talk, world)
    unsure = phrases.holds(reading.text, "maybe") or phrases.means(reading.text, "skip")
    if unsure and not told and not held:
        return shown(own, "take_your_time", talk, world)
    if asks_about_it(talk, world):
        turn = answered(own, talk, world)
        return Turn((*turn.replies, *again(talk, world)), turn.effects)
    asks = reading.text.rstrip().endswith("?") and reading.intent not in ("shift_propose", "report_need")
    if asks or not (told or reading.intent in _A_CONDITION):
        return UNHANDLED
    return settled(Means.OTHER, only, talk, world)


def _question_told(own: OwnShift, talk: Talk, world: World) -> Turn:
    """«Hva lurer du på?»: whatever it looks like by itself, it is asked about this shift."""
    reading = talk.reading
    if reading.intent == "deny" or world.phrases.is_just(reading.text, "none"):
        return Turn((voice(talk, world).reply("shift_talk.left_as_is"),), slots=_dropped())
    only, found = Meant((own,), clear=True), theirs(talk, world)
    means = meant(talk, world, found) if found and reading.intent in SHIFTS else None
    if means in (Means.YES, Means.NO, Means.BACK_OUT):
        return settled(means, only, talk, world)
    if reading.intent in _NO_QUESTION:
        return UNHANDLED
    turn = answered(own, talk, world)
    return Turn(turn.replies, turn.effects, more(talk, own))


def _dropped() -> dict[str, object]:
    return finished(shift_said=None, shifts=None)
