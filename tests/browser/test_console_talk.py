"""Two coordinators at one talk in real browsers: who is there, drafts, what is new; long talks, small screens."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.messages import Author, Message
from tests.browser.at_a_talk import open_talk, per, until, without_status
from tests.browser.conftest import NAME, Complaints, Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
from tests.browser.test_chat import write
from tests.browser.test_console import citizen, sign_in

__all__ = ["citizen", "per"]

pytestmark = pytest.mark.browser


def test_two_at_one_talk_see_each_other_and_lose_nothing(
    page: Page, per: Page, citizen: Page, service: Service, complaints: Complaints
) -> None:
    write(citizen, "menneske, takk")
    sign_in(page, service)
    address = open_talk(page)
    per.goto(address)
    expect(page.locator("#present")).to_have_text("Per Hansen ser på")
    expect(per.locator("#present")).to_have_text(f"{NAME} ser på")
    page.locator("#text").press_sequentially("Et halvt svar")
    expect(per.locator("#present")).to_have_text(f"{NAME} skriver")
    assert_reachable(per)

    page.reload()
    expect(page.locator("#draft-told")).to_be_visible()
    expect(page.locator("#text")).to_have_value("Et halvt svar")
    assert_reachable(page)

    per.locator("#text").fill("Hei fra Per")
    per.locator("#text").press("Control+Enter")
    expect(per.locator("#owner")).to_contain_text("Du har samtalen")
    expect(page.locator("#transcript-lines .coordinator").last).to_contain_text("Hei fra Per")
    expect(page.locator("#news")).to_contain_text("Nytt svar er kommet")
    assert_reachable(page)
    page.get_by_role("button", name="Send svar").click()
    expect(page.locator("#problem")).to_contain_text("Per Hansen har tatt samtalen")
    per.locator("#note").fill("et notat")
    per.get_by_role("button", name="Lagre notat").click()
    expect(page.locator("#transcript-lines .note")).to_contain_text("et notat")
    expect(page.locator("#problem")).to_contain_text("Per Hansen har tatt samtalen")  # not wiped away by what is new
    without_status(complaints, 409)
    expect(page.locator("#text")).to_have_value("Et halvt svar")
    assert "Et halvt svar" not in citizen.content()

    per.locator("#give summary").click()
    per.get_by_label("Til hvem").select_option(label=NAME)
    per.get_by_label("Hvorfor").fill("Du begynte på svaret")
    per.get_by_role("button", name="Gi samtalen").click()
    expect(per.locator("#owner")).to_contain_text(f"{NAME} har samtalen")
    expect(page.locator("#given")).to_contain_text("Gitt videre av Per Hansen: «Du begynte på svaret»")
    expect(citizen.locator("#lines .system").last).to_contain_text("Per har gitt samtalen videre til Kari")
    page.goto(service.url + "/console/mine")
    expect(page.locator("#rows")).to_contain_text("Du begynte på svaret")
    page.goto(address)
    expect(page.locator("#text")).to_have_value("Et halvt svar")
    page.get_by_role("button", name="Send svar").click()
    expect(citizen.locator("#lines .coordinator").last).to_contain_text("Et halvt svar")
    page.reload()
    expect(page.locator("#text")).to_have_value("")
    per.goto(service.url + "/console/")
    expect(page.locator("#present")).to_have_text("")


def test_a_line_that_came_since_is_shown_before_the_answer_goes_without_script(
    browser: Browser, citizen: Page, service: Service
) -> None:
    write(citizen, "menneske, takk")
    context = browser.new_context(java_script_enabled=False, locale="nb-NO", viewport={"width": 320, "height": 640})
    page = context.new_page()
    sign_in(page, service)
    open_talk(page)
    page.locator("#canned > summary").click()
    page.locator("#text").fill("Hei.")
    page.get_by_role("button", name="Spør om telefonnummer").click()
    expect(page.locator("#text")).to_have_value(re.compile(r"Hei\.\n\nHei! Jeg heter Kari"))
    write(citizen, "en ting til")
    expect(citizen.locator("#lines .bot").last).to_contain_text("Svar 2")  # stored, and answered
    page.get_by_role("button", name="Send svar").click()
    expect(page.locator("#problem")).to_contain_text("Nytt svar er kommet siden du begynte")
    expect(page.locator(".line.citizen.fresh")).to_contain_text("en ting til")
    assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Send likevel").click()
    expect(citizen.locator("#lines .coordinator").last).to_contain_text("Jeg heter Kari")
    page.locator("#snooze summary").click()
    page.get_by_role("button", name="Til i morgen kl. 08.00").click()
    expect(page.locator("#snoozed")).to_contain_text("Utsatt til i morgen")
    page.goto(service.url + "/console/keys")
    expect(page.locator("main")).to_contain_text("Skriv svar")
    context.close()


def test_two_talks_are_merged_after_both_were_seen_and_parted_again(
    page: Page, citizen: Page, browser: Browser, service: Service, complaints: Complaints
) -> None:
    write(citizen, "menneske, jeg skrev først her")
    other = browser.new_context(locale="nb-NO")
    second = complaints.listen(other.new_page())
    second.goto(service.url)
    write(second, "menneske, og siden her")
    sign_in(page, service)
    open_talk(page)
    page.get_by_role("link", name="Slå sammen med en annen samtale").click()
    assert_reachable(page)
    page.locator("#latest a").first.click()
    expect(page.locator("h1")).to_have_text("Er dette samme person?")
    assert_reachable(page)
    page.get_by_role("button", name="Ja, slå dem sammen").click()
    lines = page.locator("#transcript-lines .citizen")
    expect(lines).to_have_count(2)
    assert_reachable(page)
    expect(second.locator("#lines .system").last).to_contain_text("Du har skrevet til oss flere steder")
    write(citizen, "nå skriver jeg her")
    expect(lines).to_have_count(3)  # live, from either
    page.locator("#text").fill("Svar til der du er")
    page.get_by_role("button", name="Send svar").click()
    expect(citizen.locator("#lines .coordinator").last).to_contain_text("Svar til der du er")
    assert "Svar til der du er" not in second.content()
    page.get_by_role("button", name="Del dem igjen").click()
    expect(lines).to_have_count(2)
    other.close()


def test_older_lines_of_a_long_talk_are_fetched_into_the_page(page: Page, citizen: Page, service: Service) -> None:
    write(citizen, "menneske")
    expect(citizen.locator("#lines .bot").last).to_contain_text("køen")
    citizen.goto("about:blank")
    with service.edge.store() as uow:
        talk = uow.conversations.waiting()[0]
        for number in range(450):
            uow.transcript.add(Message(talk.id, service.edge.clock.now(), Author.CITIZEN, f"linje {number}"))
        uow.commit()
    sign_in(page, service)
    open_talk(page)
    expect(page.locator("#transcript-lines > li")).to_have_count(200)
    page.get_by_role("link", name="Vis eldre meldinger").click()
    expect(page.locator("#transcript-lines > li")).to_have_count(400)
    page.get_by_role("link", name="Vis eldre meldinger").click()
    expect(page.get_by_role("link", name="Vis eldre meldinger")).to_have_count(0)
    expect(page.locator("#transcript-lines > li").first).to_contain_text("menneske")
    with service.edge.store() as uow:
        uow.transcript.add(Message(talk.id, service.edge.clock.now(), Author.CITIZEN, "helt til slutt"))
        uow.events.add(f"talk:{talk.id}", "message", service.edge.clock.now())
        uow.commit()
    expect(page.locator("#transcript-lines .citizen").last).to_contain_text("helt til slutt")


@pytest.mark.parametrize("scheme, width, height", [("light", 320, 640), ("dark", 320, 256)])
def test_the_pages_of_a_talk_are_reachable_small_dark_and_at_400_percent(
    browser: Browser, citizen: Page, service: Service, complaints: Complaints, scheme: str, width: int, height: int
) -> None:
    write(citizen, "menneske https://www.example.org/en/veldig/lang/adresse/som/ikke/brytes/noe/sted/i/det/hele")
    context = browser.new_context(
        locale="nb-NO", viewport={"width": width, "height": height}, color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = complaints.listen(context.new_page())
    sign_in(page, service)
    address = open_talk(page)
    for summary in page.locator("details > summary").all():
        summary.click()
    assert_no_sideways_scroll(page)
    assert_reachable(page)
    page.locator("#act-give").evaluate("button => { button.form.noValidate = true; button.click(); }")
    expect(page.locator("#problem")).to_contain_text("Velg hvem som skal ha samtalen")
    without_status(complaints, 422)
    assert_reachable(page)
    for further in (f"{address}/merge", f"{service.url}/console/notices", f"{service.url}/console/keys"):
        page.goto(further)
        assert_no_sideways_scroll(page)
        assert_reachable(page)
    page.get_by_role("link", name="Hurtigtaster").first.click()
    expect(page.locator("#keys")).to_be_visible()
    until(page, "document.getAnimations().every(a => a.playState !== 'running')")
    assert_no_sideways_scroll(page)
    assert_reachable(page)
    context.close()
