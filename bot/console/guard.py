"""The door of the console: no page without a session and the right to it, no change without its CSRF token."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.accounts.parts import Parts
from bot.console.accounts.sessions import COOKIE, Session, Sessions
from bot.console.address import Handler
from bot.console.rights import HOME, Right
from bot.edge import Edge
from bot.forms import posted, whole_number
from bot.pages import Pages
from bot.web_security import from_elsewhere
from domain.services.coordinate import Coordinator, Desk

LANGUAGE = "nb"
"""The coordinators' console speaks Bokmål; its keys stand in all three, so that a town can choose."""

SIGN_IN = "/console/sign-in"


@dataclass(frozen=True)
class Visit:
    """One request by somebody who is signed in. `form` is empty for a GET."""

    request: Request
    session: Session
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def who(self) -> Coordinator:
        return self.session.who

    def number(self, name: str) -> int:
        """-1 where it is none."""
        number = whole_number(self.form.get(name, ""), 9)
        return -1 if number is None else number


class Guard:
    def __init__(self, edge: Edge, pages: Pages, sessions: Sessions) -> None:
        self.edge, self.pages, self.sessions = edge, pages, sessions

    @cached_property
    def accounts(self) -> Parts:
        return Parts(self)

    def __call__(self, handler: Handler, right: Right) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            session = await self.session_of(request)
            if session is None:
                return self._to_sign_in(request)
            if not session.may(right):
                return self._not_for_them(request, session)
            _without_nul(request)
            if request.method != "POST":
                return await handler(Visit(request, session))
            form = await posted(request)
            if from_elsewhere(request) or not session.may_post(form.get("csrf", "")):
                return self.page(session, "console/refused.html", status=403, typed=form.get("text", ""))
            return await handler(Visit(request, session, form))

        return guarded

    async def session_of(self, request: Request) -> Session | None:
        token, now = request.cookies.get(COOKIE, ""), self.edge.clock.now()
        return await to_thread.run_sync(self.sessions.find, token, now) if token else None

    def desk(self, visit: Visit) -> Desk:
        return Desk(visit.who, self.edge.clock.now(), self.edge.ids, self.edge.world.texts)

    def page(self, session: Session, template: str, *, status: int = 200, **values: object) -> Response:
        return self.pages.page(
            template, LANGUAGE, status=status, who=session.who, may=session.may_named, csrf=session.csrf,
            now=self.edge.clock.now(), prefers=session.preferences, **values,
        )

    def _to_sign_in(self, request: Request) -> Response:
        if "hx-request" in request.headers or request.url.path.endswith("/stream"):
            return Response(status_code=401)  # the script tells; what is typed stays on the page
        return RedirectResponse(SIGN_IN, 303)

    def _not_for_them(self, request: Request, session: Session) -> Response:
        """Their own front page instead, where they came to the console's door; else a page that says so."""
        home = HOME[session.role]
        if request.url.path == "/console/" and home != "/console/":
            return RedirectResponse(home, 303)
        return self.page(session, "console/not_for_you.html", status=403, home=home)


def _without_nul(request: Request) -> None:
    """As forms are read. PostgreSQL keeps no such sign, and refuses to look for one; in a path it is nobody's id."""
    if "\0" in request.scope["path"]:
        raise HTTPException(404)
    request.scope["query_string"] = request.scope["query_string"].replace(b"%00", b"")
