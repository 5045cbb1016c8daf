"""A validation error of `jsonschema`, said so that one who edits a data file knows what to do."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from jsonschema import ValidationError

Where: TypeAlias = Sequence[str | int]

_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "fields with values",
    "string": "text (put it in quotes)",
}

#: A list longer than this is looked up in the schema rather than printed.
MOST_VALUES = 20

#: Longer values are cut, so that one problem stays one line.
LONGEST_SHOWN = 60


def explained(error: ValidationError, schema: str) -> tuple[Where, str, str]:
    """Where in the file, what is wrong, and what to do. `schema` is the schema file's name."""
    error = _innermost(error)
    keys = list(error.absolute_path)
    name = f"{keys[-1]!r}" if keys else "the file"
    rule: Any = error.validator_value
    written: Any = error.instance
    match error.validator:
        case "required":
            missing = _missing(error)
            return keys, f"{missing!r} is missing", f"Add {missing!r}; write `unknown` if nobody knows"
        case "additionalProperties":
            fields = list(_rules(error)["properties"])
            odd = next((field for field in written if field not in fields), name)
            do = f"Correct its spelling or remove it; the fields are {', '.join(fields)}"
            return [*keys, odd], f"{odd!r} is no field here", do
        case "enum":
            allowed = ", ".join(map(str, rule)) if len(rule) <= MOST_VALUES else f"those in {schema}"
            return keys, f"{_short(error.instance)} is no value of {name}", f"Use one of: {allowed}"
        case "type":
            return keys, f"{name} has {_short(error.instance)}", f"It must be {_TYPES.get(str(rule), rule)}"
        case "pattern":
            wrong = f"{_short(error.instance)} is not written as {name} must be"
            return keys, wrong, f"Write it like the others; it must match {rule}"
        case "uniqueItems":
            return keys, f"{name} names something twice", "Keep one of the two"
        case _:
            return keys, f"{name}: {error.message[:120]}", f"See data/schemas/{schema}"


def _innermost(error: ValidationError) -> ValidationError:
    """Of `unknown or …`, the complaint about what was written, not about its not being unknown."""
    while error.validator == "anyOf" and error.context:
        deeper = [inner for inner in error.context if inner.validator != "const"]
        if not deeper:
            break
        error = max(deeper, key=lambda inner: len(inner.absolute_path))
    return error


def _missing(error: ValidationError) -> str:
    """The field this error is about: jsonschema reports one missing field at a time, by name."""
    written: Any = error.instance
    absent = [str(field) for field in _rules(error)["required"] if field not in written]
    return next((field for field in absent if repr(field) in error.message), absent[0])


def _rules(error: ValidationError) -> Mapping[str, Any]:
    """The part of the schema that was broken."""
    return error.schema if isinstance(error.schema, Mapping) else {}


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
