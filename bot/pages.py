"""Rendering pages: templates with autoescape, words from the texts, static files that name their version."""

from __future__ import annotations

import hashlib
import secrets
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.said_as_html import said_as_html
from domain.conversation.talk import World
from domain.spoken_time import SpokenTime

HERE = Path(__file__).parent
STATIC = HERE / "static"
A_YEAR = "public, max-age=31536000, immutable"


class Pages:
    def __init__(self, world: World) -> None:
        self._world = world
        self._versions: dict[str, str] = {}
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=select_autoescape(("html",)),
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        )
        self._environment.filters["said"] = said_as_html
        self._environment.globals.update(static=self.static, fresh_nonce=fresh_nonce)

    def render(self, template: str, language: str, /, **values: Any) -> str:
        say = partial(self._world.texts.say, language)
        times = SpokenTime(self._world.texts, language)
        town = self._world.municipality
        return self._environment.get_template(template).render(
            say=say, known=self._world.texts.has, times=times, town=town, area_name=self._area_name,
            language=language, **values,
        )

    def _area_name(self, area_id: str | None) -> str:
        area = self._world.areas.get(area_id) if area_id else None
        return area.name if area else area_id or ""

    def page(self, template: str, language: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
        return HTMLResponse(self.render(template, language, **values), status)

    def static(self, path: str) -> str:
        """The address of a file under bot/static/, with a mark that changes when the file does."""
        if path not in self._versions:
            self._versions[path] = hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:10]
        return f"/static/{path}?{self._versions[path]}"


def fresh_nonce() -> str:
    """Names one form on one page: the same form sent twice is one message."""
    return secrets.token_urlsafe(16)


class KeptForLong(StaticFiles):
    """Static files may be kept a year when they are asked for with their version."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = A_YEAR if scope["query_string"] else "no-cache"
        return response


def static_files() -> KeptForLong:
    return KeptForLong(directory=STATIC)
