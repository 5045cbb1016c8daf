"""A long talk opens at its end, and what one must know and do is still in sight there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from domain.handover import Conversation, Owner, Urgency
from domain.messages import Author, Message
from tests.browser.conftest import Service
from tests.browser.reach import assert_no_sideways_scroll, assert_reachable
from tests.browser.test_console import sign_in

pytestmark = pytest.mark.browser


def a_long_talk_in_danger(service: Service) -> str:
    edge, now = service.edge, service.edge.clock.now()
    talk = Conversation(
        edge.ids.new(), "web", "long", now - timedelta(hours=1), owner=Owner.QUEUE, queue_reason="acute",
        queued_at=now, last_in_at=now, urgency=Urgency.ACUTE, acute_kind="suicide",
    )  # fmt: skip
    with edge.store() as uow:
        uow.conversations.add(talk)
        for n in range(60):
            uow.transcript.add(Message(talk.id, now, Author.CITIZEN if n % 2 else Author.BOT, f"Linje {n}"))
        uow.commit()
    return f"{service.url}/console/talks/{talk.id}"


def test_at_the_end_of_a_long_talk_danger_and_what_to_do_are_in_sight(page: Page, service: Service) -> None:
    sign_in(page, service)
    page.goto(a_long_talk_in_danger(service))
    expect(page.get_by_label("Skriv til innbyggeren")).to_be_in_viewport()
    expect(page.locator("#danger .danger")).to_be_in_viewport(ratio=1)
    take = page.get_by_role("button", name="Ta samtalen")
    expect(take).to_be_in_viewport(ratio=1)
    danger, side = page.locator("#danger .danger").bounding_box(), page.locator("#state").bounding_box()
    assert danger and side and danger["y"] + danger["height"] <= side["y"], "nothing lies under the danger"
    assert_reachable(page)
    take.click()
    expect(page.locator("#reply-hint")).to_contain_text("Du har samtalen")


def test_on_a_phone_the_danger_stays_and_at_four_hundred_percent_it_takes_no_room(
    page: Page, service: Service
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, service)
    page.goto(a_long_talk_in_danger(service))
    expect(page.locator("#danger .danger")).to_be_in_viewport(ratio=1)
    assert_no_sideways_scroll(page)
    assert_reachable(page)
    page.set_viewport_size({"width": 320, "height": 256})
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator("#danger .danger")).not_to_be_in_viewport()
