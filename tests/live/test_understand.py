"""`make understand`: one reading a line, in order, by the path of a live message."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from bot.settings import ROOT
from tests.live.service import Service

pytestmark = pytest.mark.live

NOW = "2026-11-21T12:00:00+01:00"


def understood(service: Service, lines: list[str]) -> list[dict[str, Any]]:
    """The lines of `python -m bot.understand`, with the running Rasa."""
    token = service.settings.rasa_token.get_secret_value()
    done = subprocess.run(
        [sys.executable, "-m", "bot.understand"], cwd=ROOT, input="".join(f"{line}\n" for line in lines).encode(),
        capture_output=True, timeout=120, check=True,
        env={**os.environ, "RASA_PORT": str(service.settings.rasa_port), "RASA_TOKEN": token},
    )
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def message(text: str, **more: str) -> str:
    return json.dumps({"text": text, "now": NOW, **more})


def test_each_line_gets_its_answer_in_order(service: Service) -> None:
    asked = ["Hei", "Kan jeg få snakke med et menneske?", "Tusen takk for hjelpa", "Hva har dere lagret om meg?"] * 10
    answers = understood(service, [message(text) for text in asked])
    assert [a["intent"] for a in answers] == ["greet", "talk_to_human", "thank", "privacy_access"] * 10
    assert set(answers[0]) == {"intent", "need", "language", "acute_kind", "confidence", "entities"}


def test_need_and_kind_only_where_they_belong(service: Service) -> None:
    need, danger, other = understood(service, [
        message("Mannen min har demens, jeg trenger noen timer fri i uka"), message("Det brenner på kjøkkenet!"),
        message("Hva blir været i morgen?"),
    ])  # fmt: skip
    assert (need["intent"], need["need"], need["acute_kind"]) == ("report_need", "respite", None)
    assert (danger["intent"], danger["need"], danger["acute_kind"]) == ("acute", None, "fire")
    assert (other["need"], other["acute_kind"]) == (None, None)
    assert all(answer["intent"] != "nlu_fallback" for answer in (need, danger, other))


def test_times_have_a_grain_and_what_is_denied_is_flagged(service: Service) -> None:
    (answer,) = understood(service, [message("kan noen komme på torsdag? ikke onsdag")])
    wanted, denied = sorted((e for e in answer["entities"] if e["entity"] == "time"), key=lambda e: e["start"])
    assert wanted["value"].startswith("2026-11-26") and wanted["grain"] == "day" and "excluded" not in wanted
    assert "onsdag" in denied["text"] and denied["excluded"] is True


def test_what_is_masked_is_told_but_not_the_national_id(service: Service) -> None:
    text = "Ring 912 34 567, fødselsnummer 13097248022"
    (answer,) = understood(service, [message(text)])
    found = {e["entity"]: e for e in answer["entities"]}
    assert found["phone"]["value"] == "+4791234567" and text[found["phone"]["start"] :].startswith("912 34 567")
    assert found["national_id"]["value"] == ""
    assert "13097248022" not in json.dumps(answer)


BAD = (
    "", "nope", "[]", "{}", '{"text": 7}', message("hei", now="soon"), "[" * 9999,
)  # fmt: skip


def test_a_bad_line_is_told_so_and_the_next_is_read(service: Service) -> None:
    good = message("Kan jeg få snakke med et menneske?")
    answers = understood(service, [line for bad in BAD for line in (bad, good)])
    assert [set(answer) for answer in answers[::2]] == [{"error"}] * len(BAD)
    assert [answer["intent"] for answer in answers[1::2]] == ["talk_to_human"] * len(BAD)


ODD = ("", " ", "🎉", "\ud800", "\x00", "…", "a" * 100_000, "<b>hei</b> {{7*7}}", "/restart")


def test_odd_texts_have_a_reading(service: Service) -> None:
    answers = understood(service, [message(text) for text in ODD])
    assert len(answers) == len(ODD)
    assert all(answer["intent"] and answer["language"] in ("nb", "nn", "en", "other") for answer in answers)
