"""A button of ours that was pressed: the lists show what people wrote, and the talk shows no inner names of buttons."""

from __future__ import annotations

from bot.edge import Edge
from domain.handover import Conversation
from domain.messages import Author, Message
from tests.bot.console.conftest import Desk
from tests.bot.console.talks_listed import waits

WROTE = "Mor trenger noen å snakke med"
PRESSED = {
    "intent": {"name": "press", "confidence": 1.0},
    "entities": [{"entity": "flow", "value": "report_need"}, {"entity": "confirm", "value": "yes"}],
}


def who_pressed(edge: Edge) -> Conversation:
    talk = waits(edge, WROTE)
    with edge.store() as uow:
        uow.transcript.add(Message(talk.id, edge.clock.now(), Author.CITIZEN, "Ja, send", reading=PRESSED))
        uow.commit()
    return talk


def test_a_list_shows_what_was_written_last_and_not_the_button_pressed_after_it(desk: Desk, edge: Edge) -> None:
    who_pressed(edge)
    page = desk.client.get("/console/").text
    assert f"Siste: «{WROTE}»" in page and "Ja, send" not in page


def test_talks_to_merge_with_are_told_apart_by_what_was_written(desk: Desk, edge: Edge) -> None:
    who_pressed(edge)
    page = desk.client.get(f"/console/talks/{waits(edge, 'En annen').id}/merge").text
    assert WROTE in page and "Ja, send" not in page


def test_of_a_pressed_button_only_that_is_told_and_nothing_is_to_be_corrected(desk: Desk, edge: Edge) -> None:
    talk = who_pressed(edge)
    page = desk.client.get(f"/console/talks/{talk.id}").text
    assert "Ja, send" in page and "Forstått: Trykket på en knapp</p>" in page
    assert "report_need · confirm" not in page and "Feil forstått?" not in page
