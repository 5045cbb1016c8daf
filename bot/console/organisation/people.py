"""An organisation's front page, and those who have said yes to it: what it concerns, where, how to reach them. Never
the talk. Opening one is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.fields import Fields, Problem
from bot.console.guard import LANGUAGE, Guard, Visit
from domain.catalogue import Offer
from domain.conversation.talk import Voice
from domain.conversation.understood import when_in_words
from domain.errors import NotAllowed, NotFound
from domain.referral import Reason, Referral, Result
from domain.requests import Request
from domain.services import at_organisation
from domain.unknown import UNKNOWN


@dataclass(frozen=True)
class Person:
    """What was said yes to, and nothing else: a part that was not asked about is empty."""

    referral: Referral
    code: str
    need: str
    area: str | None
    when: str
    phone: str


class OwnPeople:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def front(self, visit: Visit) -> Response:
        people = await to_thread.run_sync(self._listed, visit.session.organisation)
        return self.guard.page(
            visit.session, "console/organisation.html", people=people, which="organisation",
            organisation=visit.session.organisation, offers=self._offers(visit.session.organisation),
        )

    async def show(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def contacted(self, visit: Visit) -> Response:
        return await self._report(visit, Result.CONTACTED)

    async def helping(self, visit: Visit) -> Response:
        return await self._report(visit, Result.HELPING)

    async def cannot(self, visit: Visit) -> Response:
        fields = Fields(visit.form)
        reason = fields.one_of("reason", list(Reason), required=True)
        if reason is None:
            return await self._page(visit, 422, *fields.problems)
        return await self._report(visit, Result.CANNOT, Reason(reason))

    async def _report(self, visit: Visit, result: Result, reason: Reason | None = None) -> Response:
        desk, since = self.guard.desk(visit), self._since()
        organisation, referral_id = visit.session.organisation, visit.request.path_params["referral"]
        try:
            referral = await to_thread.run_sync(lambda: at_organisation.report(
                self.edge.store(), desk, organisation, referral_id, since, result, reason))
        except NotFound:
            return self._gone(visit)
        except NotAllowed:
            return await self._page(visit, 422)
        self.edge.signals.notify("queue")
        if result is Result.CANNOT:
            return RedirectResponse("/console/organisation", 303)
        return RedirectResponse(f"/console/organisation/people/{referral.id}", 303)

    async def _page(self, visit: Visit, status: int = 200, *problems: Problem) -> Response:
        try:
            person = await to_thread.run_sync(self._opened, visit)
        except NotFound:
            return self._gone(visit)
        return self.guard.page(
            visit.session, "console/organisation_person.html", status=status, person=person, problems=problems,
            typed=visit.form, labels="console_requests.label.", reasons=list(Reason), which="organisation",
        )

    def _listed(self, organisation: str) -> list[Person]:
        """Without a telephone number: that is for whoever opens the entry, and that is noted."""
        with self.edge.store.reading() as uow:
            shared = uow.referrals.shared_with(organisation, self._since()) if organisation else ()
            found = [(referral, uow.requests.get(referral.request_id)) for referral in shared]
        return [self._person(referral, request) for referral, request in found if request is not None]

    def _opened(self, visit: Visit) -> Person:
        """Raises NotFound, for another organisation's too."""
        organisation, referral_id = visit.session.organisation, visit.request.path_params["referral"]
        with self.edge.store() as uow:
            referral, request = at_organisation.shared_with(uow, organisation, referral_id, self._since())
            phone = uow.conversations.get(request.conversation_id).contact_phone or ""
            uow.audit.add(self.edge.clock.now(), visit.who.id, "referral_opened", referral.id, request.code)
            uow.commit()
        return self._person(referral, request, phone)

    def _person(self, referral: Referral, request: Request, phone: str = "") -> Person:
        told, voice = referral.told, Voice(self.edge.world.texts, LANGUAGE)
        when = when_in_words({"when": request.when}, voice, self.edge.clock.now()) if "when" in told else ""
        return Person(
            referral, request.code, request.need if "need" in told else "", request.area if "area" in told else None,
            when, phone if "phone" in told else "",
        )

    def _since(self) -> datetime:
        return self.edge.clock.now() - self.edge.world.promises.organisation_sees

    def _offers(self, organisation: str) -> list[Offer]:
        offers = self.edge.world.catalogue.offers
        return [o for o in offers if o.organisation is not UNKNOWN and o.organisation.name == organisation]

    def _gone(self, visit: Visit) -> Response:
        return self.guard.page(
            visit.session, "console/organisation_gone.html", status=404, typed="", which="organisation"
        )
