"""What every channel and page is given: the parts of the service, put together once by `app.py`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.front_door import FrontDoor
from bot.live_catalogue import LiveCatalogue
from bot.settings import Settings
from bot.signals import Signals
from bot.store.uow import SqlStore
from domain.conversation.talk import World
from domain.ports import Clock, Ids


@dataclass(frozen=True)
class Edge:
    settings: Settings
    store: SqlStore
    front_door: FrontDoor
    world: World
    signals: Signals
    clock: Clock
    ids: Ids
    catalogue: LiveCatalogue
