"""One address of the console: what it answers to, and the right that it needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from bot.console.rights import Right

if TYPE_CHECKING:
    from bot.console.guard import Visit

Handler = Callable[["Visit"], Awaitable[Response]]


@dataclass(frozen=True)
class Address:
    """`path` is below /console."""

    method: str
    path: str
    handler: Handler
    right: Right


class Section:
    """Addresses that share a right, unless one says otherwise."""

    def __init__(self, right: Right) -> None:
        self.right, self.addresses = right, list[Address]()

    def get(self, path: str, handler: Handler, right: Right | None = None) -> None:
        self.addresses.append(Address("GET", path, handler, right or self.right))

    def post(self, path: str, handler: Handler, right: Right | None = None) -> None:
        self.addresses.append(Address("POST", path, handler, right or self.right))
