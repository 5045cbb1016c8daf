"""Two talks of one person, read as one and answered where the person wrote last."""

from __future__ import annotations

import pytest

from domain.effects import QueueForHuman, RaiseAlarm
from domain.errors import AlreadyTaken, NotAllowed, NotFound
from domain.handover import Conversation, Owner, Urgency
from domain.messages import Author
from domain.services import coordinate
from domain.services.erase_now import erase_now
from domain.services.finish_turn import Outcome, TurnBegun
from domain.services.merge_talks import merge, part
from domain.turn import Reply
from tests.domain.services.conftest import KARI, OLA, Door
from tests.roster import ROSTER


class Two:
    """The same person by web and by Telegram."""

    def __init__(self, door: Door) -> None:
        self.door = door
        for number, channel in enumerate(("web", "telegram"), start=1):
            self.write(channel, number, "kan noen hjelpe meg?", QueueForHuman("asked"))

    def write(self, channel: str, number: int, text: str, *effects: object) -> None:
        received = self.door.receive(text, str(number), channel)
        item = self.door.store.state.inbox[received.item_id]
        begun = TurnBegun(self.of(channel), item.id, item.inbound.metadata)
        self.door.finish(begun, Outcome((Reply("Svar fra chatboten."),), effects=effects))  # type: ignore[arg-type]

    def of(self, channel: str) -> Conversation:
        return next(t for t in self.door.store.state.talks.values() if t.channel == channel)

    def merge(self, who: coordinate.Coordinator = KARI) -> None:
        """Telegram goes on in the web's."""
        web, telegram = self.of("web"), self.of("telegram")
        merge(self.door.store(), self.door.desk(who), web.id, telegram.id, web.epoch)

    def answer(self, text: str) -> None:
        web = self.of("web")
        coordinate.take_over_and_write(self.door.store(), self.door.desk(), web.id, text, web.epoch)

    def said_in(self, channel: str) -> list[str]:
        lines = self.door.store.state.lines.values()
        return [m.text for m in lines if m.conversation_id == self.of(channel).id and m.author is not Author.NOTE]


@pytest.fixture
def two(door: Door) -> Two:
    return Two(door)


def test_both_are_taken_and_told_and_the_bot_is_silent_in_both(two: Two) -> None:
    two.merge()
    assert two.of("telegram").merged_into == two.of("web").id
    assert {two.of(c).owner_id for c in ("web", "telegram")} == {"kari"}
    assert two.said_in("telegram")[-1].startswith("Du har skrevet til oss flere steder. Kari leser det sammen nå")
    for number, channel in enumerate(("web", "telegram"), start=3):
        two.write(channel, number, "hallo")
        assert two.said_in(channel)[-1] == "hallo"


def test_an_answer_goes_where_they_wrote_last(two: Two) -> None:
    two.merge()
    two.answer("først")
    assert two.said_in("telegram")[-1] == "først" and "først" not in two.said_in("web")
    two.write("web", 3, "nå skriver jeg her")
    two.answer("så her")
    assert two.said_in("web")[-1] == "så her" and "så her" not in two.said_in("telegram")


def test_what_comes_into_the_other_is_unread_in_the_one_that_goes_on_and_wakes_it(two: Two) -> None:
    two.merge()
    two.write("telegram", 3, "er du der?")
    assert two.of("web").unread == 1
    topics = [(e.topic, e.kind) for e in two.door.store.state.events]
    assert (f"talk:{two.of('web').id}", "message") in topics


def test_danger_in_the_other_is_danger_in_the_one_that_goes_on(two: Two) -> None:
    two.merge()
    two.write("telegram", 3, "han slår meg", RaiseAlarm("violence"))
    web = two.of("web")
    assert (web.urgency, web.acute_kind, web.owner_id) == (Urgency.ACUTE, "violence", "kari")


def test_put_back_in_the_queue_they_stay_together_and_whoever_takes_it_has_both(two: Two) -> None:
    two.merge()
    coordinate.back_to_queue(two.door.store(), two.door.desk(), two.of("web").id, two.of("web").epoch)
    assert {two.of(c).owner for c in ("web", "telegram")} == {Owner.QUEUE}
    coordinate.take(two.door.store(), two.door.desk(OLA), two.of("web").id, two.of("web").epoch)
    assert {two.of(c).owner_id for c in ("web", "telegram")} == {"ola"}


@pytest.mark.parametrize("end", ["hand_back", "close"])
def test_with_the_bot_or_closed_each_is_a_talk_of_its_own_again(two: Two, end: str) -> None:
    two.merge()
    web, desk = two.of("web"), two.door.desk()
    if end == "close":
        coordinate.close(two.door.store(), desk, web.id, "answered", web.epoch)
    else:
        coordinate.hand_back(two.door.store(), desk, web.id)
    assert two.of("telegram").merged_into is None
    two.write("telegram", 3, "hei igjen")
    assert two.said_in("telegram")[-1] == "Svar fra chatboten."


def test_it_can_be_undone_and_is_told(two: Two) -> None:
    two.merge()
    part(two.door.store(), two.door.desk(), two.of("web").id, two.of("telegram").id)
    assert two.of("telegram").merged_into is None and two.of("telegram").owner_id == "kari"
    assert two.said_in("telegram")[-1].startswith("Det du skriver her, blir ikke lenger lest sammen")
    with pytest.raises(NotAllowed):
        part(two.door.store(), two.door.desk(), two.of("web").id, two.of("telegram").id)


@pytest.mark.parametrize("erased, left", [("web", "telegram"), ("telegram", "web")])
def test_erasing_one_erases_only_that_one_and_the_other_goes_on(two: Two, erased: str, left: str) -> None:
    two.merge()
    kept, door = two.said_in(left), two.door
    erase_now(door.store(), door.ids, ROSTER, door.now, two.of(erased).id)
    assert two.said_in(left) == kept and two.of(left).merged_into is None and two.of(left).owner_id == "kari"
    coordinate.take_over_and_write(door.store(), door.desk(), two.of(left).id, "jeg er her", two.of(left).epoch)
    assert two.said_in(left)[-1] == "jeg er her"


def test_never_with_itself_a_colleagues_one_that_is_merged_already_or_one_that_is_gone(two: Two) -> None:
    web, telegram = two.of("web"), two.of("telegram")
    store, desk = two.door.store, two.door.desk
    with pytest.raises(NotAllowed):
        merge(store(), desk(), web.id, web.id, web.epoch)
    with pytest.raises(NotFound):
        merge(store(), desk(), web.id, "nobody", web.epoch)
    coordinate.take(store(), desk(OLA), telegram.id, telegram.epoch)
    with pytest.raises(AlreadyTaken, match="Ola"):
        two.merge()
    assert two.of("web") == web, "nothing was done"
    coordinate.hand_back(store(), desk(OLA), telegram.id)
    two.merge()
    for act in (two.merge, lambda: merge(store(), desk(), telegram.id, web.id, two.of("telegram").epoch)):
        with pytest.raises(NotAllowed):
            act()
