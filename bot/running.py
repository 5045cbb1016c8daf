"""How `make chat` and `make understand` find the service that `make run` keeps running on this machine.

A file that only its owner may read, there as long as the service runs: ports, and the token shared with
Rasa. The database's password is not in it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import sqlalchemy as sa

from bot.settings import ROOT, Settings

NOTE = ROOT / "var/run/service.json"


@dataclass(frozen=True)
class Running:
    port: int
    rasa_port: int
    rasa_processes: int
    rasa_token: str
    database: str
    """Its address without the password, to see whether two mean the same one."""

    def rasa_urls(self) -> list[str]:
        return [f"http://127.0.0.1:{self.rasa_port + n}" for n in range(self.rasa_processes)]


def note(settings: Settings, path: Path = NOTE) -> None:
    running = Running(
        settings.port, settings.rasa_port, settings.rasa_processes, settings.rasa_token.get_secret_value(),
        without_password(settings.database_url),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(running)))


def forget(path: Path = NOTE) -> None:
    path.unlink(missing_ok=True)


def noted(path: Path = NOTE) -> Running | None:
    """What the note says; None without one. The service may have been killed since: ask it before use."""
    try:
        return Running(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None


def without_password(database_url: str) -> str:
    return sa.engine.make_url(database_url).render_as_string(hide_password=True)
