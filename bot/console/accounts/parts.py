"""What all pages of accounts share: put together once for each front door, so that tries are counted in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import Response

from bot.console.accounts.book import Accounts
from bot.console.accounts.browser_name import browser_name
from bot.console.accounts.changes import Changes
from bot.console.accounts.invites import Invites
from bot.console.accounts.oidc.linking import Linking
from bot.console.accounts.oidc.provider import Provider
from bot.console.accounts.sealed import Seal
from bot.console.accounts.second_factor import SecondFactors
from bot.rate_limit import RateLimit
from bot.web_security import fresh_secret, keep_cookie

if TYPE_CHECKING:
    from bot.console.guard import Guard

HOME = "/console/"
BEFORE = "console_form"
"""Cookie that the token of a form is made from where there is no session yet."""

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Limits:
    """Counted in this process; several front doors count each for itself."""

    passwords: RateLimit = field(default_factory=lambda: RateLimit(5, QUARTER))
    """Wrong ones for one account from one address."""
    codes: RateLimit = field(default_factory=lambda: RateLimit(5, QUARTER))
    """Wrong ones of one account, from wherever: whoever gets here has its password."""
    hashes: RateLimit = field(default_factory=lambda: RateLimit(60, timedelta(minutes=1)))
    """Of one address, whatever account: one hash costs about 50 ms."""
    links: RateLimit = field(default_factory=lambda: RateLimit(60, timedelta(minutes=1)))
    """Of one address: invitations opened, sign-ins begun at the identity provider and come back from there."""


class Parts:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge
        engine, settings = guard.edge.store.engine, guard.edge.settings
        secret = settings.secret_key
        self.accounts, self.sessions = Accounts(engine), guard.sessions
        self.invites, self.changes, self.linking = Invites(engine), Changes(engine), Linking(engine)
        self.factors = SecondFactors(engine, Seal(secret.get_secret_value() if secret else None))
        self.provider = Provider(settings, guard.edge.clock) if settings.oidc_issuer else None
        self.limits, self.hashing = Limits(), CapacityLimiter(2)

    @property
    def with_passwords(self) -> bool:
        return not self.edge.settings.oidc_only

    @property
    def provider_name(self) -> str:
        """Empty where nobody signs in by an identity provider."""
        return self.edge.settings.oidc_name if self.provider else ""

    def keep(self, response: Response, name: str, value: str, life: timedelta) -> None:
        secure = self.edge.settings.secure_cookies
        keep_cookie(response, name, value, secure=secure, days=life / timedelta(days=1), path=HOME)

    def note(self, actor: str, action: str, account_id: str, detail: str = "") -> None:
        """A line in the audit that stands alone."""
        with self.edge.store() as uow:
            uow.audit.add(self.edge.clock.now(), actor, action, account_id, detail)
            uow.commit()

    def form_cookie(self, request: Request) -> str:
        return request.cookies.get(BEFORE) or fresh_secret()

    def base(self, request: Request) -> str:
        """The public address of this service, without a slash at its end."""
        return (self.edge.settings.public_url or str(request.base_url)).rstrip("/")


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def browser_of(request: Request) -> str:
    return browser_name(request.headers.get("user-agent", ""))
