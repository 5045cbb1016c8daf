"""Staff report a task in one message: a request without a name, or a kind no with where to turn."""

from __future__ import annotations

import pytest

from domain.effects import AddToRequest, CreateRequest, Effect, QueueForHuman
from domain.reading import LANGUAGES
from domain.redaction import MASK
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.telling import colleague, tell, volunteer

CLOTHES = "trenger noen til å henge opp klær hos en bruker på Storhamar torsdag formiddag"
THURSDAY = "2026-11-12T09:00:00+01:00/2026-11-12T12:00:00+01:00"
USER = [("relation", "service_user", "bruker")]


def at_work() -> Chat:
    return colleague(Chat())


def request(chat: Chat) -> CreateRequest | None:
    return next((e for e in chat.effects if isinstance(e, CreateRequest)), None)


def test_one_message_becomes_a_request_and_the_answer_says_what_was_understood() -> None:
    chat = tell(at_work(), CLOTHES, "staff_task", found=USER)
    made = request(chat)
    assert made is not None
    assert (made.need, made.area, made.when, made.relation) == ("practical_help", "storhamar", THURSDAY, "service_user")
    assert made.want == CLOTHES
    assert f"praktisk hjelp, Storhamar, torsdag 12. november kl. 9.00–12.00. Koden er {made.code}" in chat.text
    assert "Ikke skriv navn, adresse" in chat.text
    assert "mangler" not in chat.text
    assert QueueForHuman("staff_task") in chat.effects
    assert [r.code for r in chat.requests] == [made.code]
    assert "Ingen har tatt den ennå" in chat.say(f"hvordan går det med {made.code}?", "request_status").text


@pytest.mark.parametrize("read_as", ["report_need", "staff_task", "nlu_fallback", "shift_question", "become_volunteer"])
def test_a_task_is_a_task_however_a_model_reads_it(read_as: str) -> None:
    chat = tell(at_work(), CLOTHES, read_as, need="practical_help" if read_as == "report_need" else None, found=USER)
    assert request(chat)


@pytest.mark.parametrize(("text", "need"), [
    ("treng nokon til å gå tur med ein brukar på Vang kvar tysdag", "visiting_friend"),
    ("Bruker trenger følge til frisør onsdag kl 12 i sentrum", "escort"),
    ("hente medisiner på apoteket for en bruker på Ridabu fredag", "errands"),
    ("need someone to read the paper to a resident at Storhamar thursday morning", "visiting_friend"),
    ("en beboer vil lære å bruke nettbrettet, onsdager på Vang", "digital_help"),
    ("æ treng en te å kjør en brukar på Ridabu te legen fredag", "transport"),
    ("bruker på 84 på Ridabu har ikke fått handlet, kan noen ta det i dag?", "errands"),
    ("noen å spise middag med en bruker på Vang søndag", "meal_company"),
])
def test_the_need_is_found_in_everyday_words(text: str, need: str) -> None:
    made = request(tell(at_work(), text, "staff_task"))
    assert made is not None
    assert made.need == need


@pytest.mark.parametrize(("text", "missing", "answer", "added"), [
    ("trenger noen til å henge opp klær torsdag formiddag", "hvor i Hamar det er.", "Storhamar", ("storhamar", None)),
    ("trenger noen til å henge opp klær på Storhamar", "når det er.", "torsdag formiddag", (None, THURSDAY)),
    (
        "trenger noen til å henge opp klær", "hvor i Hamar det er, og når.", "Storhamar torsdag formiddag",
        ("storhamar", THURSDAY),
    ),
])
def test_what_is_missing_is_asked_in_one_line_and_goes_to_the_request(
    text: str, missing: str, answer: str, added: tuple[str | None, str | None]
) -> None:
    chat = tell(at_work(), text, "staff_task")
    made = request(chat)
    assert made is not None
    assert f"Det mangler {missing}" in chat.text
    tell(chat, answer)
    assert chat.effects == [AddToRequest(made.code, *added)]
    assert f"lagt til {made.code}" in chat.text
    (kept,) = chat.requests
    assert (kept.area, kept.when) == ("storhamar", THURSDAY)
    assert "la til mer" in tell(chat, f"hvordan går det med {made.code}?", "request_status").text
    assert "flow" not in chat.slots


def test_half_of_what_is_missing_leaves_the_other_half_asked_for() -> None:
    chat = tell(at_work(), "trenger noen til å henge opp klær", "staff_task")
    assert "Det mangler når det er" in tell(chat, "Storhamar").text
    assert "torsdag 12. november" in tell(chat, "torsdag formiddag").text


def test_another_task_is_another_request_and_takes_over_no_place() -> None:
    chat = tell(at_work(), CLOTHES, "staff_task")
    tell(chat, "og så trenger vi noen til å bære ved fredag", "staff_task")
    made = request(chat)
    assert made is not None
    assert made.area is None
    assert len(chat.requests) == 2
    tell(chat, "trenger noen til å måke snø hos en bruker i Vang", "staff_task")
    assert len(chat.requests) == 3


