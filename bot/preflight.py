"""What can be checked before anything is started: settings, ports, the model, data files, the database."""

from __future__ import annotations

import socket
import sys

import sqlalchemy as sa
from pydantic import ValidationError

from bot.clock import SystemClock
from bot.retention import load_retention
from bot.settings import ROOT, Settings
from bot.store.account_tables import account
from bot.store.engine import open_engine
from bot.store.migrate import migrate
from bot.store.uow import SqlStore
from bot.supervision import MODEL, RASA_PYTHON
from bot.world import build_world
from domain.errors import BadData


class CannotStart(Exception):
    """What is wrong, and what to do about it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def read_settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        remedy = "Correct the environment variable; README.md tables them."
        raise CannotStart(f"A setting is wrong. {wrong}", remedy) from None


def check_ports(settings: Settings) -> None:
    taken = "Stop what uses it (perhaps this service, started twice), or set {name} to another."
    if not is_free(settings.host, settings.port):
        raise CannotStart(f"Port {settings.port} is taken.", taken.format(name="PORT"))
    for port in range(settings.rasa_port, settings.rasa_port + settings.rasa_processes):
        if not is_free("127.0.0.1", port):
            raise CannotStart(f"Port {port} (Rasa) is taken.", taken.format(name="RASA_PORT"))


def is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def check_model() -> None:
    for needed in (RASA_PYTHON, MODEL):
        if not needed.exists():
            remedy = "Run `make run`, which sets everything up."
            raise CannotStart(f"{needed.relative_to(ROOT)} is not there.", remedy)
    say("Model is trained")


def check_data(settings: Settings) -> None:
    """Catalogue, areas, texts and all: built here only to find out whether the front door can."""
    engine = open_engine(settings.database_url)
    try:
        world = build_world(settings.municipality, SqlStore(engine), SystemClock())
        load_retention()
    except BadData as error:
        remedy = "Correct the lines above; nothing was changed."
        raise CannotStart(f"A data file is broken:\n{error}", remedy) from error
    say(f"Catalogue of {world.municipality.name}: {len(world.catalogue.offers)} offers; texts and rights load")


def prepare_database(settings: Settings) -> bool:
    """Brings it to the newest shape. True: there is no account for the console yet."""
    engine = open_engine(settings.database_url)
    try:
        migrate(engine)
        with engine.connect() as db:
            accounts = db.scalar(sa.select(sa.func.count()).select_from(account))
    except sa.exc.DBAPIError as error:
        where = sa.engine.make_url(settings.database_url).render_as_string(hide_password=True)
        reason = str(error.orig).strip().splitlines()[0]
        raise CannotStart(f"The database {where} cannot be used: {reason}", "Check DATABASE_URL.") from None
    finally:
        engine.dispose()
    say(f"Database is up to date ({engine.dialect.name})")
    return accounts == 0


def say(line: str) -> None:
    print(f"· {line}", file=sys.stderr, flush=True)


def complain(what: str, remedy: str) -> None:
    print(f"\n✗ {what}\n  → {remedy}", file=sys.stderr, flush=True)
