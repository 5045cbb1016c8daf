"""A message that was misread is corrected beside it, and reviewed; by keyboard, small, dark, and without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Complaints, Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
from tests.browser.test_chat import write
from tests.browser.test_console import sign_in

pytestmark = pytest.mark.browser

MESSAGE = "mamma Gudrun på 82 år vil ha noen som kommer innom, menneske"


@pytest.fixture
def citizen(browser: Browser, service: Service, complaints: Complaints) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 390, "height": 800})
    page = complaints.listen(context.new_page())
    page.goto(service.url)
    write(page, MESSAGE)
    expect(page.locator("#lines .bot").last).to_contain_text("køen")
    yield page
    context.close()


def test_from_the_line_to_the_training_file(page: Page, citizen: Page, service: Service) -> None:
    sign_in(page, service)
    page.get_by_role("link", name="Åpne samtalen").first.click()
    page.locator(".correct summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Det betydde")).to_be_visible()
    expect(page.get_by_label("Det betydde")).to_have_value("report_need/respite")
    assert_reachable(page)
    write(citizen, "en ting til")
    expect(page.locator("#transcript-lines .citizen").last).to_contain_text("en ting til")
    expect(page.get_by_label("Det betydde").first).to_be_visible()  # what is new does not fold it away
    page.get_by_label("Det betydde").first.select_option(label="Besøksvenn")
    page.get_by_role("button", name="Lagre rettelsen").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#transcript-lines .citizen").first).to_contain_text("Rettet av Kari Nordmann: Besøksvenn")

    page.get_by_role("link", name="Rettelser").click()
    assert_reachable(page)
    text = page.get_by_label("Meldingen, slik chatboten skal lære den")
    assert "Gudrun" not in text.input_value() and "82" not in text.input_value()
    text.fill("noen som kan komme innom mamma")
    page.get_by_role("button", name="Godta").click()
    expect(page.locator("main")).to_contain_text("Ingen nye rettelser")
    assert_reachable(page)
    page.get_by_role("link", name="Godtatt (1)").click()
    expect(page.locator("#corrections")).to_contain_text("noen som kan komme innom mamma")
    assert_reachable(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Bokmål eller dialekt nær det: 1").click()
    assert "- noen som kan komme innom mamma" in waiting.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_and_four_times_the_size(
    browser: Browser, citizen: Page, service: Service, complaints: Complaints, scheme: str
) -> None:
    context = browser.new_context(
        locale="nb-NO", viewport={"width": 320, "height": 256}, color_scheme=scheme  # type: ignore[arg-type]
    )
    page = complaints.listen(context.new_page())
    sign_in(page, service)
    page.get_by_role("link", name="Åpne samtalen").first.click()
    page.locator(".correct summary").first.click()
    assert_no_sideways_scroll(page)
    assert_reachable(page)
    page.get_by_role("button", name="Lagre rettelsen").click()
    expect(page.locator("#transcript-lines .citizen").first).to_contain_text("Rettet av")
    page.goto(service.url + "/console/corrections")
    assert_no_sideways_scroll(page)
    assert_reachable(page)
    context.close()


def test_it_is_done_without_script(browser: Browser, citizen: Page, service: Service) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    sign_in(page, service)
    page.get_by_role("link", name="Åpne samtalen").first.click()
    page.locator(".correct summary").first.click()
    page.get_by_label("Det betydde").select_option("acute/violence")
    page.get_by_role("button", name="Lagre rettelsen").click()
    assert "Mulig fare" in page.locator("#danger").inner_text()
    page.goto(service.url + "/console/corrections")
    page.get_by_role("button", name="Avvis").click()
    assert "Ingen nye rettelser" in page.locator("main").inner_text()
    context.close()
