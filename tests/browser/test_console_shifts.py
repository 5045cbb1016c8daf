"""A coordinator's way with shifts, volunteers and colleagues in a real browser: with script and without, by keyboard
alone, on a laptop and on a phone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.shifts.volunteer import Volunteer, VolunteerState
from domain.spoken_time import OSLO
from tests.bot.console.shifts_here import a_volunteer, answer, do_all, said_to
from tests.browser.conftest import Complaints, Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
from tests.browser.test_console import sign_in

pytestmark = pytest.mark.browser


def in_a_week(service: Service) -> str:
    return (service.edge.clock.now() + timedelta(days=7)).astimezone(OSLO).date().isoformat()


def fill(page: Page, service: Service, task: str = "Følge på tur langs Mjøsa") -> None:
    """The form, urgent, so that no quiet hour holds the questions back."""
    page.get_by_role("textbox", name="Oppgaven").fill(task)
    page.get_by_label("Behov").select_option("visiting_friend")
    page.get_by_label("Område").select_option("storhamar")
    page.get_by_label("Bare for den som får vakta").fill("Blåbærveien 7, dørkode 1234")
    page.get_by_label("Dato").fill(in_a_week(service))
    page.get_by_label("Fra klokka").fill("13:00")
    page.get_by_label("Til klokka").fill("15:00")
    page.get_by_label("Haster").check()


def proposed(service: Service, volunteer: Volunteer, page: Page) -> None:
    address = page.url.split("?", maxsplit=1)[0]
    answer(service.edge, volunteer, address, "other", words="Kan fra halv to")


def test_from_the_form_to_the_answers_while_they_come(page: Page, service: Service) -> None:
    nina, ove = a_volunteer(service.edge, "Nina Nær"), a_volunteer(service.edge, "Ove Over")
    sign_in(page, service)
    page.get_by_role("link", name="Vakter", exact=True).click()
    page.get_by_role("link", name="Lag en vakt").click()
    assert_reachable(page)
    page.get_by_label("Behov").select_option("visiting_friend")
    expect(page.locator("#by-need")).to_contain_text("samtale, taushetserklæring")  # asked for, no reload
    page.get_by_label("Oppgaven er en kommunal tjeneste").check()
    expect(page.locator("#by-need")).to_contain_text("politiattest")
    page.get_by_label("Oppgaven er en kommunal tjeneste").uncheck()
    fill(page, service)
    assert "dørkode" not in page.url
    page.get_by_role("button", name="Lagre utkast").click()
    expect(page.locator("#people")).to_contain_text("De 2 første blir spurt med en gang")
    assert_reachable(page)

    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#people")).to_contain_text("De første blir spurt om et øyeblikk")
    page.evaluate("window.sameDocument = true")
    do_all(service.edge)
    expect(page.locator("#people")).to_contain_text("Spurt, ikke svart (2)")  # live
    proposed(service, nina, page)
    expect(page.locator("#people")).to_contain_text("Foreslår: «Kan fra halv to»")
    answer(service.edge, ove, page.url, "no")
    expect(page.locator("#people")).to_contain_text("Sa nei, eller rakk det ikke (1)")
    assert page.evaluate("window.sameDocument"), "seen without a reload"
    assert_reachable(page)
    page.get_by_role("button", name="Godta forslaget fra Nina Nær").click()
    expect(page.locator("#people")).to_contain_text("Har plass (1)")
    expect(page.locator("#state")).to_contain_text("Fullt")
    do_all(service.edge)
    assert "Forslaget ditt går fint" in said_to(service.edge, nina)[-1]

    page.get_by_role("link", name="Avlys …").click()
    assert_reachable(page)
    page.get_by_role("button", name="Ja, avlys").click()
    expect(page.locator("#state")).to_contain_text("Avlyst")
    assert_reachable(page)


def test_by_keyboard_alone_from_the_form_to_the_accepted_proposal(page: Page, service: Service) -> None:
    nina = a_volunteer(service.edge, "Nina")
    sign_in(page, service)

    def go_to(role: str, name: str) -> None:
        """Tab until it has the focus, and see that the focus shows."""
        field = page.get_by_label(name)
        target = field if role == "field" else page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        for _ in range(60):
            page.keyboard.press("Tab")
            if target.evaluate("it => it === document.activeElement"):
                assert target.evaluate("it => getComputedStyle(it).outlineStyle !== 'none'")
                return
        raise AssertionError(f"{name} cannot be reached by Tab")

    page.keyboard.press("Tab")  # the skip link
    go_to("link", "Vakter")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Vakter")
    go_to("link", "Lag en vakt")
    page.keyboard.press("Enter")
    go_to("textbox", "Oppgaven (må fylles ut)")
    page.keyboard.type("Følge på tur")
    go_to("combobox", "Behov (må fylles ut)")
    page.keyboard.type("Bes")
    year, month, day = in_a_week(service).split("-")
    for name, typed in (("Dato", f"{month}{day}{year}"), ("Fra klokka", "0100PM"), ("Til klokka", "0300PM")):
        go_to("field", name)
        page.keyboard.type(typed)  # as this Chromium's own date and time fields take it
    go_to("checkbox", "Haster: spør også om natta")
    page.keyboard.press("Space")
    go_to("button", "Lagre utkast og se hvem som blir spurt")
    page.keyboard.press("Enter")
    expect(page.locator("#people")).to_contain_text("Nina")
    go_to("button", "Send")
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_contain_text("Åpen")
    do_all(service.edge)
    proposed(service, nina, page)
    expect(page.locator("#people")).to_contain_text("Forslag å svare på")
    go_to("button", "Godta forslaget fra Nina")
    page.keyboard.press("Enter")
    expect(page.locator("#people")).to_contain_text("Har plass (1)")


def test_everything_works_without_script(browser: Browser, service: Service) -> None:
    nina = a_volunteer(service.edge, "Nina")
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    sign_in(page, service)
    page.goto(service.url + "/console/shifts/new")
    fill(page, service)
    page.get_by_label("Hvor ofte").select_option("weekly")
    page.get_by_role("button", name="Lagre utkast").click()
    expect(page.get_by_role("alert").last).to_contain_text("Siste dag: skriv enten siste dag eller hvor mange ganger")
    expect(page.get_by_role("textbox", name="Oppgaven")).to_have_value("Følge på tur langs Mjøsa")
    page.get_by_label("Hvor mange ganger").fill("2")
    page.get_by_role("button", name="Lagre utkast").click()
    page.get_by_role("button", name="Send alle 2 i serien").click()
    do_all(service.edge)
    proposed(service, nina, page)
    page.reload()
    page.get_by_role("button", name="Godta").click()
    expect(page.locator("#people")).to_contain_text("Har plass (1)")
    page.goto(service.url + "/console/colleagues")
    page.get_by_label("Navn").fill("Siri Strøm")
    page.get_by_label("Avdeling").fill("Hjemmetjenesten øst")
    page.get_by_role("button", name="Legg inn").click()
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", page.locator(".code").inner_text().strip())
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(320, 640), (1280, 900)])
def test_every_page_is_reachable_small_large_light_and_dark(
    browser: Browser, service: Service, complaints: Complaints, scheme: str, width: int, height: int
) -> None:
    context = browser.new_context(
        locale="nb-NO", viewport={"width": width, "height": height}, color_scheme=scheme  # type: ignore[arg-type]
    )
    page = complaints.listen(context.new_page())
    nina = a_volunteer(service.edge, "Nina Langtetternavnutenmellomrom", areas=("storhamar",))
    ida = a_volunteer(service.edge, "Ida", state=VolunteerState.APPLIED, linked_at=None, own_words="Hei\n" * 3)
    sign_in(page, service)

    def look(address: str) -> None:
        page.goto(service.url + address if address.startswith("/") else address)
        assert_no_sideways_scroll(page)
        assert_reachable(page)

    for empty in ("shifts", "volunteers", "colleagues", "shifts/new", "volunteers/new"):
        look(f"/console/{empty}")
    page.goto(service.url + "/console/shifts/new")
    fill(page, service, "Hente pakke " + "langtordutenmellomrom" * 5)
    page.get_by_role("button", name="Lagre utkast").click()
    shift = page.url
    look(shift)
    page.get_by_role("button", name="Send", exact=True).click()
    do_all(service.edge)
    proposed(service, nina, page)
    look(shift)
    for one in (f"{shift}/call-off", f"{service.url}/console/shifts/new?from={shift.rpartition('/')[2]}"):
        look(one)
    for volunteer in (nina, ida):
        for part in ("", "/change", "/end"):
            look(f"/console/volunteers/{volunteer.id}{part}")
    look("/console/shifts")
    look("/console/")
    context.close()
