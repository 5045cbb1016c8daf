"""Signing in and out. Wrong passwords are counted for each address and account together: nobody is locked out by
somebody else's guessing."""

from __future__ import annotations

from datetime import timedelta

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.accounts.book import Accounts
from bot.console.accounts.sessions import COOKIE, LIFE
from bot.console.guard import LANGUAGE, Guard, Visit
from bot.forms import posted
from bot.rate_limit import RateLimit
from bot.web_security import form_token, fresh_secret, from_elsewhere, keep_cookie, token_holds

BEFORE = "console_form"
"""Cookie that the sign-in form's token is made from, as there is no session yet."""

HOME = "/console/"


class SignIn:
    def __init__(self, guard: Guard, accounts: Accounts) -> None:
        self.guard, self.accounts = guard, accounts
        self.wrong = RateLimit(5, timedelta(minutes=15))
        """Wrong passwords for one account from one address."""
        self.tries = RateLimit(60, timedelta(minutes=1))
        """Of one address, whatever account: one hash costs about 50 ms."""
        self._hashing = CapacityLimiter(2)

    async def show(self, request: Request) -> Response:
        if await self.guard.session_of(request):
            return RedirectResponse(HOME, 303)
        if not await to_thread.run_sync(self.accounts.all):
            return self.guard.pages.page("console/first_run.html", LANGUAGE)
        return self._form(request)

    async def post(self, request: Request) -> Response:
        form, now = await posted(request), self.guard.edge.clock.now()
        if from_elsewhere(request) or not token_holds(request.cookies.get(BEFORE, "-"), form.get("token", "")):
            return self._form(request, "console.sign_in_old", 403, form.get("email", ""))
        email, address = form.get("email", "").strip().casefold(), request.client.host if request.client else ""
        key = f"{address} {email}"
        if self.wrong.blocked(key, now) or not self.tries.allows(address, now):
            return self._form(request, "console.sign_in_wait", 429, email)
        account = await to_thread.run_sync(
            self.accounts.check, email, form.get("password", ""), limiter=self._hashing
        )
        if account is None:
            self.wrong.count(key, now)
            return self._form(request, "console.sign_in_wrong", 403, email)
        self.wrong.forget(key)
        token = await to_thread.run_sync(
            lambda: self.guard.sessions.start(account.id, now, instead_of=request.cookies.get(COOKIE, ""))
        )
        response = RedirectResponse(HOME, 303)
        self._keep(response, COOKIE, token, LIFE)
        response.delete_cookie(BEFORE, path=HOME)
        return response

    async def out(self, visit: Visit) -> Response:
        await to_thread.run_sync(self.guard.sessions.end, visit.request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/console/sign-in", 303)
        response.delete_cookie(COOKIE, path=HOME)
        return response

    def _form(self, request: Request, problem: str = "", status: int = 200, email: str = "") -> Response:
        before = request.cookies.get(BEFORE) or fresh_secret()
        response = self.guard.pages.page(
            "console/sign_in.html", LANGUAGE, status=status, token=form_token(before), problem=problem, email=email
        )
        self._keep(response, BEFORE, before, timedelta(hours=1))
        return response

    def _keep(self, response: Response, name: str, value: str, life: timedelta) -> None:
        secure = self.guard.edge.settings.secure_cookies
        keep_cookie(response, name, value, secure=secure, days=life / timedelta(days=1), path=HOME)
