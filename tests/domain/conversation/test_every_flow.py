"""Every flow answers in every language, whatever has been told before, with all its words filled in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from domain.conversation.flow import take_turn
from domain.conversation.flows import ALL_FLOWS, FLOWS
from domain.conversation.talk import Talk
from domain.conversation.volunteering.questions import ASKED
from domain.effect_json import effect_from_json, effect_to_json
from domain.needs import Need
from domain.reading import LANGUAGES
from domain.safety.danger import KINDS
from domain.turn import Turn
from tests.domain.conversation.kit import TUESDAY_MORNING, Chat, Town
from tests.domain.conversation.readings import reading

TEXTS = ("ja", "nei", "hva koster det?", "ELG-27", "2", "menneske", "")

UNFILLED = re.compile(r"\{\w*\}")

MOST_CHARACTERS = 4096
"""Of one line: Telegram's own limit for a message."""


def told_before() -> Iterator[Mapping[str, Any]]:
    """What the tracker may hold: nothing, some of it, and each question open with all it needs."""
    offers = [offer.id for offer in Town().world.catalogue.offers[:3]]
    yield {}
    yield {"area": "ridabu", "relation": "mother", "whom": "mamma", "conditions": ["dementia", "frail"]}
    yield {"asked_back": True, "want": "noe"}
    need = {"need": "respite", "suggested": offers, "want": "noen timer fri", "relation": "spouse"}
    for question in ("need", "choice", "which", "others", "area", "when", "contact", "number", "confirm", "change"):
        yield {"flow": "report_need", "waiting_for": question, **need}
    full = {**need, "offer": offers[0], "area": "ridabu", "when": "FREQ=WEEKLY;BYDAY=TU", "contact": "here"}
    yield {"flow": "report_need", "waiting_for": "confirm", **full}
    at_the_end = {"flow": "report_need", "waiting_for": "confirm", **full}
    yield {**at_the_end, "offer": "all", "when": "etter jul", "contact": "phone"}
    left = {"flow": "report_need", "waiting_for": "area"}
    yield {"flow": "privacy_delete", "waiting_for": "confirm", "left": left, **need}
    yield {"flow": "request_cancel", "waiting_for": "confirm", "code": "ELG-27"}
    yield {"flow": "request_cancel", "waiting_for": "which"}
    yield {"flow": "ask_activities", "waiting_for": "company", "want": "hva skjer"}
    yield {"flow": "talk_to_human", "waiting_for": "offered"}
    yield {"flow": "become_volunteer", "waiting_for": "about"}  # as an older version asked
    told = {"needs": ["transport"], "windows": [{"weekday": 1, "start": 960, "end": 1440}], "areas": [], "name": "Kari"}
    for question in ASKED:
        yield {"flow": "become_volunteer", "waiting_for": question, "profile": told if question == "confirm" else None}
    yield {"flow": "volunteer_young", "waiting_for": "more"}
    yield {"flow": "volunteer_profile", "waiting_for": "end"}
    yield {"flow": "volunteer_profile", "waiting_for": "away"}
    yield {"flow": "volunteer_profile", "waiting_for": "when"}
    yield {"flow": "staff_task", "waiting_for": "need", "task": {"want": "noe"}}
    yield {"flow": "staff_more", "waiting_for": "more", "task": {"want": "", "need": "transport", "code": "ELG-27"}}
    yield {"flow": "request_status", "waiting_for": "code"}
    said = {"means": "yes", "text": "ja", "intent": "affirm", "entities": []}
    yield {"flow": "shift_answer", "waiting_for": "which", "shifts": ["gone"], "shift_said": said}
    yield {"flow": "shift_answer", "waiting_for": "other", "shift": "gone"}
    yield {"flow": "shift_more", "waiting_for": "more", "shift": "gone", "shifts": ["gone"]}
    yield {"flow": "shift_report", "waiting_for": "line", "shift": "gone"}


def turns(language: str, intent: str) -> Iterator[tuple[str, Turn]]:
    town = Town()
    chat = Chat(town)
    chat.say("hei", "greet")
    parts = {"report_need": [{"need": n} for n in Need], "acute": [{"acute_kind": k} for k in KINDS]}
    of_each = itertools.product(told_before(), ("",), parts.get(intent, ()))
    for slots, text, meaning in itertools.chain(itertools.product(told_before(), TEXTS, ({},)), of_each):
        said = reading(text, intent, language=language, **meaning)
        talk = Talk(
            chat.conversation.id, said, TUESDAY_MORNING, language, slots, slots.get("flow"), slots.get("waiting_for")
        )
        yield f"{text!r} after {slots}", take_turn(FLOWS[intent], ALL_FLOWS, talk, town.world)


@pytest.mark.parametrize(("language", "intent"), [(lang, name) for lang in LANGUAGES for name in FLOWS])
def test_every_flow_answers_whatever_was_told_before(language: str, intent: str) -> None:
    count = 0
    for where, turn in turns(language, intent):
        count += 1
        assert turn.replies or turn.effects, where
        for reply in turn.replies:
            assert reply.text.strip(), where
            assert len(reply.text) < MOST_CHARACTERS, where
            assert not UNFILLED.search(reply.text), where
            assert all(b.title.strip() and b.payload.startswith("/") for b in reply.buttons), where
        assert all(effect_from_json(effect_to_json(e)) == e for e in turn.effects), where
    assert count > 100
