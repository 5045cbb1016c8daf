"""What was understood last of need and area stands on the talk, so that the lists can be narrowed by it."""

from __future__ import annotations

from typing import Any

from domain.effects import CreateRequest
from domain.handover import take
from domain.services.finish_turn import Outcome
from domain.turn import Reply
from tests.domain.services.conftest import Door
from tests.roster import ROSTER

HERE, THERE = (area.id for area in ROSTER.areas.areas[:2])


def read(need: str | None, place: str | None = None, *, excluded: bool = False) -> Outcome:
    reading: dict[str, Any] = {"intent": {"name": "report_need" if need else "thanks"}, "entities": []}
    if need:
        reading["need"] = {"name": need}
    if place:
        reading["entities"] = [{"entity": "place", "value": place, "excluded": excluded}]
    return Outcome((Reply("Ja"),), reading=reading, language="nb")


def test_the_latest_need_and_area_count_and_what_was_not_said_stays(door: Door) -> None:
    door.answer("en", read("respite", HERE), "1")
    assert (door.talk.need, door.talk.area) == ("respite", HERE)
    door.answer("to", read(None), "2")
    door.answer("tre", read("escort", "a-street-that-is-no-area"), "3")
    assert (door.talk.need, door.talk.area) == ("escort", HERE)
    door.answer("fire", read("escort", THERE, excluded=True), "4")
    assert door.talk.area == HERE


def test_a_request_tells_it_best(door: Door) -> None:
    door.answer("en", read("respite", HERE), "1")
    made = Outcome((Reply("Ja"),), effects=(CreateRequest("ELG-27", "transport", area=THERE),), language="nb")
    door.answer("to", made, "2")
    assert (door.talk.need, door.talk.area) == ("transport", THERE)


def test_it_is_kept_also_where_somebody_took_the_talk_meanwhile(door: Door) -> None:
    begun = door.begin(door.receive("en"))
    with door.store() as uow:
        uow.conversations.save(take(door.talk, "kari", "Kari"), seen_epoch=door.talk.epoch)
        uow.commit()
    door.finish(begun, read("respite", HERE))
    assert (door.talk.need, door.talk.area, door.talk.owner_name) == ("respite", HERE, "Kari")
