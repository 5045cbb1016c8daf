"""What runs beside what: the processes, and the configuration that supervisord keeps them alive by."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT, Settings

RASA_PYTHON = ROOT / "nlu/.venv/bin/python"
MODEL = ROOT / "var/models/door.tar.gz"

RASA_SEES = (
    "PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "MUNICIPALITY",
    "RASA_TOKEN", "RASA_TRACKER_URL", "ACTION_ENDPOINT_URL", "RASA_TELEMETRY_ENABLED", "TF_CPP_MIN_LOG_LEVEL",
    "SQLALCHEMY_SILENCE_UBER_WARNING", "PYTHONWARNINGS", "OMP_NUM_THREADS",
)
"""All of the environment that Rasa gets: neither the database's address nor a channel's token."""

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2", "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}

STOP_SECONDS = 10
"""How long a process may take to end by itself: the front door finishes its turns first."""

START_TRIES = 5
"""A process that ends within a second is tried so often again, a second later each time, then given up."""


@dataclass(frozen=True)
class Program:
    name: str
    command: Sequence[str]
    sees: Sequence[str] | None = None
    """Names of the environment variables it gets; None: all."""


def programs(settings: Settings) -> list[Program]:
    rasa = [_rasa(n, settings.rasa_port + n) for n in range(settings.rasa_processes)]
    return [_front_door(settings), *rasa]


def environment(settings: Settings, given: Mapping[str, str]) -> dict[str, str]:
    """What the processes share. Secrets travel here and in no file or argument."""
    token = settings.rasa_token.get_secret_value()
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::", "localhost") else settings.host
    return {
        **QUIET,
        "RASA_TRACKER_URL": f"sqlite:///{ROOT}/var/trackers.db",
        **given,
        "RASA_TOKEN": token,
        "ACTION_ENDPOINT_URL": f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/internal/actions",
    }


def configuration(settings: Settings, folder: Path) -> str:
    """A supervisord.conf that keeps all programs running, with their logs under `folder`/log."""
    own = "\n".join((
        "; made by bot/run.py at each start", "[supervisord]", "nodaemon=true", "silent=false",
        f"logfile={_log(folder / 'log/supervisord.log')}", "logfile_maxbytes=5MB", "logfile_backups=2",
        f"pidfile={_value(folder / 'supervisord.pid')}", f"childlogdir={_value(folder / 'log')}",
        f"directory={_value(ROOT)}",
    ))
    return "\n\n".join([own, *(_section(p, folder) for p in programs(settings))]) + "\n"


def _section(program: Program, folder: Path) -> str:
    leash = [sys.executable, "-m", "bot.leash", ",".join(program.sees or ("-",)), "--"]
    return "\n".join((
        f"[program:{program.name}]",
        f"command={_value(shlex.join([*leash, *program.command]))}",
        f"directory={_value(ROOT)}",
        "autostart=true", "autorestart=true", "startsecs=1", f"startretries={START_TRIES}",
        "stopsignal=TERM", f"stopwaitsecs={STOP_SECONDS}", "stopasgroup=true", "killasgroup=true",
        "redirect_stderr=true", f"stdout_logfile={_log(folder / f'log/{program.name}.log')}",
        "stdout_logfile_maxbytes=10MB", "stdout_logfile_backups=3",
    ))


def _front_door(settings: Settings) -> Program:
    behind_proxy = "FORWARDED_ALLOW_IPS" in os.environ
    command = [
        sys.executable, "-m", "uvicorn", "--factory", "bot.app:create_app", "--host", settings.host,
        "--port", str(settings.port), "--no-server-header", "--no-access-log", "--log-level", "info",
        "--timeout-graceful-shutdown", "5", "--proxy-headers" if behind_proxy else "--no-proxy-headers",
    ]
    return Program("door", command)


def _rasa(number: int, port: int) -> Program:
    command = [str(RASA_PYTHON), "-m", "nlu.serve", "--model", str(MODEL), "--port", str(port)]
    return Program(f"rasa-{number}", command, RASA_SEES)


def _value(text: object) -> str:
    """supervisord expands %(name)s in values, so a bare % must stand twice."""
    return str(text).replace("%", "%%")


def _log(path: Path) -> str:
    """Seen from the root: supervisord expands the name of a log twice, so a % above us could not be written."""
    return _value(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
