"""Every text that code asks for is there, every text there is asked for, and every slot and button is declared."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

import pytest
import yaml

from bot.settings import ROOT
from domain.conditions import Condition, Relation
from domain.conversation.flow import take_turn
from domain.conversation.flows import ALL_FLOWS, FLOWS
from domain.conversation.talk import Talk
from domain.needs import Need
from domain.reading import LANGUAGES
from domain.requests import OUTCOMES, RequestState
from domain.safety import KINDS
from tests.domain.conversation.kit import TUESDAY_MORNING, Chat, Town, parts
from tests.domain.conversation.readings import reading
from tests.domain.conversation.test_every_flow import TEXTS, told_before

OWN_FILES = (
    "activities", "acute", "after_danger", "asked_why", "comfort", "door", "elsewhere", "handover", "human", "plain",
    "privacy", "report_need", "requests", "rights", "shift_talk", "suggestion", "understood", "unsure", "whom",
)
"""Texts of the talk itself. Matching and catalogue are tested in tests/data; the others belong to their channels."""

SPOKEN_ELSEWHERE = re.compile(r"understood\.relation\.\w+")
"""The console says these of what was understood, by the entity's own name."""

FILE_NAME = (".py", ".yml", ".json", ".svg", ".css", ".js", ".html")

TOO_WIDE = re.compile(r"\[\^ |plain\\\.\[")
"""Patterns that would call everything used. The flows of one line are looked up by their own names instead."""

KEY = re.compile(r"[a-z_]+\.[a-z0-9_.{}]+")


def source() -> Iterator[str]:
    for folder in ("domain", "actions", "bot"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "bot/templates").rglob("*.html")):
        yield file.read_text(encoding="utf-8")


def asked_for() -> tuple[set[str], list[re.Pattern[str]]]:
    """Keys that stand in the code whole, and patterns for those with a part filled in."""
    whole: set[str] = set()
    filled: list[re.Pattern[str]] = []
    for text in source():
        if not text.startswith('"""'):
            whole |= set(KEY.findall(text))
            continue
        nodes = list(ast.walk(ast.parse(text)))
        joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
        inside = {id(part) for node in joined for part in node.values}
        for node in nodes:
            alone = isinstance(node, ast.Constant) and id(node) not in inside
            if alone and isinstance(node.value, str) and KEY.fullmatch(node.value):
                whole.add(node.value)
        keys = ["".join(p.value if isinstance(p, ast.Constant) else "\0" for p in node.values) for node in joined]
        keys = [k for k in keys if KEY.fullmatch(k.replace("\0", "x"))]
        filled += [re.compile(re.escape(k).replace("\0", "[^ ]+")) for k in keys]
    return whole, [p for p in filled if not TOO_WIDE.match(p.pattern)]


def test_every_text_that_is_asked_for_by_name_is_there() -> None:
    texts = parts()["texts"]
    whole, _ = asked_for()
    own = {key for key in whole if key.partition(".")[0] in OWN_FILES and "{" not in key}
    assert len(own) > 60
    assert sorted(key for key in own if not texts.has(key) and not key.endswith(FILE_NAME)) == []


def test_no_text_is_there_for_nobody() -> None:
    whole, filled = asked_for()
    own = [key for key in list(parts()["texts"].keys()) if key.partition(".")[0] in OWN_FILES]
    assert len(own) > 200
    unused = [k for k in own if k not in whole and not any(p.fullmatch(k) for p in (*filled, SPOKEN_ELSEWHERE))]
    code = (ROOT / "domain/conversation/plain.py").read_text(encoding="utf-8")
    lines = {f"plain.{name}" for name in re.findall(r'_line\("(\w+)"', code)}
    assert len(lines) > 10
    assert [k for k in unused if k not in lines] == []


@pytest.mark.parametrize(("prefix", "names"), [
    ("matching.need.", Need), ("understood.relation.", Relation), ("whom.relation.", Relation),
    ("understood.condition.", Condition), ("understood.who.", Condition), ("acute.", KINDS),
    ("requests.state.", RequestState), ("requests.outcome.", OUTCOMES),
    ("requests.happened.", ("created", "taken", "cancelled_by_citizen", "finished", "overdue", "noted")),
])
def test_every_value_of_a_filled_in_key_has_its_text(prefix: str, names: Iterator[str]) -> None:
    texts = parts()["texts"]
    assert [name for name in names if not texts.has(f"{prefix}{name}")] == []


def test_the_same_word_for_a_person_is_a_key_in_all_languages_and_never_empty() -> None:
    texts = parts()["texts"]
    words = [k for k in list(texts.keys()) if k.startswith("whom.")]
    assert len(words) > 100
    assert all(texts.say(language, key).strip() for key in words for language in LANGUAGES)


def declared() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"slots": set(), "entities": set(), "intents": set()}
    for file in sorted((ROOT / "nlu/flows").glob("*.domain.yml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for kind in found:
            found[kind] |= set(content.get(kind) or ())
    return found


def test_rasa_knows_every_slot_that_is_set_and_every_button_that_is_shown() -> None:
    """One that it does not know vanishes there without an error."""
    town, known = Town(), declared()
    chat = Chat(town)
    chat.say("hei", "greet")
    slots: set[str] = set()
    buttons: set[str] = set()
    for name, flow in FLOWS.items():
        for before in told_before():
            for text in TEXTS[:3]:
                said = reading(text, name, need="respite" if name == "report_need" else None)
                open_flow, question = before.get("flow"), before.get("waiting_for")
                talk = Talk(chat.conversation.id, said, TUESDAY_MORNING, "nb", before, open_flow, question)
                turn = take_turn(flow, ALL_FLOWS, talk, town.world)
                slots |= set(turn.slots)
                buttons |= {b.payload for reply in turn.replies for b in reply.buttons}
    assert slots - known["slots"] == set()
    assert {"after_danger", "elsewhere"} <= known["slots"]
    assert len(buttons) > 20
    for payload in buttons:
        intent, brace, rest = payload.removeprefix("/").partition("{")
        assert intent in known["intents"], payload
        assert set(json.loads(brace + rest) if brace else {}) <= known["entities"], payload
