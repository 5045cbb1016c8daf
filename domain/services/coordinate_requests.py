"""What a coordinator does with a request: take it, write in its history, finish it with an outcome."""

from __future__ import annotations

from domain.errors import AlreadyTaken, NotAllowed, NotFound
from domain.ports import UnitOfWork
from domain.requests import Request, RequestEvent, finish_request, take_request
from domain.services.coordinate import Desk


def take(uow: UnitOfWork, desk: Desk, code: str) -> Request:
    """First to take it owns it. Raises AlreadyTaken with the name of whoever does, NotAllowed for a closed one."""
    with uow:
        request = _find(uow, code)
        if request.state.open and request.owner_id == desk.who.id:
            return request
        if request.state.open and request.owner_id is not None:
            raise AlreadyTaken(request.owner_name or "")
        return _save(uow, desk, take_request(request, desk.who.id, desk.who.name), "taken")


def write(uow: UnitOfWork, desk: Desk, code: str, text: str, *, public: bool) -> Request:
    """One line of history. `public`: the citizen may see it when they ask how it goes."""
    if not text.strip():
        raise NotAllowed("empty")
    with uow:
        request = _find(uow, code)
        return _save(uow, desk, request, "noted", text, public=public)


def finish(uow: UnitOfWork, desk: Desk, code: str, outcome: str) -> Request:
    with uow:
        request = _find(uow, code)
        if not request.state.open:
            raise NotAllowed("already closed")
        return _save(uow, desk, finish_request(request, outcome, desk.now), "finished")


def _find(uow: UnitOfWork, code: str) -> Request:
    """The talk's row is held, so that two coordinators come after one another."""
    request = uow.requests.by_code(code)
    if request is None:
        raise NotFound("no such request")
    uow.conversations.get(request.conversation_id, for_update=True)
    return uow.requests.by_code(code) or request


def _save(
    uow: UnitOfWork, desk: Desk, request: Request, kind: str, note: str = "", *, public: bool = True
) -> Request:
    uow.requests.save(request)
    uow.requests.add_event(RequestEvent(request.id, desk.now, kind, desk.who.first_name, note[:2000], public))
    uow.audit.add(desk.now, desk.who.id, f"request_{kind}", request.id, request.code)
    uow.events.add(f"talk:{request.conversation_id}", "request", desk.now)
    uow.events.add("queue", "request", desk.now, {"talk": request.conversation_id, "code": request.code})
    uow.commit()
    return request
