"""The chat as citizens meet it: with and without script, on a phone, in the dark, after a reload."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Complaints, Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable

pytestmark = pytest.mark.browser


def write(page: Page, text: str) -> None:
    page.get_by_label("Skriv her").fill(text)
    page.get_by_role("button", name="Send").click()


def said(page: Page) -> list[str]:
    return page.locator("#lines .said").all_inner_texts()


def test_an_answer_comes_without_reload_and_focus_stays_in_the_field(page: Page, service: Service) -> None:
    page.goto(service.url)
    page.evaluate("window.sameDocument = true")
    write(page, "Mannen min har demens\nog jeg får ikke sove")
    expect(page.locator("#lines .bot").last).to_contain_text("Svar 1")
    assert page.evaluate("window.sameDocument")
    expect(page.get_by_label("Skriv her")).to_be_focused()
    expect(page.get_by_label("Skriv her")).to_have_value("")
    assert said(page)[0] == "Mannen min har demens\nog jeg får ikke sove"
    assert_reachable(page)


def test_the_first_line_says_that_it_is_a_chatbot(page: Page, service: Service) -> None:
    page.goto(service.url)
    expect(page.locator(".welcome")).to_contain_text("chatbot i Hamar kommune, ikke et menneske")
    expect(page.get_by_role("button", name="Snakk med et menneske")).to_be_visible()
    assert_reachable(page)
    page.get_by_text("Flere valg").click()
    assert_reachable(page)


def test_five_short_messages_in_a_row_are_all_taken_in_order(page: Page, service: Service) -> None:
    service.rasa.seconds = 0.3
    page.goto(service.url)
    write(page, "hei")
    expect(page.locator("#lines .citizen")).to_have_count(1)
    for number in range(4):
        page.get_by_label("Skriv her").fill(f"kort {number}")
        page.keyboard.press("Enter")
        expect(page.locator("#lines .citizen")).to_have_count(number + 2)
    expect(page.locator("#lines .bot").last).to_contain_text("Svar 5", timeout=10_000)
    assert service.rasa.heard == ["hei", *(f"kort {n}" for n in range(4))]
    seqs = page.locator("#lines li").evaluate_all("all => all.map(one => Number(one.dataset.seq))")
    assert seqs == sorted(seqs) and len(seqs) == len(set(seqs))


def test_while_the_bot_thinks_it_says_so(page: Page, service: Service) -> None:
    service.rasa.seconds = 1.0
    page.goto(service.url)
    write(page, "hei")
    expect(page.locator("#thinking")).to_have_text("Skriver …")
    expect(page.locator("#lines .bot").last).to_contain_text("Svar 1")
    expect(page.locator("#thinking")).to_have_text("")


def test_the_whole_talk_is_there_after_a_reload(page: Page, service: Service) -> None:
    page.goto(service.url)
    write(page, "husk dette")
    expect(page.locator("#lines .bot").last).to_contain_text("Svar 1")
    before = said(page)
    page.reload()
    assert said(page) == before
    write(page, "og dette")
    expect(page.locator("#lines .bot").last).to_contain_text("Svar 2")


def test_a_button_answers_once_and_shows_its_words(page: Page, service: Service) -> None:
    page.goto(service.url)
    write(page, "knapper, takk")
    page.get_by_role("button", name="Den første").click()
    expect(page.locator("#lines .citizen").last).to_contain_text("Den første")
    expect(page.locator("#lines .bot").last).to_contain_text("Svar 2")
    assert service.rasa.heard[-1] == '/press{"choice": "1"}'
    assert_reachable(page)


def test_too_long_a_message_is_given_back_with_an_honest_line(
    page: Page, service: Service, complaints: Complaints
) -> None:
    page.goto(service.url)
    write(page, "æ" * 4001)
    expect(page.get_by_role("alert")).to_contain_text("4001 tegn")
    assert len(page.get_by_label("Skriv her").input_value()) == 4001
    assert_reachable(page)
    assert all("413" in line for line in complaints)
    complaints.clear()


def test_what_a_citizen_types_is_never_run(page: Page, service: Service) -> None:
    page.goto(service.url)
    nasty = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script> {{7*7}} &amp;"
    write(page, nasty)
    expect(page.locator("#lines .bot").last).to_contain_text("Svar 1")
    assert said(page)[0] == nasty
    page.reload()
    assert said(page)[0] == nasty and "hacked" not in page.title()


def test_the_whole_talk_works_without_script(browser: Browser, service: Service) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    page.goto(service.url)
    write(page, "uten skript")
    assert [t for t in said(page) if "Svar" in t] == ["Svar 1: takk for det."]
    write(page, "knapper")
    page.get_by_role("button", name="Ingen").click()
    assert page.locator("#lines .citizen .said").last.inner_text() == "Ingen"
    page.get_by_role("button", name="Snakk med et menneske").click()
    assert "køen" in said(page)[-1]
    expect(page.locator("#who")).to_contain_text("i kø")
    write(page, "   ")
    expect(page.get_by_role("alert")).to_contain_text("ingen ord")
    page.locator(".choices summary").click()
    page.get_by_role("link", name="Nynorsk").click()
    expect(page.locator("h1")).to_have_text("Kva kan vi hjelpe deg med?")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (1280, 900)])
def test_phone_zoom_and_dark_are_reachable(
    browser: Browser, service: Service, complaints: Complaints, scheme: str, width: int, height: int
) -> None:
    """320 × 256 is what a window of 1280 × 1024 shows at 400 % zoom (WCAG 1.4.10)."""
    context = browser.new_context(
        locale="nb-NO", viewport={"width": width, "height": height}, color_scheme=scheme  # type: ignore[arg-type]
    )
    page = complaints.listen(context.new_page())
    page.goto(service.url)
    write(page, "knapper " + "langtordutenmellomrom" * 10 + " https://www.example.org/en/veldig/lang/adresse/som/ikke/brytes")
    expect(page.locator("#lines .bot").last).to_contain_text("Passer ett")
    assert_no_sideways_scroll(page)
    assert_reachable(page)
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", colour)[:3])) < 200) == (scheme == "dark")
    context.close()


def test_delete_asks_first_then_everything_is_gone(page: Page, service: Service) -> None:
    page.goto(service.url)
    write(page, "hemmelig ord")
    expect(page.locator("#lines .bot").last).to_contain_text("Svar 1")
    page.get_by_text("Flere valg").click()
    page.get_by_role("link", name="Slett samtalen").click()
    assert_reachable(page)
    page.get_by_role("button", name="Ja, slett alt").click()
    expect(page.locator("h1")).to_have_text("Samtalen er slettet")
    assert_reachable(page)
    page.goto(service.url)
    assert said(page) == []
    assert len(service.rasa.forgotten) == 1


def test_an_open_window_forgets_when_the_talk_is_erased_in_another(page: Page, service: Service) -> None:
    page.goto(service.url)
    write(page, "hemmelig ord")
    expect(page.locator("#lines .bot").last).to_contain_text("Svar 1")
    other = page.context.new_page()
    other.goto(service.url + "/chat/delete")
    other.get_by_role("button", name="Ja, slett alt").click()
    expect(page.locator("#lines li")).to_have_count(0, timeout=10_000)


def test_the_talk_comes_as_a_file(page: Page, service: Service) -> None:
    page.goto(service.url)
    write(page, "dette skal jeg få med meg")
    expect(page.locator("#lines .bot").last).to_contain_text("Svar 1")
    page.get_by_text("Flere valg").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned samtalen").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "dette skal jeg få med meg" in text and download.value.suggested_filename == "min-samtale.txt"


def test_a_server_that_is_gone_is_said_and_nothing_typed_is_lost(
    page: Page, service: Service, complaints: Complaints
) -> None:
    page.goto(service.url)
    page.context.set_offline(True)
    write(page, "skrevet uten nett")
    expect(page.get_by_role("alert")).to_contain_text("Vi fikk ikke sendt meldingen")
    expect(page.get_by_label("Skriv her")).to_have_value("skrevet uten nett")
    complaints.clear()
