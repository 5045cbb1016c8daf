"""A coordinator changes an offer, and a relative asks for what it is for."""

from __future__ import annotations

from bot.console.catalogue.typed import typed_from
from bot.edge import Edge
from bot.store.catalogue_changes import OFFERS, CatalogueChanges
from domain.conversation.flow import take_turn
from domain.conversation.flows import ALL_FLOWS
from domain.conversation.talk import Talk
from domain.reading import Entity, Reading
from tests.bot.console.conftest import Desk

OFFER = "hamar-dagopphold"
WORDS = "Dagsenter med brettspill og nybakte boller."


def form_of(edge: Edge, offer_id: str = OFFER) -> dict[str, str]:
    laid = edge.catalogue.now
    return typed_from(laid.written.offers[offer_id], laid.version(OFFERS, offer_id))


def change(desk: Desk, edge: Edge, offer_id: str = OFFER, **fields: str) -> str:
    typed = {**form_of(edge, offer_id), "translations_hold": "yes", **fields}
    answer = desk.post(f"/console/catalogue/offers/{offer_id}/edit", **typed)
    assert answer.status_code == 200, answer.text
    return answer.text


def undo(desk: Desk, edge: Edge, offer_id: str = OFFER) -> int:
    with edge.store.reading() as uow:
        newest = CatalogueChanges(uow.connection).of(OFFERS, offer_id)[0]
    return desk.post("/console/catalogue/undo", change=newest.id).status_code


def suggested(edge: Edge) -> str:
    """What a relative reads who asks for respite: the real flow, the real matching."""
    text = "Jeg trenger avlastning for mannen min som har demens på Storhamar"
    known = (Entity("relation", "spouse", 23, 33), Entity("condition", "dementia"), Entity("area", "storhamar"))
    reading = Reading(text, "report_need", need="respite", language="nb", entities=known)
    turn = take_turn(ALL_FLOWS["report_need"], ALL_FLOWS, Talk("t", reading, edge.clock.now(), "nb"), edge.world)
    return "\n".join(reply.text for reply in turn.replies)
