"""What the desk has asked somebody, for the dialogues: put straight into the running service's store by the real
services, before they write."""

from __future__ import annotations

from datetime import timedelta

from bot.area_loader import load_areas
from bot.words_loader import load_texts
from domain.handover import Conversation
from domain.requests import Request, RequestState
from domain.services import follow_up, refer
from domain.services.coordinate import Coordinator, Desk
from tests.dialogues.script import RequestSpec
from tests.dialogues.shift_town import ShiftTown
from tests.live.talk import Talk


def ask_about_request(town: ShiftTown, talk: Talk, spec: RequestSpec, language: str) -> None:
    """A request of theirs, and «did you get help?» or «may this organisation be told?» about it."""
    person = Conversation(town.ids.new(), "rest", talk.sender, town.now, introduced=True, language=language)
    helped = spec.asks == "helped"
    request = Request(
        town.ids.new(), f"ELG-{town.ids.new()[:8].upper()}", person.id, spec.need, town.now - timedelta(days=6),
        town.now + timedelta(days=1), area=spec.area, state=RequestState.DONE if helped else RequestState.IN_PROGRESS,
        outcome="volunteer" if helped else None, closed_at=town.now - timedelta(days=5) if helped else None,
        first_answer_at=town.now - timedelta(days=6),
    )  # fmt: skip
    with town.store() as uow:
        uow.conversations.add(person)
        uow.requests.add(request)
        uow.commit()
    if helped:
        follow_up.ask(town.store(), town.ids, town.now, load_texts(), request.id)
    else:
        desk = Desk(Coordinator("kari", "Kari Nordmann"), town.now, town.ids, load_texts())
        refer.refer(town.store(), desk, load_areas("hamar"), request.code, spec.organisation, None)
    town.listen(talk)
