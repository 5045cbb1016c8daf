"""Reading what a form posted: bounded, and without characters that no person types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_BYTES = 1_000_000
"""Room for 100,000 characters of any script, percent-encoded, so that even those get a helpful line."""

MOST_FIELDS = 200
"""A volunteer's profile, with every box ticked, has some 130."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


async def posted(request: Request) -> Mapping[str, str]:
    """The fields of a urlencoded form; the last of a name counts. HTTP 413 when too large, 415 when no such form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413)
    try:
        fields = parse_qsl(
            bytes(body).decode("ascii", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise HTTPException(400) from error
    return {name: clean(value) for name, value in fields}


def clean(text: str) -> str:
    """Line breaks as one sign; no control characters (PostgreSQL refuses NUL) and no lone surrogates."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def whole_number(text: str, digits: int) -> int | None:
    """None for anything but 1 to `digits` of the digits 0 to 9: Python itself reads «²», «٣» and thousands of them."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None
