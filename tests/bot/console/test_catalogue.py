"""The catalogue at the console: what is changed is suggested at once, told whole, and can be taken back."""

from __future__ import annotations

from bot.console.catalogue.choices import offer_choices
from bot.console.catalogue.form import read_offer
from bot.console.catalogue.sources import Offering
from bot.console.catalogue.typed import typed_from
from bot.console.fields import Fields
from bot.edge import Edge
from bot.store.catalogue_changes import OFFERS
from tests.bot.console.catalogue_here import OFFER, WORDS, change, form_of, suggested, undo
from tests.bot.console.conftest import Desk


def test_the_next_suggestion_has_the_new_words_and_after_an_undo_the_old(desk: Desk, edge: Edge) -> None:
    before = suggested(edge)
    assert "frokost, aktiviteter" in before
    page = change(desk, edge, what_nb=WORDS, source_holds="yes", dated="25.11.2026", certainty="confirmed")
    assert WORDS in page and "Kari Nordmann" in page and "frokost, aktiviteter" in page, "from what to what"
    assert WORDS in suggested(edge) and "frokost, aktiviteter" not in suggested(edge)
    assert undo(desk, edge) == 200
    assert suggested(edge) == before


def test_what_is_taken_out_is_never_suggested_and_can_be_put_back(desk: Desk, edge: Edge) -> None:
    assert "Dagopphold" in suggested(edge)
    asked = desk.client.get(f"/console/catalogue/offers/{OFFER}/retire").text
    assert "Ta ut Dagopphold" in asked and "Dagopphold" in suggested(edge), "asking takes nothing out"
    page = desk.post(f"/console/catalogue/offers/{OFFER}/retire", seen=0).text
    assert "er tatt ut" in page
    assert "Dagopphold" not in suggested(edge)
    assert OFFER in desk.client.get("/console/catalogue?only=retired").text
    assert OFFER not in desk.client.get("/console/catalogue").text
    assert undo(desk, edge) == 200
    assert "Dagopphold" in suggested(edge)


def test_a_fact_changed_without_source_and_date_is_no_confirmed_one(desk: Desk, edge: Edge) -> None:
    change(desk, edge, what_nb=WORDS, certainty="confirmed", dated="2026-11-20")
    source = edge.catalogue.now.written.offers[OFFER]["source"]
    assert (source["certainty"], source["dated"]) == ("unconfirmed", "unknown")
    change(desk, edge, what_nb=WORDS + " Ja.", certainty="confirmed", dated="2026-11-20", source_holds="yes")
    source = edge.catalogue.now.written.offers[OFFER]["source"]
    assert (source["certainty"], source["dated"]) == ("confirmed", "2026-11-20")


def test_one_click_says_that_it_still_holds_today(desk: Desk, edge: Edge) -> None:
    facts = {k: v for k, v in edge.catalogue.now.written.offers[OFFER].items() if k != "source"}
    page = desk.post(f"/console/catalogue/offers/{OFFER}/confirm", seen=0, source="Ringte dagsenteret")
    assert page.status_code == 200
    after = edge.catalogue.now.written.offers[OFFER]
    assert after["source"]["found_in"][0] == "Ringte dagsenteret"
    assert (after["source"]["dated"], after["source"]["certainty"]) == ("2026-11-25", "confirmed")
    assert {k: v for k, v in after.items() if k != "source"} == facts
    assert desk.post(f"/console/catalogue/offers/{OFFER}/confirm", seen=1, source=" ").status_code == 422


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(desk: Desk, edge: Edge) -> None:
    typed = {**form_of(edge), "what_nb": WORDS, "email": "ingen adresse", "web": "hamar.no", "t0_number": "ring oss"}
    for box in ("town_hamar", "national"):
        typed.pop(box, None)
    answer = desk.post(f"/console/catalogue/offers/{OFFER}/edit", **typed)
    assert answer.status_code == 422
    for wrong in (
        "E-post: skriv en e-postadresse", "adressen må begynne med", "skriv bare siffer", "velg minst ett sted",
        "Hva det er, nynorsk: bokmålsteksten er ny",
    ):  # fmt: skip
        assert wrong in answer.text
    assert WORDS in answer.text and "ingen adresse" in answer.text
    assert edge.catalogue.now.version(OFFERS, OFFER) == 0


def test_a_new_offer_of_a_new_organisation_is_suggested_and_can_be_undone(desk: Desk, edge: Edge) -> None:
    page = desk.post("/console/catalogue/organisations", name="Åkeren Røde Kors", kind="voluntary")
    assert "Organisasjonen er lagret" in page.text
    typed = {
        "seen": "0", "name": "Ny avlastning på Åkeren", "organisation": "akeren-rode-kors", "need_respite": "yes",
        "what_nb": "To timer fri hver uke.", "town_hamar": "yes", "found_in": "Ringte laget", "dated": "25.11.2026",
        "certainty": "confirmed", "source_holds": "yes",
    }  # fmt: skip
    made = desk.post("/console/catalogue/new", **typed)
    assert made.status_code == 200 and "Åkeren Røde Kors" in made.text
    assert "To timer fri hver uke." in suggested(edge)
    assert undo(desk, edge, "ny-avlastning-pa-akeren") == 200
    assert "To timer fri hver uke." not in suggested(edge)


def test_the_list_tells_what_is_old_or_unknown_and_finds_by_forms_and_slips(desk: Desk, edge: Edge) -> None:
    page = desk.client.get("/console/catalogue").text
    assert "ukjente felt" in page and "Eldre opplysning" in page
    for query in ("dagsentere", "prestrudsentret", "DAGOPPHOLD"):
        assert OFFER in desk.client.get("/console/catalogue", params={"q": query}).text, query
    assert "Ingen tilbud passer" in desk.client.get("/console/catalogue?q=romfart+i+verdensrommet").text
    assert OFFER not in desk.client.get("/console/catalogue?need=food_aid").text
    assert OFFER in desk.client.get("/console/catalogue?need=respite&area=storhamar&only=unknown").text


def test_every_offer_goes_through_its_form_unchanged(edge: Edge) -> None:
    offers, choices = edge.catalogue.now.written.offers, offer_choices(edge)
    assert len(offers) > 40
    for raw in offers.values():
        fields = Fields(typed_from(raw, 0))
        assert read_offer(fields, Offering(raw, choices, edge.clock.now().date())) == raw
        assert fields.problems == []


def test_more_places_than_the_form_first_shows_are_not_lost(desk: Desk, edge: Edge) -> None:
    more = {f"p{n}_name": f"Sted {n}" for n in range(2, 12)}
    change(desk, edge, **more)
    assert [p["name"] for p in edge.catalogue.now.written.offers[OFFER]["places"]][-1] == "Sted 11"
    change(desk, edge, email="post@example.org")
    assert len(edge.catalogue.now.written.offers[OFFER]["places"]) == 12


def test_no_area_to_choose_from_is_one_that_nobody_knows(edge: Edge) -> None:
    choices = offer_choices(edge)
    codes = {code for name in ("areas", "place_areas") for code, _ in choices[name]}
    assert codes and "unknown" not in codes
