"""The lists and the search in a real browser: wide and narrow, by keyboard, without script, and while things change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.console.accounts.book import Accounts
from domain.handover import Conversation, Owner, Urgency
from domain.messages import Author, Message
from domain.requests import Request
from tests.browser.conftest import PASSWORD, Complaints, Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
from tests.browser.test_console import sign_in

pytestmark = pytest.mark.browser

ADDRESSES = (
    "", "mine", "with-bot", "all", "snoozed", "?need=escort&unread=yes", "all?need=respite", "search", "search?q=hund",
)  # fmt: skip
SOME = ("", "all?need=escort&unread=yes", "search?q=hund")


def put(service: Service, words: str, **facts: Any) -> str:
    edge, now = service.edge, service.edge.clock.now()
    made = {
        "id": edge.ids.new(), "channel": "web", "address": edge.ids.new(), "created_at": now, "last_in_at": now,
        "owner": Owner.QUEUE, "queue_reason": "asked", "queued_at": now, "language": "nb", **facts,
    }  # fmt: skip
    talk = Conversation(**made)
    with edge.store() as uow:
        uow.conversations.add(talk)
        uow.transcript.add(Message(talk.id, now, Author.CITIZEN, words))
        uow.events.add("queue", "message", now, {"talk": talk.id})
        uow.commit()
    edge.signals.notify("queue")
    return talk.id


@pytest.fixture
def full(service: Service) -> Service:
    """A bit of everything that a row can say."""
    now = service.edge.clock.now()
    put(service, "Han slår", urgency=Urgency.ACUTE, acute_kind="violence", queue_reason="acute")
    long = "Trenger noen som kan lufte hundene " * 12
    late = put(service, long, need="respite", area="ridabu", unread=2, urgency=Urgency.HIGH)
    put(service, "Når åpner kafeen?", owner=Owner.BOT, queue_reason=None, queued_at=None, language=None)
    put(service, "En annen gang", snoozed_until=now + timedelta(hours=3))
    with service.edge.store() as uow:
        uow.requests.add(Request(service.edge.ids.new(), "ELG-33", late, "respite", now, now - timedelta(hours=1)))
        uow.commit()
    return service


@pytest.fixture
def beside(browser: Browser, service: Service, complaints: Complaints) -> Iterator[Page]:
    """A colleague's window, without script."""
    Accounts(service.edge.store.engine).add("per@example.org", "Per Hansen", PASSWORD, service.edge.clock.now())
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = complaints.listen(context.new_page())
    yield page
    context.close()


@pytest.mark.parametrize(
    ("width", "height", "scheme"), [(1280, 900, "light"), (1280, 900, "dark"), (320, 640, "dark"), (320, 256, "light")]
)
def test_every_list_is_within_reach(
    browser: Browser, full: Service, complaints: Complaints, width: int, height: int, scheme: Any
) -> None:
    """320 × 256 is a screen of 1280 × 1024 at 400 %."""
    context = browser.new_context(locale="nb-NO", viewport={"width": width, "height": height}, color_scheme=scheme)
    page = complaints.listen(context.new_page())
    sign_in(page, full)
    for address in ADDRESSES if (width, scheme) == (1280, "light") else SOME:
        page.goto(f"{full.url}/console/{address}")
        assert_no_sideways_scroll(page)
        assert_reachable(page)
    context.close()


def test_by_keyboard_from_the_filter_to_the_talk_and_by_search_to_the_line(page: Page, full: Service) -> None:
    sign_in(page, full)
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Behov")).to_be_focused()
    page.keyboard.type("avlas")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Vis", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("Passer filteret: 1 av 2")
    assert "need=respite" in page.url
    expect(page.locator("#rows .talk-row")).to_contain_text("Fristen er ute")
    page.locator("#off-need").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#rows .talk-row")).to_have_count(2)

    page.locator("#search").focus()
    page.keyboard.type("hund")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("hundene")
    page.get_by_role("link", name=re.compile("Innbygger")).first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/console/talks/\w+\?line=\d+#m\d+$"))
    expect(page.locator("#transcript-lines")).to_contain_text("hundene")


def test_without_script_the_lists_filter_search_and_turn_pages(beside: Page, full: Service) -> None:
    for n in range(60):
        put(full, f"bilen nummer {n}", owner=Owner.BOT, need="transport")
    sign_in(beside, full, "per@example.org")
    beside.get_by_role("link", name=re.compile("Hos chatboten")).click()
    beside.locator("summary").click()
    beside.get_by_label("Behov").select_option("transport")
    beside.get_by_role("button", name="Vis", exact=True).click()
    expect(beside.locator("#count")).to_have_text("Passer filteret: 60 av 61")
    beside.get_by_role("link", name="Vis flere").click()
    expect(beside.locator("#rows .talk-row")).to_have_count(10)
    beside.get_by_role("link", name="Til begynnelsen av lista").click()
    beside.get_by_role("link", name="Nullstill").click()
    beside.get_by_label("Søk i samtalene").fill("bil")
    beside.get_by_role("button", name="Søk", exact=True).click()
    expect(beside.locator("#count")).to_have_text("Linjer med ordene: 60")
    beside.get_by_role("link", name="Vis flere").click()
    expect(beside.locator(".hits > li")).to_have_count(30)


def test_a_list_takes_in_what_is_new_and_touches_no_filter_and_no_word(page: Page, full: Service) -> None:
    sign_in(page, full)
    page.goto(f"{full.url}/console/?need=respite")
    page.evaluate("window.sameDocument = true")
    page.get_by_label("Område").select_option("ridabu")  # chosen, not sent yet
    page.get_by_label("Søk i samtalene").press_sequentially("halvfer")
    put(full, "Enda en", need="respite")
    put(full, "Noe annet", need="escort")
    expect(page.locator("#rows .talk-row")).to_have_count(2)
    expect(page.locator("#tab-waiting .count")).to_have_text("4")
    expect(page.get_by_label("Område")).to_have_value("ridabu")
    expect(page.get_by_label("Søk i samtalene")).to_be_focused()
    expect(page.get_by_label("Søk i samtalene")).to_have_value("halvfer")
    page.locator(".talk-row a").last.focus()
    focused = page.evaluate("document.activeElement.id")
    put(full, "Og en til", need="respite")
    expect(page.locator("#rows .talk-row")).to_have_count(3)
    assert page.evaluate("document.activeElement.id") == focused
    assert page.evaluate("window.sameDocument"), "without a reload"
    assert_reachable(page)


def test_a_list_that_was_cut_off_is_the_same_as_a_fresh_one_when_it_is_back(
    page: Page, beside: Page, full: Service, complaints: Complaints
) -> None:
    def told(shown: Page) -> list[str]:
        rows = [re.sub(r"\s+", " ", row) for row in shown.locator("#rows .talk-row").all_text_contents()]
        return [*rows, *(shown.locator(part).inner_text() for part in ("#tabs", "#count"))]

    sign_in(page, full)
    before = told(page)
    page.context.set_offline(True)
    sign_in(beside, full, "per@example.org")
    beside.get_by_role("link", name="Åpne samtalen: Vil snakke med et menneske").first.click()
    beside.get_by_role("button", name="Ta samtalen").click()
    put(full, "Skrev mens linja var brutt")
    assert told(page) == before
    page.context.set_offline(False)
    expect(page.locator("#rows")).to_contain_text("Skrev mens linja var brutt", timeout=15_000)
    live = told(page)
    assert any("DISCONNECTED" in line for line in complaints)
    complaints.clear()
    page.reload()
    assert told(page) == live != before
