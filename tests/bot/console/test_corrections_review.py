"""Corrections: reviewed, handed out to train on, and gone with the talk."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.console.corrections.training_file import training_file
from bot.edge import Edge
from bot.settings import ROOT
from domain.correction import MEANINGS, Correction, Meaning
from nlu.encoder.utterances import read_file
from tests.bot.console.conftest import Desk
from tests.bot.console.corrections_here import FRIEND, WORDS, correct, made, review
from tests.bot.store.builders import NOW
from tests.bot.web.conftest import Citizen


def test_it_is_accepted_with_an_edited_text_rejected_and_taken_back(
    desk: Desk, pers_desk: Desk, citizen: Citizen, edge: Edge
) -> None:
    citizen.write(WORDS)
    correct(desk, edge)
    page = desk.client.get("/console/corrections").text
    assert "Nye (1)" in page and "Avlastning skulle vært besøksvenn: 1" in page and "Kari Nordmann" in page
    assert review(pers_desk, edge, "accept", text="  ", label=FRIEND, language="nb") == 422
    assert review(pers_desk, edge, "accept", text="noen som kan komme innom mamma", label=FRIEND, language="nb") == 200
    page = desk.client.get("/console/corrections?state=accepted").text
    assert "noen som kan komme innom mamma" in page and "Per Hansen" in page
    assert review(desk, edge, "undo") == 200 and "Nye (1)" in desk.client.get("/console/corrections").text
    assert review(desk, edge, "reject") == 200
    assert "noen som kan komme innom mamma" not in desk.client.get("/console/corrections/export.yml").text


def test_the_export_is_read_by_the_projects_own_reader_of_training_messages(
    desk: Desk, pers_desk: Desk, citizen: Citizen, edge: Edge, tmp_path: Path
) -> None:
    citizen.write(WORDS)
    tricky = "- [mamma](relation) vil: «ha» # noen\u2028{som} | kommer: ja"
    correct(desk, edge)
    review(desk, edge, "accept", text=tricky, label=FRIEND, language="nn")
    correct(pers_desk, edge, "acute/fire")
    pers = next(c for c in made(edge) if c.by_name == "Per Hansen")
    desk.post(f"/console/corrections/{pers.id}/accept", text="det lukter røyk", label="acute/fire", language="nb")
    folder = tmp_path / "nn"
    folder.mkdir()
    (folder / "corrections.yml").write_text(desk.client.get("/console/corrections/export.yml?language=nn").text)
    [message] = read_file(folder / "corrections.yml")
    assert (message.label, message.language, message.voice) == (FRIEND, "nn", "desk") and message.label in MEANINGS
    assert message.text == "(mamma)(relation) vil: «ha» # noen (som) | kommer: ja"
    (tmp_path / "nb.yml").write_text(desk.client.get("/console/corrections/export.yml").text)
    assert [m.text for m in read_file(tmp_path / "nb.yml")] == ["det lukter røyk"]
    (tmp_path / "en.yml").write_text(desk.client.get("/console/corrections/export.yml?language=en").text)
    assert read_file(tmp_path / "en.yml") == []


def test_rasas_importer_reads_the_export_too(tmp_path: Path) -> None:
    python = ROOT / "nlu/.venv/bin/python"
    if not python.exists():
        pytest.skip("Rasa's environment is not set up")
    meant = Meaning(FRIEND, "nb")
    kept = Correction("c", "t", 1, "noen [som] kommer: innom", meant, meant, "kari", "Kari", NOW)
    path = tmp_path / "corrections-nb.yml"
    path.write_text(training_file([kept], "nb"), encoding="utf-8")
    code = (
        "import sys; from nlu.importer import read; "
        "print([(m.get('text'), m.get_full_intent()) for m in read(sys.argv[1]).intent_examples])"
    )
    env = {"PATH": "/usr/bin:/bin", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONWARNINGS": "ignore"}
    command = [str(python), "-c", code, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=env, check=False)
    assert f"[('noen (som) kommer: innom', '{FRIEND}')]" in done.stdout, done.stderr[-500:]


def test_an_erased_talk_takes_its_corrections_along(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write(WORDS)
    correct(desk, edge)
    [kept] = made(edge)
    with edge.store() as uow:
        uow.people.erase(kept.conversation_id)
        uow.commit()
    assert "Ingen nye rettelser" in desk.client.get("/console/corrections").text
    assert desk.post(f"/console/corrections/{kept.id}/accept").status_code == 404
