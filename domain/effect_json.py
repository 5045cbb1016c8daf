"""Effects as JSON: the way from the action through Rasa to the front door."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from domain.desk_effects import DESK_EFFECTS
from domain.effects import TALK_EFFECTS, Effect
from domain.errors import BadData
from domain.shifts.effects import SHIFT_EFFECTS

_KINDS: dict[str, type[Effect]] = {cls.kind: cls for cls in (*TALK_EFFECTS, *SHIFT_EFFECTS, *DESK_EFFECTS)}


def effect_to_json(effect: Effect) -> dict[str, Any]:
    return {"effect": effect.kind, **asdict(effect)}


def effect_from_json(data: dict[str, Any]) -> Effect:
    """The other way. Raises BadData on a kind or a field nobody knows, or one that is missing."""
    values = dict(data)
    kind = values.pop("effect", None)
    cls = _KINDS.get(kind)
    if cls is None:
        raise BadData(f"unknown effect {kind!r}")
    known = {f.name for f in fields(cls)}
    if stray := set(values) - known:
        raise BadData(f"effect {kind}: unknown field {sorted(stray)[0]!r}")
    try:
        return cls(**{k: _frozen(v) for k, v in values.items()})
    except TypeError as error:  # a field without a default is missing
        raise BadData(f"effect {kind}: {error}") from error


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
