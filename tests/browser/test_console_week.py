"""The week of shifts in a real browser: live, by keyboard, on paper, without script, on a phone and in the dark."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.console.shifts.weeks import week_of
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import Shift, ShiftState
from domain.spoken_time import OSLO
from tests.bot.console.shifts_here import a_volunteer, answer, do_all
from tests.bot.store.builders import a_shift, an_invitation
from tests.browser.conftest import Complaints, Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
from tests.browser.test_console import sign_in

pytestmark = pytest.mark.browser


def next_week(service: Service) -> str:
    return week_of(service.edge.clock.now().astimezone(OSLO).date()).after.code


def some_shifts(service: Service) -> list[Shift]:
    """One in each condition, in the week to come; on the first somebody has a place."""
    now = service.edge.clock.now()
    monday = week_of(now.astimezone(OSLO).date()).after.begins
    facts = [
        {"state": ShiftState.OPEN, "places": 1}, {"state": ShiftState.OPEN, "wants_coordinator_at": now},
        {"state": ShiftState.DRAFT, "places": 3}, {"state": ShiftState.CALLED_OFF}, {"state": ShiftState.OPEN},
    ]  # fmt: skip
    shifts = [
        a_shift(monday + timedelta(days=nth, hours=10), opened_at=now, area="storhamar", **more)
        for nth, more in enumerate(facts)
    ]
    with service.edge.store() as uow:
        for shift in shifts:
            uow.shifts.add(shift)
        uow.commit()
    ola = a_volunteer(service.edge, "Ola Nordli")
    with service.edge.store() as uow:
        uow.invitations.add_many([an_invitation(shifts[0], ola, now, state=InvitationState.ACCEPTED)])
        uow.commit()
    return shifts


def test_a_shift_is_made_on_its_day_and_the_week_tells_while_people_answer(page: Page, service: Service) -> None:
    nina = a_volunteer(service.edge, "Nina Nær")
    sign_in(page, service)
    page.get_by_role("link", name="Vakter", exact=True).click()
    page.get_by_role("link", name="Uke", exact=True).click()
    assert_reachable(page)
    page.locator("#week-after").click()
    page.locator(".day", has_text="Torsdag").get_by_role("link", name="Lag vakt").click()
    page.get_by_role("textbox", name="Oppgaven").fill("Følge på tur langs Mjøsa")
    page.get_by_label("Behov").select_option("visiting_friend")
    page.get_by_label("Fra klokka").fill("13:00")
    page.get_by_label("Til klokka").fill("15:00")
    page.get_by_label("Haster").check()
    page.get_by_role("button", name="Lagre utkast").click()
    page.get_by_role("button", name="Send", exact=True).click()
    address = page.url
    page.goto(f"{service.url}/console/shifts/week?week={next_week(service)}")
    thursday = page.locator(".day", has_text="Torsdag")
    expect(thursday).to_contain_text("13.00–15.00 Følge på tur langs Mjøsa")
    expect(thursday).to_contain_text("0 av 1 plasser")
    page.evaluate("window.sameDocument = true")
    do_all(service.edge)
    answer(service.edge, nina, address, "yes")
    expect(thursday).to_contain_text("Fullt")  # live
    expect(thursday).to_contain_text("1 av 1 plasser")
    assert page.evaluate("window.sameDocument"), "seen without a reload"
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.get_by_role("link", name="Lag vakt").first).to_be_hidden()
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.locator("#week-after")).to_be_hidden()
    expect(thursday).to_be_visible()
    page.set_viewport_size({"width": 1040, "height": 720})  # A4 on its side, less the margins, at 96 to the inch
    assert_no_sideways_scroll(page)
    size = thursday.locator(".slot").evaluate("it => parseFloat(getComputedStyle(it).fontSize)")
    assert size >= 14, "11 points can be read on a wall"


def test_a_shift_is_moved_by_keyboard_and_whoever_has_a_place_is_waited_for(
    page: Page, service: Service, complaints: Complaints
) -> None:
    shift = some_shifts(service)[0]
    sign_in(page, service)
    page.goto(f"{service.url}/console/shifts/{shift.id}")
    page.get_by_role("link", name="Flytt …").press("Enter")
    expect(page.get_by_text("1 har plass og beholder den")).to_be_visible()
    assert_reachable(page)
    page.get_by_role("button", name="Flytt og si fra").press("Enter")
    expect(page.get_by_role("alert").last).to_contain_text("Dato: det er den samme tida som nå")
    assert_reachable(page)
    assert len(complaints) == 1 and "422" in complaints.pop(), "the browser remarks on the answer, and on nothing else"
    page.get_by_label("Til klokka").fill("14:30")
    page.get_by_role("button", name="Flytt og si fra").press("Enter")
    expect(page.locator("#state")).to_contain_text("–14.30")
    expect(page.locator("#people")).to_contain_text("Har ikke svart på om den nye tida passer")
    assert_reachable(page)
    page.set_viewport_size({"width": 320, "height": 256})
    page.get_by_role("link", name="Flytt …").click()
    assert_no_sideways_scroll(page)
    assert_reachable(page)


def test_the_arrow_keys_walk_through_the_week(page: Page, service: Service) -> None:
    shifts = some_shifts(service)
    sign_in(page, service)
    page.goto(f"{service.url}/console/shifts/week?week={next_week(service)}")
    page.locator(f"#w-{shifts[0].id}").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"#w-{shifts[1].id}")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".day").nth(1).get_by_role("link", name="Lag vakt")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(f"#w-{shifts[0].id}")).to_be_focused()
    assert page.locator(f"#w-{shifts[0].id}").evaluate("it => getComputedStyle(it).outlineStyle !== 'none'")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Handle sammen")


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 900, "dark"), (320, 700, "light"), (320, 256, "dark")])
def test_every_way_of_showing_is_whole_at_every_size_and_in_both_lights(
    browser: Browser, service: Service, complaints: Complaints, width: int, height: int, scheme: str
) -> None:
    shifts = some_shifts(service)
    context = browser.new_context(
        locale="nb-NO", viewport={"width": width, "height": height}, color_scheme=scheme,  # type: ignore[arg-type]
    )  # fmt: skip
    page = complaints.listen(context.new_page())
    sign_in(page, service)
    week = f"/console/shifts/week?week={next_week(service)}"
    for path in (week, f"{week}&state=over", "/console/shifts", "/console/shifts?state=free"):
        page.goto(service.url + path)
        assert_reachable(page)
        assert_no_sideways_scroll(page)
    page.goto(service.url + week)
    for shift, words in zip(shifts, ("Fullt", "Trenger deg", "Utkast", "Avlyst", "Åpen"), strict=True):
        expect(page.locator(".slot", has=page.locator(f"#w-{shift.id}"))).to_contain_text(words)
    context.close()


def test_the_week_is_chosen_and_filtered_without_script(browser: Browser, service: Service) -> None:
    shifts = some_shifts(service)
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    sign_in(page, service)
    page.goto(service.url + "/console/shifts/week")
    expect(page.get_by_role("button", name="Skriv ut uka")).to_be_hidden()
    page.get_by_label("Gå til uke").fill("neste")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_text("Skriv et ukenummer")).to_be_visible()
    expect(page.get_by_label("Gå til uke")).to_have_value("neste")
    page.get_by_label("Gå til uke").fill(next_week(service).partition("W")[2])
    page.get_by_label("Tilstand").select_option("free")
    page.get_by_role("button", name="Vis").click()
    expect(page.locator(f"#w-{shifts[4].id}")).to_be_visible()
    expect(page.locator(f"#w-{shifts[0].id}")).to_have_count(0)
    page.get_by_role("link", name="Vis alle").click()
    expect(page.locator(f"#w-{shifts[0].id}")).to_be_visible()
    context.close()
