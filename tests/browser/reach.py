"""Nothing axe can find stands in the way of anybody: WCAG 2.1 AA, 2.2 AA and best practices."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

UNFOLDED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame(); await frame();
  const under_way = document.getAnimations().filter(a => a instanceof CSSTransition);
  await Promise.allSettled(under_way.map(a => a.finished));
}"""
"""What is still unfolding hides its neighbours, and would be found too small."""


def assert_reachable(page: Page) -> None:
    page.evaluate(UNFOLDED)
    results = Axe().run(page, options=RULES)
    found = results.response["violations"]
    assert results.response["passes"], "axe ran no rule"
    assert found == [], [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in found]


def assert_no_sideways_scroll(page: Page) -> None:
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= seen, f"the page is {wide} px wide in a window of {seen}"
