"""«Fikk du hjelp?» and «kan de få vite om det?», answered in people's own words just after the question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from domain.desk_effects import AnswerFollowUp, AnswerReferral, WithdrawReferral
from domain.handover import Owner
from domain.messages import Author, Message
from domain.referral import Referral
from domain.requests import Request, RequestState
from domain.services import follow_up, refer
from domain.services.coordinate import Coordinator, Desk
from tests.domain.conversation.kit import Chat

CODE, ORGANISATION = "ELG-27", "Hamar Røde Kors"


@dataclass
class Asked:
    chat: Chat

    @property
    def request(self) -> Request:
        with self.chat.town.store.reading() as uow:
            found = uow.requests.by_code(CODE)
        assert found is not None
        return found

    @property
    def referral(self) -> Referral:
        (found,) = self.chat.town.store.state.referrals.values()
        return found

    def finished(self) -> Asked:
        """Asked for somebody to visit, was shown two offers, and it has ended; now they are asked."""
        self._request(RequestState.DONE, "volunteer")
        town = self.chat.town
        said = follow_up.ask(town.store(), town.ids, town.clock.now(), town.world.texts, "r")
        assert said == self.chat.conversation.id
        return self

    def referred(self) -> Asked:
        self._request(RequestState.NEW, None)
        town = self.chat.town
        desk = Desk(Coordinator("kari", "Kari Nordmann"), town.clock.now(), town.ids, town.world.texts)
        refer.refer(town.store(), desk, town.world.areas, CODE, ORGANISATION, None)
        return self

    def _request(self, state: RequestState, outcome: str | None) -> None:
        self.chat.say("hei", "greet")
        now, world = self.chat.town.clock.now(), self.chat.town.world
        shown = tuple(o.id for o in world.catalogue.offers if "visiting_friend" in o.needs)[:1]
        with self.chat.town.store() as uow:
            uow.requests.add(Request(
                "r", CODE, self.chat.conversation.id, "visiting_friend", now, now + timedelta(days=1),
                area="ridabu", suggested=shown, state=state, outcome=outcome, first_answer_at=now,
                closed_at=now if outcome else None,
            ))
            uow.commit()


@pytest.fixture
def asked() -> Asked:
    return Asked(Chat())


@pytest.mark.parametrize(("words", "intent", "answer"), [
    ("ja, det gikk fint", "affirm", "yes"), ("Jada, hun kom hver torsdag", "nlu_fallback", "yes"),
    ("ja", "affirm", "yes"), ("det ordna seg heldigvis", "nlu_fallback", "yes"), ("yes, they came", "affirm", "yes"),
    ("nei, de kom aldri", "deny", "no"), ("Nei", "deny", "no"), ("ingen har ringt", "feedback", "no"),
    ("næh, eg fekk ikkje hjelp", "nlu_fallback", "no"), ("det kom itj nån, dem kom aldri", "out_of_scope", "no"),
    ("nobody came", "nlu_fallback", "no"), ("litt", "nlu_fallback", "partly"), ("delvis", "affirm", "partly"),
    ("både og", "out_of_scope", "partly"), ("ja, men de kom ikke hver gang", "affirm", "partly"),
    ("ja men det tok lang tid", "affirm", "partly"), ("not quite", "deny", "partly"),
])  # fmt: skip
def test_an_answer_in_their_own_words_is_understood(asked: Asked, words: str, intent: str, answer: str) -> None:
    asked.finished().chat.say(words, intent)
    assert asked.chat.effects[0] == AnswerFollowUp(CODE, answer)
    assert asked.request.helped == answer


@pytest.mark.parametrize(("words", "intent", "more"), [
    ("Jeg trenger noen som kan måke snø hos mor", "report_need", {"need": "practical_help"}),
    ("hva skjer på torsdag?", "ask_activities", {}), ("kan jeg snakke med et menneske", "talk_to_human", {}),
    ("slett alt dere har om meg", "privacy_delete", {}),
])  # fmt: skip
def test_what_is_about_something_else_is_no_answer(
    asked: Asked, words: str, intent: str, more: dict[str, str]
) -> None:
    asked.finished().chat.say(words, intent, **more)
    assert asked.request.helped is None


def test_who_was_not_helped_hears_of_what_was_not_suggested_before_and_of_a_human(asked: Asked) -> None:
    before = asked.finished().request.suggested
    asked.chat.say("nei, de kom aldri", "deny")
    assert "en koordinator ser på den" in asked.chat.text and "ikke har nevnt for deg før" in asked.chat.text
    shown = asked.chat.slots["suggested"]
    assert shown and not set(shown) & set(before) and asked.chat.slots["need"] == "visiting_friend"
    assert asked.request.state is RequestState.NEW and asked.chat.conversation.owner is Owner.QUEUE


def test_a_yes_is_thanked_for_and_nothing_more_is_offered(asked: Asked) -> None:
    asked.finished().chat.say("ja, det gikk fint", "affirm")
    assert asked.chat.text.startswith("Så bra") and not asked.chat.buttons


def test_a_yes_later_in_the_talk_is_no_answer_to_it(asked: Asked) -> None:
    asked.finished().chat.say("hei", "greet")
    asked.chat.say("ja", "affirm")
    assert asked.request.helped is None


@pytest.mark.parametrize(("words", "intent", "accept"), [
    ("Ja, det er greit", "affirm", True), ("ja", "affirm", True), ("ok", "affirm", True), ("nei", "deny", False),
    ("nei takk", "deny", False), ("helst ikke", "nlu_fallback", False),
])  # fmt: skip
def test_a_plain_word_answers_whether_they_may_be_told(asked: Asked, words: str, intent: str, accept: bool) -> None:
    asked.referred().chat.say(words, intent)
    assert asked.chat.effects == [AnswerReferral(asked.referral.id, accept)]
    assert asked.referral.shared is accept


@pytest.mark.parametrize(("words", "intent"), [
    ("ja hvis de lover å ikke ringe før mandag", "affirm"), ("hvem er de?", "nlu_fallback"), ("ja, men", "affirm"),
    ("takk", "thank"), ("kan du si mer om dem", "help"),
])  # fmt: skip
def test_what_is_more_or_less_than_a_yes_shares_nothing(asked: Asked, words: str, intent: str) -> None:
    asked.referred().chat.say(words, intent)
    assert not asked.referral.shared and asked.referral.withdrawn_at is None


def test_what_was_said_yes_to_is_told_of_and_taken_back_by_a_word(asked: Asked) -> None:
    asked.referred().chat.say("ja", "affirm")
    asked.chat.say("hva har dere lagret om meg?", "privacy_access")
    assert ORGANISATION in asked.chat.text
    asked.chat.say("trekk tilbake", "privacy_delete")
    assert asked.chat.effects == [WithdrawReferral(asked.referral.id)]
    assert not asked.referral.shared and "ser ikke lenger" in asked.chat.text
    asked.chat.say("hva har dere lagret om meg?", "privacy_access")
    assert ORGANISATION not in asked.chat.text


def test_a_promise_is_read_by_whoever_asks_how_it_goes(asked: Asked) -> None:
    asked.referred()
    town = asked.chat.town
    due = town.clock.now() + timedelta(days=4)
    with town.store() as uow:
        request = uow.requests.by_code(CODE)
        assert request is not None
        uow.requests.save(replace(request, next_update_due=due))
        uow.transcript.add(Message(request.conversation_id, town.clock.now(), Author.COORDINATOR, "Hei"))
        uow.commit()
    asked.chat.say("hvordan går det med ELG-27?", "request_status")
    assert "Du får høre mer senest" in asked.chat.text and ORGANISATION in asked.chat.text
