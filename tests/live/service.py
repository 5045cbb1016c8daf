"""The real service for tests: front door and Rasa as processes, on free ports, with own databases."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import sqlalchemy as sa

from bot.settings import ROOT, Settings
from bot.store.engine import open_engine
from bot.supervision import MODEL, environment, programs

READY_SECONDS = 120
"""Rasa takes 10–30 s alone on two cores; other work may share them."""


class Service:
    """Started by `start()`, ended by `stop()`; each process can be killed and started again by itself."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder = folder
        self.rest_token = secrets.token_urlsafe(12)
        self.settings = Settings(
            port=free_port(), rasa_port=free_port(), rest_channel_token=self.rest_token,  # type: ignore[arg-type]
            **{"database_url": f"sqlite:///{folder}/door.db", "rasa_timeout": 8.0, **settings},  # type: ignore[arg-type]
        )
        self.url = f"http://127.0.0.1:{self.settings.port}"
        self.door: subprocess.Popen[bytes] | None = None
        self.rasa: subprocess.Popen[bytes] | None = None
        self._engine: sa.Engine | None = None

    def start(self) -> Service:
        if not MODEL.exists():
            raise RuntimeError(f"{MODEL} is not there: run `make setup`")
        self.start_rasa()
        self.start_door()
        self.wait_until_ready()
        return self

    def start_door(self) -> None:
        self.door = self._launch("door")

    def start_rasa(self) -> None:
        self.rasa = self._launch("rasa-0")

    def wait_until_ready(self, seconds: float = READY_SECONDS) -> float:
        """Until /healthz is 200. Returns how long it took."""
        began = time.monotonic()
        while (took := time.monotonic() - began) < seconds:
            if self.health().get("status") == 200:
                return took
            for name, process in (("door", self.door), ("rasa-0", self.rasa)):
                if process is not None and process.poll() not in (None, -signal.SIGKILL):
                    raise RuntimeError(f"{name} ended:\n{self.log(name)[-3000:]}")
            time.sleep(0.1)
        raise RuntimeError(f"not ready after {seconds:.0f} s: {self.health()}\n{self.log('rasa-0')[-1500:]}")

    def health(self) -> dict[str, object]:
        try:
            answer = httpx.get(f"{self.url}/healthz", timeout=5, trust_env=False)
        except httpx.HTTPError as error:
            return {"status": None, "error": type(error).__name__}
        return {"status": answer.status_code, **answer.json()}

    def kill_door(self) -> None:
        """kill -9."""
        _kill(self.door)

    def kill_rasa(self) -> None:
        _kill(self.rasa)

    def stop(self) -> None:
        for process in (self.door, self.rasa):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.terminate()
        for process in (self.door, self.rasa):
            if process is not None:
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    _kill(process)
        if self._engine is not None:
            self._engine.dispose()

    @property
    def database(self) -> sa.Engine:
        """For looking: tests never write here."""
        if self._engine is None:
            self._engine = open_engine(self.settings.database_url)
        return self._engine

    @property
    def trackers(self) -> Path:
        return self.folder / "trackers.db"

    def log(self, name: str = "door") -> str:
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def files(self) -> list[Path]:
        """All it has written: databases with their write-ahead logs, and logs."""
        return sorted(path for path in self.folder.iterdir() if path.is_file())

    def _launch(self, name: str) -> subprocess.Popen[bytes]:
        program = next(p for p in programs(self.settings) if p.name == name)
        given = {**os.environ, "RASA_TRACKER_URL": f"sqlite:///{self.trackers}", **self._own_environment()}
        everything = environment(self.settings, given)
        seen = {n: v for n, v in everything.items() if program.sees is None or n in program.sees}
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(program.command, cwd=ROOT, env=seen, stdout=log, stderr=subprocess.STDOUT)

    def _own_environment(self) -> dict[str, str]:
        own = self.settings
        return {
            "HOST": own.host, "PORT": str(own.port), "DATABASE_URL": own.database_url,
            "RASA_PORT": str(own.rasa_port), "RASA_TIMEOUT": str(own.rasa_timeout),
            "MUNICIPALITY": own.municipality, "REST_CHANNEL_TOKEN": self.rest_token, "TELEGRAM_BOT_TOKEN": "",
        }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _kill(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None and process.poll() is None:
        process.kill()
        process.wait(10)
