"""One's own second factor: set up, taken off, new recovery codes. Each asks for what only its owner has."""

from __future__ import annotations

from collections.abc import Sequence

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.accounts.own_account import LABELS, PAGE
from bot.console.accounts.parts import Parts
from bot.console.accounts.qr import in_fours, picture_of
from bot.console.fields import Problem
from bot.console.guard import Visit

SET_UP = f"{PAGE}/second-factor"


class OwnFactor:
    def __init__(self, parts: Parts) -> None:
        self.parts, self.guard, self.factors = parts, parts.guard, parts.factors

    async def begin(self, visit: Visit) -> Response:
        await to_thread.run_sync(self.factors.begin, visit.who.id)
        return RedirectResponse(SET_UP, 303)

    async def show(self, visit: Visit) -> Response:
        return await self._set_up_page(visit)

    async def confirm(self, visit: Visit) -> Response:
        if problem := self._must_wait(visit):
            return await self._set_up_page(visit, 429, [problem])
        now = self.parts.edge.clock.now()
        codes = await to_thread.run_sync(self.factors.confirm, visit.who.id, visit.form.get("code", ""), now)
        if codes is None:
            self.parts.limits.codes.count(visit.who.id, now)
            return await self._set_up_page(visit, 422, [Problem("code", "code_wrong_set_up")])
        return self._codes_page(visit, codes)

    async def show_renew(self, visit: Visit) -> Response:
        return await self._ask_page(visit, "renew")

    async def renew(self, visit: Visit) -> Response:
        if (refused := await self._not_theirs(visit, "renew")) is not None:
            return refused
        codes = await to_thread.run_sync(self.factors.renew_codes, visit.who.id, self.parts.edge.clock.now())
        return self._codes_page(visit, codes)

    async def show_off(self, visit: Visit) -> Response:
        return await self._ask_page(visit, "off")

    async def turn_off(self, visit: Visit) -> Response:
        if self.parts.edge.settings.require_second_factor:
            return RedirectResponse(PAGE, 303)
        if (refused := await self._not_theirs(visit, "off")) is not None:
            return refused
        who, now = visit.who.id, self.parts.edge.clock.now()
        await to_thread.run_sync(self.factors.turn_off, who, who, now)
        return RedirectResponse(f"{PAGE}?done=factor_off", 303)

    async def _not_theirs(self, visit: Visit, what: str) -> Response | None:
        """A page that says so, unless the password (where the account has one) and the code are right."""
        if problem := self._must_wait(visit):
            return await self._ask_page(visit, what, 429, [problem])
        who, now, form = visit.who.id, self.parts.edge.clock.now(), visit.form
        account = await to_thread.run_sync(self.parts.accounts.find, who)
        if account is None or not account.second_factor:
            return RedirectResponse(PAGE, 303)
        if account.has_password and not await to_thread.run_sync(
            self.parts.accounts.knows, who, form.get("password", ""), limiter=self.parts.hashing
        ):
            self.parts.limits.codes.count(who, now)
            return await self._ask_page(visit, what, 422, [Problem("password", "password_wrong")])
        if not await to_thread.run_sync(self.factors.holds, who, form.get("code", ""), now):
            self.parts.limits.codes.count(who, now)
            return await self._ask_page(visit, what, 422, [Problem("code", "code_wrong")])
        self.parts.limits.codes.forget(who)
        return None

    def _must_wait(self, visit: Visit) -> Problem | None:
        blocked = self.parts.limits.codes.blocked(visit.who.id, self.parts.edge.clock.now())
        return Problem("code", "code_wait") if blocked else None

    async def _ask_page(
        self, visit: Visit, what: str, status: int = 200, problems: Sequence[Problem] = ()
    ) -> Response:
        account = await to_thread.run_sync(self.parts.accounts.find, visit.who.id)
        if account is None or not account.second_factor:
            return RedirectResponse(PAGE, 303)
        return self.guard.page(
            visit.session, "console/accounts/totp_show_both.html", status=status, which="account", what=what,
            account=account, problems=problems, labels=LABELS, typed={},
        )

    async def _set_up_page(self, visit: Visit, status: int = 200, problems: Sequence[Problem] = ()) -> Response:
        """Without a secret under way, or with the factor on, there is nothing to set up: back to the account."""
        account = await to_thread.run_sync(self.parts.accounts.find, visit.who.id)
        secret = await to_thread.run_sync(self.factors.pending, visit.who.id)
        if account is None or secret is None:
            return RedirectResponse(PAGE, 303)
        picture = picture_of(secret, account.email, self.parts.edge.world.municipality.authority)
        return self.guard.page(
            visit.session, "console/accounts/totp_set_up.html", status=status, which="account", secret=in_fours(secret),
            picture=picture, problems=problems, labels=LABELS, typed={},
        )

    def _codes_page(self, visit: Visit, codes: list[str]) -> Response:
        return self.guard.page(visit.session, "console/accounts/totp_codes.html", which="account", codes=codes)
