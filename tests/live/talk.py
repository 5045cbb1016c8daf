"""One person's talk with the running service, and what has come of it in the database."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import sqlalchemy as sa

from bot.store import tables
from tests.live.service import Service


@dataclass(frozen=True)
class Said:
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    """(title, payload) of each."""


class Talk:
    def __init__(self, service: Service, sender: str | None = None, timeout: float = 30) -> None:
        self.service = service
        self.sender = sender or f"test-{uuid.uuid4().hex[:12]}"
        self.heard: list[Said] = []
        self.last: list[Said] = []
        self._timeout = timeout

    def say(self, text: str, message_id: str | None = None, reply_to: int | None = None) -> list[Said]:
        """What is answered; in reply to a line, by its number. Raises httpx.HTTPError when the front door goes away
        meanwhile."""
        self.last = [
            Said(line["text"], tuple((b["title"], b["payload"]) for b in line.get("buttons", ())))
            for line in self.post(text, message_id, reply_to).raise_for_status().json()
        ]
        self.heard += self.last
        return self.last

    def post(self, text: str, message_id: str | None = None, reply_to: int | None = None) -> httpx.Response:
        body: dict[str, Any] = {"sender": self.sender, "message": text}
        told = {"message_id": message_id, "reply_to": reply_to}
        body["metadata"] = {key: value for key, value in told.items() if value is not None}
        return httpx.post(
            f"{self.service.url}/webhooks/rest/webhook", json=body, timeout=self._timeout, trust_env=False,
            headers={"authorization": f"Bearer {self.service.rest_token}"},
        )

    def press(self, which: str | int) -> list[Said]:
        """A button of what was said last, by number from 1 or by (part of) its title."""
        return self.say(self.payload(which))

    def payload(self, which: str | int) -> str:
        offered = self.buttons
        if isinstance(which, int):
            return offered[which - 1][1]
        found = [payload for title, payload in offered if which.casefold() in title.casefold()]
        if not found:
            raise AssertionError(f"no button {which!r} among {[title for title, _ in offered]}")
        return found[0]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        return [button for said in self.last for button in said.buttons]

    @property
    def text(self) -> str:
        """All that was said last."""
        return "\n".join(said.text for said in self.last)

    @property
    def conversation(self) -> dict[str, Any]:
        """Its row; {} where there is none."""
        found = self._rows(tables.conversation, tables.conversation.c.address == self.sender)
        return found[0] if found else {}

    @property
    def requests(self) -> Sequence[dict[str, Any]]:
        """Oldest first."""
        mine = self._of(tables.request)
        return sorted(mine, key=lambda row: row["created_at"])

    @property
    def lines(self) -> Sequence[dict[str, Any]]:
        return sorted(self._of(tables.message), key=lambda row: row["seq"])

    @property
    def readings(self) -> list[dict[str, Any]]:
        return [row["reading"] for row in self.lines if row["author"] == "citizen"]

    @property
    def inbox(self) -> Sequence[dict[str, Any]]:
        return self._rows(tables.inbox, tables.inbox.c.address == self.sender)

    def audit(self, action: str) -> int:
        """How often this has been noted about the talk."""
        noted = tables.audit.c
        about_it = noted.object_id == self.conversation.get("id", "")
        return len(self._rows(tables.audit, about_it & (noted.action == action)))

    def _of(self, table: sa.Table) -> Sequence[dict[str, Any]]:
        return self._rows(table, table.c.conversation_id == self.conversation.get("id", ""))

    def _rows(self, table: sa.Table, where: Any) -> Sequence[dict[str, Any]]:
        with self.service.database.connect() as db:
            return [dict(row) for row in db.execute(sa.select(table).where(where)).mappings()]
