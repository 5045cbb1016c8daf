"""From an application to a printed code, in a real browser."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.shifts.invitation import InvitationState
from domain.shifts.shift import ShiftState
from domain.shifts.volunteer import VolunteerState, Window
from tests.bot.console.shifts_here import a_volunteer, said_to
from tests.bot.store.builders import a_shift, an_invitation
from tests.browser.conftest import Complaints, Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
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


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 900, "light"), (320, 256, "dark")])
def test_the_list_is_searched_sorted_and_read_at_every_size(
    browser: Browser, service: Service, complaints: Complaints, width: int, height: int, scheme: str
) -> None:
    åse = a_volunteer(service.edge, "Åse Bakken", car=True, most_per_week=1)
    a_volunteer(service.edge, "Anna Dal", areas=("ridabu",), windows=(Window(1, 960, 1200),))
    a_volunteer(service.edge, "Ida", state=VolunteerState.APPLIED, linked_at=None)
    with service.edge.store() as uow:
        shift = a_shift(service.edge.clock.now() + timedelta(days=2), state=ShiftState.OPEN)
        uow.shifts.add(shift)
        given = {"state": InvitationState.ACCEPTED, "times_asked": 1}
        uow.invitations.add_many([an_invitation(shift, åse, service.edge.clock.now(), **given)])
        uow.commit()
    context = browser.new_context(
        locale="nb-NO", viewport={"width": width, "height": height}, color_scheme=scheme,  # type: ignore[arg-type]
    )  # fmt: skip
    page = complaints.listen(context.new_page())
    sign_in(page, service)
    page.goto(service.url + "/console/volunteers")
    assert_reachable(page)
    assert_no_sideways_scroll(page)
    row = page.get_by_role("row", name="Åse Bakken")
    expect(row).to_contain_text("1 av høyst 1")
    expect(row.get_by_role("cell").nth(3)).to_contain_text("1 spurt, 1 ja, 0 nei, 0 kom")
    page.get_by_role("columnheader", name="Navn").get_by_role("link").press("Enter")
    expect(page.get_by_role("rowheader").first).to_contain_text("Anna Dal")
    page.get_by_label("Har bil").check()
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_role("rowheader")).to_have_count(1)
    expect(page).to_have_url(re.compile("sort=name"))
    page.get_by_role("link", name="Åse Bakken").click()
    assert_reachable(page)
    assert_no_sideways_scroll(page)
    page.get_by_role("link", name="Avslutt samarbeidet").click()
    expect(page.locator("blockquote")).to_contain_text("Koordinatoren har avsluttet avtalen")
    assert_reachable(page)
    page.get_by_role("button", name="Ja, avslutt").click()
    expect(page.locator("#state")).to_contain_text("Avsluttet")
    assert "avsluttet avtalen" in said_to(service.edge, åse)[-1]
    context.close()
