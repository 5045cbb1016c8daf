"""Reads `data/taxonomy/retention.yml`: how long things are kept."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path

import yaml

from bot.settings import ROOT
from domain.errors import BadData


@dataclass(frozen=True)
class Retention:
    """In days."""

    retention_days: int
    events_days: int
    audit_days: int
    dead_letters_days: int

    @property
    def talks(self) -> timedelta:
        return timedelta(days=self.retention_days)

    @property
    def events(self) -> timedelta:
        return timedelta(days=self.events_days)

    @property
    def audit(self) -> timedelta:
        return timedelta(days=self.audit_days)

    @property
    def dead_letters(self) -> timedelta:
        return timedelta(days=self.dead_letters_days)


def load_retention(data: Path = ROOT / "data") -> Retention:
    """Raises BadData unless every entry is a whole number of days, at least one."""
    path = data / "taxonomy/retention.yml"
    raw = yaml.safe_load(path.read_text())
    names = [field.name for field in fields(Retention)]
    if not isinstance(raw, dict) or sorted(raw) != sorted(names):
        raise BadData(f"{path}: expected just {', '.join(names)}")
    for name, value in raw.items():
        if type(value) is not int or value < 1:
            raise BadData(f"{path}: {name} must be a whole number of days, at least 1; it is {value!r}")
    return Retention(**raw)
