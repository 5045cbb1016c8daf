"""The lists of talks as pages: tabs, filters in the address, paging, and empty lists that help."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.edge import Edge
from bot.store import tables as t
from bot.store.rows import conversation_row
from domain.handover import Conversation, Owner, Urgency
from domain.requests import Request
from tests.bot.console.conftest import Account, Desk
from tests.bot.console.talks_listed import link, put, shown, waits
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import FixedClock


def test_each_tab_has_its_talks_and_all_tabs_their_counts(desk: Desk, kari: Account, edge: Edge) -> None:
    hers = {"owner": Owner.PERSON, "owner_id": kari.id, "owner_name": "Kari Nordmann"}
    tomorrow = edge.clock.now() + timedelta(days=1)
    waiting, mine, with_bot = waits(edge), put(edge, **hers), put(edge)
    snoozed = put(edge, **hers, snoozed_until=tomorrow)
    pages = {tab: desk.client.get(f"/console/{tab}").text for tab in ("", "mine", "with-bot", "all", "snoozed")}
    for tab, talk in (("", waiting), ("mine", mine), ("with-bot", with_bot), ("snoozed", snoozed)):
        assert shown(pages[tab]) == [talk.id], tab
    assert len(shown(pages["all"])) == 4
    for page in pages.values():
        told = re.findall(r'id="tab-(\w+)".*?<span class="count">(\d+)</span>', page)
        assert told == [("waiting", "1"), ("mine", "1"), ("with_bot", "1"), ("all", "4"), ("snoozed", "1")]
    assert "1 venter, 0 akutt" in pages[""] and "Utsatt til i morgen" in pages["snoozed"]


def test_the_list_of_the_latest_is_now_the_one_of_all(desk: Desk) -> None:
    assert desk.client.get("/console/latest").url.path == "/console/all"


def test_a_row_says_all_that_one_chooses_by(desk: Desk, edge: Edge, clock: FixedClock) -> None:
    talk = waits(
        edge, "Kan noen komme\ntil mor?", need="respite", area="ridabu", language="nn", unread=3,
        urgency=Urgency.HIGH, channel="telegram",
    )  # fmt: skip
    with edge.store() as uow:
        uow.requests.add(Request(edge.ids.new(), "ELG-90", talk.id, "respite", clock.now(), clock.now()))
        uow.commit()
    clock.moment += timedelta(minutes=42)
    page = desk.client.get("/console/").text
    row = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index('<li class="talk-row') :]))
    for words in (
        "Haster", "Vil snakke med et menneske", "«Kan noen komme til mor?»", "Behov: avlastning", "Område: Ridabu",
        "Fristen er ute", "Frist: ", "Har ventet 42 min", "3 uleste", "Kanal: Telegram", "Språk: nynorsk",
        "Venter på koordinator",
    ):  # fmt: skip
        assert words in row, f"{words} is not in {row[:600]}"


def test_a_filter_stands_in_the_address_and_is_taken_away_alone_or_with_all_others(desk: Desk, edge: Edge) -> None:
    both = waits(edge, need="respite", area="ridabu", language="nb")
    waits(edge, need="escort", area="ridabu", language="nb")
    waits(edge)
    page = desk.client.get("/console/?need=respite&area=ridabu&language=&urgency=").text
    assert shown(page) == [both.id] and "Passer filteret: 1 av 3" in page and "Filtrer (2 valgt)" in page
    assert '<option value="respite" selected>' in page
    assert link(page, "off-need") == "/console/?area=ridabu" and link(page, "off-area") == "/console/?need=respite"
    assert len(shown(desk.client.get(link(page, "off-need")).text)) == 2
    assert link(page, "tab-mine") == "/console/mine?need=respite&area=ridabu", "kept from tab to tab"
    assert 'href="/console/">Nullstill' in page


def test_an_empty_list_says_which_filter_hides_what(desk: Desk, edge: Edge) -> None:
    for facts in ({"need": "respite"}, {"need": "respite"}, {"unread": 1}):
        waits(edge, **facts)  # type: ignore[arg-type]
    page = desk.client.get("/console/?need=respite&unread=yes").text
    assert "Ingen samtaler i denne lista passer filteret" in page
    assert "Uten «Behov: avlastning» er det 1" in page and "Uten «Har ulest» er det 2" in page
    assert link(page, "without-unread") == "/console/?need=respite"


@pytest.mark.parametrize("tab", ["", "mine", "with-bot", "all", "snoozed"])
def test_an_empty_list_says_what_comes_there(desk: Desk, tab: str) -> None:
    page = desk.client.get(f"/console/{tab}").text
    assert shown(page) == [] and re.search(r'<div class="nothing">\s*<p>[^<]{15,}</p>', page)


@pytest.mark.parametrize(
    "garbage",
    [
        "need=murder", "need=%00", "area=%27%20OR%201=1--", "language=xx&channel=fax&urgency=very", "overdue=1",
        "after=1", "after=~", "after=0~2026-01-01~x", "after=99999999999999999999~2026-01-01T00:00:00%2B00:00~x",
        "after=0~2026-01-01T00:00:00%2B00:00~%00", "after=0~2026-01-01T00:00:00%2B00:00~%C3%A6%20%C3%B8",
        "need=respite&need=", "after=0~0001-01-01T00:00:00%2B14:00~x",
    ],
)  # fmt: skip
def test_garbage_in_the_address_is_as_nothing(desk: Desk, edge: Edge, garbage: str) -> None:
    talk = waits(edge)
    for tab in ("", "all"):
        answer = desk.client.get(f"/console/{tab}?{garbage}")
        assert answer.status_code == 200 and shown(answer.text) == [talk.id]


def test_a_long_list_is_turned_page_by_page_with_its_filters(desk: Desk, edge: Edge) -> None:
    now = edge.clock.now()
    rows = [
        conversation_row(Conversation(
            f"talk{n:03}", "web", f"a{n}", now, owner=Owner.QUEUE, queue_reason="asked",
            queued_at=now + n * timedelta(0, 1), last_in_at=now, need="respite" if n % 2 else "escort",
        ))
        for n in range(240)
    ]  # fmt: skip
    with edge.store() as uow:
        uow.connection.execute(t.conversation.insert(), rows)
        uow.commit()
    for address, expected in (("/console/", 240), ("/console/all?need=respite", 120)):
        seen, page = list[str](), desk.client.get(address).text
        while True:
            seen += shown(page)
            if 'id="more"' not in page:
                break
            page = desk.client.get(link(page, "more")).text
            assert 'id="to-first"' in page
        assert len(seen) == len(set(seen)) == expected


def test_what_is_understood_of_a_message_is_what_the_talk_is_found_by(desk: Desk, citizen: Citizen) -> None:
    citizen.write("menneske, jeg trenger avlastning")
    assert len(shown(desk.client.get("/console/?need=respite").text)) == 1
    assert shown(desk.client.get("/console/?need=escort").text) == []
