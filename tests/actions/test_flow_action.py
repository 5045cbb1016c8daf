"""Rasa's side of a turn: the tracker is read, the flow answers, and effects travel back as JSON beside the replies."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.flow_action import FlowAction, talk_from
from actions.server import ActionServer
from domain.conversation.flows import FLOWS
from domain.effect_json import effect_from_json
from domain.effects import AfterDanger
from tests.domain.conversation.kit import TUESDAY_MORNING, Chat, Town


def tracker(town: Town, text: str, intent: str, **facts: Any) -> Tracker:
    """A tracker as Rasa sends it. `slots`, `entities`, `need`, `language` of the message, `talk` language, epochs."""
    chat = Chat(town).say("hei", "greet") if not town.store.state.talks else Chat(town)
    metadata = {"now": TUESDAY_MORNING.isoformat(), "epoch": facts.get("epoch", 0), "language": facts.get("talk")}
    message = {
        "text": text, "intent": {"name": intent, "confidence": 0.95}, "entities": facts.get("entities", []),
        "language": {"name": facts.get("language", "nb")}, "metadata": {**metadata, **facts.get("metadata", {})},
    }
    if facts.get("need"):
        message["need"] = {"name": facts["need"]}
    slots = {"flow": None, "waiting_for": None, "epoch": 0, "area": None, "asked_back": None, **facts.get("slots", {})}
    return Tracker(chat.conversation.id, slots, message, [], False, None, {}, None)


def run(town: Town, sent: Tracker, flow: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The responses, and the slots that are set."""
    dispatcher = CollectingDispatcher()
    events = asyncio.run(FlowAction(FLOWS[flow], town.world).run(dispatcher, sent, {}))
    return dispatcher.messages, {e["name"]: e["value"] for e in events}


def test_there_is_an_action_for_every_flow() -> None:
    names = {FlowAction(flow, Town().world).name() for flow in FLOWS.values()}
    assert names == {f"action_{name}" for name in FLOWS}


def test_replies_buttons_effects_and_language_travel_back() -> None:
    town = Town()
    sent = tracker(town, "eg treng nokre timar fri kvar veke", "report_need", need="respite", language="nn")
    responses, slots = run(town, sent, "report_need")
    assert "avlasting" in responses[0]["text"]
    assert responses[-2]["buttons"][-1] == {
        "title": "La ein koordinator finne noko", "payload": '/press{"flow": "report_need", "choice": "human"}',
    }
    assert responses[-1]["custom"]["language"] == "nn"
    assert [effect_from_json(e).kind for e in responses[-1]["custom"]["effects"]] == ["offers_suggested"]
    assert (slots["flow"], slots["waiting_for"], slots["epoch"]) == ("report_need", "choice", 0)


def test_a_button_reaches_its_own_flow_whatever_action_rasa_calls() -> None:
    town = Town()
    entities = [{"entity": "flow", "value": "privacy_delete"}, {"entity": "confirm", "value": "no"}]
    waiting = {"flow": "privacy_delete", "waiting_for": "confirm"}
    responses, slots = run(town, tracker(town, "/press{…}", "press", entities=entities, slots=waiting), "press")
    assert "ingenting er slettet" in responses[0]["text"]
    assert slots["flow"] is None


@pytest.mark.parametrize(("text", "language", "of_the_talk", "answered"), [
    ("ja takk", "en", "nn", "nn"), ("den fyrste", "nn", "nb", "nb"), ("hei", None, None, "nb"),
    ("hi there", "en", None, "en"), ("I need some help with this please", "en", "nb", "en"),
    ("dzień dobry potrzebuję pomocy dla matki", "other", None, "en"),
    ("jeg trenger hjelp til å handle", "nb", "en", "nb"), ("hva?", "other", None, "nb"),
    ("er du ein robot?", "nb", "nn", "nn"), ("kan du si noe mer om det?", "nb", "nn", "nb"),
])
def test_a_few_words_keep_the_talks_language_and_more_have_their_own(
    text: str, language: str | None, of_the_talk: str | None, answered: str
) -> None:
    town = Town()
    sent = tracker(town, text, "greet", language=language, talk=of_the_talk)
    assert talk_from(sent, town.world).language == answered


def test_another_language_gets_a_line_in_two_and_danger_comes_before_it() -> None:
    town = Town()
    polish = "dzień dobry potrzebuję pomocy dla matki"
    responses, _ = run(town, tracker(town, polish, "out_of_scope", language="other"), "out_of_scope")
    assert responses[0]["text"].startswith("I can answer in Norwegian or English.")
    responses, _ = run(town, tracker(town, polish, "acute", language="other"), "acute")
    assert "113" in responses[0]["text"]


def test_after_somebody_took_over_what_was_being_asked_is_stale() -> None:
    town = Town()
    asked = {"flow": "privacy_delete", "waiting_for": "confirm", "area": "vang", "epoch": 0}
    responses, slots = run(town, tracker(town, "ja", "affirm", slots=asked, epoch=2), "affirm")
    assert "ikke sikker på hva du sier ja til" in responses[0]["text"]
    assert responses[-1]["custom"]["effects"] == []
    assert slots["flow"] is None
    assert slots["area"] is None
    assert slots["epoch"] == 2


def test_the_number_in_a_message_is_known_to_be_there_and_not_what_it_is() -> None:
    town = Town()
    sent = tracker(town, "ring •• •• •• ••", "talk_to_human", metadata={"phone_given": True})
    assert talk_from(sent, town.world).phone_given


def test_danger_answered_a_short_while_ago_reaches_the_flow_whatever_action_rasa_calls() -> None:
    town = Town()
    known = {"danger": {"kind": "medical", "at": TUESDAY_MORNING.isoformat()}}
    responses, slots = run(town, tracker(town, "ambulansen er her", "deny", metadata=known), "deny")
    assert responses[0]["text"].startswith("Godt å høre")
    assert [effect_from_json(e) for e in responses[-1]["custom"]["effects"]] == [AfterDanger("over")]
    assert slots["after_danger"] == TUESDAY_MORNING.isoformat()


def test_being_unsure_is_counted_once_something_was_understood_in_between() -> None:
    town = Town()
    _, slots = run(town, tracker(town, "hei", "greet", slots={"asked_back": True}), "greet")
    assert slots["asked_back"] is None
    _, slots = run(town, tracker(town, "blåbær", "nlu_fallback"), "nlu_fallback")
    assert slots["asked_back"] is True


def test_the_server_answers_a_call_in_rasas_own_format() -> None:
    town = Town()
    sent = tracker(town, "hei", "greet")
    call = {
        "next_action": "action_greet", "sender_id": sent.sender_id, "domain": {}, "version": "3.6.21",
        "tracker": {
            "sender_id": sent.sender_id, "slots": sent.slots, "latest_message": sent.latest_message, "events": [],
            "paused": False, "followup_action": None, "active_loop": {}, "latest_action_name": None,
        },
    }
    answer = asyncio.run(ActionServer(town.world).run(call))
    assert "Hei!" in answer["responses"][0]["text"]
    assert any(event["name"] == "epoch" for event in answer["events"])
