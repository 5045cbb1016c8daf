"""The coordinator's whole path in a real browser, while the citizen watches in another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EMAIL, NAME, PASSWORD, Complaints, Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
from tests.browser.test_chat import said, write

pytestmark = pytest.mark.browser


@pytest.fixture
def citizen(browser: Browser, service: Service, complaints: Complaints) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 390, "height": 800})
    page = complaints.listen(context.new_page())
    page.goto(service.url)
    yield page
    context.close()


def sign_in(page: Page, service: Service, email: str = EMAIL) -> None:
    page.goto(service.url + "/console/")
    page.get_by_label("E-post").fill(email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn").click()
    expect(page.locator("h1")).to_have_text("Kø")


def test_from_the_queue_to_the_outcome_while_the_citizen_watches(page: Page, citizen: Page, service: Service) -> None:
    page.goto(service.url + "/console/")
    assert_reachable(page)
    sign_in(page, service)
    expect(page.locator("#rows")).to_contain_text("Ingen venter")
    assert_reachable(page)

    write(citizen, "knapper, jeg trenger avlastning for mannen min")
    expect(citizen.locator("#lines .bot").last).to_contain_text("Passer ett")
    citizen.get_by_role("button", name="Snakk med et menneske").click()
    expect(citizen.locator("#who")).to_contain_text("i kø")
    expect(page.locator("#count")).to_contain_text("1 venter")  # live, no reload
    expect(page.locator("#rows")).to_contain_text("Vil snakke med et menneske")
    assert_reachable(page)

    page.get_by_role("link", name="Åpne samtalen").click()
    expect(page.locator("#transcript-lines .citizen").first).to_contain_text("Behov: avlastning")
    expect(page.locator("#suggested")).to_contain_text("no-such-offer")
    assert_reachable(page)

    citizen.evaluate("window.sameDocument = true")
    page.get_by_label("Skriv til innbyggeren").fill("Hei, det er Kari. Jeg hjelper deg.")
    page.get_by_role("button", name="Send svar").click()
    expect(citizen.locator("#lines .coordinator").last).to_contain_text("Hei, det er Kari")
    expect(citizen.locator("#lines .system").last).to_contain_text("En koordinator (Kari) er med nå")
    expect(citizen.locator("#who")).to_have_text("Kari, koordinator")
    assert citizen.evaluate("window.sameDocument"), "seen without a reload"
    assert "Nordmann" not in citizen.content()
    assert_reachable(citizen)
    assert_reachable(page)

    write(citizen, "tusen takk")
    expect(page.locator("#transcript-lines .citizen").last).to_contain_text("tusen takk")  # live
    assert "Svar" not in said(citizen)[-1], "the bot is silent"

    page.locator("#note").fill("Ringer i morgen")
    page.get_by_role("button", name="Lagre notat").click()
    expect(page.locator("#transcript-lines .note")).to_contain_text("Ringer i morgen")
    citizen.reload()
    assert "Ringer i morgen" not in citizen.content()

    page.get_by_role("button", name="Gi tilbake til chatboten").click()
    expect(page.locator("#owner")).to_contain_text("Chatboten svarer")
    expect(citizen.locator("#who")).to_have_text("Chatbot")
    assert len(service.rasa.forgotten) == 1, "the bot begins afresh"
    write(citizen, "er du der, chatbot?")
    expect(citizen.locator("#lines .bot").last).to_contain_text("Svar")
    expect(page.locator("#transcript-lines .line").last).to_contain_text("Svar")  # what is not read is not ended

    page.get_by_label("Hvem løste det").select_option("volunteer")
    page.get_by_role("button", name="Avslutt samtalen").click()
    expect(page.locator("#owner")).to_contain_text("Avsluttet: En frivillig")
    expect(citizen.locator("#lines .system").last).to_contain_text("har avsluttet samtalen")
    assert_reachable(page)
    page.get_by_role("link", name="Kø", exact=True).click()
    page.locator("#tab-all").click()
    assert_reachable(page)
    page.get_by_role("button", name="Logg ut").click()
    expect(page.locator("h1")).to_have_text("Logg inn")


def test_a_draft_is_kept_while_the_page_takes_in_what_is_new(page: Page, citizen: Page, service: Service) -> None:
    sign_in(page, service)
    write(citizen, "menneske, takk")
    page.get_by_role("link", name="Åpne samtalen").click()
    page.get_by_label("Skriv til innbyggeren").press_sequentially("Halvferdig")
    write(citizen, "en ting til")
    expect(page.locator("#transcript-lines .citizen").last).to_contain_text("en ting til")
    expect(page.get_by_label("Skriv til innbyggeren")).to_be_focused()
    expect(page.get_by_label("Skriv til innbyggeren")).to_have_value("Halvferdig")
    page.locator("#note").fill("et notat")
    page.get_by_role("button", name="Lagre notat").click()
    expect(page.locator("#transcript-lines .note")).to_contain_text("et notat")
    page.get_by_role("button", name="Ta samtalen").click()
    expect(page.locator("#owner")).to_contain_text("Du har samtalen")
    expect(page.get_by_label("Skriv til innbyggeren")).to_have_value("Halvferdig")
    expect(page.locator("#news")).to_contain_text("Nytt svar er kommet")
    page.wait_for_timeout(2100)  # as long as it takes to see it
    page.get_by_role("button", name="Send svar").click()
    expect(citizen.locator("#lines .coordinator").last).to_contain_text("Halvferdig")


def test_a_hidden_tab_rests_and_catches_up_when_it_is_seen_again(page: Page, citizen: Page, service: Service) -> None:
    def hide(yes: bool) -> None:
        page.evaluate("yes => Object.defineProperty(document, 'hidden', {configurable: true, value: yes})", yes)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    sign_in(page, service)
    write(citizen, "menneske, takk")
    page.get_by_role("link", name="Åpne samtalen").click()
    write(citizen, "mens du ser")
    expect(page.locator("#transcript-lines .citizen").last).to_contain_text("mens du ser")
    hide(True)
    write(citizen, "mens du ikke ser")
    page.wait_for_timeout(1500)
    expect(page.locator("#transcript-lines .citizen").last).to_contain_text("mens du ser")
    hide(False)
    expect(page.locator("#transcript-lines .citizen").last).to_contain_text("mens du ikke ser")
    write(citizen, "og nå igjen")
    expect(page.locator("#transcript-lines .citizen").last).to_contain_text("og nå igjen")


def test_whoever_comes_second_learns_who_was_first_and_keeps_the_words(
    page: Page, citizen: Page, browser: Browser, service: Service, complaints: Complaints
) -> None:
    from bot.console.accounts.book import Accounts

    Accounts(service.edge.store.engine).add("per@example.org", "Per Hansen", PASSWORD, service.edge.clock.now())
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    second = context.new_page()
    sign_in(page, service)
    sign_in(second, service, "per@example.org")
    write(citizen, "menneske")
    page.get_by_role("link", name="Åpne samtalen").click()
    second.goto(page.url)
    page.get_by_label("Skriv til innbyggeren").fill("Først")
    page.get_by_role("button", name="Send svar").click()
    expect(page.locator("#owner")).to_contain_text("Du har samtalen")
    second.get_by_label("Skriv til innbyggeren").fill("Jeg kom for sent")
    second.get_by_role("button", name="Send svar").click()
    assert f"{NAME} har tatt samtalen" in second.get_by_role("alert").last.inner_text()
    assert second.get_by_label("Skriv til innbyggeren").input_value() == "Jeg kom for sent"
    assert "Jeg kom for sent" not in citizen.content()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_console_is_reachable_small_and_dark(
    browser: Browser, citizen: Page, service: Service, complaints: Complaints, scheme: str
) -> None:
    write(citizen, "menneske og knapper https://www.example.org/en/veldig/lang/adresse/som/ikke/brytes")
    context = browser.new_context(
        locale="nb-NO", viewport={"width": 320, "height": 640}, color_scheme=scheme  # type: ignore[arg-type]
    )
    page = complaints.listen(context.new_page())
    sign_in(page, service)
    for address in ("", "mine", "latest", "requests"):
        page.goto(f"{service.url}/console/{address}")
        assert_no_sideways_scroll(page)
        assert_reachable(page)
    page.goto(service.url + "/console/")
    page.get_by_role("link", name="Åpne samtalen").click()
    assert_no_sideways_scroll(page)
    assert_reachable(page)
    context.close()
