"""What the matrix test puts into the store, and which values each part of an address is tried with.

A new part of an address (`{offer}`) is a new line in `OBJECTS`: an id that is there, made here.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.console.accounts.book import Accounts
from bot.console.accounts.invites import Invites
from bot.console.accounts.sessions import Sessions
from bot.console.rights import Role
from bot.edge import Edge
from domain.correction import Correction, Meaning
from domain.handover import Conversation
from domain.referral import Referral
from domain.requests import Request
from domain.shifts.colleague import Colleague
from tests.bot.console.shifts_here import a_volunteer
from tests.bot.store.builders import a_shift as shift_of
from tests.bot.store.builders import an_invitation


def _talk(edge: Edge) -> str:
    now = edge.clock.now()
    talk = Conversation(edge.ids.new(), "web", "matrix", now)
    with edge.store() as uow:
        uow.conversations.add(talk)
        uow.requests.add(Request(edge.ids.new(), "ELG-77", talk.id, "respite", now, now))
        uow.commit()
    return talk.id


def _invitation(edge: Edge, shift_id: str) -> str:
    asked = a_volunteer(edge, "Berit Berg")
    with edge.store() as uow:
        shift = uow.shifts.get(shift_id)
        uow.invitations.add_many([invitation := an_invitation(shift, asked)])
        uow.commit()
    return invitation.id


def _shift(edge: Edge) -> str:
    with edge.store() as uow:
        uow.shifts.add(shift := shift_of())
        uow.commit()
    return shift.id


def _colleague(edge: Edge) -> str:
    with edge.store() as uow:
        uow.colleagues.add(Colleague(edge.ids.new(), "Siri Strøm", "Øst", edge.clock.now()))
        found = uow.colleagues.listed()[0].id
        uow.commit()
    return found


def _account(edge: Edge) -> str:
    now = edge.clock.now()
    return Accounts(edge.store.engine).add("anne@example.org", "Anne Aas", "et langt og rart passord", now).id


def _session(edge: Edge) -> str:
    """Somebody else's."""
    owner, now = Accounts(edge.store.engine).by_email("anne@example.org"), edge.clock.now()
    assert owner is not None
    Sessions(edge.store.engine).start(owner.id, now)
    return Sessions(edge.store.engine).of(owner.id, "", now)[0].id


def _invite(edge: Edge) -> str:
    invites, now = Invites(edge.store.engine), edge.clock.now()
    invites.make("", "ny@example.org", "Ny Kollega", Role.COORDINATOR, "", now)
    return invites.open(now)[0].id


def _correction(edge: Edge) -> str:
    talk = Conversation(edge.ids.new(), "web", "misread", edge.clock.now())
    meant = Meaning("report_need/respite", "nb")
    made = Correction(edge.ids.new(), talk.id, 1, "en melding", meant, meant, "kari", "Kari", edge.clock.now())
    with edge.store() as uow:
        uow.conversations.add(talk)
        uow.corrections.put(made)
        uow.commit()
    return made.id


def _referral(edge: Edge) -> str:
    """Asked, and not answered: a coordinator's to withdraw, and no organisation's to see."""
    with edge.store() as uow:
        request = uow.requests.by_code("ELG-77")
        assert request is not None
        asked = Referral(edge.ids.new(), request.id, "Hamar Frivilligsentral", edge.clock.now(), "Kari", ("need",))
        uow.referrals.add(asked)
        uow.commit()
    return asked.id


OBJECTS: dict[str, Callable[[Edge], str]] = {
    "talk": _talk,
    "code": lambda edge: "ELG-77",
    "referral": _referral,
    "chart": lambda edge: "need.svg",
    "shift": _shift,
    "volunteer": lambda edge: a_volunteer(edge, "Åse Bakken").id,
    "colleague": _colleague,
    "correction": _correction,
    "offer": lambda edge: "hamar-frivilligsentral",
    "account": _account,
    "session": _session,
    "invite": _invite,
}

HOSTILE = ("no-such-thing", "0", "-1", "..%2F..%2Fetc", "%27%20OR%201=1--", "%3Cscript%3E", "x" * 300, "%C3%86%C3%98")
"""Ids that are nobody's: unknown, of another shape, and what breaks out of paths, queries and pages elsewhere."""


def objects_in(edge: Edge) -> dict[str, str]:
    made = {name: make(edge) for name, make in OBJECTS.items()}
    return {**made, "invitation": _invitation(edge, made["shift"])}
