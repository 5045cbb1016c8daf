"""What a store promises (domain/ports.py): the one in memory, SQLite and PostgreSQL keep the same promises.

The one in memory is what the tests of the domain use, so it must be no kinder.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import cast

import pytest

from domain import ports
from domain.ports import UnitOfWork
from tests.bot.store.builders import Store
from tests.bot.store.contract_of_boxes import Boxes
from tests.bot.store.contract_of_cases import Cases
from tests.bot.store.contract_of_changes import Changes
from tests.bot.store.contract_of_corrections import Corrections
from tests.bot.store.contract_of_due import DueRows
from tests.bot.store.contract_of_people import People
from tests.bot.store.contract_of_referrals import Referrals
from tests.bot.store.contract_of_shifts import Shifts
from tests.bot.store.contract_of_shown_offers import ShownOffers
from tests.bot.store.contract_of_talks import Conversations
from tests.bot.store.contract_of_volunteers import Volunteers
from tests.fakes.uow import MemoryStore


class TestInMemory(
    Conversations, Boxes, Changes, Cases, ShownOffers, People, Volunteers, Shifts, DueRows, Referrals, Corrections
):
    @pytest.fixture
    def store(self) -> Store:
        return cast(Store, MemoryStore())


class TestInADatabase(
    Conversations, Boxes, Changes, Cases, ShownOffers, People, Volunteers, Shifts, DueRows, Referrals, Corrections
):
    """SQLite, and PostgreSQL where one answers (tests/bot/conftest.py)."""


def test_every_method_of_every_port_of_the_store_is_in_the_contract() -> None:
    files = sorted(Path(__file__).parent.glob("contract_of_*.py"))
    assert len(files) >= 9
    written = "".join(f.read_text(encoding="utf-8") for f in files)
    of_the_store = {name: p.fget for name, p in vars(UnitOfWork).items() if isinstance(p, property) and p.fget}
    assert len(of_the_store) >= 15
    for name, getter in of_the_store.items():
        port = getattr(ports, getter.__annotations__["return"])
        methods = [m for m, _ in inspect.getmembers(port, inspect.isfunction) if not m.startswith("_")]
        assert methods
        assert [m for m in methods if f"uow.{name}.{m}(" not in written] == []
