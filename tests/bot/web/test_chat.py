"""The chat's page and its form, as a browser without script uses them."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from bot.edge import Edge
from bot.store import tables as t
from bot.web_security import CONTENT_SECURITY_POLICY, hash_of
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import FixedClock, StandInForRasa

NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)> {{7*7}} '; DROP TABLE message; -- /restart"


def count(edge: Edge, table: sa.Table) -> int:
    with edge.store.engine.connect() as db:
        return db.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_message_and_its_answer_stand_on_the_page(citizen: Citizen) -> None:
    citizen.write("hei på deg")
    assert citizen.lines()[0] == "hei på deg" and "Svar 1" in citizen.lines()[-1]


def test_the_same_form_sent_twice_is_one_message(citizen: Citizen, rasa: StandInForRasa) -> None:
    citizen.write("bare én gang")
    citizen.write("bare én gang")
    assert citizen.page.count("bare én gang") == 1 and rasa.heard == ["bare én gang"]


def test_another_cookie_sees_nothing_of_the_talk(citizen: Citizen, somebody_else: Citizen) -> None:
    citizen.write("hemmelig for andre")
    assert "hemmelig" not in somebody_else.open()
    assert "hemmelig" not in somebody_else.client.get("/chat/download?as=json").text
    somebody_else.write("noe annet")
    assert "hemmelig" not in somebody_else.page


def test_another_persons_nonce_does_not_block_ones_own_message(citizen: Citizen, somebody_else: Citizen) -> None:
    citizen.write("min")
    nonce = citizen.fields["nonce"]
    somebody_else.open()
    somebody_else.write("din", nonce=nonce)
    assert "din" in somebody_else.lines()


def test_another_persons_button_does_nothing(citizen: Citizen, somebody_else: Citizen, rasa: StandInForRasa) -> None:
    citizen.write("knapper")
    button = re.search(r'name="button" value="([^"]+)"', citizen.page)
    assert button is not None
    somebody_else.open()
    somebody_else.write("", button=button.group(1))
    assert rasa.heard == ["knapper"], "no payload reached Rasa"


def test_the_store_never_sees_the_cookie(citizen: Citizen, edge: Edge) -> None:
    citizen.write("hei")
    secret = citizen.client.cookies["talk"]
    with edge.store.reading() as uow:
        assert uow.conversations.by_address("web", hash_of(secret)) is not None
    for table in t.metadata.sorted_tables:
        with edge.store.engine.connect() as db:
            assert secret not in str(db.execute(sa.select(table)).all()), table.name


def test_markup_is_shown_as_text(citizen: Citizen) -> None:
    citizen.write(NASTY)
    assert "<script>alert" not in citizen.page and "<img src=x" not in citizen.page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in citizen.page and "{{7*7}}" in citizen.page


def test_a_telephone_number_and_a_link_can_be_pressed_and_nothing_else() -> None:
    from bot.said_as_html import said_as_html

    shown = said_as_html(
        'Ring 62 56 30 10 eller 116 117, se https://www.hamar.kommune.no/a?b=1&c="x". javascript:alert(1) 12.12.2026'
    )
    assert 'href="tel:62563010"' in shown and 'href="tel:116117"' in shown
    assert 'href="https://www.hamar.kommune.no/a?b=1&amp;c=" rel' in shown and '&#34;x&#34;' in shown
    assert shown.count("<a ") == 3 and "javascript:alert(1)" in shown
    assert "<a " not in said_as_html("Stafsbergvegen 110, 2319 Hamar") and "<a " in said_as_html("Ring 110 nå.")


@pytest.mark.parametrize(("text", "status"), [("", 400), ("  \n ", 400), ("x" * 4001, 413), ("x" * 100_000, 413)])
def test_what_is_not_taken_is_given_back(citizen: Citizen, edge: Edge, text: str, status: int) -> None:
    citizen.open()
    response = citizen.client.post("/chat", data={**citizen.fields, "text": text})
    assert response.status_code == status and 'class="ds-alert"' in response.text
    assert text.strip() in response.text and count(edge, t.message) == 0


def test_more_than_a_megabyte_is_refused_kindly(citizen: Citizen) -> None:
    citizen.open()
    response = citizen.client.post("/chat", data={**citizen.fields, "text": "x" * 1_100_000})
    assert response.status_code == 413 and "for langt" in response.text


def test_control_characters_and_lone_surrogates_do_no_harm(citizen: Citizen) -> None:
    citizen.open()
    body = f"token={citizen.fields['token']}&nonce={citizen.fields['nonce']}&text=hei%00%1b%ED%A0%80du%E2%80%8B"
    response = citizen.client.post(
        "/chat", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert response.status_code == 200 and "Svar 1" in response.text


def test_without_the_cookies_token_nothing_is_taken(citizen: Citizen, edge: Edge) -> None:
    citizen.open()
    response = citizen.client.post("/chat", data={"text": "fra et annet sted", "token": "0" * 64})
    assert response.status_code == 400 and "fra et annet sted" in response.text and count(edge, t.message) == 0


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}])
def test_another_site_cannot_post_for_anybody(citizen: Citizen, edge: Edge, headers: dict[str, str]) -> None:
    citizen.open()
    response = citizen.client.post("/chat", data={**citizen.fields, "text": "hei"}, headers=headers)
    assert response.status_code == 403 and count(edge, t.message) == 0


def test_a_form_under_no_referrer_says_origin_null_and_is_taken(citizen: Citizen) -> None:
    citizen.open()
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert "Svar 1" in citizen.client.post("/chat", data={**citizen.fields, "text": "hei"}, headers=headers).text


def test_the_twenty_first_message_in_a_minute_waits_and_is_kept(citizen: Citizen, clock: FixedClock) -> None:
    citizen.open()
    for number in range(20):
        citizen.write(f"nr {number}", nonce=f"nonce-nonce-nonce-{number}")
    assert "Vent et lite minutt" in citizen.write("nr 20", nonce="nonce-nonce-nonce-20")
    assert "nr 20</textarea>" in citizen.page


def test_one_who_writes_too_much_stops_nobody_else(citizen: Citizen, somebody_else: Citizen) -> None:
    for number in range(25):
        citizen.write(f"nr {number}", nonce=f"nonce-nonce-nonce-{number}")
    somebody_else.write("hei")
    assert "Svar" in somebody_else.lines()[-1]


def test_when_rasa_is_down_the_message_is_kept_and_told_of(citizen: Citizen, rasa: StandInForRasa, edge: Edge) -> None:
    rasa.down = True
    citizen.write("er det noen der?")
    assert "er det noen der?" in citizen.page and len(citizen.lines()) >= 2
    with edge.store.reading() as uow:
        assert len(uow.conversations.waiting()) == 1


def test_the_menneske_button_puts_one_in_the_queue(citizen: Citizen, edge: Edge) -> None:
    citizen.write("", wish="human")
    assert "Jeg vil snakke med et menneske" in citizen.lines()
    with edge.store.reading() as uow:
        assert [talk.queue_reason for talk in uow.conversations.waiting()] == ["asked"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_speaks_each_language(client: TestClient, language: str) -> None:
    client.get(f"/?lang={language}")
    for path in ("/", "/chat/delete", "/chat/deleted"):
        assert f'<html lang="{language}"' in client.get(path).text


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/", "/chat/delete", "/chat/deleted", "/chat/download", "/static/style.css", "/console/sign-in"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_no_template_has_inline_script_style_or_handlers() -> None:
    from bot.pages import HERE

    files = sorted((HERE / "templates").rglob("*.html"))
    assert len(files) > 10
    for file in files:
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", file.read_text()), file


def test_the_cookie_is_for_the_server_only(client: TestClient, edge: Edge) -> None:
    header = client.get("/").headers["set-cookie"]
    assert "HttpOnly" in header and "SameSite=lax" in header


def test_after_erasing_no_table_holds_a_word(citizen: Citizen, edge: Edge, rasa: StandInForRasa) -> None:
    citizen.write("bjørnebær og henvendelse, ring 99 88 77 66")
    token = re.search(r'name="token" value="([^"]+)"', citizen.client.get("/chat/delete").text)
    assert token is not None
    page = citizen.client.post("/chat/delete", data={"token": token.group(1)}).text
    assert "Samtalen er slettet" in page and len(rasa.forgotten) == 1
    for table in t.metadata.sorted_tables:
        with edge.store.engine.connect() as db:
            assert "bjørnebær" not in str(db.execute(sa.select(table)).all()), table.name
    assert count(edge, t.message) == count(edge, t.request) == 0


def test_erasing_needs_the_forms_token(citizen: Citizen, edge: Edge) -> None:
    citizen.write("blir stående")
    citizen.client.post("/chat/delete", data={"token": "0" * 64})
    assert count(edge, t.message) > 0


def test_the_file_has_what_is_stored_in_words_and_for_machines(citizen: Citizen) -> None:
    citizen.write("en henvendelse, <b>takk</b>")
    text, data = citizen.client.get("/chat/download").text, citizen.client.get("/chat/download?as=json").json()
    assert "en henvendelse, <b>takk</b>" in text and "ELG-27" in text
    assert data["message"][0]["text"] == "en henvendelse, <b>takk</b>"


def test_with_script_a_message_answers_with_what_the_log_lacks(citizen: Citizen) -> None:
    citizen.open()
    answer = citizen.client.post(
        "/chat", data={**citizen.fields, "text": "hei", "after": "0"}, headers={"HX-Request": "true"}
    )
    assert answer.text.lstrip().startswith("<li") and "sent" in answer.headers["HX-Trigger"]
    refused = citizen.client.post("/chat", data={**citizen.fields, "text": ""}, headers={"HX-Request": "true"})
    assert refused.headers["HX-Retarget"] == "#problem"


def test_danger_gets_the_number_first_and_the_queue_an_alarm(
    citizen: Citizen, rasa: StandInForRasa, edge: Edge
) -> None:
    rasa.down = True
    citizen.write("mannen min puster ikke")
    assert "113" in citizen.lines()[1].splitlines()[0]
    assert 'href="tel:113"' in citizen.page
    with edge.store.reading() as uow:
        assert uow.conversations.waiting()[0].acute_kind == "medical"


def test_an_address_that_leads_nowhere_says_so_in_words(client: TestClient) -> None:
    answer = client.get("/finnes-ikke", headers={"Accept": "text/html", "Accept-Language": "nn"})
    assert answer.status_code == 404 and "Sida finst ikkje" in answer.text
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert client.get("/finnes-ikke").text == "Not Found"


FALLEN = "Pappa har falt og svarer ikke"


def test_a_model_that_is_slow_or_down_does_not_hold_back_the_number(citizen: Citizen, rasa: StandInForRasa) -> None:
    rasa.seconds = 30.0
    citizen.write(FALLEN)
    assert "113" in citizen.lines()[1]
    rasa.seconds, rasa.down = 0.0, True
    citizen.open()  # a form of its own: no repeat of the first
    citizen.write(FALLEN + "!")
    assert sum("113" in line for line in citizen.lines()) == 2


def test_words_of_danger_that_the_model_is_sure_are_none_get_an_ordinary_answer(
    citizen: Citizen, rasa: StandInForRasa
) -> None:
    rasa.opinion = {"danger": {"probability": 0.0}}
    citizen.write(FALLEN)
    assert "113" not in "".join(citizen.lines()) and "Svar 1" in citizen.lines()[-1]