def test_a_kind_of_help_that_is_not_clear_is_asked_for_before_anything_is_sent() -> None:
    chat = tell(at_work(), "kan noen være snill med en bruker på Vang fredag", "staff_task")
    assert "Hva slags hjelp er det?" in chat.text
    assert chat.effects == []
    assert "Jeg spør så oppgaven går til frivillige" in chat.say("hvorfor spør du?", "help").text
    chat.press("Prate med noen")
    made = request(chat)
    assert made is not None
    assert (made.need, made.area) == ("someone_to_talk_to", "vang")
    assert "kan noen være snill" in made.want


def test_names_are_hidden_in_the_request_and_it_is_said_so() -> None:
    chat = tell(at_work(), "trenger noen til å handle for Per Hansen på Ridabu fredag", "staff_task")
    made = request(chat)
    assert made is not None
    assert "Per" not in made.want and "Hansen" not in made.want and MASK in made.want
    assert "Ridabu" in made.want
    assert "så ut som navn eller adresse, er skjult" in chat.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", [
    "gi medisiner til en bruker på Storhamar torsdag", "skifte på såret til en bruker", "løfte en bruker over i stolen",
])
def test_what_needs_health_personnel_is_refused_with_why_and_where_to_turn(text: str, language: str) -> None:
    chat = tell(at_work(), text, "staff_task", language=language)
    assert request(chat) is None
    assert chat.effects == [QueueForHuman("staff_task")]
    assert "116 117" in chat.text and "113" in chat.text
    assert {"nb": "lederen din", "nn": "leiaren din", "en": "your manager"}[language] in chat.text
    assert chat.requests == []


def test_of_a_mixed_message_the_other_part_is_taken_where_it_stands_apart() -> None:
    chat = tell(at_work(), "henge opp klær og gi medisin til en bruker på Storhamar torsdag formiddag", "staff_task")
    made = request(chat)
    assert made is not None
    assert (made.need, made.area, made.when) == ("practical_help", "storhamar", THURSDAY)
    assert "medisin" not in made.want
    assert "«gi medisin til en bruker på Storhamar torsdag formiddag»" in chat.text
    assert "Resten kan en frivillig ta" in chat.text


@pytest.mark.parametrize("text", [
    "hente medisiner på apoteket og gi dem til bruker", "gå tur med en bruker som har stomi som må tømmes",
])
def test_a_mixed_message_that_cannot_be_told_apart_goes_to_a_person(text: str) -> None:
    chat = tell(at_work(), text, "staff_task")
    assert request(chat) is None
    assert chat.effects == [QueueForHuman("staff_task")]


def test_fetching_medicine_is_an_errand_and_what_the_pharmacy_asks_for_is_said() -> None:
    chat = tell(at_work(), "hente medisiner på apoteket for en bruker på Ridabu fredag", "staff_task")
    assert "fullmakt fra brukeren" in chat.text
    assert "fullmakt" not in tell(at_work(), CLOTHES, "staff_task").text


def test_a_colleagues_own_mother_is_no_service_user() -> None:
    chat = at_work()
    chat.say("moren min trenger skyss", need="transport", found=[("relation", "mother", "moren")])
    assert "Slik har jeg forstått deg" in chat.text
    assert request(chat) is None
    for text in ("jeg må ha fri på fredag", "er utslitt selv, trenger noen å prate med"):
        assert request(at_work().say(text, need="respite")) is None


def test_a_colleague_asks_and_thanks_as_anybody() -> None:
    assert "Dette vet jeg om" in at_work().say("hva skjer i Hamar?", "ask_activities").text
    assert "Bare hyggelig" in at_work().say("takk", "thank").text


@pytest.mark.parametrize(("text", "health"), [
    ("har en bruker som trenger noen til å henge opp klær", False), ("en bruker må ha hjelp til medisiner", True),
    ("skifte på såret til en bruker", True), ("løfte en bruker over i stolen", True),
    ("noen som kan gå tur med en bruker", False), ("bruker treng hjelp til insulin", True),
])
def test_staff_without_a_code_are_answered_as_ever_and_told_of_the_code(text: str, health: bool) -> None:
    chat = Chat().say(text, "staff_task")
    assert ("ser ut til å kreve helsepersonell, så den går ikke til en frivillig" in chat.text) is health
    effects: list[Effect] = [QueueForHuman("staff_task")]
    assert chat.effects == effects
    assert "Ikke skriv navn" in chat.text
    assert "kan du få en kode av koordinatoren" in chat.text


def test_a_volunteer_who_is_no_colleague_reports_nothing() -> None:
    chat = Chat()
    volunteer(chat)
    tell(chat, "trenger noen til å henge opp klær", "report_need", need="practical_help")
    assert request(chat) is None
    assert "Slik har jeg forstått deg" in chat.text
