"""Doing what is due about shifts: one row, one transaction. What is said and the row's «done» are committed together,
so a restart in the middle repeats nothing, and a scheduler that runs twice says nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from domain.errors import NotFound
from domain.ports import Ids, UnitOfWork
from domain.services.ask_volunteer import ask
from domain.services.tell_of_move import tell_of_move
from domain.services.tell_of_shift import follow_up, remind, tell, tell_visited
from domain.services.wave import close, escalate, nudge, wave
from domain.shifts.due import Due, DueKind
from domain.shifts.roster import Roster

Step = Callable[[UnitOfWork, Ids, Roster, datetime, Due], str | None]
"""Returns the id of the talk that heard something, if one did."""

_STEPS: dict[DueKind, Step] = {
    DueKind.WAVE: wave,
    DueKind.ASK: ask,
    DueKind.TELL: tell,
    DueKind.TELL_VISITED: tell_visited,
    DueKind.MOVED: tell_of_move,
    DueKind.REMIND: remind,
    DueKind.ESCALATE: escalate,
    DueKind.CLOSE: close,
    DueKind.FOLLOW_UP: follow_up,
    DueKind.NUDGE: nudge,
}


def do_due(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, row: Due) -> str | None:
    """Nothing when somebody was first. A row about what has been erased is done by that."""
    with uow:
        if not uow.due.claim(row.key, now):
            return None
        try:
            heard = _STEPS[row.kind](uow, ids, roster, now, row)
        except NotFound:
            heard = None
        uow.commit()
        return heard


def put_off(uow: UnitOfWork, now: datetime, row: Due) -> None:
    """A row that failed is tried again: after one minute, two, four … at most an hour."""
    with uow:
        uow.due.postpone(row.key, now + timedelta(minutes=min(60, 2**row.attempts)), failed=True)
        uow.commit()
