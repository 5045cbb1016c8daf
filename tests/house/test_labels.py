"""One contract: docs/labels.md, the code, the training messages, the gold sets and the flows name the same labels."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from domain.conditions import Condition, Relation
from domain.conversation.flows import FLOWS
from domain.needs import Need
from domain.reading import LANGUAGES
from domain.safety import KINDS
from tests.house.project import read, texts

LABELS = read(Path("docs/labels.md"))
DIALOGUES_OWN = {"press", "nlu_fallback"}
"""Intents that no message has: a pressed button, and one too unsure to act on."""


def section(title: str) -> str:
    return LABELS.split(f"\n## {title}\n")[1].split("\n## ")[0]


def tabled(title: str) -> list[str]:
    first_cells = re.findall(r"^\| (`[^|]+) \|", section(title), re.MULTILINE)
    return [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)]


INTENTS = tabled("Intents")


def test_needs_languages_and_dangers_are_those_of_the_code() -> None:
    assert set(tabled("Needs")) == set(Need) and len(Need) == 16
    assert tabled("Languages") == [*LANGUAGES, "other"]
    assert tabled("Kinds of danger") == list(KINDS)


def test_relations_and_conditions_are_those_of_the_code() -> None:
    entities = section("Entities")
    for name, kinds in (("relation", Relation), ("condition", Condition)):
        row = next(line for line in entities.splitlines() if line.startswith(f"| `{name}`"))
        assert set(re.findall(r"\w+", row.split(":")[1])) == set(kinds)


def test_the_precedence_is_that_of_the_labelling_guide() -> None:
    guide = read(Path("data/utterances/GUIDE.md")).split("the one higher in this list wins:")[1].split("\n\n")[0]
    assert re.findall(r"\w+", guide) == INTENTS


def test_the_flows_know_every_intent_and_no_other() -> None:
    assert _in_flows("domain", "intents") == {*INTENTS, *DIALOGUES_OWN}
    assert set(FLOWS) == {*INTENTS, *DIALOGUES_OWN}


def test_every_intent_of_the_flows_has_its_rule_and_its_action() -> None:
    rules = [rule for f in _flow_files("rules") for rule in yaml.safe_load(read(f))["rules"]]
    steps = {(r["steps"][0]["intent"], r["steps"][1]["action"]) for r in rules if len(r["steps"]) == 2}
    assert steps == {(name, f"action_{name}") for name in FLOWS} and len(rules) == len(FLOWS)
    assert _in_flows("domain", "actions") == {f"action_{name}" for name in FLOWS}


def test_a_flows_two_files_belong_together() -> None:
    for file in _flow_files("rules"):
        domain = yaml.safe_load(read(file.with_name(file.name.replace(".rules.", ".domain."))))
        intents = {r["steps"][0]["intent"] for r in yaml.safe_load(read(file))["rules"]}
        assert intents == set(domain["intents"]), file


def test_the_training_messages_have_just_these_labels() -> None:
    found = set()
    for file in [f for f in texts(".yml") if f.parts[:2] == ("data", "utterances")]:
        found |= {example["intent"] for example in yaml.safe_load(read(file))["nlu"]}
    plain = set(INTENTS) - {"acute", "report_need"}
    assert found == plain | {f"report_need/{n}" for n in Need} | {f"acute/{k}" for k in KINDS}


def test_the_gold_messages_have_just_these_labels() -> None:
    lines = [json.loads(line) for line in read(Path("data/gold/messages.jsonl")).splitlines()]
    assert {line["intent"] for line in lines} == set(INTENTS)
    assert {line["need"] for line in lines if line["need"]} == set(Need)
    assert {line["acute_kind"] for line in lines if line["acute_kind"]} == set(KINDS)
    assert {line["language"] for line in lines} <= set(tabled("Languages"))


def test_the_numbers_of_the_contract_are_those_of_the_contacts() -> None:
    contacts = yaml.safe_load(read(Path("data/contacts/emergency.yml")))
    known = {"".join(c for c in number if c.isdigit()) for number in _numbers(contacts)}
    told = {n.replace(" ", "") for n in re.findall(r"\d[\d ]+\d", section("Kinds of danger"))}
    assert len(told) >= 6 and told <= known


def _numbers(raw: Any) -> list[str]:
    if isinstance(raw, dict):
        return [str(v) for k, v in raw.items() if k == "number"] + [n for v in raw.values() for n in _numbers(v)]
    return [n for v in raw for n in _numbers(v)] if isinstance(raw, list) else []


def _flow_files(kind: str) -> list[Path]:
    found = [f for f in texts(".yml") if f.parts[:2] == ("nlu", "flows") and f.name.endswith(f".{kind}.yml")]
    assert len(found) > 10
    return found


def _in_flows(kind: str, key: str) -> set[str]:
    return {name for f in _flow_files(kind) for name in yaml.safe_load(read(f)).get(key) or ()}
