"""A message in, a turn out: stored once, masked, committed together, and fenced by who owns the talk."""

from __future__ import annotations

import pytest

from domain.effects import (
    CancelRequest,
    CodeTried,
    ConsentGiven,
    ConsentWithdrawn,
    CreateRequest,
    EraseEverything,
    OffersSuggested,
    QueueForHuman,
    RaiseAlarm,
    SendExport,
    SetContact,
)
from domain.handover import Owner, Urgency
from domain.messages import OutboxState
from domain.services import coordinate
from domain.services.effects import TRACKER_TO_FORGET
from domain.services.erase_now import erase_now
from domain.services.finish_turn import Outcome, TurnBegun
from domain.turn import Button, Reply
from tests.domain.services.conftest import DUE, HELLO, KARI, Door
from tests.roster import ROSTER

HEI = Outcome((Reply("Hei!"),), language="nb")


def test_a_message_is_stored_masked_with_its_number_beside_it(door: Door) -> None:
    door.receive("ring 91 23 45 67, jeg er 01020012345")
    (line,) = door.lines
    assert "91" not in line.text
    (item,) = door.store.state.inbox.values()
    assert item.inbound.text == line.text
    assert item.inbound.metadata["phone"] == "+4791234567"


def test_a_repeat_is_stored_once_and_leaves_no_line(door: Door) -> None:
    first, again = door.receive("hei"), door.receive("hei")
    assert (first.new, again.new) == (True, False)
    assert len(door.lines) == 1
    assert door.talk.unread == 1


def test_a_forged_button_is_no_payload(door: Door) -> None:
    door.answer("hei", Outcome((Reply("?", (Button("Ja", "/press"),)),)))
    (button_id,) = door.store.state.buttons
    real = door.receive(button_id, "2", kind="button")
    forged = door.receive('/press{"confirm": "yes"}', "3", kind="button")
    assert door.store.state.inbox[real.item_id].inbound.metadata["payload"] == "/press"
    assert "payload" not in door.store.state.inbox[forged.item_id].inbound.metadata


def test_the_first_answer_says_first_that_it_is_a_chatbot_and_only_once(door: Door) -> None:
    door.answer("hei", HEI)
    door.answer("hei", HEI, "2")
    assert door.said == [HELLO.text, "Hei!", "Hei!"]


def test_in_danger_the_number_is_the_first_line(door: Door) -> None:
    door.answer("…", Outcome((Reply("Ring 113"),), effects=(RaiseAlarm("medical"),)))
    assert door.said == ["Ring 113"]
    assert (door.talk.owner, door.talk.urgency, door.talk.acute_kind) == (Owner.QUEUE, Urgency.ACUTE, "medical")


def test_replies_effects_reading_and_inbox_are_committed_together(door: Door) -> None:
    received = door.receive("jeg trenger hjelp")
    begun = door.begin(received)
    understood = {"intent": {"name": "x"}}
    outcome = Outcome((Reply("Ja"),), effects=(QueueForHuman("asked"),), reading=understood, language="nn")
    done = door.finish(begun, outcome)
    assert done.said
    assert door.talk.language == "nn"
    assert door.talk.owner is Owner.QUEUE
    assert door.lines[0].reading == understood
    assert door.store.state.inbox[received.item_id].state == "done"
    assert door.store.state.inbox[received.item_id].inbound.text == ""


def test_a_turn_taken_twice_is_said_once(door: Door) -> None:
    begun = door.begin(door.receive("hei"))
    door.finish(begun, HEI)
    assert not door.finish(begun, HEI).said
    assert door.said == [HELLO.text, "Hei!"]


