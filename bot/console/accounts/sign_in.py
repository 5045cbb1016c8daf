"""Signing in with a password, and out. Wrong passwords are counted for each address and account together: nobody is
locked out by somebody else's guessing."""

from __future__ import annotations

from datetime import datetime, timedelta

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.accounts.book import Account
from bot.console.accounts.parts import BEFORE, HOME, Parts, address_of, browser_of
from bot.console.accounts.second_step import CODE, SET_UP
from bot.console.accounts.sessions import COOKIE, HALFWAY, LIFE
from bot.console.guard import LANGUAGE, SIGN_IN, Visit
from bot.forms import posted
from bot.web_security import form_token, from_elsewhere, token_holds


class SignIn:
    def __init__(self, parts: Parts) -> None:
        self.parts, self.guard = parts, parts.guard

    async def show(self, request: Request) -> Response:
        if await self.guard.session_of(request):
            return RedirectResponse(HOME, 303)
        if not await to_thread.run_sync(self.parts.accounts.all):
            return self.guard.pages.page("console/first_run.html", LANGUAGE)
        left = await self._end_session_page() if request.query_params.get("left") == "oidc" else ""
        return self._form(request, left=left)

    async def post(self, request: Request) -> Response:
        form, now, limits = await posted(request), self.parts.edge.clock.now(), self.parts.limits
        if from_elsewhere(request) or not token_holds(request.cookies.get(BEFORE, "-"), form.get("token", "")):
            return self._form(request, "console.sign_in_old", 403, form.get("email", ""))
        if not self.parts.with_passwords:
            return self._form(request, "console_accounts.oidc_only", 403)
        email, address = form.get("email", "").strip().casefold()[:254], address_of(request)
        key = f"{address} {email}"
        if limits.passwords.blocked(key, now) or not limits.hashes.allows(address, now):
            return self._form(request, "console.sign_in_wait", 429, email)
        account = await to_thread.run_sync(
            self.parts.accounts.check, email, form.get("password", ""), limiter=self.parts.hashing
        )
        if account is None:
            limits.passwords.count(key, now)
            await to_thread.run_sync(self._note_failed, email)
            return self._form(request, "console.sign_in_wrong", 403, email)
        limits.passwords.forget(key)
        return await self._let_in(request, account, now)

    async def out(self, visit: Visit) -> Response:
        token, now = visit.request.cookies.get(COOKIE, ""), self.parts.edge.clock.now()
        await to_thread.run_sync(self.guard.sessions.end, token, now, visit.who.id)
        response = RedirectResponse(f"{SIGN_IN}?left=oidc" if visit.session.by_oidc else SIGN_IN, 303)
        response.delete_cookie(COOKIE, path=HOME)
        return response

    async def _let_in(self, request: Request, account: Account, now: datetime) -> Response:
        must_set_up = self.parts.edge.settings.require_second_factor and not account.second_factor
        halfway = account.second_factor or must_set_up

        def start() -> str:
            if must_set_up:
                self.parts.factors.begin(account.id)
            return self.guard.sessions.start(
                account.id, now, instead_of=request.cookies.get(COOKIE, ""), browser=browser_of(request),
                awaits_code=halfway,
            )

        token = await to_thread.run_sync(start)
        response = RedirectResponse(CODE if account.second_factor else SET_UP if must_set_up else HOME, 303)
        self.parts.keep(response, COOKIE, token, HALFWAY if halfway else LIFE)
        response.delete_cookie(BEFORE, path=HOME)
        return response

    def _note_failed(self, email: str) -> None:
        """Which account it was for, if it was for one; what was typed is not kept. As much work either way."""
        account = self.parts.accounts.by_email(email)
        self.parts.note(account.id if account else "nobody", "sign_in_failed", account.id if account else "")

    async def _end_session_page(self) -> str:
        return await self.parts.provider.end_session_page() if self.parts.provider else ""

    def _form(
        self, request: Request, problem: str = "", status: int = 200, email: str = "", left: str = ""
    ) -> Response:
        before = self.parts.form_cookie(request)
        response = self.guard.pages.page(
            "console/sign_in.html", LANGUAGE, status=status, token=form_token(before), problem=problem, email=email,
            provider=self.parts.provider_name, with_passwords=self.parts.with_passwords, left=left,
        )
        self.parts.keep(response, BEFORE, before, timedelta(hours=1))
        return response
