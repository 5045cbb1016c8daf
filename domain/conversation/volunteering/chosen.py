"""Which messages of volunteers and staff are known by their words, whatever a model reads in them."""

from __future__ import annotations

from domain.conversation.at_a_question import SHIFTS
from domain.conversation.flow import ALWAYS_FIRST, Flow
from domain.conversation.shifts.theirs import MORE as SHIFT_MORE
from domain.conversation.talk import Talk, World
from domain.conversation.volunteering import codes, known, reporting, staff, young
from domain.conversation.volunteering.health_tasks import weigh
from domain.conversation.volunteering.tasks_told import tasks_told
from domain.conversation.volunteering.very_words import Wish, by_the_very_words
from domain.conversation.volunteering.wishes import may_wish, wish_of
from domain.reading import FALLBACK_INTENT

WITHOUT_INTENT: tuple[Flow, ...] = (codes.FLOW, known.FLOW, young.FLOW, reporting.MORE)

_NO_QUESTION = (None, known.NAME, young.NAME, reporting.MORE_NAME, SHIFT_MORE)
"""Nothing is asked then, or only what may be left: a wish of their own is no answer to it."""

_MAY_BE_A_TASK = frozenset((
    "report_need", "staff_task", "become_volunteer", "ask_activities", "medical_question", "out_of_scope", *SHIFTS,
    FALLBACK_INTENT,
))
"""How a task may be read that somebody who is known as staff reports."""


def by_its_words(talk: Talk, world: World, read: Flow) -> Flow | None:
    """A one-time code, a wish about one's own profile, a task from staff; None: the message is read as any other."""
    if codes.link_code_in(talk.reading.text, world):
        return codes.FLOW
    if read.name in ALWAYS_FIRST - {"privacy_access"}:
        return None
    if _wishes(talk, world):
        return known.FLOW
    return staff.STAFF if talk.flow in _NO_QUESTION and _reports(talk, world) else None


def before_danger(talk: Talk, world: World) -> Flow | None:
    """«Jeg vil ikke være frivillig lenger», from a volunteer: no «jeg vil ikke mer», however much it looks like it."""
    wish = by_the_very_words(talk.reading.text, world.phrases)
    if wish is None or (talk.flow not in _NO_QUESTION and wish is not Wish.SHOW):
        return None
    return known.FLOW if world.lookup.volunteer(talk.conversation_id) else None


def _wishes(talk: Talk, world: World) -> bool:
    if not may_wish(talk, world.phrases):
        return False
    asks_for_it = world.phrases.is_just(talk.reading.text, "my_profile")
    if talk.flow not in _NO_QUESTION and not asks_for_it:
        return False
    volunteer = world.lookup.volunteer(talk.conversation_id)
    if volunteer is None:  # told so
        return asks_for_it or world.phrases.holds(talk.reading.text, "stop_volunteering")
    return wish_of(volunteer, talk, world) is not None


def _reports(talk: Talk, world: World) -> bool:
    """A colleague's own mother is no service user, «jeg må ha fri på fredag» their own, and «hvordan går det?» no
    task."""
    reading, phrases = talk.reading, world.phrases
    if reading.intent not in _MAY_BE_A_TASK or set(reading.values("relation")) - {"self", "service_user"}:
        return False
    of_a_user = "service_user" in reading.values("relation") or phrases.holds(reading.text, "health.person")
    if phrases.holds(reading.text, "for_myself") and not of_a_user:
        return False
    named = tasks_told(reading.text, phrases) or reading.intent == "report_need"
    task = named and (of_a_user or phrases.holds(reading.text, "health.asks"))
    if not (task or reading.intent == "staff_task" or weigh(reading.text, phrases).health):
        return False
    return world.lookup.colleague(talk.conversation_id) is not None
