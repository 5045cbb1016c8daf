"""The README's two pictures, made with PICTURES=1: of the stand-in's service, or, where SERVICE_URL, EMAIL and PASSWORD
name a running one with Rasa, of a real talk in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EMAIL, PASSWORD, Service

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.environ.get("PICTURES"), reason="pictures are made with PICTURES=1"),
]
PICTURES = Path(__file__).parents[2] / "docs/pictures"
HEIGHT = 1500
"""Pixels from the top that a picture shows: the first message and what it was answered."""

FIRST = "Mannen min har demens og jeg får ikke sove. Trenger noen timer fri i uka, vi bor på Ridabu"


def test_pictures_of_a_talk_and_of_the_console(browser: Browser, service: Service) -> None:
    url = os.environ.get("SERVICE_URL") or service.url
    phone = browser.new_context(locale="nb-NO", viewport={"width": 420, "height": 900}, device_scale_factor=1.5)
    citizen = phone.new_page()
    citizen.goto(url)
    citizen.get_by_label("Skriv her").fill(FIRST)
    citizen.get_by_role("button", name="Send").click()
    expect(citizen.locator("#lines .bot").nth(1)).to_be_visible(timeout=15_000)
    _picture(citizen, "talk")
    citizen.get_by_role("button", name="Snakk med et menneske").click()
    expect(citizen.locator("#who")).to_contain_text("i kø", timeout=15_000)
    desk = browser.new_context(locale="nb-NO", viewport={"width": 1280, "height": 900}).new_page()
    desk.goto(url + "/console/")
    desk.get_by_label("E-post").fill(os.environ.get("EMAIL", EMAIL))
    desk.get_by_label("Passord").fill(os.environ.get("PASSWORD", PASSWORD))
    desk.get_by_role("button", name="Logg inn").click()
    desk.get_by_role("link", name="Åpne samtalen").first.click()
    _picture(desk, "console")
    phone.close()
    desk.context.close()


def _picture(page: Page, name: str) -> None:
    """The sticky parts would stand in the middle of a long picture, so they are set loose first."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.querySelectorAll('.composer, .top').forEach(one => { one.style.position = 'static'; })")
    size = page.viewport_size
    assert size is not None
    clip = {"x": 0, "y": 0, "width": size["width"], "height": HEIGHT}
    page.screenshot(path=str(PICTURES / f"{name}.png"), full_page=True, clip=clip)  # type: ignore[arg-type]
