"""What stands in the address of a list: its filters, and after which row the page begins. Garbage is as nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from bot.store.talk_filters import UNKNOWN_LANGUAGE, Filters
from bot.store.talk_lists import Tab
from domain.areas import Areas
from domain.handover import Urgency
from domain.needs import Need

PATHS: Mapping[Tab, str] = {
    Tab.WAITING: "/console/",
    Tab.MINE: "/console/mine",
    Tab.WITH_BOT: "/console/with-bot",
    Tab.ALL: "/console/all",
    Tab.SNOOZED: "/console/snoozed",
}

LANGUAGES = ("nb", "nn", "en", "other", UNKNOWN_LANGUAGE)
CHANNELS = ("web", "telegram", "terminal", "rest")
_RANKED = (Tab.WAITING, Tab.MINE)
"""Their rows are ordered by urgency first."""

_ID = re.compile(r"[\w-]{1,64}")


@dataclass(frozen=True)
class Choices:
    """What can be chosen, in the order it is shown."""

    need: Sequence[str]
    area: Sequence[str]
    urgency: Sequence[str]
    language: Sequence[str] = LANGUAGES
    channel: Sequence[str] = CHANNELS


def choices(areas: Areas) -> Choices:
    by_name = sorted(areas.areas, key=lambda area: area.name.casefold())
    return Choices(tuple(Need), tuple(area.id for area in by_name), tuple(reversed(Urgency)))


def filters_in(asked: Mapping[str, str], among: Choices) -> Filters:
    def one(name: str, allowed: Collection[str]) -> str:
        value = asked.get(name, "")
        return value if value in allowed else ""

    return Filters(
        **{name: one(name, getattr(among, name)) for name in ("need", "area", "urgency", "language", "channel")},
        overdue=asked.get("overdue") == "yes", unread=asked.get("unread") == "yes",
    )


def address(tab: Tab, filters: Filters, after: Sequence[Any] | None = None) -> str:
    asked = {name: "yes" if value is True else value for name, value in asdict(filters).items() if value}
    if after is not None:
        asked["after"] = _written(after)
    return PATHS[tab] + (f"?{urlencode(asked)}" if asked else "")


def after_in(tab: Tab, asked: Mapping[str, str]) -> tuple[Any, ...] | None:
    """The place that `address` wrote; None for the beginning."""
    parts = asked.get("after", "").split("~")
    if len(parts) != (3 if tab in _RANKED else 2) or not _ID.fullmatch(parts[-1]):
        return None
    try:
        at, ranks = datetime.fromisoformat(parts[-2]).astimezone(UTC), [int(part) for part in parts[:-2]]
    except (ValueError, OverflowError):
        return None
    return None if any(abs(n) > len(Urgency) for n in ranks) else (*ranks, at, parts[-1])


def _written(after: Sequence[Any]) -> str:
    return "~".join(part.isoformat() if isinstance(part, datetime) else str(part) for part in after)
