"""Two coordinators at one talk, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.console.accounts.book import Accounts
from tests.browser.conftest import PASSWORD, Complaints, Service
from tests.browser.test_console import sign_in

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


def until(page: Page, expression: str) -> None:
    """As `wait_for_function`, which the content policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


def without_status(complaints: Complaints, status: int) -> None:
    """The browser complains of an answer that says why something was not done: that is what was tested."""
    expected = [c for c in complaints if f"status of {status}" in c]
    assert expected
    complaints[:] = [c for c in complaints if c not in expected]


def open_talk(page: Page) -> str:
    page.locator("#rows a[href*='/console/talks/']").first.click()
    expect(page.locator("h1")).to_have_text("Samtale")
    return page.url
