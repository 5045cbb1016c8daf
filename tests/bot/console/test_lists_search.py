"""The search as a page: it leads to the line, tells how to go on, and keeps to itself what was searched for."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from bot.edge import Edge
from bot.store import tables as t
from tests.bot.console.conftest import Desk
from tests.bot.console.talks_listed import link, put
from tests.bot.web.conftest import Citizen


def test_a_search_leads_to_the_line_with_the_words_marked(desk: Desk, citizen: Citizen) -> None:
    citizen.write("menneske! Hvem kan passe <b>hundene</b> til mor i helga?")
    page = desk.client.get("/console/search", params={"q": "hund"}).text
    assert "Linjer med ordene: 1" in page and "&lt;b&gt;<mark>hundene</mark>&lt;/b&gt; til mor" in page
    found = re.search(r'href="(/console/talks/[0-9a-z]+)\?line=\d+#m(\d+)">Innbygger', page)
    assert found and f'id="m{found.group(2)}"' in desk.client.get(found.group(1)).text
    assert 'value="hund"' in page, "what was typed stands there still"


def test_a_search_finds_a_request_by_its_code_and_leads_to_it(desk: Desk, citizen: Citizen) -> None:
    citizen.write("henvendelse")
    page = desk.client.get("/console/search", params={"q": "elg 27"}).text
    assert re.search(r'href="/console/talks/[0-9a-z]+#r-ELG-27">ELG-27: avlastning', page)


def test_a_search_without_words_or_with_none_that_tell_says_how_to_go_on(desk: Desk) -> None:
    assert "«hund» finner også «hundene»" in desk.client.get("/console/search").text
    assert "Småord som" in desk.client.get("/console/search", params={"q": "jeg og du"}).text
    assert "Prøv færre ord" in desk.client.get("/console/search", params={"q": "flaggermus"}).text


def test_all_hits_are_reached_page_by_page(desk: Desk, edge: Edge) -> None:
    for n in range(65):
        put(edge, f"bilen nummer {n}")
    page, seen = desk.client.get("/console/search", params={"q": "biler"}).text, list[str]()
    assert "Linjer med ordene: 65" in page
    while True:
        seen += re.findall(r'id="hit-(\d+)"', page)
        if 'id="more"' not in page:
            break
        page = desk.client.get(link(page, "more")).text
    assert len(seen) == len(set(seen)) == 65 and seen == sorted(seen, key=int, reverse=True)


@pytest.mark.parametrize("words", ["\x00", "%", "'; drop table x --", "<script>", "å" * 5000, "( AND OR *", "\ud7ff"])
def test_whatever_is_searched_for_is_text(desk: Desk, words: str) -> None:
    answer = desk.client.get("/console/search", params={"q": words, "before": words})
    assert answer.status_code == 200 and "<script>alert" not in answer.text and "Traceback" not in answer.text


def test_that_somebody_searched_is_on_record_but_not_for_what(
    desk: Desk, edge: Edge, caplog: pytest.LogCaptureFixture
) -> None:
    put(edge, "bjørnebær på Ridabu")
    caplog.set_level("DEBUG")
    desk.client.get("/console/search", params={"q": "bjørnebær"})
    with edge.store.engine.connect() as db:
        rows = db.execute(sa.select(t.audit).where(t.audit.c.action == "search")).mappings().all()
    assert [row["detail"] for row in rows] == ["1 words, 1 lines"]
    assert "bjørnebær" not in str(rows)
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    assert "rnebær" not in " ".join(ours), "the client of the test logs addresses; the service does not"
