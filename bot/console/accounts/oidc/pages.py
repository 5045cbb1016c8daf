"""Leaving for the identity provider, and coming back. What does not hold gets a plain page, and nothing is made."""

from __future__ import annotations

import logging

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.accounts.book import Account
from bot.console.accounts.oidc.id_token import Expected, Refused, key_id, read
from bot.console.accounts.oidc.linking import UNDER_WAY
from bot.console.accounts.oidc.provider import Provider, ProviderDown
from bot.console.accounts.parts import BEFORE, HOME, Parts, address_of, browser_of
from bot.console.accounts.sessions import COOKIE, LIFE
from bot.console.guard import LANGUAGE
from bot.web_security import fresh_secret

logger = logging.getLogger(__name__)

LEFT_WITH = "console_oidc"
"""Cookie that ties a sign-in under way to this browser."""

BACK = "/console/oidc/callback"
LONGEST = 4_000
"""Characters of a code or state that are looked at."""


class Oidc:
    def __init__(self, parts: Parts) -> None:
        self.parts, self.guard = parts, parts.guard

    async def leave(self, request: Request) -> Response:
        provider, now = self._provider(), self.parts.edge.clock.now()
        if not self.parts.limits.links.allows(address_of(request), now):
            return self._page("wait", 429)
        browser = request.cookies.get(LEFT_WITH) or fresh_secret()
        state, nonce, verifier = await to_thread.run_sync(self.parts.linking.begin, browser, now)
        try:
            page = await provider.authorization_page(state, nonce, verifier, self._back(request))
        except ProviderDown as error:
            return self._down(error)
        response = RedirectResponse(page, 303)
        self.parts.keep(response, LEFT_WITH, browser, UNDER_WAY)
        return response

    async def come_back(self, request: Request) -> Response:
        provider, now = self._provider(), self.parts.edge.clock.now()
        if not self.parts.limits.links.allows(address_of(request), now):
            return self._page("wait", 429)
        asked = {name: value[:LONGEST] for name, value in request.query_params.items()}
        state, browser = asked.get("state", ""), request.cookies.get(LEFT_WITH, "")
        begun = await to_thread.run_sync(self.parts.linking.take, state, browser, now) if state and browser else None
        if begun is None:
            return self._page("old", 403)
        if "error" in asked or not asked.get("code"):
            return self._page("cancelled", 403)
        try:
            account = await self._account(request, provider, asked, *begun)
        except ProviderDown as error:
            return self._down(error)
        except Refused as error:
            logger.warning("a sign-in by the identity provider was refused: %s", error)
            return await self._not_in("refused")
        return await self._let_in(request, account) if account else await self._not_in("no_account")

    async def _account(
        self, request: Request, provider: Provider, asked: dict[str, str], nonce: str, verifier: str
    ) -> Account | None:
        """Raises Refused and ProviderDown."""
        if asked.get("iss", provider.issuer) != provider.issuer:  # RFC 9207: somebody mixed up two issuers
            raise Refused("iss")
        token, access_token = await provider.exchange(asked["code"], verifier, self._back(request))
        kid, now = key_id(token), self.parts.edge.clock.now()
        expected = Expected(
            provider.issuer, provider.client_id, nonce, access_token, self.parts.edge.settings.oidc_trust_email
        )
        identity = read(token, kid, await provider.keys(kid), expected, now)
        return await to_thread.run_sync(self.parts.linking.account_of, identity, now)

    async def _let_in(self, request: Request, account: Account) -> Response:
        token = await to_thread.run_sync(
            lambda: self.guard.sessions.start(
                account.id, self.parts.edge.clock.now(), instead_of=request.cookies.get(COOKIE, ""),
                browser=browser_of(request), by_oidc=True,
            )
        )
        response = RedirectResponse(HOME, 303)
        self.parts.keep(response, COOKIE, token, LIFE)
        for over in (BEFORE, LEFT_WITH):
            response.delete_cookie(over, path=HOME)
        return response

    async def _not_in(self, what: str) -> Response:
        """Nothing that was told is kept, neither who it was nor from where."""
        await to_thread.run_sync(self.parts.note, "nobody", "sign_in_failed", "", "oidc")
        return self._page(what, 403)

    def _provider(self) -> Provider:
        if self.parts.provider is None:
            raise HTTPException(404)
        return self.parts.provider

    def _back(self, request: Request) -> str:
        return self.parts.base(request) + BACK

    def _down(self, error: ProviderDown) -> Response:
        logger.warning("the identity provider does not answer as it should: %s", error)
        return self._page("down", 503)

    def _page(self, what: str, status: int) -> Response:
        return self.guard.pages.page(
            "console/accounts/oidc.html", LANGUAGE, status=status, what=what, provider=self.parts.provider_name,
            with_passwords=self.parts.with_passwords,
        )
