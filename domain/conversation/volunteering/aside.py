"""In the middle of telling about oneself: a question of theirs, or something else altogether."""

from __future__ import annotations

from domain.conversation.at_a_question import SHIFTS, speaks_of_a_shift
from domain.conversation.my_requests import code_in
from domain.conversation.talk import Talk, World, voice
from domain.conversation.volunteering.own_name import as_name
from domain.conversation.volunteering.tasks_told import tasks_told
from domain.turn import Reply, Turn

SURE = 0.6
"""A message this surely about something else is no answer (calibrated confidence)."""

QUITE_SURE = 0.9
"""The same where it tells something of themselves all the same."""

_MAY_ANSWER = frozenset((
    "become_volunteer", "affirm", "deny", "out_of_scope", "nlu_fallback", "greet", "request_cancel", *SHIFTS,
))
"""How «jeg liker å gå tur, og kan på torsdager» may be read, when that was just asked."""

_MAY_TELL = frozenset(("staff_task", "ask_activities", "offer_update", "subscribe", "privacy_access"))
"""These too, where the words tell of something to do: «lese for beboere», «strikkekafé»."""

_QUESTIONS = ("certificate", "paid", "what")

NO_ANSWER = frozenset(("out_of_scope", "nlu_fallback", "deny", "become_volunteer", *SHIFTS))
"""Read as nothing of its own: what does not answer us then, we did not understand."""


def answered_aside(question: tuple[Reply, ...], talk: Talk, world: World) -> Turn | None:
    """Whether a police certificate is needed, whether it is paid, what it is; any other question about it is the
    coordinator's."""
    text, phrases = talk.reading.text, world.phrases
    if not text.rstrip().endswith("?") and not phrases.holds(text, "asks_certificate"):
        return None
    say = voice(talk, world)
    for asked in _QUESTIONS:
        if phrases.holds(text, f"asks_{asked}"):
            return Turn((say.reply(f"volunteering.{asked}"), *question))
    return Turn((say.reply("volunteering.coordinator_knows"), *question)) if _about_it(talk, world) else None


def _about_it(talk: Talk, world: World) -> bool:
    """«Hvor lenge må jeg holde på?» looks like a word on a shift, «er det mange som trenger besøk?» like a need."""
    if talk.reading.intent in SHIFTS:
        return not speaks_of_a_shift(talk, world)
    wishes = any(world.phrases.holds(talk.reading.text, wish) for wish in ("asks_for_help", "wishes"))
    others = set(talk.reading.values("relation")) - {"self"}
    return talk.reading.intent == "report_need" and not wishes and not others


def asks_for_something_else(talk: Talk, world: World, *, told: bool) -> bool:
    """`told`: the message told something of themselves."""
    reading, text = talk.reading, talk.reading.text
    if code_in(text, world) or (reading.intent in SHIFTS and speaks_of_a_shift(talk, world)):
        return True
    if talk.waiting_for == "confirm" and world.phrases.means(text, "yes"):
        return False
    if talk.phone_given or (talk.waiting_for == "name" and as_name(text, world.phrases)):
        return False
    if reading.intent == "report_need":
        return _needs_help_themselves(talk, world)
    if text.rstrip().endswith("?") and reading.intent not in ("become_volunteer", "affirm"):
        return True
    if reading.intent in _MAY_ANSWER:
        return False
    enough = QUITE_SURE if told else SURE
    if reading.intent in _MAY_TELL and tasks_told(text, world.phrases):
        enough = QUITE_SURE
    return reading.confidence >= enough


def _needs_help_themselves(talk: Talk, world: World) -> bool:
    """«Jeg liker å gå tur» may by itself ask for somebody to walk with; who names another's need, or asks, does."""
    others = set(talk.reading.values("relation")) - {"self"}
    return bool(others) or "?" in talk.reading.text or world.phrases.holds(talk.reading.text, "asks_for_help")
