"""A Rasa to read with: that of the running service, else one of our own for as long as it is needed."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bot import running
from bot.leash import end_with_parent
from bot.preflight import CannotStart, check_model, say
from bot.rasa_client import RasaClient
from bot.settings import ROOT, Settings
from bot.supervision import MODEL, QUIET, RASA_PYTHON, RASA_SEES

START_SECONDS = 180
"""So long a Rasa of our own may take (10–30 s on two cores)."""

ANSWER_SECONDS = 30.0


class CannotRead(CannotStart):
    pass


@asynccontextmanager
async def rasa_for_reading() -> AsyncIterator[RasaClient]:
    """Raises CannotRead when there is neither a running one nor a model to start one with."""
    service = await running_rasa()
    if service is not None:
        yield service
        await service.close()
        return
    try:
        check_model()
    except CannotStart as error:
        raise CannotRead(error.what, error.remedy) from None
    with _started() as (process, client, log):
        await _wait(process, client, log)
        yield client
        await client.close()


async def running_rasa() -> RasaClient | None:
    """A client for the Rasa of `make run`, or of whoever set RASA_TOKEN; None when none answers."""
    settings, noted = Settings(), running.noted()
    if "RASA_TOKEN" in os.environ:
        client = RasaClient(settings.rasa_urls(), settings.rasa_token.get_secret_value(), ANSWER_SECONDS)
    elif noted is not None:
        client = RasaClient(noted.rasa_urls(), noted.rasa_token, ANSWER_SECONDS)
    else:
        return None
    if await client.ready():
        return client
    await client.close()
    return None


@contextmanager
def _started() -> Iterator[tuple[subprocess.Popen[bytes], RasaClient, Path]]:
    port, token = _free_port(), secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory(prefix="rasa-") as folder:
        log = Path(folder) / "rasa.log"
        given = {name: value for name, value in os.environ.items() if name in RASA_SEES}
        environment = {
            **QUIET, **given, "RASA_TOKEN": token, "RASA_TRACKER_URL": f"sqlite:///{folder}/trackers.db",
            "ACTION_ENDPOINT_URL": "http://127.0.0.1:9/none",  # reading runs no actions
        }
        say("No running service: starting Rasa to read with …")
        with log.open("wb") as lines:
            process = subprocess.Popen(
                [RASA_PYTHON, "-m", "nlu.serve", "--model", MODEL, "--port", str(port)],
                cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=lines, stderr=subprocess.STDOUT,
                preexec_fn=end_with_parent,
            )
        try:
            yield process, RasaClient([f"http://127.0.0.1:{port}"], token, ANSWER_SECONDS), log
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


async def _wait(process: subprocess.Popen[bytes], client: RasaClient, log: Path) -> None:
    began = told = time.monotonic()
    while not await client.ready():
        if process.poll() is not None or time.monotonic() - began > START_SECONDS:
            raise CannotRead(f"Rasa does not start:\n{_end_of(log)}", "The lines above say why.")
        if time.monotonic() - told > 5:
            told = time.monotonic()
            say(f"  … {told - began:.0f} s")
        await asyncio.sleep(0.2)
    say(f"Rasa is ready after {time.monotonic() - began:.0f} s")


def _end_of(log: Path, lines: int = 10) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
