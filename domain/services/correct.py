"""Telling the machine what a message meant. Noted as something to train on, and mended in the talk at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain import handover
from domain.correction import MEANINGS, SPOKEN, Correction, CorrectionState, Meaning, meaning_of
from domain.errors import EpochChanged, NotAllowed, NotFound
from domain.handover import Conversation
from domain.messages import Author, Message
from domain.ports import UnitOfWork
from domain.reading import reading_from_parse
from domain.services.coordinate import Desk
from domain.services.together import hold
from domain.unnamed import Unnamed

_ALL = 100_000
"""Lines of a talk."""

MOST_TEXT = 4000
"""Characters of a training message."""


def correct(uow: UnitOfWork, desk: Desk, unnamed: Unnamed, talk_id: str, seq: int, should_be: Meaning) -> Correction:
    """Raises NotFound for a talk or a line of theirs that is not there, NotAllowed for what is no meaning, EpochChanged
    when the talk was merged or parted just now."""
    if should_be.label not in MEANINGS or should_be.language not in SPOKEN:
        raise NotAllowed("no such meaning")
    with uow:
        talks = hold(uow, uow.conversations.get(talk_id).merged_into or talk_id)
        talk = next((held for held in talks if held.id == talk_id), None)
        if talk is None:
            raise EpochChanged(talk_id)
        line = _line(uow, talk_id, seq)
        reading = reading_from_parse(line.reading or {})
        understood = meaning_of(reading, talk.language)
        made = Correction(
            desk.ids.new(), talk_id, seq, unnamed(_beginning(line.text), reading), understood, should_be, desk.who.id,
            desk.who.name, desk.now,
        )
        uow.corrections.put(made)
        uow.audit.add(desk.now, desk.who.id, "correct", talk_id, f"{understood.label} → {should_be.label}")
        _mend(uow, desk, talks, understood, should_be)
        if talk is not talks[0]:
            _mend_part(uow, desk, talk, understood, should_be)
        uow.events.add(f"talk:{talk_id}", "corrected", desk.now, {"seq": seq})
        uow.commit()
        return made


def _beginning(text: str) -> str:
    """As much as is kept, in whole words: half a name is not known for one. Of the longest texts finding what leads to
    somebody takes a minute, in which nobody could write in the talk."""
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT].rpartition(" ")[0] or text[:MOST_TEXT]


def review(
    uow: UnitOfWork, desk: Desk, correction_id: str, state: CorrectionState, text: str | None = None,
    should_be: Meaning | None = None,
) -> Correction:  # fmt: skip
    """Accepts, rejects, or (`NEW`) takes either back. Raises NotFound, and NotAllowed for an empty text."""
    with uow:
        made = uow.corrections.get(correction_id)
        wanted = made.text if text is None else text.strip()
        meaning = should_be or made.should_be
        if not wanted or len(wanted) > MOST_TEXT or meaning.label not in MEANINGS or meaning.language not in SPOKEN:
            raise NotAllowed("no training message")
        new = state is CorrectionState.NEW
        reviewed = replace(
            made, state=state, text=wanted, should_be=meaning, reviewed_by="" if new else desk.who.name,
            reviewed_at=None if new else desk.now,
        )
        uow.corrections.save(reviewed)
        uow.audit.add(desk.now, desk.who.id, f"correction_{state.value}", correction_id)
        uow.commit()
        return reviewed


def _mend(uow: UnitOfWork, desk: Desk, talks: Sequence[Conversation], was: Meaning, now: Meaning) -> None:
    """A missed danger is an alarm like any other; of a false one the talk is as urgent as it was without it, unless
    something else that was said, there or in what was merged into it, is read as danger."""
    after = talk = talks[0]
    if now.danger and talk.acute_kind is None:
        uow.events.add("queue", "alarm", desk.now, {"talk": talk.id, "kind": now.danger})
        uow.audit.add(desk.now, desk.who.id, "alarm_raised", talk.id, now.danger)
        _note(uow, desk, talk, "missed_danger")
        after = handover.raise_alarm(talk, now.danger, desk.now)
    elif now.danger and now.danger != talk.acute_kind and was.danger == talk.acute_kind:
        after = replace(talk, acute_kind=now.danger)
    elif was.danger and not now.danger and talk.acute_kind and not _alarming(uow, talks):
        uow.audit.add(desk.now, desk.who.id, "alarm_lowered", talk.id, was.danger)
        uow.events.add("queue", "alarm_lowered", desk.now, {"talk": talk.id})
        _note(uow, desk, talk, "false_alarm")
        after = handover.false_alarm(talk)
    if now.need:
        after = replace(after, need=now.need)
    elif was.need and after.need == was.need:
        after = replace(after, need=None)
    if after != talk:
        uow.events.add("queue", "corrected", desk.now, {"talk": talk.id})
        uow.conversations.save(after, seen_epoch=talk.epoch)


def _mend_part(uow: UnitOfWork, desk: Desk, part: Conversation, was: Meaning, now: Meaning) -> None:
    """The talk that it was written in, too: it may be parted from the other, and its next line is told of there."""
    if now.danger and part.acute_kind is None:
        uow.conversations.save(handover.raise_alarm(part, now.danger, desk.now), seen_epoch=part.epoch)
    elif was.danger and not now.danger and part.acute_kind and not _alarming(uow, [part]):
        uow.conversations.save(handover.false_alarm(part), seen_epoch=part.epoch)


def _alarming(uow: UnitOfWork, talks: Sequence[Conversation]) -> list[int]:
    """Lines that were read as danger and that nobody has said are none; the newest word on a line counts."""
    said = {made.seq: made.should_be for talk in talks for made in uow.corrections.of_talk(talk.id)}
    found = []
    for line in (line for talk in talks for line in uow.transcript.of(talk.id, limit=_ALL)):
        if line.author is Author.CITIZEN:
            meant = said.get(line.seq) or meaning_of(reading_from_parse(line.reading or {}), None)
            found += [line.seq] if meant.danger else []
    return found


def _note(uow: UnitOfWork, desk: Desk, talk: Conversation, key: str) -> None:
    """For colleagues: who judged it so. Never sent."""
    words = desk.texts.say("nb", f"console_corrections.note.{key}")
    seq = uow.transcript.add(Message(talk.id, desk.now, Author.NOTE, words, author_name=desk.who.name))
    uow.events.add(f"talk:{talk.id}", "note", desk.now, {"seq": seq})


def _line(uow: UnitOfWork, talk_id: str, seq: int) -> Message:
    line = uow.transcript.line(talk_id, seq)
    if line.author is not Author.CITIZEN:
        raise NotFound("no such line")
    return line
