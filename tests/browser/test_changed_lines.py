"""A line says something else than it did, in a page that is open: in place, and no focus is moved."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from domain.services.speak import change_line
from tests.browser.conftest import Service
from tests.browser.reach import assert_reachable
from tests.browser.test_chat import said, write
from tests.browser.test_console import citizen, sign_in

__all__ = ["citizen"]

pytestmark = pytest.mark.browser


def change_the_last(service: Service, text: str = "Vakta er tatt, takk.") -> None:
    edge = service.edge
    with edge.store() as uow:
        talk = uow.conversations.latest(1)[0]
        change_line(uow, edge.ids, edge.clock.now(), talk, uow.transcript.of(talk.id)[-1].seq, text)
        uow.commit()
    edge.signals.notify(f"talk:{talk.id}", "queue")


def asked(page: Page, service: Service) -> None:
    page.goto(service.url)
    page.evaluate("window.sameDocument = true")
    write(page, "knapper, takk")
    expect(page.get_by_role("button", name="Den første")).to_be_visible()


def test_the_words_change_where_they_stand_and_the_buttons_go(page: Page, service: Service) -> None:
    asked(page, service)
    before = said(page)
    page.get_by_label("Skriv her").fill("et halvferdig svar")
    change_the_last(service)
    expect(page.locator("#lines .said").last).to_have_text("Vakta er tatt, takk.", timeout=10_000)
    expect(page.locator("#lines .answers")).to_have_count(0)
    assert said(page)[:-1] == before[:-1] and page.evaluate("window.sameDocument")
    expect(page.get_by_label("Skriv her")).to_be_focused()
    expect(page.get_by_label("Skriv her")).to_have_value("et halvferdig svar")
    assert_reachable(page)
    page.reload()
    assert said(page)[-1] == "Vakta er tatt, takk."


def test_an_answer_that_has_the_focus_stays_until_the_focus_has_left_it(page: Page, service: Service) -> None:
    asked(page, service)
    page.get_by_role("button", name="Den første").focus()
    change_the_last(service)
    expect(page.locator("#lines .said").last).to_have_text("Vakta er tatt, takk.", timeout=10_000)
    expect(page.get_by_role("button", name="Den første")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ingen")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Skriv her")).to_be_focused()
    expect(page.locator("#lines .answers")).to_have_count(0)


def test_a_page_that_was_away_hears_of_the_change_when_it_is_back(page: Page, service: Service) -> None:
    asked(page, service)
    page.context.set_offline(True)
    change_the_last(service)
    page.wait_for_timeout(300)
    page.context.set_offline(False)
    expect(page.locator("#lines .said").last).to_have_text("Vakta er tatt, takk.", timeout=20_000)


def test_the_console_shows_the_words_as_they_are_now(page: Page, citizen: Page, service: Service) -> None:
    write(citizen, "menneske")
    expect(citizen.locator("#who")).to_contain_text("i kø")
    sign_in(page, service)
    page.get_by_role("link", name="Åpne samtalen").click()
    expect(page.locator("#transcript-lines .said").last).to_contain_text("Du står i køen")
    change_the_last(service)
    expect(page.locator("#transcript-lines .said").last).to_have_text("Vakta er tatt, takk.", timeout=10_000)
    page.reload()
    expect(page.locator("#transcript-lines .said").last).to_have_text("Vakta er tatt, takk.")
