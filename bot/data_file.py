"""YAML files as plain values, checked against their schema, with the line of every value.

Stricter than YAML: a value in quotes or with letters is text (no dates, no clock times read as
numbers, no `no` read as false), a key may stand once, and there are no anchors. Everything that
is wrong is gathered and raised once, with file, line, what is wrong and what to do.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from jsonschema import Draft202012Validator

from bot.schema_problem import explained
from domain.errors import BadData

Keys: TypeAlias = tuple[str | int, ...]

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, and what to do about it."""

    file: Path
    line: int
    wrong: str
    do: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.wrong}. {self.do}."


class BrokenData(BadData):
    """Data files that cannot be used. Nothing of them has been loaded."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class DataFile:
    """The value of a file, and the line (from 1) on which each part of it begins."""

    path: Path
    value: Any
    lines: Mapping[Keys, int]

    def problem(self, keys: Sequence[str | int], wrong: str, do: str) -> Problem:
        """A problem at the line of `keys`, or of the nearest part around it."""
        where = tuple(keys)
        while where and where not in self.lines:
            where = where[:-1]
        return Problem(self.path, self.lines.get(where, 1), wrong, do)


def read(path: Path, schema: Path) -> DataFile:
    """The file, if it can be read and fits its schema. Raises BrokenData."""
    file = parsed(path)
    if problems := problems_with(file, schema):
        raise BrokenData(problems)
    return file


def problems_with(file: DataFile, schema: Path) -> list[Problem]:
    """What in a file does not fit its schema."""
    return [file.problem(keys, wrong, do) for keys, wrong, do in misfits(file.value, schema)]


def misfits(value: Any, schema: Path) -> list[tuple[Keys, str, str]]:
    """Where in a value something does not fit the schema, what, and what to do."""
    found = [explained(error, schema.name) for error in _validator(schema).iter_errors(value)]
    return [(tuple(keys), wrong, do) for keys, wrong, do in found]


def parsed(path: Path) -> DataFile:
    """The file as values, whatever its schema. Raises BrokenData when it is no readable YAML."""
    lines: dict[Keys, int] = {}
    problems: list[Problem] = []
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except OSError as error:
        raise BrokenData([Problem(path, 1, f"cannot be read: {error.strerror}", "Add it")]) from error
    except UnicodeDecodeError as error:
        raise BrokenData([Problem(path, 1, "is not UTF-8", "Save it as UTF-8")]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        wrong = f"is not readable YAML: {error.problem}"
        do = "Look at indentation, quotes and colons on this line and the one above"
        raise BrokenData([Problem(path, line, wrong, do)]) from error
    except yaml.YAMLError as error:
        raise BrokenData([Problem(path, 1, f"is not YAML: {error}", "Remove the character")]) from error
    value = None if node is None else _value(path, node, (), lines, problems)
    if problems:
        raise BrokenData(problems)
    return DataFile(path, value, lines)


class _Loader(yaml.SafeLoader):
    """Refuses anchors: a fact stands once, and no file can grow when it is read."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="an anchor is used", problem_mark=self.get_mark())
        return super().compose_node(parent, index)


def _value(
    path: Path, node: yaml.Node, keys: Keys, lines: dict[Keys, int], problems: list[Problem]
) -> Any:
    lines[keys] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_value(path, part, (*keys, n), lines, problems) for n, part in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    found: dict[str, Any] = {}
    for key_node, part in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in found:
            problems.append(Problem(path, line, f"{key!r} stands twice", "Keep one of the two"))
        found[key] = _value(path, part, (*keys, key), lines, problems)
        lines[(*keys, key)] = line
    return found


def _scalar(node: yaml.ScalarNode) -> str | int | float | bool | None:
    text = str(node.value)
    if node.style is not None:
        return text
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text or None


@cache
def _validator(schema: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
