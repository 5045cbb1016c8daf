"""`make chat` with the running service, and the note it is found by."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot import running
from bot.channels import terminal
from bot.channels.terminal import Gone, Terminal, own_address
from bot.words_loader import load_texts
from domain.conversation.talk import Voice
from tests.live.service import Service, free_port

pytestmark = pytest.mark.live


@pytest.fixture
def noted(service: Service, tmp_path: Path) -> running.Running:
    running.note(service.settings, tmp_path / "run/service.json")
    found = running.noted(tmp_path / "run/service.json")
    assert found is not None
    return found


def typing(monkeypatch: pytest.MonkeyPatch, lines: list[str]) -> None:
    left: Iterator[str] = iter(lines)

    def read(_: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)


def chat(service: running.Running, address: str) -> None:
    Terminal(service, address, Voice(load_texts(), "nb")).talk()


def test_a_talk_with_numbers_for_buttons_that_goes_on_the_next_time(
    noted: running.Running, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(monkeypatch, ["hva kan du hjelpe meg med?", "3", "/quit", "never read"])
    chat(noted, "terminal-test-1")
    said = capsys.readouterr().out
    assert "chatbot i Hamar kommune" in said and "[3] Snakk med et menneske" in said
    assert "kø til en koordinator" in said
    typing(monkeypatch, [])
    chat(noted, "terminal-test-1")
    assert "kø til en koordinator" in capsys.readouterr().out


def test_without_the_token_there_is_no_such_place(service: Service) -> None:
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Bearer {service.rest_token}"}):
        address = f"{service.url}/internal/terminal"
        assert httpx.get(address, params={"address": "x"}, headers=headers, trust_env=False).status_code == 404
        assert httpx.post(address, json={}, headers=headers, trust_env=False).status_code == 404


def test_the_note_is_for_its_owner_alone_and_has_no_password(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "service.json"
    running.note(service.settings.model_copy(update={"database_url": "postgresql://u:hidden@h/d"}), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "hidden" not in path.read_text()
    running.forget(path)
    assert running.noted(path) is None


def test_a_service_that_is_gone_is_said_to_be(noted: running.Running) -> None:
    dead = running.Running(free_port(), noted.rasa_port, 1, noted.rasa_token, noted.database)
    with pytest.raises(Gone):
        chat(dead, "terminal-test-2")


def test_without_a_service_a_plain_line_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal.running, "noted", lambda: None)
    monkeypatch.setattr("sys.argv", ["terminal"])
    assert terminal.main() == 1
    assert "make run" in capsys.readouterr().err


def test_the_address_is_kept_for_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "address"
    first = own_address(False, path)
    assert own_address(False, path) == first != own_address(True, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
