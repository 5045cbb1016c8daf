"""Somebody offers to help, or has a task that somebody could do. Both go to a coordinator, who pairs them."""

from __future__ import annotations

from domain.conversation.at_a_question import SHIFTS, speaks_of_a_shift
from domain.conversation.danger import numbers
from domain.conversation.flow import Flow, offers, waits
from domain.conversation.human import when_answered
from domain.conversation.talk import Talk, World, voice
from domain.conversation.young import says_under_18
from domain.effects import Effect, QueueForHuman, SetContact
from domain.turn import UNHANDLED, Turn

_MORE = frozenset((
    "become_volunteer", "affirm", "deny", "out_of_scope", "nlu_fallback", "shift_propose", "shift_accept",
    "shift_decline",
))
"""How «jeg liker å gå tur, og kan på torsdager» may be read, just after we asked what they like and when."""


def volunteer(talk: Talk, world: World) -> Turn:
    """The kind answer; for one under 18 what is theirs, and no visiting friend's task."""
    say = voice(talk, world)
    values = {"hours": when_answered(talk, say, world)}
    if says_under_18(talk.reading.text, world):
        reply = say.reply("plain.become_volunteer_young", n116111=numbers(world)["n116111"], **values)
    else:
        reply = say.reply("plain.become_volunteer", municipality=world.municipality.name, **values)
    return Turn((reply,), (QueueForHuman("volunteer"), *_phone(talk)), offers(talk, "become_volunteer", "about"))


def volunteer_more(talk: Talk, world: World) -> Turn:
    """What they add about themselves, in as many messages as they like."""
    if says_under_18(talk.reading.text, world):
        young = volunteer(talk, world)
        return Turn(young.replies, _phone(talk), waits("become_volunteer", "about"))
    if _asks(talk, world):
        asked = voice(talk, world).reply("report_need.coordinator_knows")
        return Turn((asked,), _phone(talk), waits("become_volunteer", "about"))
    if talk.pressed or not (_tells_more(talk, world) or talk.phone_given):
        return UNHANDLED
    noted = voice(talk, world).reply("plain.volunteer_noted")
    return Turn((noted,), _phone(talk), waits("become_volunteer", "about"))


def _asks(talk: Talk, world: World) -> bool:
    """«Må jeg ha politiattest?»: read as a word on a shift, and about being a volunteer."""
    asks = talk.reading.intent in SHIFTS and talk.reading.text.rstrip().endswith("?")
    return asks and not speaks_of_a_shift(talk, world)


def _tells_more(talk: Talk, world: World) -> bool:
    """Also «jeg liker å gå tur», which by itself may ask for somebody to walk with; not who names another's need."""
    reading = talk.reading
    if reading.intent != "report_need":
        return reading.intent in _MORE
    others = set(reading.values("relation")) - {"self"}
    return not others and "?" not in reading.text and not world.phrases.holds(reading.text, "asks_for_help")


def staff_task(talk: Talk, world: World) -> Turn:
    """A task that needs health personnel never goes to a volunteer, and is said to need them."""
    say = voice(talk, world)
    needs_health = world.phrases.holds(talk.reading.text, "health_task")
    key = "plain.staff_task_health" if needs_health else "plain.staff_task"
    reply = say.reply(key, hours=when_answered(talk, say, world))
    return Turn((reply,), (QueueForHuman("staff_task"), *_phone(talk)))


def _phone(talk: Talk) -> tuple[Effect, ...]:
    return (SetContact(True),) if talk.phone_given else ()


VOLUNTEER = Flow("become_volunteer", volunteer, volunteer_more)
STAFF = Flow("staff_task", staff_task)
