"""The coordinators' console: the queue, the talks, the requests. Server-rendered; works without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from bot.edge import Edge


def routes(edge: Edge) -> list[BaseRoute]:
    from bot.console.table import console_routes  # late: `python -m bot.console.accounts` needs none of it

    return console_routes(edge)
