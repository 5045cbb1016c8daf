"""The list of volunteers: who has not been asked for long, who is asked as often as they want, sorted and narrowed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from bot.edge import Edge
from domain.shifts.invitation import InvitationState as S
from domain.shifts.shift import Shift, ShiftState
from domain.shifts.volunteer import END_OF_DAY, Volunteer, VolunteerState, Window
from tests.bot.console.conftest import Desk
from tests.bot.console.shifts_here import a_volunteer, answer, sent, text_of
from tests.bot.console.test_volunteers import applied, page_of
from tests.bot.store.builders import a_shift, an_invitation
from tests.bot.web.service import FixedClock


def names_in(page: str) -> list[str]:
    return re.findall(r'id="r-\w+" href="[^"]+">([^<]+)</a>', page)


def asked(edge: Edge, volunteer: Volunteer, days_ago: float, **facts: Any) -> Shift:
    """About a shift four days after the question."""
    at = edge.clock.now() - timedelta(days=days_ago)
    shift = a_shift(at + timedelta(days=4), state=ShiftState.OPEN, opened_at=at)
    with edge.store() as uow:
        uow.shifts.add(shift)
        uow.invitations.add_many([an_invitation(shift, volunteer, at, **{"times_asked": 1, "state": S.ASKED, **facts})])
        uow.commit()
    return shift


def test_the_list_tells_who_waits_for_what(desk: Desk, edge: Edge, clock: FixedClock) -> None:
    applied(edge)
    a_volunteer(edge, "Kari Klar", last_asked_at=clock.moment)
    a_volunteer(edge, "Ulf Ukoblet", linked_at=None, last_asked_at=clock.moment)
    a_volunteer(edge, "Pia Pause", state=VolunteerState.PAUSED)
    a_volunteer(edge, "Lars Lenge", approved_at=clock.moment - timedelta(days=31))
    a_volunteer(edge, "Eli Ended", state=VolunteerState.ENDED)
    page = desk.client.get("/console/volunteers").text
    words = text_of(page)
    assert "venter på deg (1) Ida Ivrig" in words and "Alle (4)" in words and "Eli Ended" not in words
    assert names_in(page)[0] == "Lars Lenge", "whoever has waited longest comes first"
    for state, name in (("unasked", "Lars Lenge"), ("not_linked", "Ulf Ukoblet"), ("paused", "Pia Pause"),
                        ("applied", "Ida Ivrig")):  # fmt: skip
        assert names_in(desk.client.get(f"/console/volunteers?state={state}").text) == [name]
    assert "Ikke spurt på 30 dager (1)" in words and "Kan spørres (2)" in words
    assert "Ingen her passer" in desk.client.get("/console/volunteers?need=transport").text


def test_whoever_is_asked_as_often_as_they_want_is_told_of_and_listed(desk: Desk, edge: Edge) -> None:
    olav, nina = a_volunteer(edge, "Olav Ofte", most_per_week=1), a_volunteer(edge, "Nina", most_per_week=2)
    asked(edge, olav, 2)
    asked(edge, nina, 2)
    asked(edge, nina, 8)
    page = desk.client.get("/console/volunteers?state=often").text
    assert names_in(page) == ["Olav Ofte"] and "1 av høyst 1 Så ofte de vil" in text_of(page)
    assert "1 av høyst 2" in text_of(desk.client.get("/console/volunteers").text)


def test_answers_are_counted_for_thirty_and_ninety_days_and_can_be_sorted_by(desk: Desk, edge: Edge) -> None:
    åse, nina = a_volunteer(edge, "Åse Bakken", most_per_week=7), a_volunteer(edge, "Nina Nær", most_per_week=7)
    asked(edge, åse, 20, state=S.ACCEPTED, happened=True)
    asked(edge, åse, 29, state=S.DECLINED)
    asked(edge, åse, 31, state=S.BACKED_OUT)
    asked(edge, åse, 91, state=S.ACCEPTED, happened=True)
    coming = asked(edge, nina, 1, state=S.ACCEPTED)
    page = desk.client.get("/console/volunteers?sort=-asked_90").text
    assert names_in(page) == ["Åse Bakken", "Nina Nær"]
    words = text_of(page)
    assert "2 spurt, 1 ja, 1 nei, 1 kom" in words and "3 spurt, 2 ja, 1 nei, 1 kom" in words
    assert f'id="next-{nina.id}" href="/console/shifts/{coming.id}"' in page
    assert 'aria-sort="descending"><a class="ds-link" id="sort-asked_90"' in page
    assert names_in(desk.client.get("/console/volunteers?sort=asked_90").text) == ["Nina Nær", "Åse Bakken"]
    own = text_of(desk.client.get(page_of(åse)).text)
    assert "Siste 30 dager 2 spurt, 1 ja, 1 nei, 1 kom" in own


def test_names_are_sorted_as_norwegian_is_and_found_whatever_the_case(desk: Desk, edge: Edge) -> None:
    for name in ("Åse", "Ærlend", "Zara", "Øyvind", "Anna"):
        a_volunteer(edge, name)
    page = desk.client.get("/console/volunteers?sort=name").text
    assert names_in(page) == ["Anna", "Zara", "Ærlend", "Øyvind", "Åse"]
    assert names_in(desk.client.get("/console/volunteers?name=ÅSE").text) == ["Åse"]
    assert names_in(desk.client.get("/console/volunteers?name=øy").text) == ["Øyvind"]


def test_the_list_is_narrowed_by_car_language_area_and_weekday(desk: Desk, edge: Edge) -> None:
    a_volunteer(edge, "Alt Mulig", car=True, languages=("norsk", "Sørsamisk"), areas=("ridabu",),
                windows=(Window(1, 960, 1200), Window(3, 1, 2)))  # fmt: skip
    a_volunteer(edge, "Bare Norsk", areas=("storhamar",), windows=(Window(5, 0, END_OF_DAY),))
    a_volunteer(edge, "Når Somhelst")

    def found(query: str) -> set[str]:
        return set(names_in(desk.client.get(f"/console/volunteers?{query}").text))

    assert found("car=yes") == {"Alt Mulig"} and found("language=sørsam") == {"Alt Mulig"}
    assert found("area=ridabu") == {"Alt Mulig", "Når Somhelst"}, "no area means everywhere"
    assert found("weekday=5") == {"Bare Norsk", "Når Somhelst"} and found("weekday=1") == {"Alt Mulig", "Når Somhelst"}
    assert found("weekday=2") == {"Når Somhelst"}, "a minute after midnight is no weekday"
    assert len(found("weekday=9&sort=nothing&state=x&page=-3&car=1")) == 3


def test_many_volunteers_are_paged_and_cost_the_same_few_queries(desk: Desk, edge: Edge) -> None:
    now = edge.clock.now()
    with edge.store() as uow:
        for nth in range(120):
            uow.volunteers.add(Volunteer(edge.ids.new(), f"Frivillig {nth:03}", now, VolunteerState.APPROVED))
        uow.commit()
    queries: list[str] = []
    sa.event.listen(edge.store.engine, "before_cursor_execute", lambda *given: queries.append(given[2]))
    first = desk.client.get("/console/volunteers?sort=name").text
    assert len(names_in(first)) == 50 and "Side 1 av 3" in first and len(queries) < 15, queries
    last = desk.client.get("/console/volunteers?sort=name&page=3").text
    assert names_in(last)[-1] == "Frivillig 119" and 'id="page-after"' not in last


def test_a_week_of_theirs_stands_on_their_page(desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(edge, "Nina")
    answer(edge, nina, sent(desk, edge), "yes")
    words = text_of(desk.client.get(page_of(nina)).text)
    assert "I morgen, torsdag 13.00–14.30 Følge på tur har plass" in words
    after = text_of(desk.client.get(f"{page_of(nina)}?week=2026-W49").text)
    assert "Uke 49" in after and "13.00–14.30 Følge på tur" not in after.split("Kommende vakter")[0]
