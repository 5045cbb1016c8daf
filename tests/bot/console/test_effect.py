"""The figures: against a small town counted by hand, on every page that shows them."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from starlette.testclient import TestClient

from bot.edge import Edge
from tests.bot.console.conftest import Desk
from tests.bot.console.effect_town import OCTOBER, at, town
from tests.bot.store.builders import a_request, a_talk


def rows_of(page: str, table: str) -> dict[str, list[str]]:
    found = re.search(rf'<h[23][^>]*id="t-{table}">.*?</table>', page, re.S)
    assert found, f"no table {table}"
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', found.group(), re.S)
    return {html.unescape(label): re.findall(r"<td[^>]*>(.*?)</td>", cells) for label, cells in rows}


@pytest.fixture
def page(desk: Desk, edge: Edge) -> str:
    town(edge)
    return desk.client.get(f"/console/effect?{OCTOBER}").text


def test_requests_are_counted_and_compared_with_the_period_before(page: str) -> None:
    key = rows_of(page, "key")
    assert key["Henvendelser"] == ["23", "7"]
    assert key["Løst av andre enn kommunens egne ansatte"] == ["33 %", "0 %"], "6 of 18"
    assert key["Løfter om svar som ble holdt"] == ["43 %", "0 %"], "10 in time, 8 late, 5 not at all"
    assert key["Fikk hjelp eller delvis hjelp, av dem som svarte"] == ["50 %", "ikke nok tall"]


def test_times_are_medians_and_ninetieths_of_real_time(page: str) -> None:
    key = rows_of(page, "key")
    assert key["Tid til første svar, midterste"] == ["9 t 30 min", "ikke nok tall"]
    assert key["Ni av ti fikk svar innen"][0] == "17 t"
    assert key["Tid til hjelp, midterste"] == ["2 døgn", "2 døgn"]


def test_requests_divide_by_need_area_outcome_channel_and_language(page: str) -> None:
    needs = rows_of(page, "need")
    assert list(needs)[:3] == ["Avlastning", "Følge", "Skyss"]
    assert [needs[n] for n in list(needs)[:3]] == [["12", "7"], ["6", "0"], ["5", "0"]]
    assert rows_of(page, "area")["Vang"] == ["17", "7"]
    outcomes = rows_of(page, "outcome")
    assert outcomes["En kommunal tjeneste"] == ["12", "7"] and outcomes["– en frivillig"] == ["6", "0"]
    assert rows_of(page, "language")["Nynorsk"] == ["6", "0"]
    assert rows_of(page, "channel")["Nett"] == ["23", "7"]
    assert rows_of(page, "talk") == {"Bare chatboten": ["5"], "Et menneske tok over": ["18"], "Alle": ["23"]}


def test_shifts_respite_and_volunteers_are_those_that_were(page: str) -> None:
    assert rows_of(page, "fill")["Avlastning"] == ["7", "7", "100 %"]
    respite = rows_of(page, "respite")
    assert respite["Timer i alt"][0] == "9,5", "five times 90 minutes, and two hours nobody has told of"
    assert respite["Av dem meldt som gjennomført"][0] == "skjult", "one of them would be what is left"
    volunteers = rows_of(page, "volunteer")
    assert volunteers["Aktive: hadde plass på en vakt i perioden"] == ["6"]
    assert volunteers["Godkjent, uten vakt i perioden"] == ["7"]
    assert volunteers["Nye: godkjent i perioden"] == ["0"]
    assert volunteers["Fra søknad til første vakt, midterste"] == ["17 døgn 12 t"]


def test_the_gap_radar_says_where_nothing_fitted_and_what_was_never_shown(page: str, edge: Edge) -> None:
    assert rows_of(page, "unmet") == {"Skyss": ["Vang", "7"]}
    assert rows_of(page, "unmet_time") == {"Torsdag, kveld": ["7"]}
    never = rows_of(page, "never")
    assert edge.world.catalogue.offers[0].name not in never and len(never) >= 5


def test_numbers_under_five_are_hidden_with_others_so_that_none_is_the_rest(desk: Desk, edge: Edge) -> None:
    town(edge)
    few(edge, 2, "errands", "vang")
    page = desk.client.get(f"/console/effect?{OCTOBER}").text
    needs = rows_of(page, "need")
    assert needs["Hjelp til ærend"][0] == needs["Skyss"][0] == needs["Besøksvenn"][0] == "skjult"
    assert needs["Avlastning"][0] == "12"
    assert "skjul" in desk.client.get(f"/console/effect/report?{OCTOBER}").text


def few(edge: Edge, count: int, need: str, area: str) -> None:
    with edge.store() as uow:
        for n in range(count):
            talk = a_talk(created_at=at(20))
            uow.conversations.add(talk)
            uow.requests.add(a_request(talk, f"FEW-{n}-{need}", need=need, area=area, created_at=at(20)))
        uow.commit()


def test_a_selection_gives_no_number_away_that_the_whole_hides(desk: Desk, edge: Edge) -> None:
    """Vang has 17, the whole 23; one more area with three: neither it nor what is left without it can be had."""
    town(edge)
    few(edge, 3, "respite", "ingeberg")
    whole = rows_of(desk.client.get(f"/console/effect?{OCTOBER}").text, "area")
    assert whole["Ingeberg"][0] == whole["Ridabu"][0] == "skjult", "what is hidden adds up to nine"
    assert whole["Vang"][0] == "17"
    for area in ("ingeberg", "ridabu"):
        page = desk.client.get(f"/console/effect?{OCTOBER}&area={area}").text
        assert rows_of(page, "key")["Henvendelser"][0] == "skjult"
        assert 'id="t-outcome"' not in page
    respite = desk.client.get(f"/console/effect?{OCTOBER}&need=respite").text
    assert rows_of(respite, "key")["Henvendelser"][0] == "15"
    assert rows_of(respite, "area")["Vang"][0] == "skjult", "else the three would be the rest"
    both = desk.client.get(f"/console/effect?{OCTOBER}&need=respite&area=vang").text
    assert rows_of(both, "key")["Henvendelser"][0] == "skjult"


def test_what_was_erased_still_counts_in_its_month(desk: Desk, edge: Edge) -> None:
    town(edge)
    with edge.store() as uow:
        for n in range(6):
            talk = a_talk(created_at=at(20))
            uow.conversations.add(talk)
            uow.requests.add(a_request(talk, f"WEG-{n}", created_at=at(20), area="vang", outcome="network"))
            uow.people.erase(talk.id)
        uow.commit()
    page = desk.client.get(f"/console/effect?{OCTOBER}").text
    key = rows_of(page, "key")
    assert (key["Henvendelser"][0], key["Av dem slettet (bare tellingen er igjen)"][0]) == ("29", "6")
    assert rows_of(page, "channel")["Ikke oppgitt"][0] == "6"
    assert rows_of(page, "outcome")["– familie, venner eller naboer"][0] == "6"


def test_the_file_opens_in_a_norwegian_spreadsheet_and_hides_the_same(desk: Desk, edge: Edge) -> None:
    town(edge)
    few(edge, 2, "errands", "vang")
    answer = desk.client.get(f"/console/effect.csv?{OCTOBER}")
    assert answer.content.startswith(b"\xef\xbb\xbf") and "effekt-2026-10-01-2026-10-31.csv" in str(answer.headers)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Hamar kommune", "Effektrapport"] and rows[1] == ["1. oktober 2026 til 31. oktober 2026"]
    assert ["Laget 25. november 2026 12.00."] in rows and any("færre enn 5" in row[0] for row in rows if row)
    assert ["Hjelp til ærend", "skjult", "0"] in rows and ["Avlastning", "12", "7"] in rows
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize("chart", ["goal", "need", "area", "outcome"])
def test_a_chart_is_a_picture_with_its_point_in_words(page: str, desk: Desk, chart: str) -> None:
    found = re.search(rf'src="(/console/effect/chart/{chart}\.svg[^"]+)" alt="([^"]+)"', page)
    assert found
    picture = desk.client.get(html.unescape(found.group(1)))
    assert picture.status_code == 200 and picture.headers["content-type"] == "image/svg+xml"
    assert picture.text.startswith("<?xml") and "<path" in picture.text
    assert any(word in found.group(2) for word in ("Flest", "Målet"))


@pytest.mark.parametrize(("query", "says"), [
    ("from=i+fjor", "Skriv datoen som"), ("from=2026-10-31&to=2026-10-01", "Bytt dem om"),
    ("from=2001-01-01&to=2026-10-01", "høyst fem år"), ("need=1%27%20OR", "Velg fra listen"),
    ("from=0001-01-01&to=0001-02-01", "Skriv datoen som"), ("to=2150-12-31", "høyst fem år"),
])  # fmt: skip
def test_what_is_wrong_with_the_form_is_said_and_what_was_typed_stands(desk: Desk, query: str, says: str) -> None:
    answer = desk.client.get(f"/console/effect?{query}")
    assert answer.status_code == 200 and says in answer.text and 'aria-invalid="true"' in answer.text
    assert "i fjor" not in query.replace("+", " ") or 'value="i fjor"' in answer.text
    assert desk.client.get(f"/console/effect.csv?{query}").status_code == 200


def test_with_nothing_to_show_it_says_what_will_come_and_from_where(desk: Desk) -> None:
    page = desk.client.get("/console/effect").text
    assert "Ingen tall for denne perioden" in page and "samtalene, henvendelsene og vaktene" in page
    assert desk.client.get("/console/effect/chart/no-such.svg").status_code == 404


def test_whoever_may_not_see_figures_does_not(client: TestClient) -> None:
    assert "/console/sign-in" in str(client.get("/console/effect.csv").url)
