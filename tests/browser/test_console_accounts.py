"""From an invitation to a second factor, by the identity provider, and the lead's pages, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

from bot.console.accounts.book import Accounts
from bot.console.rights import Role
from bot.settings import Settings
from tests.bot.console.lying_issuer import CLIENT, SECRET, Issuer, running
from tests.bot.web.service import build
from tests.browser.conftest import EMAIL, NAME, PASSWORD, Complaints, Service, serving
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable

pytestmark = pytest.mark.browser

NEW = "fire blå elger på isen"


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with running(Issuer(claims={"email": EMAIL, "email_verified": True})) as started:
        yield started


@pytest.fixture
def service(tmp_path: Path, issuer: Issuer) -> Iterator[Service]:
    settings = Settings(oidc_issuer=issuer.url, oidc_client_id=CLIENT, oidc_client_secret=SecretStr(SECRET))
    edge = replace(build(tmp_path), settings=settings)
    Accounts(edge.store.engine).add(EMAIL, NAME, PASSWORD, edge.clock.now(), role=Role.LEAD)
    with serving(edge) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, complaints: Complaints) -> Iterator[Page]:
    """320 px, dark, and without script: all of it is forms."""
    small = {"width": 320, "height": 640}
    context = browser.new_context(locale="nb-NO", viewport=small, color_scheme="dark", java_script_enabled=False)
    yield complaints.listen(context.new_page())
    context.close()


def sign_in(page: Page, service: Service) -> None:
    page.goto(service.url + "/console/sign-in")
    page.get_by_label("E-post").fill(EMAIL)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()


def code(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).generate_otp(int(datetime.now(UTC).timestamp()) // 30 + steps)


def fits(page: Page) -> None:
    """No sideways scroll; read without script, which axe needs."""
    assert page.locator("main").bounding_box()["width"] <= 320  # type: ignore[index]


def looked_over(page: Page) -> None:
    """In light and dark, on a phone and at 400 % zoom."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_reachable(page)
    for width, height in ((320, 640), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        assert_no_sideways_scroll(page)
    assert_reachable(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_colleague_is_invited_comes_in_on_a_phone_without_script_and_turns_on_the_second_factor(
    page: Page, phone: Page, service: Service, complaints: Complaints
) -> None:
    sign_in(page, service)
    page.get_by_role("link", name="Kontoer").click()
    looked_over(page)
    page.get_by_role("link", name="Inviter").click()
    page.get_by_label("Navn").fill("Ny Kollega")
    page.get_by_label("E-post").fill(EMAIL)
    page.get_by_role("button", name="Lag lenke").click()
    expect(page.locator("#problems")).to_contain_text("har allerede en konto")
    complaints.clear()  # Chromium complains of 422
    expect(page.get_by_label("Navn")).to_have_value("Ny Kollega")
    looked_over(page)
    page.get_by_label("E-post").fill("ny@example.org")
    page.get_by_role("button", name="Lag lenke").click()
    link = page.get_by_label("Lenke").input_value()
    looked_over(page)

    phone.goto(link)
    fits(phone)
    phone.get_by_label("Nytt passord").fill(NEW)
    phone.get_by_label("Det nye passordet en gang til").fill(NEW)
    phone.get_by_role("button", name="Lag kontoen").click()
    expect(phone.locator("h1")).to_have_text("Kø")
    phone.get_by_role("link", name=re.compile("Logget inn: Ny Kollega")).click()
    fits(phone)
    phone.get_by_role("button", name="Sett opp totrinnsbekreftelse").click()
    secret = phone.locator(".secret").inner_text().replace(" ", "")
    expect(phone.get_by_role("img")).to_be_visible()
    fits(phone)
    phone.get_by_label("Kode").fill(code(secret, -1))
    phone.get_by_role("button", name="Slå på").click()
    expect(phone.locator(".codes li")).to_have_count(10)
    fits(phone)
    phone.get_by_role("link", name="Jeg har tatt vare på dem").click()
    phone.get_by_role("button", name="Logg ut").click()
    phone.get_by_label("E-post").fill("ny@example.org")
    phone.get_by_label("Passord").fill(NEW)
    phone.get_by_role("button", name="Logg inn", exact=True).click()
    expect(phone.locator("h1")).to_have_text("Bekreft med kode")
    fits(phone)
    phone.get_by_label("Kode").fill(code(secret))
    phone.get_by_role("button", name="Logg inn", exact=True).click()
    expect(phone.locator("h1")).to_have_text("Kø")

    page.get_by_role("link", name="Ferdig").click()
    page.get_by_role("link", name="Ny Kollega").click()
    looked_over(page)
    page.locator("#role").select_option("read_only")
    page.get_by_role("button", name="Lagre rollen").click()
    expect(page.locator("#role")).to_have_value("read_only")
    phone.goto(service.url + "/console/requests")
    expect(phone.locator("h1")).to_have_text("Denne siden er ikke for din rolle")
    complaints.clear()  # and of 403
    page.get_by_role("link", name="Hva som er gjort med kontoen").click()
    expect(page.locator("tbody")).to_contain_text("Endret rolle")
    looked_over(page)


def test_the_second_factor_is_set_up_and_shown_by_keyboard_alone_and_every_page_is_reachable(
    page: Page, service: Service, complaints: Complaints
) -> None:
    sign_in(page, service)
    page.goto(service.url + "/console/account")
    looked_over(page)
    page.get_by_role("button", name="Sett opp totrinnsbekreftelse").press("Enter")
    secret = page.locator(".secret").inner_text().replace(" ", "")
    looked_over(page)
    page.get_by_label("Kode").fill("000000")
    page.keyboard.press("Enter")
    expect(page.locator("#code-wrong")).to_contain_text("koden er feil")
    complaints.clear()  # Chromium complains of 422
    looked_over(page)
    page.get_by_label("Kode").press_sequentially(code(secret, -1))
    page.keyboard.press("Enter")
    expect(page.locator(".codes li")).to_have_count(10)
    looked_over(page)
    page.get_by_role("link", name="Jeg har tatt vare på dem").press("Enter")
    looked_over(page)
    page.get_by_role("link", name="Slå av totrinnsbekreftelse").press("Enter")
    looked_over(page)
    page.get_by_role("button", name="Logg ut").press("Enter")
    sign_in(page, service)
    looked_over(page)
    page.get_by_label("Kode").press_sequentially(code(secret))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Kø")


def test_by_the_identity_provider_there_and_back_and_out(page: Page, service: Service, complaints: Complaints) -> None:
    page.goto(service.url + "/console/")
    looked_over(page)
    page.get_by_role("link", name="Logg inn med ansattinnlogging").press("Enter")
    expect(page.locator("h1")).to_have_text("Kø")
    page.get_by_role("link", name=re.compile(f"Logget inn: {NAME}")).click()
    expect(page.get_by_role("heading", name="Bytt passord")).to_be_visible()
    page.get_by_role("button", name="Logg ut").click()
    looked_over(page)
    page.get_by_role("link", name="Logg ut hos ansattinnlogging også").click()
    expect(page.locator("body")).to_have_text("signed out there")
    complaints.clear()  # there is no icon there


def test_what_goes_wrong_at_the_identity_provider_is_said_plainly(
    browser: Browser, service: Service, issuer: Issuer
) -> None:
    context = browser.new_context(locale="nb-NO", viewport={"width": 320, "height": 640})
    page = context.new_page()  # answers of 403 and 503 are complained of in the browser's own console
    for lie, said in (("nonce", "ble ikke godtatt"), ("cancelled", "ble ikke logget inn"), ("state", "for gammel")):
        issuer.lie = lie
        page.goto(service.url + "/console/oidc")
        expect(page.locator("h1")).to_contain_text(said)
        assert_reachable(page)
        assert_no_sideways_scroll(page)
    issuer.lie, issuer.claims = "", {"email": "ukjent@example.org", "email_verified": True}
    page.goto(service.url + "/console/oidc")
    expect(page.locator("h1")).to_have_text("Du har ingen konto her")
    context.close()
