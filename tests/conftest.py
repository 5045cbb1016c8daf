"""What tests of the running service share. Imports stand inside: tests/nlu runs in an environment without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.live.service import Service


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Front door and Rasa, started once for the whole run."""
    from tests.live.service import Service

    running = Service(tmp_path_factory.mktemp("service"))
    try:
        yield running.start()
    finally:
        running.stop()
