"""Requests in a real browser: the list, one from first word to outcome, and an organisation's pages."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.console.accounts.book import Accounts
from bot.console.rights import Role
from tests.bot.console.test_organisation import MINE, shared
from tests.bot.console.test_requests import WORDS, a_request, stored
from tests.browser.conftest import PASSWORD, Complaints, Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
from tests.browser.test_console import sign_in

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("SHOTS")
"""A folder to look at the pages in."""


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def three(service: Service) -> None:
    now = service.edge.clock.now()
    a_request(service.edge, "ELG-27", answer_due=now - timedelta(hours=2))
    near = now + timedelta(minutes=20)
    a_request(service.edge, "ULV-14", answer_due=near, warned_for=near)
    a_request(service.edge, "REV-88", answer_due=now + timedelta(days=2))


def at_the_organisation(page: Page, service: Service) -> None:
    edge = service.edge
    Accounts(edge.store.engine).add(
        "ola@example.org", "Ola Org", PASSWORD, edge.clock.now(), role=Role.ORGANISATION, organisation=MINE
    )
    page.goto(f"{service.url}/console/sign-in")
    page.get_by_label("E-post").fill("ola@example.org")
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn").click()


def test_from_the_list_to_the_outcome(page: Page, service: Service) -> None:
    three(service)
    sign_in(page, service)
    page.get_by_role("link", name="Henvendelser", exact=True).click()
    expect(page.locator("#rows li").first).to_contain_text("ELG-27")
    expect(page.locator("#counts")).to_contain_text("1 over fristen")
    assert_reachable(page)
    shot(page, "requests")
    page.get_by_text("Velg hva som vises").click()
    page.get_by_label("Frist").select_option("soon")
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.locator("#rows li")).to_have_count(1)
    assert_reachable(page)

    page.get_by_role("link", name="ULV-14").click()
    expect(page.locator("blockquote")).to_have_text(WORDS)
    assert_reachable(page)
    shot(page, "request")
    page.get_by_role("button", name="Ta henvendelsen").click()
    expect(page.locator("#status")).to_contain_text("Tatt av Kari Nordmann")
    page.locator("#organisation").select_option(index=1)
    page.get_by_role("button", name="Spør innbyggeren").click()
    expect(page.locator("#referrals")).to_contain_text("Ingenting er delt")
    page.get_by_label("Det du vil skrive").fill("Har ringt. De venter på svar fra sønnen.")
    page.get_by_label("på telefon").check()
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.locator("#story")).to_contain_text("Har ringt.")
    expect(page.locator("#status")).to_contain_text("Ingenting er lovet nå")
    page.get_by_label("Hvem løste det").select_option("network")
    page.get_by_role("button", name="Ferdig", exact=True).click()
    expect(page.locator("#status")).to_contain_text("Ferdig: Familie, venner eller naboer")
    expect(page.get_by_role("button", name="Åpne igjen")).to_be_visible()
    assert_reachable(page)
    shot(page, "request_done")


def test_by_keyboard_alone_a_request_is_taken_and_what_is_missing_is_said(
    page: Page, service: Service, complaints: Complaints
) -> None:
    three(service)
    sign_in(page, service)
    page.goto(f"{service.url}/console/requests/REV-88")
    page.locator("#take").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("Tatt av Kari Nordmann")
    page.get_by_label("Klokkeslett").focus()
    page.get_by_label("Klokkeslett").fill("09:15")
    page.get_by_role("button", name="Lov det").evaluate("b => b.form.noValidate = true")
    page.keyboard.press("Enter")
    expect(page.locator("#problems")).to_contain_text("Dag: må fylles ut")
    expect(page.get_by_label("Klokkeslett")).to_have_value("09:15")
    assert_reachable(page)
    assert [line for line in complaints if "422" not in line] == []
    complaints.clear()


def test_an_organisation_answers_who_said_yes_to_it(
    page: Page, service: Service, complaints: Complaints
) -> None:
    yes = shared(service.edge, "ELG-27")
    at_the_organisation(page, service)
    expect(page.get_by_role("heading", level=1)).to_have_text(MINE)
    assert_reachable(page)
    shot(page, "organisation")
    page.get_by_role("link", name="ELG-27").click()
    assert_reachable(page)
    shot(page, "person")
    page.get_by_role("button", name="Vi har tatt kontakt").click()
    expect(page.locator("#answered")).to_contain_text("Dere har tatt kontakt")
    page.get_by_label("Hvorfor dere ikke kan").select_option("full")
    page.get_by_role("button", name="Vi kan ikke").click()
    expect(page.locator("main")).to_contain_text("Ingen nå")
    assert page.goto(f"{service.url}/console/organisation/people/{yes.id}").status == 404  # type: ignore[union-attr]
    assert_reachable(page)
    assert [line for line in complaints if "404" not in line] == []
    complaints.clear()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_zoomed_and_in_the_dark_without_script(
    browser: Browser, service: Service, complaints: Complaints, width: int, height: int, scheme: str
) -> None:
    three(service)
    yes = shared(service.edge, "GAUPE-51")
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=False, locale="nb-NO",  # type: ignore[arg-type]
    )
    page = context.new_page()
    sign_in(page, service)
    page.goto(f"{service.url}/console/requests/ELG-27")
    page.get_by_role("button", name="Ta henvendelsen").click()
    assert stored(service.edge).owner_name == "Kari Nordmann"
    state = context.storage_state()
    context.close()
    scripted = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, storage_state=state, locale="nb-NO"  # type: ignore[arg-type]
    )
    page = complaints.listen(scripted.new_page())
    for path in ("requests", "requests?state=done", "requests/ELG-27"):
        page.goto(f"{service.url}/console/{path}")
        assert_reachable(page)
        assert_no_sideways_scroll(page)
        shot(page, f"{scheme}_{height}_{path.partition('?')[0].replace('/', '_')}")
    page.get_by_role("button", name="Logg ut").click()
    at_the_organisation(page, service)
    for path in ("organisation", f"organisation/people/{yes.id}"):
        page.goto(f"{service.url}/console/{path}")
        assert_reachable(page)
        assert_no_sideways_scroll(page)
    scripted.close()
