"""Sets everything up on a fresh machine, and does nothing where nothing has changed.

Standard library only: it runs before anything is installed. Each step leaves a stamp with the hash of what
it was made from under `var/`, so that a second run takes a moment. Every step says what it does.

    python3 bot/bootstrap.py [run|test|encoder]
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
DOOR_PYTHON = ROOT / ".venv/bin/python"
RASA_PYTHON = ROOT / "nlu/.venv/bin/python"
MODEL = VAR / "models/door.tar.gz"
NOT_SOURCES = {"__pycache__", ".venv", "work"}
"""Folders below a source folder whose contents change nothing."""

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}


class SetupFailed(SystemExit):
    """Ends the set-up with what went wrong and what to do, and no stack trace."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"\n✗ {what}\n  → {remedy}")


def say(line: str) -> None:
    print(f"· {line}", file=sys.stderr, flush=True)


def fingerprint(paths: Iterable[Path]) -> str:
    """One hash over the names and contents of files; folders are walked."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            name = file.relative_to(ROOT)
            if file.is_file() and name.suffix != ".md" and not NOT_SOURCES & {*name.parts}:
                digest.update(str(name).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def once(name: str, sources: Iterable[Path], needs: Path, work: Callable[[], None]) -> None:
    """Runs `work` unless it has been done for just these sources and `needs` is still there."""
    stamp, mark = VAR / f"stamps/{name}", fingerprint(sources)
    if needs.exists() and stamp.exists() and stamp.read_text() == mark:
        return
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)


def command(what: str, *args: str | Path, env: dict[str, str] | None = None) -> None:
    """Runs a command with a sign of life each ten seconds; its output is shown only when it fails."""
    say(f"{what} …")
    began, done = time.monotonic(), threading.Event()

    def still_alive() -> None:
        while not done.wait(10):
            say(f"  … {what}: {time.monotonic() - began:.0f} s")

    threading.Thread(target=still_alive, daemon=True).start()
    result = subprocess.run(
        [str(a) for a in args],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    done.set()
    if result.returncode:
        print(result.stdout[-4000:], file=sys.stderr)
        raise SetupFailed(f"{what} failed (exit {result.returncode}).", "The lines above say why; then run make again.")
    say(f"  done in {time.monotonic() - began:.0f} s")


def works(python: str | Path, version: str, env: dict[str, str] | None = None) -> str | None:
    """The real path of an interpreter of just this version, or None. A pyenv shim may refuse to run."""
    try:
        out = subprocess.run(
            [
                str(python),
                "-c",
                "import sys,venv,ensurepip; print('%d.%d' % sys.version_info[:2], sys.executable)",
            ],
            capture_output=True,
            text=True,
            timeout=20,
            env={**os.environ, **(env or {})},
            check=False,
        ).stdout.split(maxsplit=1)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return out[1].strip() if len(out) == 2 and out[0] == version else None


def find_python(version: str) -> str | None:
    """An interpreter of this version: on the PATH, where pyenv keeps it, or where people put it."""
    if named := os.environ.get(f"PYTHON{version.replace('.', '')}"):
        return works(named, version)
    if shim := shutil.which(f"python{version}"):
        found = works(shim, version) or works(shim, version, {"PYENV_VERSION": version})
        if found:
            return found
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    places = [*sorted(pyenv.glob(f"versions/{version}*/bin/python{version}"), reverse=True)]
    places += [Path(p) / f"python{version}" for p in ("/usr/local/bin", "/usr/bin", "/opt/homebrew/bin")]
    places += sorted(Path("/opt").glob(f"*/bin/python{version}"))
    return next((found for place in places if place.exists() and (found := works(place, version))), None)


def install(python: Path, lock: Path, what: str) -> None:
    """With uv, which is quick; with pip where uv cannot reach the packages."""
    uv = ROOT / ".venv/bin/uv"
    if uv.exists():
        try:
            command(what, uv, "pip", "install", "-q", "--python", python, "--no-deps", "-r", lock)
            return
        except SetupFailed:
            say("uv could not; trying pip instead")
    command(what, python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "-r", lock)


def door_environment(lock: Path) -> None:
    def make() -> None:
        if sys.version_info < (3, 11):
            raise SetupFailed("Python 3.11 or newer is needed.", "make PYTHON=/path/to/python3.11 run")
        if not DOOR_PYTHON.exists():
            command("Making the front door's Python environment", sys.executable, "-m", "venv", ROOT / ".venv")
        command("Fetching uv", DOOR_PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "uv")
        install(DOOR_PYTHON, lock, "Installing the front door's packages")

    once(f"door-{lock.stem}", [lock], DOOR_PYTHON, make)


def rasa_environment() -> None:
    lock = ROOT / "nlu/requirements.lock"

    def make() -> None:
        python = find_python("3.10")
        if python is None:
            say("No Python 3.10 here; asking uv for one")
            command("Fetching Python 3.10", ROOT / ".venv/bin/uv", "python", "install", "3.10")
            python = subprocess.run(
                [ROOT / ".venv/bin/uv", "python", "find", "3.10"], capture_output=True, text=True, check=True
            ).stdout.strip()
        if not RASA_PYTHON.exists():
            command("Making Rasa's Python 3.10 environment", python, "-m", "venv", ROOT / "nlu/.venv")
        install(RASA_PYTHON, lock, "Installing Rasa (about 1 GB, a few minutes the first time)")

    once("rasa", [lock], RASA_PYTHON, make)


def encoder_environment() -> None:
    """Torch and the base weights, for `make encoder` only. pip resolves what the machine's own torch build needs."""
    lock, folder = ROOT / "nlu/encoder/requirements.lock", ROOT / "nlu/encoder/.venv"

    def make() -> None:
        if not (folder / "bin/python").exists():
            command("Making the encoder's Python environment", sys.executable, "-m", "venv", folder)
        pip = (folder / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", lock)
        command("Installing torch and the base weights (up to a few GB on a machine with a GPU)", *pip)

    once("encoder", [lock], folder / "bin/python", make)


def model() -> None:
    """Trains when the training data, the flows, the pipeline or the catalogue's names have changed."""
    read = ("utterances", "lexicon", "municipalities", "areas", "catalogue")
    sources = [ROOT / "nlu", *(ROOT / "data" / folder for folder in read)]

    def train() -> None:
        MODEL.parent.mkdir(parents=True, exist_ok=True)
        command(
            "Training the understanding",
            RASA_PYTHON,
            "-m",
            "nlu.train",
            "--out",
            MODEL,
            env=QUIET,
        )

    once("model", sources, MODEL, train)


def browser() -> None:
    """Chromium for the browser tests, from Debian's own package where it may be put in."""
    if os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        command("Looking up Chromium", "apt-get", "update", "-q")
        command(
            "Installing Chromium for the browser tests",
            "apt-get",
            "install",
            "-qy",
            "--no-install-recommends",
            "chromium",
        )
        return
    raise SetupFailed("The browser tests need Chromium.", "Install it, or set CHROMIUM to its path.")


def main(what: str) -> None:
    VAR.mkdir(exist_ok=True)
    if what == "encoder":
        encoder_environment()
        return
    testing = what == "test"
    door_environment(ROOT / ("requirements-dev.lock" if testing else "requirements.lock"))
    rasa_environment()
    model()
    if testing:
        browser()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
