"""Starts the whole service and keeps it running: `make run`, or `python -m bot.run` once all is set up.

Checks what can be checked first, then lets supervisord keep the front door and Rasa alive, and says when the
service is ready. Ctrl-C or SIGTERM ends all of it; nothing is left running.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path

import httpx

from bot import preflight, running
from bot.leash import end_with_parent
from bot.preflight import CannotStart, complain, say
from bot.settings import ROOT, Settings
from bot.supervision import STOP_SECONDS, configuration, environment

VAR = ROOT / "var"
RASA_SECONDS = 180
"""So long Rasa may take to come up before we say that something is wrong (10–28 s on two cores)."""


def main() -> int:
    try:
        settings = preflight.read_settings()
        preflight.check_ports(settings)
        preflight.check_model()
        preflight.check_data(settings)
        needs_account = preflight.prepare_database(settings)
    except CannotStart as error:
        complain(error.what, error.remedy)
        return 1
    return Service(settings, needs_account).run()


class Service:
    def __init__(self, settings: Settings, needs_account: bool) -> None:
        self._settings = settings
        self._needs_account = needs_account
        self._stop = threading.Event()
        self._failed: list[str] = []
        self._last_words: deque[str] = deque(maxlen=5)

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._stop.set())
        supervisor = self._start()
        try:
            running.note(self._settings)
            self._wait_until_ready(supervisor)
            while supervisor.poll() is None and not self._stop.wait(0.5) and not self._failed:
                pass
            return self._verdict(supervisor)
        finally:
            running.forget()
            say("Stopping …")
            end(supervisor)
            say("Stopped")

    def _start(self) -> subprocess.Popen[str]:
        (VAR / "log").mkdir(parents=True, exist_ok=True)
        config = VAR / "supervisord.conf"
        config.write_text(configuration(self._settings, VAR))
        say(f"Starting the front door and {self._settings.rasa_processes} × Rasa (logs in var/log)")
        supervisor = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "supervisor.supervisord", "-n", "-c", str(config)],
            cwd=ROOT, env=environment(self._settings, os.environ), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=end_with_parent,  # no threads yet: safe
        )
        threading.Thread(target=self._listen, args=(supervisor,), daemon=True).start()
        return supervisor

    def _listen(self, supervisor: subprocess.Popen[str]) -> None:
        """supervisord's own lines: what ended, and what it has given up."""
        assert supervisor.stdout is not None
        for line in supervisor.stdout:
            self._last_words.append(line.rstrip())
            if "gave up: " in line:
                self._failed.append(line.split("gave up: ")[1].split()[0])
            elif " exited: " in line and not self._stop.is_set():
                say(f"{line.split(' exited: ')[1].strip()}: started again")

    def _wait_until_ready(self, supervisor: subprocess.Popen[str]) -> None:
        began, door_said, warned = time.monotonic(), False, False
        while supervisor.poll() is None and not self._failed and not self._stop.wait(0.25):
            status = self._health()
            if status == 200:
                return self._announce(time.monotonic() - began)
            if status is not None and not door_said:
                door_said = True
                say(f"Front door is up after {time.monotonic() - began:.0f} s; waiting for Rasa …")
            if not warned and time.monotonic() - began > RASA_SECONDS:
                warned = True
                half = " The front door answers, Rasa does not." if door_said else ""
                complain(
                    f"Not ready after {RASA_SECONDS} s.{half}",
                    "Look at the end of var/log/rasa-0.log and var/log/door.log. Still trying; Ctrl-C stops.",
                )

    def _health(self) -> int | None:
        try:
            return httpx.get(f"{self._address()}/healthz", timeout=5, trust_env=False).status_code
        except httpx.HTTPError:
            return None

    def _announce(self, seconds: float) -> None:
        say(f"Ready after {seconds:.0f} s")
        print(f"\nKlar: {self._address()}  (konsollen: {self._address()}/console)", flush=True)
        if self._needs_account:
            print('Ingen koordinator har konto ennå: make coordinator EMAIL=… NAME="…"', flush=True)
        print("Ctrl-C stopper alt.\n", flush=True)

    def _address(self) -> str:
        host = "127.0.0.1" if self._settings.host in ("0.0.0.0", "::") else self._settings.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self._settings.port}"

    def _verdict(self, supervisor: subprocess.Popen[str]) -> int:
        if self._stop.is_set():
            return 0
        if self._failed:
            name = self._failed[0]
            print(tail(VAR / f"log/{name}.log"), file=sys.stderr)
            complain(f"{name} does not start.", f"The lines above (from var/log/{name}.log) say why.")
            return 1
        print("\n".join(self._last_words), file=sys.stderr)
        complain("supervisord ended by itself.", "Its last lines, above, say why; then start again.")
        return 1


def end(supervisor: subprocess.Popen[str]) -> None:
    """Lets supervisord end its programs; if it does not, everything in its session goes."""
    supervisor.terminate()
    try:
        supervisor.wait(STOP_SECONDS + 5)
    except subprocess.TimeoutExpired:
        os.killpg(supervisor.pid, signal.SIGKILL)
        supervisor.wait()


def tail(path: Path, lines: int = 15) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main())
