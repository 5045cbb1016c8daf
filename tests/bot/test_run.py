"""Starting and supervising: what is checked first, what runs beside what, and that nothing is left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from supervisor.options import ServerOptions

from bot import preflight, run, supervision
from bot.preflight import CannotStart
from bot.settings import ROOT, Settings

SECRETS = {
    "rasa_token": "rasa-hush", "telegram_bot_token": "1:telegram-hush",
    "database_url": "postgresql://user:db-hush@host/name", "rest_channel_token": "rest-hush",
}


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def parsed(settings: Settings, folder: Path) -> ServerOptions:
    """The configuration as supervisord itself reads it."""
    (folder / "log").mkdir(parents=True, exist_ok=True)
    path = folder / "supervisord.conf"
    path.write_text(supervision.configuration(settings, folder))
    options = ServerOptions()
    options.realize(["-n", "-c", str(path)])
    return options


def test_supervisord_reads_the_configuration_and_keeps_every_process_alive(tmp_path: Path) -> None:
    options = parsed(Settings(rasa_processes=3, rasa_port=9100), tmp_path / "en mappe")
    programs = {p.name: p for group in options.process_group_configs for p in group.process_configs}
    assert sorted(programs) == ["door", "rasa-0", "rasa-1", "rasa-2"]
    assert all(p.autorestart and p.killasgroup and p.stopasgroup for p in programs.values())
    assert "--port 9102" in programs["rasa-2"].command and "bot.app:create_app" in programs["door"].command
    assert "en mappe" in programs["door"].stdout_logfile


def test_no_secret_stands_in_the_configuration_or_in_a_command(tmp_path: Path) -> None:
    text = supervision.configuration(Settings(**SECRETS), tmp_path)
    assert "hush" not in text and "bot.leash" in text


def test_rasa_sees_its_own_token_and_no_other_secret() -> None:
    environment = supervision.environment(Settings(**SECRETS), {k.upper(): v for k, v in SECRETS.items()})
    seen = {name: environment[name] for name in supervision.RASA_SEES if name in environment}
    assert seen["RASA_TOKEN"] == "rasa-hush"
    assert seen["ACTION_ENDPOINT_URL"] == "http://127.0.0.1:8000/internal/actions"
    assert not any(s in str(seen) for s in ("telegram-hush", "db-hush", "rest-hush"))


def test_a_fresh_token_is_made_for_each_start_when_none_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASA_TOKEN", raising=False)
    tokens = {supervision.environment(Settings(), {})["RASA_TOKEN"] for _ in range(2)}
    assert len(tokens) == 2 and all(len(token) >= 32 for token in tokens)


def test_the_front_door_trusts_no_proxy_unless_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    assert "--no-proxy-headers" in supervision.configuration(Settings(), tmp_path)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "10.0.0.1")
    assert " --proxy-headers" in supervision.configuration(Settings(), tmp_path)


def test_a_port_that_is_taken_is_named_with_the_setting_that_changes_it(taken: int) -> None:
    with pytest.raises(CannotStart) as error:
        preflight.check_ports(Settings(port=taken))
    assert str(taken) in error.value.what and "PORT" in error.value.remedy
    with pytest.raises(CannotStart) as error:
        preflight.check_ports(Settings(port=0, rasa_port=taken - 1, rasa_processes=2))
    assert "Rasa" in error.value.what and "RASA_PORT" in error.value.remedy


def test_a_taken_port_ends_the_start_with_a_plain_line_and_no_trace(taken: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bot.run"], cwd=ROOT, env={**os.environ, "PORT": str(taken)},
        capture_output=True, text=True, timeout=60, check=False,
    )
    assert ended.returncode == 1 and f"Port {taken} is taken." in ended.stderr and "Traceback" not in ended.stderr


def test_a_wrong_setting_is_named() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bot.run"], cwd=ROOT, env={**os.environ, "PORT": "åtte tusen"},
        capture_output=True, text=True, timeout=60, check=False,
    )
    assert ended.returncode == 1 and "PORT" in ended.stderr and "Traceback" not in ended.stderr


def test_a_database_that_cannot_be_used_is_named_without_its_password() -> None:
    settings = Settings(database_url="postgresql://someone:db-hush@127.0.0.1:1/none")
    with pytest.raises(CannotStart) as error:
        preflight.prepare_database(settings)
    assert "127.0.0.1" in error.value.what and "db-hush" not in error.value.what


def test_a_municipality_that_has_no_folder_is_named() -> None:
    with pytest.raises(CannotStart, match="atlantis"):
        preflight.check_data(Settings(municipality="atlantis"))


def test_a_new_database_needs_a_first_account(tmp_path: Path) -> None:
    assert preflight.prepare_database(Settings(database_url=f"sqlite:///{tmp_path}/door.db")) is True


def test_a_leashed_program_sees_only_what_it_was_given() -> None:
    code = "import os; print(sorted(n for n in os.environ if n.startswith('DOOR_')))"
    command = [sys.executable, "-m", "bot.leash", "PATH,DOOR_SEEN", "--", sys.executable, "-c", code]
    given = {**os.environ, "DOOR_SEEN": "1", "DOOR_HIDDEN": "2"}
    out = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=True).stdout
    assert out.strip() == "['DOOR_SEEN']"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent is gone")
def test_a_leashed_program_ends_when_its_parent_is_killed() -> None:
    child = f"[{sys.executable!r}, '-m', 'bot.leash', '-', '--', 'sleep', '60']"
    parent = subprocess.Popen(
        [sys.executable, "-c", f"import subprocess as s, time; print(s.Popen({child}).pid, flush=1); time.sleep(60)"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    _until(lambda: psutil.pid_exists(pid) and psutil.Process(pid).name() == "sleep")
    parent.kill()
    parent.wait()
    _until(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> run.Service:
    """The real runner over a front door of one line, and no Rasa."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setattr(run, "VAR", tmp_path)
    settings = Settings(port=port, rasa_processes=1)
    script = tmp_path / "front door.py"
    script.write_text(HEALTHY.format(port=port))
    door = supervision.Program("door", [sys.executable, str(script)])
    monkeypatch.setattr(supervision, "programs", lambda _: [door])
    return run.Service(settings, needs_account=True)