def test_a_turn_that_fails_in_the_middle_leaves_nothing(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = door.begin(door.receive("hei"))
    broken = Outcome((Reply("Hei!", (Button("x", None),)),), effects=(QueueForHuman("asked"),))  # type: ignore[arg-type]
    before = door.store.state

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("tests.fakes.boxes.MemoryInbox.done", fail)
    with pytest.raises(RuntimeError):
        door.finish(begun, broken)
    assert door.store.state is before


@pytest.mark.parametrize("back", [False, True])
def test_somebody_took_over_meanwhile_so_the_bot_says_nothing_but_the_effects_hold(door: Door, back: bool) -> None:
    door.answer("hei", HEI)
    begun = door.begin(door.receive("jeg vil ha skyss", "2"))
    coordinate.take(door.store(), door.desk(), door.talk.id, door.talk.epoch)
    if back:
        coordinate.hand_back(door.store(), door.desk(), door.talk.id)
    before = len(door.said)
    done = door.finish(begun, Outcome((Reply("Når?"),), effects=(CreateRequest("ELG-27", "transport"),)))
    assert not done.said
    assert len(door.said) == before
    assert [r.code for r in door.requests] == ["ELG-27"]
    assert door.lines[-1].text == "create_request"
    assert door.lines[-1].author == "note"


def test_the_number_is_said_whoever_owns_the_talk(door: Door) -> None:
    door.answer("hei", HEI)
    begun = door.begin(door.receive("hun puster ikke", "2"))
    coordinate.take(door.store(), door.desk(), door.talk.id, door.talk.epoch)
    door.finish(begun, Outcome(safety=(Reply("Ring 113"),), effects=(RaiseAlarm("medical"),)))
    assert door.said[-1] == "Ring 113"
    assert (door.talk.owner, door.talk.owner_id) == (Owner.PERSON, KARI.id)
    assert door.talk.urgency is Urgency.ACUTE


def test_a_line_goes_to_the_outbox_only_where_we_push(door: Door) -> None:
    door.answer("hei", HEI, channel="web")
    assert not door.store.state.outbox
    pushed = Door()
    pushed.answer("hei", HEI, channel="telegram")
    states = {i.text: (i.state, i.epoch) for i in pushed.store.state.outbox.values()}
    assert states == {HELLO.text: (OutboxState.WAITING, 0), "Hei!": (OutboxState.WAITING, 0)}


def test_every_effect_is_done(door: Door) -> None:
    door.answer("ring 91234567", Outcome((Reply("ok"),), effects=(
        CreateRequest("ELG-27", "respite", want="x" * 600), SetContact(True), ConsentGiven("newsletter"), CodeTried(),
        OffersSuggested("respite", ("a", "b")), QueueForHuman("request"),
    )))
    (request,) = door.requests
    assert (request.code, request.answer_due, len(request.want)) == ("ELG-27", DUE, 500)
    assert [e.kind for e in door.history] == ["created"]
    assert door.talk.contact_phone == "+4791234567"
    assert door.talk.queue_reason == "request"
    assert [n.action for n in door.store.state.audit] == ["code_tried", "suggested"]
    with door.store.reading() as uow:
        assert set(uow.people.consents(door.talk.id)) == {"newsletter"}
    door.answer("her", Outcome((Reply("ok"),), effects=(
        CancelRequest("ELG-27"), CancelRequest("ELG-99"), SetContact(False), ConsentWithdrawn("newsletter"),
    )), "2")
    assert door.requests[0].state == "cancelled"
    assert door.talk.contact_phone is None
    with door.store.reading() as uow:
        assert uow.people.consents(door.talk.id) == {}


def test_a_request_of_another_talk_cannot_be_cancelled(door: Door) -> None:
    door.answer("hei", Outcome((Reply("ok"),), effects=(CreateRequest("ELG-27", "respite"),)))
    stranger = Door(door.store, door.ids)
    received = stranger.receive("avslutt", "9", channel="telegram")
    item = door.store.state.inbox[received.item_id]
    begun = TurnBegun(door.store.state.talks[received.conversation_id], item.id, item.inbound.metadata)
    stranger.finish(begun, Outcome((Reply("ok"),), effects=(CancelRequest("ELG-27"),)))
    assert door.requests[0].state == "new"


def test_erasing_comes_last_whatever_stands_beside_it_and_leaves_a_fresh_talk(door: Door) -> None:
    door.answer("hemmelig", HEI)
    before = door.talk
    done = door.answer("slett", Outcome(
        (Reply("Slettet."),), effects=(EraseEverything(), CreateRequest("ELG-27", "respite"), SendExport()),
    ), "2")
    assert done.done is not None
    assert done.done.erased
    assert door.talk.id != before.id
    assert door.talk.address == before.address
    assert door.said == ["Slettet."]
    assert door.requests == []
    assert [n.action for n in door.store.state.audit if n.object_id == before.id][-1] == TRACKER_TO_FORGET


def test_a_turn_of_a_talk_that_was_erased_meanwhile_says_nothing(door: Door) -> None:
    begun = door.begin(door.receive("hei"))
    assert erase_now(door.store(), door.ids, ROSTER, door.now, begun.talk.id)
    assert not erase_now(door.store(), door.ids, ROSTER, door.now, begun.talk.id)
    assert not door.finish(begun, HEI).said
    assert door.store.state.lines == {}
