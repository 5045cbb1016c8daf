"""The README's table of settings, made from `bot/settings.py`; as a program it writes it into README.md anew."""

from __future__ import annotations

from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from bot.settings import ROOT, Settings

README = ROOT / "README.md"
BEGIN = "<!-- settings: made by `python -m tests.house.settings_table` -->"
END = "<!-- end of settings -->"


def table() -> str:
    rows = [
        f"| `{name.upper()}` | {_default(field)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| variable | without it | what it is |", "| --- | --- | --- |", *rows])


def in_readme() -> str:
    """What stands between the marks. Raises ValueError when they are gone."""
    text = README.read_text(encoding="utf-8")
    return text[text.index(BEGIN) + len(BEGIN) : text.index(END)].strip()


def write(readme: Path = README) -> None:
    text = readme.read_text(encoding="utf-8")
    head, tail = text[: text.index(BEGIN) + len(BEGIN)], text[text.index(END) :]
    readme.write_text(f"{head}\n{table()}\n{tail}", encoding="utf-8")


def _default(field: FieldInfo) -> str:
    if field.default_factory is not None:
        return "made at start"
    if field.default is PydanticUndefined:
        return "must be set"
    if field.default in (None, ""):
        return "–"
    value = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
    return f"`{value.replace(f'{ROOT}/', '')}`"


if __name__ == "__main__":
    write()
