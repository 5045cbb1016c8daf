"""A validation error of `jsonschema`, said so that one who edits a data file knows what to do."""

from collections.abc import Sequence
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


def explained(error: ValidationError, schema: str) -> tuple[Where, str, str]:
    """Where in the file, what is wrong, and what to do. `schema` is the schema file's name."""
    error = _innermost(error)
    keys = list(error.absolute_path)
    name = f"{keys[-1]!r}" if keys else "the file"
    match error.validator:
        case "required":
            missing = _missing(error)
            return keys, f"{missing!r} is missing", f"Add {missing!r}; write `unknown` if nobody knows"
        case "additionalProperties":
            odd = _odd(error)
            return [*keys, odd], f"{odd!r} is no field here", f"Correct its spelling or remove it; fields: {_fields(error)}"
        case "enum":
            values = [str(value) for value in error.validator_value]
            allowed = ", ".join(values) if len(values) <= MOST_VALUES else f"those in {schema}"
            return keys, f"{_short(error.instance)} is no value of {name}", f"Use one of: {allowed}"
        case "type":
            wanted = _TYPES.get(str(error.validator_value), str(error.validator_value))
            return keys, f"{name} has {_short(error.instance)}", f"It must be {wanted}"
        case "pattern":
            return keys, f"{_short(error.instance)} is not written as {name} must be", f"Write it like the other files do; pattern: {error.validator_value}"
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
    return next(name for name in error.validator_value if name not in error.instance and repr(name) in error.message)


def _odd(error: ValidationError) -> str:
    return next(name for name in error.instance if name not in error.schema["properties"])


def _fields(error: ValidationError) -> str:
    return ", ".join(error.schema["properties"])


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
