"""Referring to an organisation: nothing is shared without a yes, and nothing after it is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.desk_effects import AnswerReferral, WithdrawReferral
from domain.effects import CreateRequest, SetContact
from domain.errors import NotAllowed, NotFound
from domain.handover import Conversation, Owner
from domain.referral import Reason, Referral, Result
from domain.services import at_organisation, coordinate, coordinate_requests, refer
from domain.services.finish_turn import Outcome
from domain.turn import Reply
from tests.domain.services.conftest import DUE, NOW, Door
from tests.roster import ROSTER

CODE, RED_CROSS, LIONS = "ELG-27", "Hamar Røde Kors", "Lions Club Hamar"
LONG_AGO = NOW - timedelta(days=30)


@pytest.fixture
def asked(door: Door) -> Door:
    made = CreateRequest(CODE, "visiting_friend", want="mor er ensom etter slaget", area="ridabu")
    door.answer("mor er ensom", Outcome((Reply("Sendt."),), effects=(made,), language="nb"))
    coordinate.take(door.store(), door.desk(), door.talk.id, door.talk.epoch)
    coordinate.hand_back(door.store(), door.desk(), door.talk.id)
    refer.refer(door.store(), door.desk(), ROSTER.areas, CODE, RED_CROSS, None)
    return door


def the(door: Door) -> Referral:
    (referral,) = door.store.state.referrals.values()
    return referral


def say(door: Door, accept: bool, number: str = "8") -> None:
    door.answer("…", Outcome(effects=(AnswerReferral(the(door).id, accept),)), number)


def seen(door: Door, organisation: str = RED_CROSS) -> list[Referral]:
    with door.store.reading() as uow:
        return list(uow.referrals.shared_with(organisation, LONG_AGO))


def report(door: Door, result: Result, reason: Reason | None = None, organisation: str = RED_CROSS) -> Referral:
    return at_organisation.report(
        door.store(), door.desk(), organisation, the(door).id, LONG_AGO, result, reason
    )


def test_the_question_names_the_organisation_and_all_that_would_be_told(asked: Door) -> None:
    question = asked.lines[-1]
    assert RED_CROSS in question.text and "ikke noe telefonnummer" in question.text and CODE in question.text
    assert "Ridabu" in question.text and "ensom" not in question.text
    assert [b.title for b in question.buttons] == ["Ja, det er greit", "Nei"]
    assert the(asked).told == ("need", "area") and seen(asked) == []


def test_a_telephone_number_is_told_only_where_it_was_asked_about(asked: Door) -> None:
    asked.answer("99 88 77 66", Outcome(effects=(SetContact(True),)), "5")
    assert "phone" not in the(asked).told
    refer.refer(asked.store(), asked.desk(), ROSTER.areas, CODE, LIONS, None)
    assert "telefonnummeret ditt" in asked.said[-1]


def test_only_a_yes_shares_it_and_the_consent_is_kept_with_its_purpose(asked: Door) -> None:
    say(asked, True)
    assert [r.id for r in seen(asked)] == [the(asked).id] and seen(asked, LIONS) == []
    (purpose,) = {p for _, p in asked.store.state.consents}
    assert purpose == f"ref:{the(asked).id}"
    assert "trekk tilbake" in asked.said[-1]


def test_a_no_shares_nothing_and_a_coordinator_hears_of_it(asked: Door) -> None:
    say(asked, False)
    assert seen(asked) == [] and not asked.store.state.consents
    assert (asked.talk.owner, asked.talk.queue_reason) == (Owner.QUEUE, "referral_no")
    say(asked, True, "9")
    assert seen(asked) == [], "the button of before does not turn a no into a yes"


def test_silence_shares_nothing(asked: Door) -> None:
    with pytest.raises(NotFound):
        report(asked, Result.HELPING)


def test_what_is_taken_back_is_gone_at_once(asked: Door) -> None:
    say(asked, True)
    asked.answer("trekk tilbake", Outcome(effects=(WithdrawReferral(the(asked).id),)), "9")
    assert seen(asked) == [] and "ser ikke lenger" in asked.said[-1]
    assert all(c.withdrawn_at for c in asked.store.state.consents.values())
    with pytest.raises(NotFound):
        report(asked, Result.CONTACTED)
    say(asked, True, "10")
    assert seen(asked) == []


def test_a_coordinator_takes_it_back_and_the_person_is_told(asked: Door) -> None:
    say(asked, True)
    refer.withdraw_at_desk(asked.store(), asked.desk(), CODE, the(asked).id)
    assert seen(asked) == [] and "ser ikke lenger" in asked.said[-1]
    with pytest.raises(NotAllowed):
        refer.withdraw_at_desk(asked.store(), asked.desk(), CODE, the(asked).id)


def test_a_yes_counts_beside_a_coordinator(asked: Door) -> None:
    coordinate.take(asked.store(), asked.desk(), asked.talk.id, asked.talk.epoch)
    say(asked, True)
    assert len(seen(asked)) == 1 and asked.talk.owner is Owner.PERSON


def test_an_answer_from_another_talk_shares_nothing(asked: Door) -> None:
    other = the(asked).id
    with asked.store() as uow:
        talk = Conversation("another", "web", "another", NOW)
        uow.conversations.add(talk)
        after, said = refer.answer(uow, asked.desk().texts, NOW, talk, AnswerReferral(other, True))
    assert seen(asked) == [] and "ikke knytte" in said[0].text and after is talk


def test_another_organisation_cannot_tell_a_strangers_referral_from_none(asked: Door) -> None:
    say(asked, True)
    for organisation in (LIONS, "", RED_CROSS.upper()):
        with pytest.raises(NotFound):
            report(asked, Result.HELPING, organisation=organisation)
    assert the(asked).result is None


def test_what_an_organisation_says_is_a_proposal_and_the_coordinator_ends_it(asked: Door) -> None:
    say(asked, True)
    report(asked, Result.CONTACTED)
    report(asked, Result.HELPING)
    assert asked.requests[0].state.open
    assert [e.kind for e in asked.history][-2:] == ["org_contacted", "org_helping"]
    coordinate_requests.finish(asked.store(), asked.desk(), CODE, "organisation")
    assert len(seen(asked)) == 1
    coordinate_requests.reopen(asked.store(), asked.desk(), CODE, DUE)
    coordinate_requests.finish(asked.store(), asked.desk(), CODE, "volunteer")
    assert seen(asked) == []


def test_an_organisation_that_cannot_says_why_and_sees_it_no_more(asked: Door) -> None:
    say(asked, True)
    with pytest.raises(NotAllowed):
        report(asked, Result.CANNOT)
    report(asked, Result.CANNOT, Reason.FULL)
    assert seen(asked) == []
    assert (asked.talk.owner, asked.talk.queue_reason) == (Owner.QUEUE, "referral_declined")
    assert not asked.history[-1].public, "what an organisation cannot is for the coordinator to tell"
    assert all(c.withdrawn_at for c in asked.store.state.consents.values())


def test_nobody_is_asked_twice_about_the_same_organisation(asked: Door) -> None:
    for answered in (False, True):
        if answered:
            say(asked, True)
        with pytest.raises(NotAllowed):
            refer.refer(asked.store(), asked.desk(), ROSTER.areas, CODE, RED_CROSS, None)
