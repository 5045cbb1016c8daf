"""Two coordinators at one talk in real browsers: who is there, drafts, prepared answers, keys, merging, and danger."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.console.accounts.book import Accounts
from domain.handover import raise_alarm
from domain.messages import Author, Message
from tests.browser.conftest import NAME, PASSWORD, Complaints, Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
from tests.browser.test_chat import write
from tests.browser.test_console import citizen, sign_in

__all__ = ["citizen"]

pytestmark = pytest.mark.browser

PER = "per@example.org"


@pytest.fixture
def per(browser: Browser, service: Service, complaints: Complaints) -> Iterator[Page]:
    """A colleague in a browser of his own, on the queue."""
    Accounts(service.edge.store.engine).add(PER, "Per Hansen", PASSWORD, service.edge.clock.now())
    context = browser.new_context(locale="nb-NO", viewport={"width": 1280, "height": 900})
    page = complaints.listen(context.new_page())
    sign_in(page, service, PER)
    yield page
    context.close()


def without_status(complaints: Complaints, status: int) -> None:
    """The browser complains of an answer that says why something was not done: that is what was tested."""
    expected = [c for c in complaints if f"status of {status}" in c]
    assert expected
    complaints[:] = [c for c in complaints if c not in expected]


def open_talk(page: Page) -> str:
    page.locator("#rows a[href*='/console/talks/']").first.click()
    expect(page.locator("h1")).to_have_text("Samtale")
    return page.url


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


def test_a_talk_is_answered_from_the_keyboard_alone(page: Page, citizen: Page, service: Service) -> None:
    write(citizen, "henvendelse, takk")
    sign_in(page, service)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.wait_for_function("document.getAnimations().every(a => a.playState !== 'running')")
    assert_reachable(page)
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("gqjk?")
    expect(page.locator("#search")).to_have_value("gqjk?")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Samtale")
    page.keyboard.press("t")
    expect(page.locator("#owner")).to_contain_text("Du har samtalen")
    page.keyboard.press("c")
    expect(page.locator("#canned-list button").first).to_be_focused()
    page.get_by_role("button", name="Koden og hva den brukes til").press("Enter")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#text")).to_have_value(re.compile("Koden på henvendelsen din er ELG-27"))
    assert "ELG-27. Skriv den" not in citizen.content()
    page.keyboard.press("Control+Enter")
    expect(citizen.locator("#lines .coordinator").last).to_contain_text("ELG-27")
    page.keyboard.press("n")
    expect(page.locator("#note")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator("#snooze-tomorrow")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#snoozed")).to_contain_text("Utsatt til i morgen")
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page).to_have_url(service.url + "/console/mine")
    expect(page.locator("#rows a[href*='/console/talks/']")).to_have_count(0)

    page.goto(service.url + "/console/keys")
    assert_reachable(page)
    page.get_by_label("Bruk hurtigtaster på én tast").uncheck()
    page.get_by_role("button", name="Lagre").click()
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.keyboard.press("?")
    expect(page.locator("#keys")).not_to_be_visible()
    expect(page).to_have_url(re.compile("/console/keys"))


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


def test_danger_is_told_on_every_page_and_by_choice_heard_and_shown(
    page: Page, citizen: Page, service: Service
) -> None:
    page.context.grant_permissions(["notifications"], origin=service.url)
    page.add_init_script(
        "window.heard = 0; window.shown = [];"
        "const make = AudioContext.prototype.createOscillator;"
        "AudioContext.prototype.createOscillator = function () { window.heard += 1; return make.call(this); };"
        "window.Notification = class { static permission = 'granted';"
        " constructor(title, more) { window.shown.push(title + more.body); } };"
    )
    write(citizen, "menneske, det står noe hemmelig her")
    sign_in(page, service)
    page.goto(service.url + "/console/notices")
    assert_reachable(page)
    page.get_by_role("button", name="Prøv lyden").click()
    expect(page.locator("#sound-told")).to_contain_text("Lyden ble spilt")
    page.get_by_label("Spill en lyd ved mulig fare").check()
    page.get_by_label("Vis et varsel fra nettleseren ved mulig fare").check()
    page.get_by_role("button", name="Lagre valgene").click()
    expect(page.locator("main")).to_contain_text("Valgene er lagret")
    page.goto(service.url + "/console/volunteers")
    page.locator("h1").click()
    page.wait_for_timeout(1000)
    with service.edge.store() as uow:
        talk = uow.conversations.waiting()[0]
        uow.conversations.save(raise_alarm(talk, "violence", service.edge.clock.now()), seen_epoch=talk.epoch)
        uow.events.add("queue", "alarm", service.edge.clock.now(), {"talk": talk.id})
        uow.commit()
    expect(page.locator("#alarm")).to_contain_text("Mulig fare i en samtale.")
    assert_reachable(page)
    assert page.title().startswith("(!) ")
    page.wait_for_function("window.heard === 4 && window.shown.length === 1")
    assert page.evaluate("window.shown") == ["Én dør innMulig fare i en samtale."]
    assert "hemmelig" not in page.locator("#alarm").inner_text()
    page.locator("#alarm").get_by_role("link", name="Åpne samtalen").click()
    expect(page.locator("#danger")).to_contain_text("Mulig fare")
    page.get_by_role("button", name="Ta samtalen").click()
    page.goto(service.url + "/console/volunteers")
    page.wait_for_timeout(500)
    expect(page.locator("#alarm")).to_be_empty()
    assert not page.title().startswith("(!) ")


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
        locale="nb-NO", viewport={"width": width, "height": height}, color_scheme=scheme  # type: ignore[arg-type]
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
    page.wait_for_function("document.getAnimations().every(a => a.playState !== 'running')")
    assert_no_sideways_scroll(page)
    assert_reachable(page)
    context.close()
