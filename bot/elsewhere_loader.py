"""`data/lexicon/elsewhere.yml`, checked: names of places outside, and how people tell where somebody lives."""

from __future__ import annotations

from pathlib import Path

from bot.data_file import read
from domain.elsewhere import Elsewhere


def load_elsewhere(data: Path) -> Elsewhere:
    """Raises BrokenData when the file is broken, with every broken line."""
    value = read(data / "lexicon" / "elsewhere.yml", data / "schemas" / "elsewhere.json").value
    return Elsewhere(value["lives"], value["oneself"], value["municipalities"], value["towns"])
