"""What a coordinator does with a request: take it, give it to a colleague, write in its history, promise when there is
more, finish it with an outcome, open it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.errors import AlreadyTaken, NotAllowed, NotFound
from domain.ports import UnitOfWork
from domain.requests import (
    Request,
    RequestEvent,
    answered_request,
    finish_request,
    promise_update,
    reopen_request,
    take_request,
)
from domain.services.coordinate import Coordinator, Desk

LONGEST_NOTE = 2000


def take(uow: UnitOfWork, desk: Desk, code: str) -> Request:
    """First to take it owns it. Raises AlreadyTaken with the name of whoever does, NotAllowed for a closed one."""
    with uow:
        request = find(uow, code)
        if request.state.open and request.owner_id == desk.who.id:
            return request
        if request.state.open and request.owner_id is not None:
            raise AlreadyTaken(request.owner_name or "")
        return keep(uow, desk, _owned(request, desk.who, desk.now), "taken")


def give(uow: UnitOfWork, desk: Desk, code: str, colleague: Coordinator) -> Request:
    """To a colleague, whoever has it now. The citizen reads that a coordinator has it, and no more."""
    with uow:
        request = find(uow, code)
        if request.state.open and request.owner_id == colleague.id:
            return request
        given = _owned(request, colleague, desk.now)
        uow.audit.add(desk.now, desk.who.id, "request_given_to", request.id, colleague.id)
        return keep(uow, desk, given, "given", colleague.name, public=False)


def write(
    uow: UnitOfWork, desk: Desk, code: str, text: str, *, public: bool, answered: bool = False
) -> Request:
    """One line of history. `public`: the citizen may see it when they ask how it goes; then they have an answer.
    `answered`: they have one already, by telephone."""
    if not text.strip():
        raise NotAllowed("empty")
    with uow:
        request = find(uow, code)
        if request.state.open and (public or answered):
            request = answered_request(request, desk.now)
        return keep(uow, desk, request, "noted", text, public=public)


def promise(uow: UnitOfWork, desk: Desk, code: str, due: datetime) -> Request:
    """By then somebody will have said more. The citizen reads it when they ask how it goes; whoever promises has
    taken care of the first answer with it. Raises NotAllowed for a moment that is past, or a closed request."""
    with uow:
        request = promise_update(find(uow, code), due, desk.now)
        request = replace(request, first_answer_at=request.first_answer_at or desk.now)
        return keep(uow, desk, request, "promised")


def finish(uow: UnitOfWork, desk: Desk, code: str, outcome: str) -> Request:
    with uow:
        request = find(uow, code)
        if not request.state.open:
            raise NotAllowed("already closed")
        finished = finish_request(request, outcome, desk.now)
        first = request.first_answer_at or desk.now
        return keep(uow, desk, replace(finished, first_answer_at=first), "finished")


def reopen(uow: UnitOfWork, desk: Desk, code: str, due: datetime) -> Request:
    """It is theirs from then on, with a new promise. Raises NotAllowed where it is open."""
    with uow:
        opened = reopen_request(find(uow, code), due, desk.who.id, desk.who.name)
        return keep(uow, desk, opened, "reopened")


def find(uow: UnitOfWork, code: str) -> Request:
    """The talk's row is held, so that two coordinators come after one another. Raises NotFound."""
    request = uow.requests.by_code(code)
    if request is None:
        raise NotFound("no such request")
    uow.conversations.get(request.conversation_id, for_update=True)
    return uow.requests.by_code(code) or request


def keep(
    uow: UnitOfWork, desk: Desk, request: Request, kind: str, note: str = "", *, public: bool = True
) -> Request:
    """Saves and commits, with a line of history, who did it, and word to whoever watches."""
    uow.requests.save(request)
    said = note[:LONGEST_NOTE]
    uow.requests.add_event(RequestEvent(request.id, desk.now, kind, desk.who.first_name, said, public))
    uow.audit.add(desk.now, desk.who.id, f"request_{kind}", request.id, request.code)
    uow.events.add(f"talk:{request.conversation_id}", "request", desk.now)
    uow.events.add("queue", "request", desk.now, {"talk": request.conversation_id, "code": request.code})
    uow.commit()
    return request


def _owned(request: Request, who: Coordinator, now: datetime) -> Request:
    """Taking is not answering: what was promised for the first answer is still to be said."""
    taken = take_request(request, who.id, who.name)
    if request.first_answer_at is None:
        taken = replace(taken, first_answer_at=now, next_update_due=request.next_update_due or request.answer_due)
    return taken
