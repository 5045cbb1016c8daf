"""`make chat`: talks with the running service in the terminal. A number chooses a button, `/quit` ends.

The talk is taken up again the next time: its address is kept in `var/`, readable by its owner alone. `--new` begins
another.
"""

from __future__ import annotations

import secrets
import sys
import textwrap
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from bot import running
from bot.preflight import complain
from bot.settings import ROOT
from bot.words_loader import load_texts
from domain.conversation.talk import Voice
from domain.reading import LANGUAGES

ADDRESS = ROOT / "var/terminal-address"
QUIT = ("/quit", "/exit", "/q")
LOOK_SECONDS = 2.0
"""Between two looks for what a coordinator has written meanwhile."""
TRIES = 15
TURN_SECONDS = 30
WIDTH = 96
TAKEN_UP = 3
"""Lines of the last time that are shown again."""


class Gone(Exception):
    """The service does not answer."""


class Terminal:
    def __init__(self, service: running.Running, address: str, say: Voice) -> None:
        self._http = httpx.Client(
            timeout=TURN_SECONDS, trust_env=False,
            headers={"authorization": f"Bearer {service.rasa_token}"},
        )
        self._url = f"http://127.0.0.1:{service.port}/internal/terminal"
        self._address, self._say = address, say
        self._seen = 0
        self._buttons: list[tuple[str, str]] = []
        self._one_at_a_time = threading.Lock()
        self._ended = threading.Event()

    def talk(self) -> None:
        """Until `/quit` or the end of input. Raises Gone when the service is not there at the start."""
        self._show(self._call("GET", params={"address": self._address, "after": 0})[-TAKEN_UP:])
        print(self._say("terminal.hello"), flush=True)
        threading.Thread(target=self._keep_looking, daemon=True).start()
        try:
            while (typed := self._read()) is not None:
                if typed.strip():
                    self._send(typed)
        finally:
            self._ended.set()
            self._http.close()

    def _read(self) -> str | None:
        try:
            typed = input("> ")
        except (EOFError, KeyboardInterrupt):
            print()
            return None
        return None if typed.strip().casefold() in QUIT else typed

    def _send(self, typed: str) -> None:
        """The same id at each try: a message that was stored before the service fell over is not stored twice."""
        asked = {"address": self._address, "message": self._meant(typed), "message_id": secrets.token_hex(16)}
        for attempt in range(TRIES):
            try:
                with self._one_at_a_time:
                    self._call("POST", json=asked)
                    self._show(self._call("GET", params={"address": self._address, "after": self._seen}))
                return
            except Gone:
                if attempt == 0:
                    print(self._say("terminal.waiting"), flush=True)
                time.sleep(LOOK_SECONDS)
        print(self._say("terminal.gone"), flush=True)

    def _meant(self, typed: str) -> str:
        """A number that stands before a button means that button."""
        number = typed.strip().rstrip(".")
        if number.isdecimal() and 1 <= int(number) <= len(self._buttons):
            return self._buttons[int(number) - 1][1]
        return typed

    def _look(self) -> None:
        with self._one_at_a_time:
            self._show(self._call("GET", params={"address": self._address, "after": self._seen}))

    def _keep_looking(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            try:
                self._look()
            except (Gone, RuntimeError):  # closed at the end, or away for a while: the next message says so
                continue

    def _show(self, lines: Sequence[dict[str, Any]]) -> None:
        if not lines:
            return
        self._seen = lines[-1]["seq"]
        self._buttons = [(b["title"], b["payload"]) for line in lines for b in line["buttons"]]
        number = 0
        for line in lines:
            who = f"{line['name']}: " if line["author"] == "coordinator" else ""
            print("\n" + wrapped(who + line["text"]))
            for button in line["buttons"]:
                number += 1
                print(f"  [{number}] {button['title']}")
        print(flush=True)

    def _call(self, method: str, **asked: Any) -> Any:
        try:
            answer = self._http.request(method, self._url, **asked)
        except httpx.HTTPError as error:
            raise Gone(type(error).__name__) from error
        if answer.status_code != 200:
            raise Gone(f"status {answer.status_code}")
        return answer.json()


def wrapped(text: str) -> str:
    return "\n".join(textwrap.fill(line, WIDTH) for line in text.splitlines())


def own_address(new: bool, path: Path = ADDRESS) -> str:
    """The one of last time, or a fresh one."""
    if not new and path.exists() and (kept := path.read_text().strip()):
        return kept
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    fresh = secrets.token_hex(16)
    path.write_text(fresh)
    return fresh


def main() -> int:
    service = running.noted()
    try:
        if service is None:
            raise Gone
        say = Voice(load_texts(), LANGUAGES[0])
        Terminal(service, own_address("--new" in sys.argv[1:]), say).talk()
    except Gone:
        complain("The service is not running.", "Start it with `make run` in another window, then `make chat`.")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
