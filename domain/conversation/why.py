"""Why this one: the strongest reasons for an offer and, last, the strongest against, in words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from domain.conversation.talk import Voice, World
from domain.freshness import SourceDate
from domain.match_reasons import Code, Reason
from domain.spoken_time import SpokenTime

MOST_REASONS = 3


def why(reasons: tuple[Reason, ...], elsewhere: Collection[Code], voice: Voice, world: World) -> str:
    """`elsewhere`: what other lines of the same answer say already. Never empty: that it answers the need stands."""
    said = [r for r in reasons if r.said and r.code not in elsewhere] or list(reasons[:1])
    best = sorted((r for r in said if r.weight > 0), key=lambda r: -r.weight)[:MOST_REASONS]
    worst = sorted((r for r in said if r.weight < 0), key=lambda r: r.weight)[:1]
    return ". ".join(_reason(r, voice, world) for r in (*best, *worst)) + "."


def source_date(dated: SourceDate, voice: Voice) -> str:
    parts = dated.text.split("-")
    if len(parts) == 3:
        return voice("suggestion.date_day", day=int(parts[2]), month=_month(parts[1], voice), year=parts[0])
    if len(parts) == 2:
        return voice("suggestion.date_month", month=_month(parts[1], voice), year=parts[0])
    return parts[0]


def _month(number: str, voice: Voice) -> str:
    return voice(f"time.month.{int(number)}")


def _reason(reason: Reason, voice: Voice, world: World) -> str:
    return voice(reason.text_key, **{k: _parameter(k, v, voice, world) for k, v in reason.parameters})


def _parameter(name: str, value: object, voice: Voice, world: World) -> object:
    match name:
        case "need" | "group" | "condition":
            return voice(f"matching.{name}.{value}")
        case "area":
            area = world.areas.get(str(value))
            return area.name if area else value
        case "date":
            return _date(str(value), voice)
        case "opens" | "closes":
            hour, minute = str(value).split(":")[:2]
            return voice("time.clock", hour=int(hour), minute=minute)
        case "km":
            tenths = round(float(str(value)) * 10)
            return voice("suggestion.kilometres", whole=tenths // 10, tenth=tenths % 10)
        case _:
            return value


def _date(value: str, voice: Voice) -> str:
    """A day is spoken with its weekday; a bare year or month as it stands in a source."""
    if len(value) == len("2026-11-21"):
        return SpokenTime(voice.texts, voice.language).day(date.fromisoformat(value))
    return source_date(SourceDate(value), voice)
