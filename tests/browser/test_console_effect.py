"""The figures in a real browser: found, read, narrowed, printed; by keyboard, without script, small and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bot.console.effect_town import OCTOBER, town
from tests.browser.conftest import Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
from tests.browser.test_console import sign_in

pytestmark = pytest.mark.browser


def test_figures_are_found_narrowed_and_read_with_their_charts(page: Page, service: Service) -> None:
    town(service.edge)
    sign_in(page, service)
    page.get_by_role("link", name="Effekt", exact=True).click()
    page.goto(f"{service.url}/console/effect?{OCTOBER}")
    chart = page.get_by_role("img", name="Henvendelser etter behov. Flest: Avlastning (12).")
    expect(chart).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert chart.evaluate("image => image.complete && image.naturalWidth > 100"), "a picture under the content policy"
    assert_reachable(page)
    page.emulate_media(color_scheme="dark")
    assert_reachable(page)
    page.get_by_label("Område", exact=True).select_option("vang")
    page.get_by_role("button", name="Vis tallene").click()
    expect(page.locator("#period")).to_contain_text("Bare Vang.")
    expect(page.locator("#t-area")).to_have_count(0)
    page.goto(f"{service.url}/console/effect?from=tull&to=2026-10-31")
    expect(page.get_by_label("Fra og med")).to_have_value("tull")
    assert_reachable(page)


def test_an_empty_town_is_told_what_will_come(page: Page, service: Service) -> None:
    sign_in(page, service)
    page.goto(f"{service.url}/console/effect")
    expect(page.get_by_role("heading", name="Ingen tall for denne perioden")).to_be_visible()
    assert_reachable(page)


@pytest.mark.parametrize("size", [(320, 640), (320, 256)])
def test_on_a_phone_and_at_four_hundred_percent_nothing_runs_out_of_the_page(
    page: Page, service: Service, size: tuple[int, int]
) -> None:
    town(service.edge)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    sign_in(page, service)
    for path in ("effect", "effect/report"):
        page.goto(f"{service.url}/console/{path}?{OCTOBER}")
        assert_no_sideways_scroll(page)
        assert_reachable(page)


def test_without_script_by_keyboard_alone_another_period_is_shown(browser: Browser, service: Service) -> None:
    town(service.edge)
    context = browser.new_context(locale="nb-NO", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, service)
    page.goto(f"{service.url}/console/effect?{OCTOBER}")
    page.get_by_label("Behov", exact=True).focus()
    page.keyboard.type("Avl")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#period")).to_contain_text("Bare behovet Avlastning.")
    expect(page.get_by_role("row", name="Henvendelser 12 7")).to_be_visible()
    context.close()


def test_the_report_prints_on_a4_without_the_console_around_it(page: Page, service: Service, tmp_path: Path) -> None:
    town(service.edge)
    sign_in(page, service)
    page.goto(f"{service.url}/console/effect?{OCTOBER}")
    page.get_by_role("link", name="Rapport til utskrift").click()
    expect(page.get_by_role("heading", name="Effektrapport")).to_be_visible()
    assert_reachable(page)
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.get_by_role("link", name="Tilbake til tallene")).to_be_hidden()
    expect(page.get_by_text("Hamar kommune fikk 23 henvendelser i perioden.")).to_be_visible()
    assert page.locator("#t-key").evaluate("h => getComputedStyle(h.parentElement).breakInside") == "avoid"
    printed = page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    assert printed.startswith(b"%PDF") and re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", printed), "A4"
