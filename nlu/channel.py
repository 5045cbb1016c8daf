"""The channel `door`: how the front door reaches Rasa. The contract stands in nlu/README.md."""

from __future__ import annotations

import contextvars
import hmac
import logging
import os
from collections.abc import Awaitable, Callable
from datetime import datetime, timezone
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from nlu.door_reading import likeliest, read
from nlu.repeated_turn import answered_before
from nlu.tracker_store import erase_tracker
from nlu.unsaid_turns import take_back

logger = logging.getLogger(__name__)

MAX_CHARACTERS = 4096  # one message; Telegram's own limit

_failures: contextvars.ContextVar[list[str] | None] = contextvars.ContextVar("door_failures", default=None)


class Refusal(Exception):
    """A request that is answered with `status` and `{"error": code}`."""

    def __init__(self, status: int, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.status, self.code, self.detail = status, code, detail


class ActionFailures(logging.Handler):
    """Notes exceptions that `rasa.core.processor` swallows while it runs an action.

    Rasa logs them and goes on («Bot will continue, but the actions events are lost»); each request
    keeps its own list, since a context variable belongs to one task.
    """

    def emit(self, record: logging.LogRecord) -> None:
        noted = _failures.get()
        if noted is not None and record.exc_info and record.exc_info[0] is not None:
            noted.append(record.exc_info[0].__name__)


class DoorInput(InputChannel):
    """Blocking, authenticated, with errors one can see."""

    def __init__(self, token: str) -> None:
        if not token:
            raise ValueError("RASA_TOKEN is not set: the door channel needs a token")
        self._token = token.encode()

    @classmethod
    def name(cls) -> str:
        return "door"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> DoorInput:
        return cls((credentials or {}).get("token") or os.environ.get("RASA_TOKEN", ""))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        door = Blueprint("door")
        processor_log = logging.getLogger("rasa.core.processor")
        if not any(isinstance(handler, ActionFailures) for handler in processor_log.handlers):
            processor_log.addHandler(ActionFailures())

        @door.exception(Refusal)
        async def refuse(_: Request, refusal: Refusal) -> HTTPResponse:
            return response.json({"error": refusal.code, "detail": refusal.detail}, status=refusal.status)

        @door.exception(Exception)
        async def fail(_: Request, error: Exception) -> HTTPResponse:
            logger.error("door: %s", type(error).__name__, exc_info=error)
            return response.json({"error": "failed", "detail": type(error).__name__}, status=500)

        @door.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            self._authorise(request)
            return response.json({"ready": True, "model": _agent(request).processor.model_filename})

        @door.post("/parse")
        async def parse(request: Request) -> HTTPResponse:
            body = self._body(request)
            text = _text(body, "text")
            return response.json(likeliest(await read(_agent(request), text, {"now": _now(body.get("now"))})))

        @door.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            body = self._body(request)
            agent, sender, text = _agent(request), _text(body, "sender"), _text(body, "message")
            metadata = body.get("metadata") or {}
            if not isinstance(metadata, dict):
                raise Refusal(400, "bad_request", "metadata must be an object")
            metadata = {**metadata, "now": _now(metadata.get("now"))}
            collector, failures = CollectingOutputChannel(), []
            _failures.set(failures)
            parse = await read(agent, text, metadata, command=body.get("command") is True)
            if metadata.get("again"):
                said = await answered_before(agent.tracker_store, sender, str(metadata.get("inbox_id")))
                if said:
                    return response.json({"responses": said, "reading": likeliest(parse)})
            if unsaid := metadata.pop("unsaid", None):
                await take_back(agent, sender, unsaid)
            await agent.handle_message(
                UserMessage(
                    text, collector, sender, parse_data=parse, input_channel=self.name(), metadata=metadata
                )
            )
            answer = {"responses": collector.messages, "reading": likeliest(parse)}
            if failures:
                return response.json({"error": "action_failed", "detail": failures[0], **answer}, status=502)
            if not collector.messages:
                return response.json({"error": "no_response", **answer}, status=502)
            return response.json(answer)

        @door.delete("/trackers/<sender:str>")
        async def forget(request: Request, sender: str) -> HTTPResponse:
            self._authorise(request)
            await erase_tracker(_agent(request).tracker_store, sender)
            return response.json({"deleted": True})

        return door

    def _authorise(self, request: Request) -> None:
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, b"Bearer " + self._token):
            raise Refusal(401, "unauthorized")

    def _body(self, request: Request) -> dict[str, Any]:
        self._authorise(request)
        try:
            body = request.json
        except Exception as error:  # sanic raises several kinds for malformed JSON
            raise Refusal(400, "bad_request", "not JSON") from error
        if not isinstance(body, dict):
            raise Refusal(400, "bad_request", "not a JSON object")
        return body


def _agent(request: Request) -> Any:
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise Refusal(503, "no_model")
    return agent


def _text(body: dict[str, Any], field: str) -> str:
    value = body.get(field)
    if not isinstance(value, str) or not value.strip():
        raise Refusal(400, "bad_request", f"{field} must be a text that is not empty")
    if len(value) > MAX_CHARACTERS:
        raise Refusal(400, "bad_request", f"{field} has more than {MAX_CHARACTERS} characters")
    return value


def _now(value: Any) -> str:
    """ISO 8601 with offset; the clock (in UTC) where nothing is given."""
    if value is None:
        return datetime.now(timezone.utc).isoformat()
    try:
        if datetime.fromisoformat(value.replace("Z", "+00:00")).tzinfo is not None:
            return value
    except (AttributeError, TypeError, ValueError):
        pass
    raise Refusal(400, "bad_request", "now must be ISO 8601 with an offset")
