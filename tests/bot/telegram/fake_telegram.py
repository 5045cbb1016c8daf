"""A strict Bot API server of our own: offsets, long polls, webhook pushes with secret and repeats, the limits of
messages and buttons, and everything that goes wrong on a real day.

Runs on a free port of loopback in a thread. Methods and fields it does not know are errors, so that a client
cannot lean on what Telegram would refuse. `test_fake_telegram.py` has python-telegram-bot judge its shapes.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

TOKEN = "123456:fake-token"
BOT = {"id": 123456, "is_bot": True, "first_name": "Én dør inn", "username": "door_bot"}

FIELDS = {
    "getMe": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "setWebhook": {"url", "secret_token", "allowed_updates", "drop_pending_updates", "max_connections"},
    "deleteWebhook": {"drop_pending_updates"},
    "getWebhookInfo": set(),
    "sendMessage": {"chat_id", "text", "reply_markup", "link_preview_options"},
    "editMessageText": {"chat_id", "message_id", "text", "reply_markup", "link_preview_options"},
    "answerCallbackQuery": {"callback_query_id", "text"},
    "sendDocument": {"chat_id", "document", "caption", "filename"},
    "leaveChat": {"chat_id"},
}


@dataclass
class Sent:
    chat_id: int
    text: str
    buttons: list[dict[str, str]]
    at: float
    message_id: int


@dataclass
class Refusal(Exception):
    status: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)


class Drop(Exception):
    """The request was carried out, but the connection ends before the answer."""


class FakeTelegram:
    def __init__(self) -> None:
        self.pending: list[dict[str, Any]] = []
        self.sent: list[Sent] = []
        self.edited: list[tuple[int, int, str]] = []
        self.documents: list[tuple[int, str, bytes]] = []
        self.answered: list[str] = []
        self.left: list[int] = []
        self.calls: list[str] = []
        self.webhook: dict[str, Any] = {}
        self.blocked: set[int] = set()
        self.one_a_second = False
        """Answers 429 to a second message in a chat within a second."""
        self._chats: dict[int, dict[str, Any]] = {}
        self._failures: dict[str, deque[Refusal | Drop]] = defaultdict(deque)
        self._numbers = itertools.count(700_000_001)
        self._message_ids = itertools.count(1)
        self._lock = threading.RLock()
        self._news = threading.Event()

    # --- what people do -------------------------------------------------------------------------

    def writes(self, chat: int, text: str, **more: Any) -> dict[str, Any]:
        return self._arrives({"message": self._message(chat, text=text, **more)})

    def sends(self, chat: int, **content: Any) -> dict[str, Any]:
        """A message without text: photo=[…], location={…}, caption="…"."""
        return self._arrives({"message": self._message(chat, **content)})

    def edits(self, chat: int, message_id: int, text: str) -> dict[str, Any]:
        edited = {**self._message(chat, text=text), "message_id": message_id, "edit_date": int(time.time())}
        return self._arrives({"edited_message": edited})

    def presses(self, chat: int, data: str, message_id: int = 1) -> dict[str, Any]:
        """Any data: a client may send what no button had."""
        message = {**self._message(chat, text="…"), "message_id": message_id, "from": BOT}
        query = {"id": str(next(self._numbers) * 7), "from": person(chat), "message": message,
                 "chat_instance": "1", "data": data}
        return self._arrives({"callback_query": query})

    def blocks(self, chat: int) -> dict[str, Any]:
        self.blocked.add(chat)
        return self._arrives({"my_chat_member": self._membership(chat, "member", "kicked")})

    def unblocks(self, chat: int) -> dict[str, Any]:
        self.blocked.discard(chat)
        return self._arrives({"my_chat_member": self._membership(chat, "kicked", "member")})

    def arrives(self, update: dict[str, Any]) -> dict[str, Any]:
        """Any update, well formed or not; it gets a number."""
        return self._arrives(update)

    def group(self, chat: int) -> None:
        self._chats[chat] = {"id": chat, "type": "group", "title": "Kaffeprat"}

    # --- what goes wrong ------------------------------------------------------------------------

    def fails(self, method: str, status: int, description: str = "failed", **parameters: Any) -> None:
        """The next call of this method; several are answered in turn."""
        self._failures[method].append(Refusal(status, description, parameters))

    def drops(self, method: str) -> None:
        """Carries the next call out, then cuts the line."""
        self._failures[method].append(Drop())

    def repeats(self, update: dict[str, Any]) -> None:
        """Delivers an update again, as after a lost confirmation."""
        with self._lock:
            self.pending.append(update)
        self._news.set()

    def reorders(self) -> None:
        with self._lock:
            self.pending.reverse()

    def numbers_restart(self, at: int) -> None:
        """«If there are no new updates for at least a week, the next identifier is chosen at random»."""
        self._numbers = itertools.count(at)

    # --- the server -----------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """What `TELEGRAM_API_URL` is set to."""
        return f"http://127.0.0.1:{self.port}/bot"

    @contextmanager
    def running(self) -> Iterator[FakeTelegram]:
        app = Starlette(routes=[Route("/bot{token}/{method}", self._call, methods=["GET", "POST"])])
        config = uvicorn.Config(_Cutting(app), port=0, log_level="critical", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        self.port = server.servers[0].sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.should_exit = server.force_exit = True
            self._news.set()
            thread.join(5)

    async def push(self, client: httpx.AsyncClient, path: str, update: dict[str, Any], tries: int = 3) -> list[int]:
        """What Telegram does with a webhook: again until 200. Returns the statuses."""
        statuses: list[int] = []
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        while len(statuses) < tries and 200 not in statuses:
            statuses.append((await client.post(path, json=update, headers=headers)).status_code)
        return statuses

    def texts(self, chat: int) -> list[str]:
        return [sent.text for sent in self.sent if sent.chat_id == chat]

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            if request.path_params["token"] != TOKEN:
                raise Refusal(401, "Unauthorized")
            if method not in FIELDS:
                raise Refusal(404, "Not Found")
            given = await _parameters(request)
            if odd := set(given) - FIELDS[method]:
                raise Refusal(400, f"Bad Request: unknown field {sorted(odd)[0]}")
            self.calls.append(method)
            failure = self._failures[method].popleft() if self._failures[method] else None
            if isinstance(failure, Refusal):
                raise failure
            result = await getattr(self, f"_{method}")(given)
            if failure is not None:
                raise failure
            return AsciiJson({"ok": True, "result": result})
        except Refusal as refused:
            body: dict[str, Any] = {"ok": False, "error_code": refused.status, "description": refused.description}
            if refused.parameters:
                body["parameters"] = refused.parameters
            return AsciiJson(body, status_code=refused.status)

    async def _getMe(self, given: dict[str, Any]) -> dict[str, Any]:
        return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}

    async def _getUpdates(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook.get("url"):
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        offset, until = int(given.get("offset", 0)), time.monotonic() + int(given.get("timeout", 0))
        if offset:
            with self._lock:
                self.pending = [u for u in self.pending if u["update_id"] >= offset]
        while True:
            with self._lock:
                ready = self.pending[: int(given.get("limit", 100))]
            if ready or time.monotonic() >= until:
                return ready
            await asyncio.sleep(0.02)

    async def _setWebhook(self, given: dict[str, Any]) -> bool:
        if not str(given.get("url", "")).startswith("https://"):
            raise Refusal(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook")
        self.webhook = given
        return True

    async def _deleteWebhook(self, given: dict[str, Any]) -> bool:
        self.webhook = {}
        if given.get("drop_pending_updates"):
            self.pending.clear()
        return True

    async def _getWebhookInfo(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"url": self.webhook.get("url", ""), "has_custom_certificate": False,
                "pending_update_count": len(self.pending)}

    async def _sendMessage(self, given: dict[str, Any]) -> dict[str, Any]:
        chat, text = self._reachable(given), _text(given)
        buttons = _buttons(given.get("reply_markup"))
        before = [sent.at for sent in self.sent if sent.chat_id == chat]
        if self.one_a_second and before and time.monotonic() - before[-1] < 0.95:
            raise Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1})
        message = {**self._message(chat, text=text), "from": BOT}
        self.sent.append(Sent(chat, text, buttons, time.monotonic(), message["message_id"]))
        return message

    async def _editMessageText(self, given: dict[str, Any]) -> dict[str, Any]:
        chat, text, number = self._reachable(given), _text(given), int(given["message_id"])
        buttons = _buttons(given.get("reply_markup"))
        there = next((sent for sent in self.sent if (sent.chat_id, sent.message_id) == (chat, number)), None)
        if there is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        if (there.text, there.buttons) == (text, buttons):
            raise Refusal(400, "Bad Request: message is not modified: specified new message content and reply markup "
                               "are exactly the same as a current content and reply markup of the message")
        there.text, there.buttons = text, buttons
        self.edited.append((chat, number, text))
        return {**self._message(chat, text=text), "from": BOT, "message_id": number}

    async def _answerCallbackQuery(self, given: dict[str, Any]) -> bool:
        self.answered.append(str(given["callback_query_id"]))
        return True

    async def _sendDocument(self, given: dict[str, Any]) -> dict[str, Any]:
        chat, (name, content) = self._reachable(given), given["document"]
        self.documents.append((chat, name, content))
        document = {"file_id": "f1", "file_unique_id": "u1", "file_name": name, "file_size": len(content)}
        return {**self._message(chat, document=document), "from": BOT}

    async def _leaveChat(self, given: dict[str, Any]) -> bool:
        self.left.append(int(given["chat_id"]))
        return True

    def _reachable(self, given: dict[str, Any]) -> int:
        chat = int(given["chat_id"])
        if chat not in self._chats:
            raise Refusal(400, "Bad Request: chat not found")
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return chat

    def _arrives(self, update: dict[str, Any]) -> dict[str, Any]:
        numbered = {"update_id": next(self._numbers), **update}
        with self._lock:
            self.pending.append(numbered)
        self._news.set()
        return numbered

    def _message(self, chat: int, **content: Any) -> dict[str, Any]:
        where = self._chats.setdefault(chat, {"id": chat, "type": "private", "first_name": f"Person {chat}"})
        return {"message_id": next(self._message_ids), "date": int(time.time()), "chat": where,
                "from": person(abs(chat)), **content}

    def _membership(self, chat: int, before: str, after: str) -> dict[str, Any]:
        where = self._chats.setdefault(chat, {"id": chat, "type": "private", "first_name": f"Person {chat}"})
        kicked = {"until_date": 0}
        return {
            "chat": where, "from": person(abs(chat)), "date": int(time.time()),
            "old_chat_member": {"user": BOT, "status": before, **(kicked if before == "kicked" else {})},
            "new_chat_member": {"user": BOT, "status": after, **(kicked if after == "kicked" else {})},
        }


class AsciiJson(JSONResponse):
    """As Telegram writes JSON, with \\u escapes: the only way a lone surrogate can travel."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content).encode("ascii")


