"""The console by keyboard alone, and danger told on every page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from domain.handover import raise_alarm
from tests.browser.at_a_talk import until
from tests.browser.conftest import Service
from tests.browser.reach import assert_reachable
from tests.browser.test_chat import write
from tests.browser.test_console import citizen, sign_in

__all__ = ["citizen"]

pytestmark = pytest.mark.browser


def test_a_talk_is_answered_from_the_keyboard_alone(page: Page, citizen: Page, service: Service) -> None:
    write(citizen, "henvendelse, takk")
    sign_in(page, service)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    until(page, "document.getAnimations().every(a => a.playState !== 'running')")
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
    expect(page.locator("#text")).to_have_value("")
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
    until(page, "window.heard === 4 && window.shown.length === 1")
    assert page.evaluate("window.shown") == ["Én dør innMulig fare i en samtale."]
    assert "hemmelig" not in page.locator("#alarm").inner_text()
    page.locator("#alarm").get_by_role("link", name="Åpne samtalen").click()
    expect(page.locator("#danger")).to_contain_text("Mulig fare")
    page.get_by_role("button", name="Ta samtalen").click()
    page.goto(service.url + "/console/volunteers")
    page.wait_for_timeout(500)
    expect(page.locator("#alarm")).to_be_empty()
    assert not page.title().startswith("(!) ")
