"""A coordinator wants others asked now: new volunteers have come, or the next wave is too far away."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import NotAllowed
from domain.ports import UnitOfWork
from domain.services.coordinate import Desk
from domain.services.places import ask_on, free_places
from domain.shifts.shift import Shift


def ask_more(uow: UnitOfWork, desk: Desk, shift_id: str) -> Shift:
    """Raises NotAllowed unless the shift is open and a place is free. Quiet hours hold all the same."""
    with uow:
        shift = uow.shifts.get(shift_id, for_update=True)
        if not shift.is_open(desk.now) or free_places(uow, shift) == 0:
            raise NotAllowed("nobody is to be asked")
        shift = replace(shift, wants_coordinator_at=None)
        uow.shifts.save(shift)
        ask_on(uow, shift, desk.now)
        uow.audit.add(desk.now, desk.who.id, "shift_asked_more", shift.id)
        uow.events.add("shifts", "ask_more", desk.now, {"shift": shift.id})
        uow.commit()
        return shift
