"""From an application to a printed code, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from domain.shifts.volunteer import VolunteerState
from tests.bot.console.shifts_here import a_volunteer, said_to
from tests.browser.conftest import Service
from tests.browser.reach import assert_reachable
from tests.browser.test_console import sign_in

pytestmark = pytest.mark.browser


def test_an_application_is_approved_noted_and_given_a_code_to_print(page: Page, service: Service) -> None:
    ida = a_volunteer(service.edge, "Ida", state=VolunteerState.APPLIED, linked_at=None, clearances=())
    sign_in(page, service)
    page.get_by_role("link", name="Frivillige", exact=True).click()
    page.get_by_role("link", name="Ida").click()
    page.get_by_label("Navn").fill("Ida Ivrig")
    page.get_by_role("button", name="Godkjenn").click()
    expect(page.locator("#state")).to_contain_text("Godkjent, ikke koblet")
    page.get_by_role("button", name="Noter at samtale er på plass").click()
    expect(page.locator("#steps")).to_contain_text("Samtale: notert")
    page.get_by_role("button", name="Lag kode").click()
    assert_reachable(page)
    page.emulate_media(media="print")
    expect(page.locator(".code")).to_be_visible()
    expect(page.locator("nav")).to_be_hidden()
    expect(page.get_by_role("link", name="Ferdig")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Ferdig").click()
    page.get_by_role("link", name="Endre opplysningene").click()
    page.get_by_label("Tirsdag, fra").first.fill("16:00")
    page.get_by_role("button", name="Lagre").click()
    expect(page.locator("#profile")).to_contain_text("tirsdag etter 16.00")
    assert "godkjent" in said_to(service.edge, ida)[-1]