class _Cutting:
    """Turns a Drop into an answer that breaks off in the middle."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, _nothing_for_drops(send))
        except Drop:
            headers = [(b"content-type", b"application/json"), (b"content-length", b"9999")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b"{", "more_body": True})
            raise ConnectionError("cut, as asked") from None


def _nothing_for_drops(send: Send) -> Send:
    """Starlette answers 500 by itself before it lets an error through: that answer is held back."""
    async def wrapped(message: Any) -> None:
        plain = (b"content-type", b"application/json") not in message.get("headers", ())
        if message["type"] == "http.response.start" and message["status"] == 500 and plain:
            raise Drop
        await send(message)

    return wrapped


async def _parameters(request: Request) -> dict[str, Any]:
    """JSON or form, as the Bot API takes both; structured values arrive as JSON text in a form."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return dict(json.loads(await request.body() or b"{}"))
    found: dict[str, Any] = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                found[name] = json.loads(value) if value[:1] in "{[" or value in ("true", "false") else value
            else:
                found[name] = (value.filename, await value.read())
    return found


def _text(given: dict[str, Any]) -> str:
    text = str(given.get("text", ""))
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > 4096:
        raise Refusal(400, "Bad Request: message is too long")
    return text


def _buttons(markup: Any) -> list[dict[str, str]]:
    rows = (markup or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    for button in buttons:
        if not button.get("text") or not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return buttons


def person(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": f"Person {number}", "language_code": "nb"}