HEALTHY = """
import http.server
class Ok(http.server.BaseHTTPRequestHandler):
    def do_GET(self): self.send_response(200); self.end_headers()
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", {port}), Ok).serve_forever()
"""


def test_a_killed_process_is_started_again_and_a_stop_leaves_nothing(
    service: run.Service, capfd: pytest.CaptureFixture[str]
) -> None:
    supervisor = service._start()
    try:
        service._wait_until_ready(supervisor)
        (door,) = psutil.Process(supervisor.pid).children()
        door.kill()
        _until(lambda: [c for c in psutil.Process(supervisor.pid).children() if c.pid != door.pid])
        _until(lambda: service._health() == 200)
        family = psutil.Process(supervisor.pid).children(recursive=True)
    finally:
        run.end(supervisor)
    assert not [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
    said = capfd.readouterr()
    assert "Klar: http://127.0.0.1:" in said.out and "make coordinator" in said.out and "started again" in said.err


def test_a_process_that_never_starts_is_given_up_with_its_last_words(
    service: run.Service, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = supervision.Program("door", [sys.executable, "-c", "raise SystemExit('no such setting')"])
    monkeypatch.setattr(supervision, "programs", lambda _: [broken])
    monkeypatch.setattr(supervision, "START_TRIES", 1)
    before = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        assert service.run() == 1
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    said = capfd.readouterr().err
    assert "door does not start" in said and "no such setting" in said


def _until(fact, seconds: float = 15) -> None:  # type: ignore[no-untyped-def]
    for _ in range(int(seconds / 0.05)):
        if fact():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")
