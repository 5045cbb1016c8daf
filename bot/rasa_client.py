"""Talking to Rasa's door channel: one turn, one reading, one erasure. The contract stands in nlu/README.md."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from domain.effect_json import effect_from_json
from domain.effects import Effect
from domain.errors import BadData
from domain.turn import Button, Reply

logger = logging.getLogger(__name__)


class RasaFailed(Exception):
    """No usable answer: down, too late, empty, or an action went wrong. The message never holds what was said."""


@dataclass(frozen=True)
class Answer:
    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...]
    reading: Mapping[str, Any]
    language: str | None = None


class RasaClient:
    """One client for all Rasa processes; a talk always goes to the same one."""

    def __init__(self, urls: Sequence[str], token: str, timeout: float) -> None:
        self._urls = list(urls)
        self._http = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(timeout, connect=1.0),
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=50),
        )

    async def turn(self, sender: str, message: str, metadata: Mapping[str, Any], *, command: bool = False) -> Answer:
        """Raises RasaFailed."""
        body = {"sender": sender, "message": message, "metadata": dict(metadata), "command": command}
        data = await self._call("POST", self._url(sender) + "/turn", body)
        try:
            return _answer(data)
        except (BadData, KeyError) as error:
            raise RasaFailed(f"an answer that cannot be read: {type(error).__name__}") from error

    async def parse(self, text: str, now: str) -> Mapping[str, Any]:
        return await self._call("POST", self._url(text) + "/parse", {"text": text, "now": now})

    async def forget(self, sender: str) -> None:
        await self._call("DELETE", f"{self._url(sender)}/trackers/{sender}")

    async def ready(self) -> bool:
        """Whether every Rasa process has its model loaded."""
        try:
            for url in self._urls:
                await self._call("GET", url + "/webhooks/door/ready")
        except RasaFailed:
            return False
        return True

    async def close(self) -> None:
        await self._http.aclose()

    def _url(self, key: str) -> str:
        return self._urls[zlib.crc32(key.encode()) % len(self._urls)] + "/webhooks/door"

    async def _call(self, method: str, url: str, body: object = None) -> dict[str, Any]:
        try:
            response = await self._http.request(method, url, json=body)
        except httpx.HTTPError as error:
            raise RasaFailed(type(error).__name__) from error
        try:
            data = response.json()
        except ValueError as error:
            raise RasaFailed(f"status {response.status_code}, no JSON") from error
        if response.status_code != 200:
            raise RasaFailed(f"status {response.status_code}: {data.get('error')} {data.get('detail', '')}")
        return dict(data)


def _answer(data: Mapping[str, Any]) -> Answer:
    replies, effects, language = [], [], None
    for response in data["responses"]:
        custom = response.get("custom") or {}
        effects += [effect_from_json(e) for e in custom.get("effects", ())]
        language = custom.get("language") or language
        if text := response.get("text"):
            buttons = tuple(Button(b["title"], b["payload"]) for b in response.get("buttons") or ())
            replies.append(Reply(text, buttons))
    if not replies and not effects:  # of some effects the front door says itself what came of them
        raise RasaFailed("empty answer")
    return Answer(tuple(replies), tuple(effects), data["reading"], language)
