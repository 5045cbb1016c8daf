"""A line that says something else than it did, on a page that is loaded anew: without script too."""

from __future__ import annotations

import re

from bot.edge import Edge
from domain.services.speak import change_line
from tests.bot.web.conftest import Citizen


def change_the_last(edge: Edge, text: str) -> None:
    with edge.store() as uow:
        talk = uow.conversations.latest(1)[0]
        change_line(uow, edge.ids, edge.clock.now(), talk, uow.transcript.of(talk.id)[-1].seq, text)
        uow.commit()


def test_a_page_loaded_anew_shows_the_line_as_it_is_now_and_no_answers_to_it(citizen: Citizen, edge: Edge) -> None:
    before = citizen.write("knapper")
    change_the_last(edge, "Vakta er tatt, takk.")
    page = citizen.open()
    assert "Passer ett av disse?" in before and 'class="answers"' in before
    assert citizen.lines()[-1] == "Vakta er tatt, takk." and 'class="answers"' not in page
    assert "Passer ett av disse?" not in page


def test_a_button_that_was_taken_away_still_says_what_was_meant(citizen: Citizen, edge: Edge) -> None:
    """It may stand on a page that was not loaded anew: what it then leads to is for the flow to say."""
    citizen.write("knapper")
    button = re.search(r'name="button" value="([^"]+)"', citizen.page)
    assert button is not None
    change_the_last(edge, "Vakta er tatt, takk.")
    citizen.write("", button=button.group(1))
    assert citizen.lines()[-2:] == ["Den første", "Svar 2: takk for det."]


def test_markup_in_a_changed_line_is_shown_as_text(citizen: Citizen, edge: Edge) -> None:
    citizen.write("hei")
    change_the_last(edge, "<img src=x onerror=alert(1)>")
    assert "<img src=x" not in citizen.open() and "&lt;img src=x" in citizen.page
