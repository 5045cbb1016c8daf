"""One's own account: password, second factor, sessions."""

from __future__ import annotations

from collections.abc import Sequence

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.accounts.parts import Parts, address_of
from bot.console.accounts.passwords import weakness
from bot.console.fields import Problem
from bot.console.guard import Visit

PAGE = "/console/account"
LABELS = "console_accounts.field."


class OwnAccount:
    def __init__(self, parts: Parts) -> None:
        self.parts, self.guard = parts, parts.guard

    async def show(self, visit: Visit) -> Response:
        return await self._page(visit, done=visit.request.query_params.get("done", ""))

    async def change_password(self, visit: Visit) -> Response:
        """All other sessions end: whoever changes a password often does so because somebody else knows it."""
        now, limits, who = self.parts.edge.clock.now(), self.parts.limits, visit.who
        old, new, again = (visit.form.get(name, "") for name in ("old", "new", "again"))
        account = await to_thread.run_sync(self.parts.accounts.find, who.id)
        if account is None or not account.has_password:
            return RedirectResponse(PAGE, 303)
        key = f"{address_of(visit.request)} {account.email}"
        if limits.passwords.blocked(key, now):
            return await self._page(visit, 429, [Problem("old", "password_wait")])
        if not await to_thread.run_sync(self.parts.accounts.knows, who.id, old, limiter=self.parts.hashing):
            limits.passwords.count(key, now)
            return await self._page(visit, 422, [Problem("old", "password_wrong")])
        if problem := password_problem(new, again, account.email, account.name):
            return await self._page(visit, 422, [problem])
        hashed = await to_thread.run_sync(self.parts.accounts.hashed, new, limiter=self.parts.hashing)
        await to_thread.run_sync(lambda: self.parts.accounts.change_password(who.id, hashed, visit.session.id, now))
        return RedirectResponse(f"{PAGE}?done=password", 303)

    async def end_session(self, visit: Visit) -> Response:
        """One that is not theirs, or is over already, is none: nothing ends, and the list shows what there is."""
        only = visit.request.path_params["session"]
        await self._end(visit, only=only)
        return RedirectResponse(f"{PAGE}?done=session", 303)

    async def end_others(self, visit: Visit) -> Response:
        await self._end(visit, but=visit.session.id)
        return RedirectResponse(f"{PAGE}?done=sessions", 303)

    async def _end(self, visit: Visit, *, only: str = "", but: str = "") -> None:
        who, now = visit.who.id, self.parts.edge.clock.now()
        await to_thread.run_sync(lambda: self.guard.sessions.end_of(who, who, now, only=only, but=but))

    async def _page(
        self, visit: Visit, status: int = 200, problems: Sequence[Problem] = (), done: str = ""
    ) -> Response:
        who, now = visit.who.id, self.parts.edge.clock.now()
        account = await to_thread.run_sync(self.parts.accounts.find, who)
        sessions = await to_thread.run_sync(self.guard.sessions.of, who, visit.session.id, now)
        left = await to_thread.run_sync(self.parts.factors.codes_left, who)
        return self.guard.page(
            visit.session, "console/accounts/mine.html", status=status, which="account", account=account,
            sessions=sessions, codes_left=left, must=self.parts.edge.settings.require_second_factor,
            problems=problems, labels=LABELS, typed={},
            done=done if done in ("password", "session", "sessions", "factor_off") else "",
        )


def password_problem(new: str, again: str, email: str, name: str) -> Problem | None:
    """What is wrong with a new password, if anything is."""
    if weak := weakness(new, email, name):
        return Problem("new", f"password_{weak}")
    return Problem("again", "password_differs") if new != again else None
