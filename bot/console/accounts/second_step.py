"""Between the password and the console: showing the second factor, or setting it up where it is required. Whoever is
here has a session that opens nothing else; a new one takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.accounts.own_account import LABELS
from bot.console.accounts.parts import HOME, Parts, browser_of
from bot.console.accounts.qr import picture_of
from bot.console.accounts.sessions import COOKIE, LIFE, Session
from bot.console.guard import LANGUAGE, SIGN_IN
from bot.forms import posted
from bot.web_security import from_elsewhere

CODE, SET_UP = "/console/code", "/console/second-factor"


class SecondStep:
    def __init__(self, parts: Parts) -> None:
        self.parts, self.guard = parts, parts.guard

    async def ask(self, request: Request) -> Response:
        session = await self._halfway(request)
        return self._ask_page(session) if session else RedirectResponse(SIGN_IN, 303)

    async def take(self, request: Request) -> Response:
        form, session, now = await posted(request), await self._halfway(request), self._now()
        if session is None:
            return RedirectResponse(SIGN_IN, 303)
        if from_elsewhere(request) or not session.may_post(form.get("csrf", "")):
            return self._ask_page(session, "console.sign_in_old", 403)
        if self.parts.limits.codes.blocked(session.who.id, now):
            return self._ask_page(session, "console_accounts.code_wait", 429)
        right = await to_thread.run_sync(self.parts.factors.holds, session.who.id, form.get("code", ""), now)
        if not right:
            await self._count_wrong(session, now)
            return self._ask_page(session, "console_accounts.code_wrong", 403)
        return await self._let_in(request, session, RedirectResponse(HOME, 303))

    async def show_set_up(self, request: Request) -> Response:
        session = await self._halfway(request)
        return await self._set_up_page(session) if session else RedirectResponse(SIGN_IN, 303)

    async def set_up(self, request: Request) -> Response:
        form, session, now = await posted(request), await self._halfway(request), self._now()
        if session is None:
            return RedirectResponse(SIGN_IN, 303)
        if from_elsewhere(request) or not session.may_post(form.get("csrf", "")):
            return await self._set_up_page(session, "console.sign_in_old", 403)
        if self.parts.limits.codes.blocked(session.who.id, now):
            return await self._set_up_page(session, "console_accounts.code_wait", 429)
        codes = await to_thread.run_sync(self.parts.factors.confirm, session.who.id, form.get("code", ""), now)
        if codes is None:
            await self._count_wrong(session, now)
            return await self._set_up_page(session, "console_accounts.code_wrong_set_up", 403)
        return await self._let_in(request, session, self._page("console/accounts/totp_first_codes.html", codes=codes))

    async def _halfway(self, request: Request) -> Session | None:
        token = request.cookies.get(COOKIE, "")
        return await to_thread.run_sync(self.guard.sessions.halfway, token, self._now()) if token else None

    async def _count_wrong(self, session: Session, now: datetime) -> None:
        self.parts.limits.codes.count(session.who.id, now)
        await to_thread.run_sync(self.parts.note, session.who.id, "code_failed", session.who.id)

    async def _let_in(self, request: Request, session: Session, response: Response) -> Response:
        token = await to_thread.run_sync(
            lambda: self.guard.sessions.start(
                session.who.id, self._now(), instead_of=request.cookies.get(COOKIE, ""), browser=browser_of(request)
            )
        )
        self.parts.limits.codes.forget(session.who.id)
        self.parts.keep(response, COOKIE, token, LIFE)
        return response

    def _ask_page(self, session: Session, problem: str = "", status: int = 200) -> Response:
        return self._page("console/accounts/totp_code.html", status, csrf=session.csrf, problem=problem)

    async def _set_up_page(self, session: Session, problem: str = "", status: int = 200) -> Response:
        account = await to_thread.run_sync(self.parts.accounts.find, session.who.id)
        secret = await to_thread.run_sync(self.parts.factors.pending, session.who.id)
        if account is None or secret is None:  # it is on already: then it is asked for
            return RedirectResponse(CODE, 303)
        picture = picture_of(secret, account.email, self.parts.edge.world.municipality.authority)
        return self._page(
            "console/accounts/totp_required.html", status, csrf=session.csrf, problem=problem, secret=secret,
            picture=picture,
        )

    def _page(self, template: str, status: int = 200, **values: object) -> Response:
        words: Mapping[str, object] = {"problem": "", "problems": [], "labels": LABELS, **values}
        return self.guard.pages.page(template, LANGUAGE, status=status, **words)

    def _now(self) -> datetime:
        return self.parts.edge.clock.now()
