"""All accounts, and one: its role, whether it is open, its second factor, its sessions. For leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.accounts.own_account import LABELS
from bot.console.accounts.parts import Parts
from bot.console.address import Handler
from bot.console.fields import Fields, Problem
from bot.console.guard import Visit
from bot.console.rights import Role
from domain.errors import NotAllowed, NotFound

ACCOUNTS = "/console/accounts"
STEPS = ("close", "reset", "end")
"""What is asked about once more before it is done."""


class AccountList:
    def __init__(self, parts: Parts) -> None:
        self.parts, self.guard = parts, parts.guard

    async def show(self, visit: Visit) -> Response:
        accounts = await to_thread.run_sync(self.parts.accounts.all)
        invites = await to_thread.run_sync(self.parts.invites.open, self.parts.edge.clock.now())
        return self.guard.page(
            visit.session, "console/accounts/list.html", which="accounts", accounts=accounts, invites=invites,
            provider=self.parts.provider_name,
        )

    async def one(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def set_role(self, visit: Visit) -> Response:
        fields = Fields(visit.form)
        role, organisation = role_in(fields, organisations(self.parts))
        if fields.problems or role is None:
            return await self._page(visit, 422, problems=fields.problems)
        return await self._do(visit, lambda by, one, now: self.parts.changes.set_role(by, one, role, organisation, now))

    def ask(self, what: str) -> Handler:
        """The page that asks once more. `what`: one of `STEPS`."""

        async def asked(visit: Visit) -> Response:
            account = await to_thread.run_sync(self.parts.accounts.find, visit.request.path_params["account"])
            if account is None:
                return self._gone(visit)
            return self.guard.page(
                visit.session, "console/accounts/confirm.html", which="accounts", account=account, what=what
            )

        return asked

    def do(self, what: str) -> Handler:
        changes = self.parts.changes
        steps = {"close": changes.close, "reset": changes.reset_second_factor, "end": changes.end_sessions}

        async def done(visit: Visit) -> Response:
            return await self._do(visit, steps[what])

        return done

    async def open(self, visit: Visit) -> Response:
        return await self._do(visit, self.parts.changes.open)

    async def _do(self, visit: Visit, change: Callable[..., None]) -> Response:
        account_id, now = visit.request.path_params["account"], self.parts.edge.clock.now()
        try:
            await to_thread.run_sync(change, visit.who.id, account_id, now)
        except NotFound:
            return self._gone(visit)
        except NotAllowed as error:
            return await self._page(visit, 422, problem=f"console_accounts.not.{error}")
        return RedirectResponse(f"{ACCOUNTS}/{account_id}", 303)

    async def _page(
        self, visit: Visit, status: int = 200, problem: str = "", problems: Sequence[Problem] = ()
    ) -> Response:
        account_id, now = visit.request.path_params["account"], self.parts.edge.clock.now()
        account = await to_thread.run_sync(self.parts.accounts.find, account_id)
        if account is None:
            return self._gone(visit)
        sessions = await to_thread.run_sync(self.guard.sessions.of, account_id, visit.session.id, now)
        typed: Mapping[str, str] = visit.form or {"role": account.role.value, "organisation": account.organisation}
        return self.guard.page(
            visit.session, "console/accounts/one.html", status=status, which="accounts", account=account,
            sessions=sessions, own=account_id == visit.who.id, roles=list(Role), typed=typed, problem=problem, words={},
            organisations=organisations(self.parts), problems=problems, labels=LABELS,
        )

    def _gone(self, visit: Visit) -> Response:
        return self.guard.page(visit.session, "console/accounts/gone.html", status=404, which="accounts")


def organisations(parts: Parts) -> list[str]:
    """Names of those in the catalogue, in the order of the alphabet."""
    return sorted({found.name for found in parts.edge.world.catalogue.organisations()}, key=str.casefold)


def role_in(fields: Fields, names: Sequence[str]) -> tuple[Role | None, str]:
    """The role that was chosen; the organisation only where the role is of one."""
    value = fields.one_of("role", [role.value for role in Role], required=True)
    role = Role(value) if value else None
    if role is not Role.ORGANISATION:
        return role, ""
    return role, fields.one_of("organisation", names, required=True) or ""
