"""A coordinator writes to somebody: their open requests have had an answer, and what was promised next is kept."""

from __future__ import annotations

from datetime import datetime

from domain.ports import UnitOfWork
from domain.requests import answered_request


def note_answer(uow: UnitOfWork, conversation_id: str, now: datetime) -> None:
    """Part of the caller's transaction."""
    for request in uow.requests.of(conversation_id):
        if request.state.open and answered_request(request, now) != request:
            uow.requests.save(answered_request(request, now))
