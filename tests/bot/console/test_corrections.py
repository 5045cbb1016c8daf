"""A misread message: corrected from the talk, mended there, reviewed, and handed out to train on."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.edge import Edge
from bot.settings import ROOT
from domain.correction import MEANINGS, Correction
from domain.handover import Owner, Urgency
from domain.messages import Author
from nlu.encoder.utterances import read_file
from tests.bot.console.conftest import Desk
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import READING, StandInForRasa

WORDS = "Hei, jeg heter Solveig Bakken og mamma Gudrun på åttito år i Jernbanegata 14 vil ha noen som kommer innom"
FRIEND = "report_need/visiting_friend"
DANGER = {**READING, "intent": {"name": "acute", "confidence": 0.99}, "need": None, "acute_kind": {"name": "fire"}}


def talk_and_line(edge: Edge) -> tuple[str, int]:
    with edge.store.reading() as uow:
        [talk] = uow.conversations.latest()
        return talk.id, next(m.seq for m in uow.transcript.of(talk.id) if m.author is Author.CITIZEN)


def correct(desk: Desk, edge: Edge, label: str = FRIEND, language: str = "nb") -> int:
    talk, seq = talk_and_line(edge)
    return desk.post(f"/console/talks/{talk}/correct", line=seq, label=label, language=language).status_code


def made(edge: Edge) -> list[Correction]:
    with edge.store.reading() as uow:
        return list(uow.corrections.of_talk(talk_and_line(edge)[0]))


def review(desk: Desk, edge: Edge, act: str, **fields: str) -> int:
    return desk.post(f"/console/corrections/{made(edge)[0].id}/{act}", **fields).status_code


def test_what_was_understood_stands_chosen_and_a_correction_is_kept_without_names(
    desk: Desk, pers_desk: Desk, citizen: Citizen, edge: Edge
) -> None:
    citizen.write(WORDS)
    page = desk.client.get(f"/console/talks/{talk_and_line(edge)[0]}").text
    assert "Feil forstått?" in page and '<option value="report_need/respite" selected>' in page
    assert correct(desk, edge) == 200
    [kept] = made(edge)
    assert (kept.understood.label, kept.should_be.label) == ("report_need/respite", FRIEND)
    assert kept.by_name == "Kari Nordmann"
    for leads_to in ("Solveig", "Bakken", "Gudrun", "åttito", "Jernbanegata", "14"):
        assert leads_to not in kept.text
    assert "vil ha noen som kommer innom" in kept.text
    page = pers_desk.client.get(f"/console/talks/{kept.conversation_id}").text
    assert "Rettet av Kari Nordmann: Besøksvenn" in page
    with edge.store.reading() as uow:
        assert uow.conversations.get(kept.conversation_id).need == "visiting_friend"


def test_whoever_changes_their_mind_replaces_their_word_and_a_colleague_has_another(
    desk: Desk, pers_desk: Desk, citizen: Citizen, edge: Edge
) -> None:
    citizen.write(WORDS)
    for label in (FRIEND, "report_need/escort"):
        correct(desk, edge, label)
    correct(pers_desk, edge, "greet")
    said = sorted((c.by_name, c.should_be.label) for c in made(edge))
    assert said == [("Kari Nordmann", "report_need/escort"), ("Per Hansen", "greet")]


def test_a_missed_danger_is_an_alarm_like_any_other(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write(WORDS)
    correct(desk, edge, "acute/violence")
    talk_id, _ = talk_and_line(edge)
    with edge.store.reading() as uow:
        talk = uow.conversations.get(talk_id)
        assert (talk.owner, talk.urgency, talk.acute_kind) == (Owner.QUEUE, Urgency.ACUTE, "violence")
        assert [row["actor"] for row in uow.audit.of(talk_id, "alarm_raised")] != []
        notes = [m for m in uow.transcript.of(talk_id) if m.author is Author.NOTE]
    assert "ikke sagt av chatboten" in notes[0].text and notes[0].author_name == "Kari Nordmann"
    assert "1 akutt" in desk.client.get("/console/").text


def test_a_false_alarm_is_lowered_and_it_is_noted_who_judged_so(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write("det brenner i huset, jeg ser flammer")
    talk_id, seq = talk_and_line(edge)
    with edge.store() as uow:
        uow.transcript.set_reading(seq, DANGER)
        uow.commit()
    with edge.store.reading() as uow:
        assert uow.conversations.get(talk_id).urgency is Urgency.ACUTE
    correct(desk, edge, "ask_activities")
    with edge.store.reading() as uow:
        talk = uow.conversations.get(talk_id)
        assert (talk.urgency, talk.acute_kind, talk.owner) == (Urgency.NORMAL, None, Owner.QUEUE)
        [row] = uow.audit.of(talk_id, "alarm_lowered")
        assert row["detail"] == "fire" and row["actor"] != "door"
    assert "Dette var ikke fare" in desk.client.get(f"/console/talks/{talk_id}").text


def test_an_alarm_stands_while_another_line_is_read_as_danger(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write("det brenner i huset, jeg ser flammer")
    citizen.open()
    citizen.write("hele kjøkkenet brenner, hjelp")
    talk_id, _ = talk_and_line(edge)
    with edge.store() as uow:
        for line in uow.transcript.of(talk_id):
            if line.author is Author.CITIZEN:
                uow.transcript.set_reading(line.seq, DANGER)
        uow.commit()
    correct(desk, edge, "greet")
    with edge.store.reading() as uow:
        assert uow.conversations.get(talk_id).urgency is Urgency.ACUTE


@pytest.mark.parametrize(("label", "language"), [("", "nb"), ("no_such", "nb"), ("greet", "xx")])
def test_what_is_no_meaning_is_asked_for_again(
    desk: Desk, citizen: Citizen, edge: Edge, label: str, language: str
) -> None:
    citizen.write(WORDS)
    assert correct(desk, edge, label, language) == 422
    assert made(edge) == []
    talk, seq = talk_and_line(edge)
    assert desk.post(f"/console/talks/{talk}/correct", line=seq + 1, label="greet", language="nb").status_code == 404


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
    from bot.console.corrections.training_file import training_file
    from domain.correction import Meaning
    from tests.bot.store.builders import NOW

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


def test_a_message_that_was_not_read_has_nothing_to_correct(
    desk: Desk, citizen: Citizen, edge: Edge, rasa: StandInForRasa
) -> None:
    rasa.down = True
    citizen.write(WORDS)
    assert "Feil forstått?" not in desk.client.get(f"/console/talks/{talk_and_line(edge)[0]}").text
