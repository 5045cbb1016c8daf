"""Inviting by a link: the lead's side of it, and the invited person's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.accounts.invites import Invite
from bot.console.accounts.listing import ACCOUNTS, organisations, role_in
from bot.console.accounts.own_account import LABELS, password_problem
from bot.console.accounts.parts import BEFORE, HOME, Parts, address_of, browser_of
from bot.console.accounts.second_step import SET_UP
from bot.console.accounts.sessions import COOKIE, HALFWAY, LIFE
from bot.console.fields import Fields, Problem
from bot.console.guard import LANGUAGE, Visit
from bot.console.rights import Role
from bot.forms import posted
from bot.web_security import form_token, from_elsewhere, token_holds
from domain.errors import NotAllowed

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Inviting:
    """By whoever may give out accounts. The link is shown once; we send no e-mail."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.guard = parts, parts.guard

    async def show(self, visit: Visit) -> Response:
        return self._form(visit, Fields({"role": Role.COORDINATOR.value}))

    async def make(self, visit: Visit) -> Response:
        fields, now = Fields(visit.form), self.parts.edge.clock.now()
        name, email = fields.text("name", 120, required=True), fields.text("email", 254, required=True)
        role, organisation = role_in(fields, organisations(self.parts))
        if email and not _ADDRESS.fullmatch(email):
            fields.wrong("email", "no_email")
        if fields.problems or role is None:
            return self._form(visit, fields, 422)
        name = " ".join(name.split())
        try:
            token = await to_thread.run_sync(
                self.parts.invites.make, visit.who.id, email, name, role, organisation, now
            )
        except NotAllowed as error:
            fields.wrong("email", str(error))
            return self._form(visit, fields, 422)
        return self.guard.page(
            visit.session, "console/accounts/invite_link.html", which="accounts", name=name, email=email,
            link=f"{self.parts.base(visit.request)}/console/invite/{token}",
        )

    async def ask_withdraw(self, visit: Visit) -> Response:
        invite_id, now = visit.request.path_params["invite"], self.parts.edge.clock.now()
        invite = await to_thread.run_sync(self.parts.invites.one, invite_id, now)
        if invite is None:
            return self.guard.page(visit.session, "console/accounts/gone.html", status=404, which="accounts")
        return self.guard.page(visit.session, "console/accounts/invite_withdraw.html", which="accounts", invite=invite)

    async def withdraw(self, visit: Visit) -> Response:
        invite_id, now = visit.request.path_params["invite"], self.parts.edge.clock.now()
        await to_thread.run_sync(self.parts.invites.withdraw, visit.who.id, invite_id, now)
        return RedirectResponse(ACCOUNTS, 303)

    def _form(self, visit: Visit, fields: Fields, status: int = 200) -> Response:
        return self.guard.page(
            visit.session, "console/accounts/invite_new.html", status=status, which="accounts", typed=fields.typed,
            problems=fields.problems, labels=LABELS, roles=list(Role), organisations=organisations(self.parts),
        )


class Invited:
    """By whoever has the link. Opening it uses nothing up: programs that look at links in e-mail open them too."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.guard = parts, parts.guard

    async def show(self, request: Request) -> Response:
        invite = await self._invite(request)
        return self._page(request, invite) if isinstance(invite, Invite) else invite

    async def accept(self, request: Request) -> Response:
        form, invite = await posted(request), await self._invite(request)
        if not isinstance(invite, Invite):
            return invite
        if from_elsewhere(request) or not token_holds(request.cookies.get(BEFORE, "-"), form.get("token", "")):
            return self._page(request, invite, "console.sign_in_old", status=403)
        if not self.parts.with_passwords:
            return self._page(request, invite, "console_accounts.oidc_only", status=403)
        new, again = form.get("new", ""), form.get("again", "")
        if problem := password_problem(new, again, invite.email, invite.name):
            return self._page(request, invite, problems=[problem], status=422)
        return await self._make(request, new)

    async def _make(self, request: Request, password: str) -> Response:
        now, must = self.parts.edge.clock.now(), self.parts.edge.settings.require_second_factor
        token = request.path_params["token"]
        hashed = await to_thread.run_sync(self.parts.accounts.hashed, password, limiter=self.parts.hashing)
        made = await to_thread.run_sync(self.parts.invites.use, token, hashed, now)
        if made is None:
            return self._over()
        account_id = made.id

        def start() -> str:
            if must:
                self.parts.factors.begin(account_id)
            return self.guard.sessions.start(
                account_id, now, instead_of=request.cookies.get(COOKIE, ""), browser=browser_of(request),
                awaits_code=must,
            )

        response = RedirectResponse(SET_UP if must else HOME, 303)
        self.parts.keep(response, COOKIE, await to_thread.run_sync(start), HALFWAY if must else LIFE)
        response.delete_cookie(BEFORE, path=HOME)
        return response

    async def _invite(self, request: Request) -> Invite | Response:
        now = self.parts.edge.clock.now()
        if not self.parts.limits.links.allows(address_of(request), now):
            return self.guard.pages.page("console/accounts/wait.html", LANGUAGE, status=429)
        return await to_thread.run_sync(self.parts.invites.find, request.path_params["token"], now) or self._over()

    def _over(self) -> Response:
        return self.guard.pages.page("console/accounts/invite_over.html", LANGUAGE, status=404)

    def _page(
        self, request: Request, invite: Invite, problem: str = "", *, problems: list[Problem] | None = None,
        status: int = 200,
    ) -> Response:
        before = self.parts.form_cookie(request)
        nothing: Mapping[str, str] = {}
        response = self.guard.pages.page(
            "console/accounts/invite.html", LANGUAGE, status=status, invite=invite, token=form_token(before),
            problem=problem, problems=problems or [], labels=LABELS, typed=nothing, provider=self.parts.provider_name,
            with_passwords=self.parts.with_passwords, here=f"/console/invite/{request.path_params['token']}",
        )
        self.parts.keep(response, BEFORE, before, timedelta(hours=1))
        return response
