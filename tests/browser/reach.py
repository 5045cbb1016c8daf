"""Nothing axe can find stands in the way of anybody: WCAG 2.1 AA, 2.2 AA and best practices."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def assert_reachable(page: Page) -> None:
    results = Axe().run(page, options=RULES)
    found = results.response["violations"]
    assert results.response["passes"], "axe ran no rule"
    assert found == [], [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in found]


def assert_no_sideways_scroll(page: Page) -> None:
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= seen, f"the page is {wide} px wide in a window of {seen}"
