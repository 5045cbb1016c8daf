"""One action a flow: reads the tracker, takes the turn in `domain/conversation/`, and hands back what it came to.

An action does nothing in the world: effects travel back to the front door as `custom` JSON beside the replies, and
are committed there (docs/decisions/0003-effects.md).
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from domain.conversation.flow import Flow, take_turn
from domain.conversation.flows import ALL_FLOWS, asked_for
from domain.conversation.one_look import OneLook
from domain.conversation.talk import Talk, World
from domain.effect_json import effect_to_json
from domain.reading import LANGUAGES, Reading, reading_from_parse
from domain.recent_danger import RecentDanger
from domain.turn import Reply, Turn

FEW_WORDS = 3
"""So short a message tells little of its language («den fyrste», «ja takk»), so the talk's holds."""


SHORT_LINE = 6
"""Words up to which the model often takes one written Norwegian for the other («er du ein robot?»)."""


class FlowAction(Action):
    """`action_<flow>`. A pressed button may name another flow than the intent `press` it comes as."""

    def __init__(self, flow: Flow, world: World) -> None:
        self._flow, self._world = flow, world

    def name(self) -> str:
        return f"action_{self._flow.name}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        talk = talk_from(tracker, self._world)
        turn = await asyncio.to_thread(self._turn, talk)
        hand_over(turn, talk, dispatcher, self._world)
        stale = {name: None for name in tracker.slots if not _same_epoch(tracker)}
        slots = {**stale, **turn.slots, "epoch": _metadata(tracker).get("epoch")}
        return [SlotSet(name, value) for name, value in slots.items()]

    def _turn(self, talk: Talk) -> Turn:
        """Asks the store, so it is no work for the event loop."""
        world = replace(self._world, lookup=OneLook(self._world.lookup), on_offer=self._world.on_offer.held())
        return take_turn(asked_for(talk, world, self._flow), ALL_FLOWS, talk, world)


def talk_from(tracker: Tracker, world: World) -> Talk:
    metadata, reading = _metadata(tracker), reading_from_parse(tracker.latest_message)
    slots = dict(tracker.slots) if _same_epoch(tracker) else {}
    return Talk(
        conversation_id=tracker.sender_id, reading=reading, now=datetime.fromisoformat(metadata["now"]),
        language=_language(reading, metadata.get("language"), world), slots=slots, flow=slots.get("flow"),
        waiting_for=slots.get("waiting_for"), phone_given=bool(metadata.get("phone_given")),
        danger=RecentDanger(**metadata["danger"]) if metadata.get("danger") else None, quoted=metadata.get("quoted"),
    )


def _metadata(tracker: Tracker) -> dict[str, Any]:
    return tracker.latest_message.get("metadata") or {}


def _same_epoch(tracker: Tracker) -> bool:
    """Whether nobody took over or closed since the bot's last turn. If somebody did, what was being asked then is
    stale: the bot begins again with a clean slate."""
    return tracker.get_slot("epoch") in (None, _metadata(tracker).get("epoch"))


def hand_over(turn: Turn, talk: Talk, dispatcher: CollectingDispatcher, world: World) -> None:
    for reply in (*_in_other_language(talk, world), *turn.replies):
        buttons = [{"title": b.title, "payload": b.payload} for b in reply.buttons]
        dispatcher.utter_message(text=reply.text, buttons=buttons)
    custom = {"effects": [effect_to_json(e) for e in turn.effects], "language": talk.language}
    dispatcher.utter_message(json_message=custom)


def _language(reading: Reading, of_the_talk: str | None, world: World) -> str:
    """The message's own; in a few words, the talk's; Bokmål when nothing is known; English for any other."""
    if _few_words(reading) or _too_little_to_change(reading, of_the_talk, world):
        own = reading.language if reading.language in LANGUAGES else LANGUAGES[0]
        return of_the_talk if of_the_talk in LANGUAGES else own
    language = reading.language or of_the_talk or LANGUAGES[0]
    return language if language in LANGUAGES else "en"


def _too_little_to_change(reading: Reading, of_the_talk: str | None, world: World) -> bool:
    """A short line between Bokmål and Nynorsk changes the talk's language only by a word that is the other's alone."""
    short = len(reading.text.split()) <= SHORT_LINE and {reading.language, of_the_talk} == {"nb", "nn"}
    return short and world.language_markers.guess(reading.text) != reading.language


def _few_words(reading: Reading) -> bool:
    return len(reading.text.split()) <= FEW_WORDS


def _in_other_language(talk: Talk, world: World) -> tuple[Reply, ...]:
    """Somebody writes Polish: a short English and Norwegian line goes first."""
    if talk.reading.language != "other" or talk.reading.intent == "acute" or _few_words(talk.reading):
        return ()
    return (Reply(world.texts.say("en", "door.other_language")),)
