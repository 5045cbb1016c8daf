"""Messages with the times and places that stand in them: times by the real reader, places by the areas' own names."""

from __future__ import annotations

from typing import Any

from domain.shifts.colleague import Colleague
from domain.shifts.effects import TellOfMyself
from domain.shifts.volunteer import Volunteer, Window, approve, link
from nlu.components.times.reader import read_times
from tests.domain.conversation.kit import TUESDAY_MORNING, Chat
from tests.domain.conversation.readings import Found

SHORTEST_NAME = 4
"""Letters of a place's name that is looked for anywhere in a text."""


WHOLE = "jeg liker å gå tur og prate, bor på Ridabu, kan tirsdager og torsdager etter fire, har bil, er 67"


def tell(chat: Chat, text: str, intent: str = "out_of_scope", **meaning: Any) -> Chat:
    found, denied = _times(text)
    taken = [words for _, _, words in found]
    found += [p for p in _places(text, chat) if not any(p[2] in words or words in p[2] for words in taken)]
    return chat.say(text, intent, found=[*found, *meaning.pop("found", [])], excluded=denied, **meaning)


def begun() -> Chat:
    return tell(Chat(), "jeg vil bli frivillig", "become_volunteer")


def at_the_summary() -> Chat:
    chat = tell(Chat(), WHOLE, "become_volunteer")
    tell(chat, "én gang i uka")
    return tell(chat, "Kari Nordmann")


def told_of(chat: Chat) -> TellOfMyself | None:
    """What the last turn wants stored of a volunteer."""
    return next((e for e in chat.effects if isinstance(e, TellOfMyself)), None)


def volunteer(chat: Chat, *, approved: bool = True, **told: Any) -> Volunteer:
    """Puts in a volunteer who is linked to this chat, and likes to drive on Mondays and Tuesdays."""
    chat.say("hei", "greet")
    about: dict[str, Any] = {
        "needs": ("transport",), "areas": ("ridabu",), "windows": (Window(0), Window(1, 960)), "over_18": True, **told,
    }
    put_in = Volunteer("v1", "Kari Nordmann", TUESDAY_MORNING, conversation_id=chat.conversation.id, **about)
    if approved:
        put_in = link(approve(put_in, "Kim", TUESDAY_MORNING), chat.conversation.id, TUESDAY_MORNING)
    with chat.town.store() as uow:
        uow.volunteers.add(put_in)
        uow.commit()
    return put_in


def known(**told: Any) -> Chat:
    """A chat with that volunteer in it."""
    chat = Chat()
    volunteer(chat, **told)
    return chat


def now(chat: Chat) -> Volunteer:
    """The volunteer as the store has them."""
    with chat.town.store.reading() as uow:
        return uow.volunteers.get("v1")


def colleague(chat: Chat) -> Chat:
    """Makes whoever writes in this chat a colleague."""
    chat.say("hei", "greet")
    with chat.town.store() as uow:
        talk = chat.conversation.id
        uow.colleagues.add(Colleague("c1", "Siv", "Hjemmetjenesten", TUESDAY_MORNING, talk, TUESDAY_MORNING))
        uow.commit()
    return chat


def _times(text: str) -> tuple[list[Found], list[str]]:
    read = read_times(text, TUESDAY_MORNING)
    return [(r.entity, r.value, r.text) for r in read], [r.text for r in read if r.excluded]


def _places(text: str, chat: Chat) -> list[Found]:
    found: list[Found] = []
    for area in chat.town.world.areas.areas:
        for name in (area.name, *area.aliases):
            at = text.casefold().find(name.casefold())
            if at >= 0 and len(name) >= SHORTEST_NAME and not any(value == area.name for _, value, _ in found):
                found.append(("place", area.name, text[at : at + len(name)]))
    return found
