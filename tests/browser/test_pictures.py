"""The README's pictures, made with PICTURES=1. The talk and the console are of the stand-in's service, or, where
SERVICE_URL, EMAIL and PASSWORD name a running one with Rasa, of a real talk in it; the others of a made-up town."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EMAIL, PASSWORD, Service
from tests.browser.pictured import QUARTER, WORDS, a_counted_quarter, a_manned_week, a_told_request
from tests.browser.test_console import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.environ.get("PICTURES"), reason="pictures are made with PICTURES=1"),
]
PICTURES = Path(__file__).parents[2] / "docs/pictures"
WIDE, HIGH, SCALE = 1600, 1000, 0.8
"""Pixels of the window: a picture is 1280 × 800, and as much higher as the story of a request needs."""
STORY = 1380
HEAVIEST = 250_000
"""Bytes: all of them are read on one page."""


def test_pictures_of_a_talk_and_of_the_console(browser: Browser, service: Service) -> None:
    url = os.environ.get("SERVICE_URL") or service.url
    citizen = _page(browser)
    citizen.goto(url)
    citizen.get_by_label("Skriv her").fill(WORDS)
    citizen.get_by_role("button", name="Send").click()
    expect(citizen.locator("#lines .bot").nth(1)).to_be_visible(timeout=15_000)
    citizen.wait_for_timeout(500)
    citizen.locator("#lines .citizen").first.evaluate("it => it.scrollIntoView({block: 'start'})")
    _picture(citizen, "talk")
    citizen.get_by_role("button", name="Snakk med et menneske").click()
    expect(citizen.locator("#who")).to_contain_text("i kø", timeout=15_000)
    desk = _page(browser)
    desk.goto(url + "/console/")
    desk.get_by_label("E-post").fill(os.environ.get("EMAIL", EMAIL))
    desk.get_by_label("Passord").fill(os.environ.get("PASSWORD", PASSWORD))
    desk.get_by_role("button", name="Logg inn").click()
    desk.locator(".talk-row").last.get_by_role("link", name="Åpne samtalen").click()
    expect(desk.locator("h1")).to_have_text("Samtale")
    desk.wait_for_timeout(500)  # it opens at its end
    desk.evaluate("scrollTo(0, 0)")
    _picture(desk, "console")
    citizen.context.close()
    desk.context.close()


def test_pictures_of_a_request_a_week_and_the_figures(browser: Browser, service: Service) -> None:
    a_told_request(service.edge)
    a_counted_quarter(service.edge)
    week = a_manned_week(service.edge)
    page = _page(browser)
    sign_in(page, service)
    for name, path in (
        ("request", "requests/OSP-14"), ("week", f"shifts/week?week={week}"), ("effect", f"effect?{QUARTER}")
    ):  # fmt: skip
        page.goto(f"{service.url}/console/{path}")
        page.set_viewport_size({"width": WIDE, "height": STORY if name == "request" else HIGH})
        _picture(page, name)
    page.context.close()


def _page(browser: Browser) -> Page:
    return browser.new_context(
        locale="nb-NO", viewport={"width": WIDE, "height": HIGH}, device_scale_factor=SCALE
    ).new_page()


def _picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    made = PICTURES / f"{name}.png"
    page.wait_for_timeout(300)
    page.screenshot(path=str(made))
    assert made.stat().st_size < HEAVIEST
