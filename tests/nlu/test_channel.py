"""The door channel: who may come in, what goes through, and that failures can be seen."""

from __future__ import annotations

import asyncio
import json
import logging
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import ClientSession
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from sanic import Sanic

from nlu.channel import DoorInput
from nlu.door_reading import NOT_A_COMMAND, likeliest

TOKEN = {"authorization": "Bearer secret"}


class FakeProcessor:
    """Reads everything as a greeting and remembers what it was given."""

    model_filename = "fake.tar.gz"

    def __init__(self) -> None:
        self.messages: list[Any] = []

    async def parse_message(self, message: Any) -> dict[str, Any]:
        self.messages.append(message)
        start = len(message.text) - len(message.text.lstrip(NOT_A_COMMAND))
        return {
            "text": message.text,
            "intent": {"name": "greet", "confidence": 1.0},
            "intent_ranking": [{"name": "greet", "confidence": 1.0}],
            "entities": [{"entity": "place", "start": start, "end": start + 3, "value": "x"}],
            "text_tokens": [(start, start + 3)],
        }


class FakeAgent:
    def __init__(self) -> None:
        self.processor = FakeProcessor()
        self.tracker_store = InMemoryTrackerStore(Domain.empty())
        self.answers, self.crash = ["hei"], False

    def is_ready(self) -> bool:
        return True

    async def handle_message(self, message: Any) -> None:
        if self.crash:
            try:
                raise ConnectionError("no action server")
            except ConnectionError:
                logging.getLogger("rasa.core.processor").exception("Encountered an exception")
        for text in self.answers:
            await message.output_channel.send_text_message(message.sender_id, text)


@pytest.fixture
def agent() -> FakeAgent:
    return FakeAgent()


@pytest.fixture
def app(agent: FakeAgent) -> Sanic:
    Sanic.test_mode = True
    made = Sanic(f"door-{id(agent)}")
    made.ctx.agent = agent
    made.blueprint(DoorInput("secret").blueprint(agent.handle_message), url_prefix="/webhooks/door")
    return made


def call(
    app: Sanic, method: str, path: str, body: Any = None, headers: dict[str, str] = TOKEN
) -> SimpleNamespace:
    """One request over a loopback socket."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else None

    async def run() -> SimpleNamespace:
        server = await app.create_server(host="127.0.0.1", port=0, return_asyncio_server=True)
        await server.startup()
        port = server.server.sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}/webhooks/door{path}"
        try:
            async with (
                ClientSession() as session,
                session.request(method, url, data=raw, headers=headers) as answer,
            ):
                return SimpleNamespace(status=answer.status, json=await answer.json())
        finally:
            server.close()

    return asyncio.run(run())


def test_without_the_token_nobody_comes_in(app: Sanic) -> None:
    answer = call(app, "POST", "/turn", {"sender": "a", "message": "hei"}, headers={})
    assert (answer.status, answer.json["error"]) == (401, "unauthorized")


def test_a_channel_without_token_refuses_to_start() -> None:
    with pytest.raises(ValueError, match="RASA_TOKEN"):
        DoorInput("")


def test_a_turn_gives_responses_and_reading_and_passes_the_metadata_on(app: Sanic, agent: FakeAgent) -> None:
    metadata = {"now": "2026-11-21T12:00:00+01:00", "inbox_id": "7"}
    answer = call(app, "POST", "/turn", {"sender": "a", "message": "hei", "metadata": metadata})
    assert answer.status == 200
    assert answer.json["responses"] == [{"recipient_id": "a", "text": "hei"}]
    assert answer.json["reading"]["intent"]["name"] == "greet"
    assert agent.processor.messages[0].metadata == metadata


def test_silence_is_an_error(app: Sanic, agent: FakeAgent) -> None:
    agent.answers = []
    answer = call(app, "POST", "/turn", {"sender": "a", "message": "hei"})
    assert (answer.status, answer.json["error"]) == (502, "no_response")


def test_an_action_that_raised_is_an_error_even_when_something_was_said(app: Sanic, agent: FakeAgent) -> None:
    agent.crash = True
    answer = call(app, "POST", "/turn", {"sender": "a", "message": "hei"})
    assert (answer.status, answer.json["error"], answer.json["detail"]) == (
        502,
        "action_failed",
        "ConnectionError",
    )
    assert answer.json["responses"]


@pytest.mark.parametrize(
    "body", [b"{", [], {"message": "hei"}, {"sender": "a", "message": " "}, {"sender": "a", "message": "x" * 4097},
             {"sender": "a", "message": "hei", "metadata": {"now": "2026-11-21T12:00:00"}}]
)  # fmt: skip
def test_bad_requests_are_told_so(app: Sanic, body: Any) -> None:
    assert call(app, "POST", "/turn", body).status == 400


def test_a_slash_is_a_command_only_when_the_front_door_says_so(app: Sanic, agent: FakeAgent) -> None:
    for extra in ({}, {"command": True}):
        call(app, "POST", "/turn", {"sender": "a", "message": "/restart", **extra})
    assert [m.text for m in agent.processor.messages] == [NOT_A_COMMAND + "/restart", "/restart"]


def test_offsets_count_in_the_text_as_it_came(app: Sanic) -> None:
    for text, start in (("  hei", 2), ("/hei", 0)):
        reading = call(app, "POST", "/parse", {"text": text}).json
        assert reading["text"] == text
        assert reading["entities"][0]["start"] == start


def test_a_conversation_can_be_forgotten(app: Sanic, agent: FakeAgent) -> None:
    agent.tracker_store.store["a"] = "events"
    assert call(app, "DELETE", "/trackers/a").json == {"deleted": True}
    assert agent.tracker_store.store == {}


def test_ready_names_the_model(app: Sanic, agent: FakeAgent) -> None:
    assert call(app, "GET", "/ready").json == {"ready": True, "model": "fake.tar.gz"}
    agent.is_ready = lambda: False
    assert call(app, "GET", "/ready").status == 503


def test_unsure_readings_show_the_best_guess() -> None:
    parse = {
        "intent": {"name": "nlu_fallback", "confidence": 0.7},
        "intent_ranking": [{"name": "nlu_fallback", "confidence": 0.7}, {"name": "help", "confidence": 0.3}],
    }
    reading = likeliest(parse)
    assert (reading["intent"]["name"], reading["unsure"], len(reading["intent_ranking"])) == ("help", True, 1)
