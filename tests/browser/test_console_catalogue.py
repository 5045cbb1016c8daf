"""The catalogue in a real browser: found, changed, taken back; by keyboard, small, dark, and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.console.accounts.book import Accounts
from bot.console.rights import Role
from tests.browser.conftest import PASSWORD, Complaints, Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
from tests.browser.test_console import sign_in

pytestmark = pytest.mark.browser

OFFER = "/console/catalogue/offers/hamar-dagopphold"
WORDS = "Dagsenter med brettspill og nybakte boller."


def test_an_offer_is_found_changed_and_the_change_taken_back(
    page: Page, service: Service, complaints: Complaints
) -> None:
    sign_in(page, service)
    page.get_by_role("link", name="Katalog").click()
    expect(page.locator("#count")).to_contain_text("ukjente felt")
    assert_reachable(page)
    page.get_by_label("Søk").fill("dagsentere prestrud")
    page.get_by_label("Søk").press("Enter")
    expect(page.locator("#hits")).to_have_text("1 treff")
    page.get_by_role("link", name="Dagopphold / dagsenter").click()
    expect(page.locator("#facts")).to_contain_text("ukjent")
    assert_reachable(page)
    page.get_by_role("link", name="Endre", exact=True).click()
    assert_reachable(page)

    page.get_by_label("Hva det er, bokmål").fill(WORDS)
    page.get_by_label("E-post").fill("ingen adresse")
    page.get_by_role("button", name="Lagre").click()
    expect(page.locator("#problems")).to_contain_text("E-post: skriv en e-postadresse")
    expect(page.get_by_label("Hva det er, nynorsk")).to_be_visible()  # what is wrong is not folded away
    expect(page.get_by_label("Hva det er, bokmål")).to_have_value(WORDS)
    assert_reachable(page)
    assert [c for c in complaints if "422" not in c] == []  # the browser tells of the answer that says what is wrong
    complaints.clear()

    page.get_by_label("E-post").fill("post@example.org")
    page.get_by_label("Hva det er, nynorsk").fill("")
    page.get_by_label("Hva det er, engelsk").fill("")
    page.get_by_label("Kildens dato").fill("1.11.2026")
    page.get_by_label("Kilden og datoen gjelder det jeg har skrevet").check()
    page.get_by_role("button", name="Lagre").click()
    expect(page.locator("#facts")).to_contain_text(WORDS)
    expect(page.locator("#history")).to_contain_text("E-post: fra «ukjent» til «post@example.org»")
    assert_reachable(page)
    page.get_by_role("button", name="Angre denne endringen").click()
    expect(page.locator("#facts")).not_to_contain_text(WORDS)
    expect(page.locator("#history")).to_contain_text("Angret en endring")

    page.get_by_role("link", name="Ta ut tilbudet").click()
    assert_reachable(page)
    page.get_by_role("button", name="Ta ut tilbudet").click()
    expect(page.locator("main")).to_contain_text("Chatboten foreslår det ikke")
    assert_reachable(page)
    page.get_by_role("button", name="Sett inn igjen").click()
    expect(page.get_by_role("link", name="Endre", exact=True)).to_be_visible()
    page.goto(service.url + "/console/catalogue/changes")
    expect(page.locator("#changes > li")).to_have_count(4)
    assert_reachable(page)


def test_it_is_confirmed_by_keyboard_alone(page: Page, service: Service) -> None:
    sign_in(page, service)
    page.goto(service.url + OFFER)
    page.locator("#edit").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Kilde")).to_be_focused()
    page.keyboard.type("Ringte dagsenteret")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#facts")).to_contain_text("Ringte dagsenteret")
    expect(page.locator("#history")).to_contain_text("Kilde")


@pytest.mark.parametrize(("width", "height", "scheme"), [(320, 640, "light"), (320, 256, "dark")])
def test_the_pages_fit_a_phone_and_four_times_the_size(
    browser: Browser, service: Service, complaints: Complaints, width: int, height: int, scheme: str
) -> None:
    context = browser.new_context(
        locale="nb-NO", viewport={"width": width, "height": height}, color_scheme=scheme  # type: ignore[arg-type]
    )
    page = complaints.listen(context.new_page())
    sign_in(page, service)
    for address in (
        "/console/catalogue", OFFER, f"{OFFER}/edit", f"{OFFER}/retire", "/console/catalogue/new",
        "/console/catalogue/changes", "/console/catalogue/organisations",
    ):  # fmt: skip
        page.goto(service.url + address)
        assert_no_sideways_scroll(page)
        assert_reachable(page)
    context.close()


def test_an_organisation_changes_its_offer_on_a_phone_without_script(browser: Browser, service: Service) -> None:
    now = service.edge.clock.now()
    Accounts(service.edge.store.engine).add(
        "oda@example.org", "Oda Ås", PASSWORD, now, role=Role.ORGANISATION, organisation="Hamar Frivilligsentral"
    )
    context = browser.new_context(java_script_enabled=False, locale="nb-NO", viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(service.url + "/console/sign-in")
    page.get_by_label("E-post").fill("oda@example.org")
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn").click()
    page.goto(service.url + "/console/organisation/offers")
    page.get_by_role("link", name="Hamar Frivilligsentral").click()
    page.get_by_role("link", name="Endre", exact=True).click()
    page.get_by_label("E-post").fill("post@example.org")
    page.get_by_role("button", name="Lagre").click()
    assert "post@example.org" in page.locator("#facts").inner_text()
    assert "Hamar Frivilligsentral selv" in page.locator("#facts").inner_text()
    context.close()
