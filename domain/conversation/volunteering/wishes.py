"""What a known volunteer wants of their own profile, told apart from answers to us, from shifts and from needs.

By phrases that we told people to write, and by what a message clearly says of them. A model does not know these wishes;
whatever is doubtful is left to what was read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.conversation.phrases import Phrases
from domain.conversation.talk import Talk, World
from domain.conversation.volunteering.days_away import away_told, open_then
from domain.conversation.volunteering.of_age import says_of_age
from domain.conversation.volunteering.profile import AS_OFTEN_AS_NEEDED, Profile, of_volunteer
from domain.conversation.volunteering.tasks_told import tasks_denied, tasks_told
from domain.conversation.volunteering.told import (
    after_message,
    areas_told,
    car_told,
    languages_told,
    times_told,
    weekly,
)
from domain.conversation.volunteering.very_words import Wish, by_the_very_words, gives_up_tasks
from domain.conversation.volunteering.week_told import week_told
from domain.reading import FALLBACK_INTENT
from domain.shifts.invitation import InvitationState
from domain.shifts.volunteer import Volunteer

_SOFT = frozenset(("become_volunteer", "out_of_scope", "deny", "affirm", "help", FALLBACK_INTENT))
"""How a few words about oneself are often read."""

_OF_THE_WEEK = _SOFT | {
    "shift_decline", "shift_accept", "shift_propose", "shift_cancel", "unsubscribe", "request_cancel",
}
"""«Jeg kan ikke på mandager lenger», «spør meg bare én gang i uka» look like a word on a shift."""

SURE_OF_A_NEED = 0.8
"""A need that the model sees so surely is one, also of a volunteer (calibrated confidence)."""

_MOST_WORDS = 25
"""Longer messages say something of their own as well."""


def may_wish(talk: Talk, phrases: Phrases) -> bool:
    """Whether the words hold anything at all of such a wish: looked at before the store is asked who writes."""
    text = talk.reading.text
    return any(phrases.holds(text, meaning) for meaning in _HINTS) or _just(text, phrases)


def wish_of(volunteer: Volunteer, talk: Talk, world: World) -> Wish | None:
    text, phrases = talk.reading.text, world.phrases
    if wish := by_the_very_words(text, phrases):
        return wish
    if _asks_what_we_have(talk, phrases):
        return Wish.SHOW
    if phrases.holds(text, "stop_volunteering"):
        return Wish.END
    if phrases.means(text, "ready_again") and not _when(talk):
        return Wish.RESUME
    if phrases.holds(text, "pause_volunteering"):
        return Wish.PAUSE
    if phrases.is_just(text, "pause") and not _asks_for_help(talk, world):
        return Wish.PAUSE
    if set(talk.reading.values("relation")) - {"self"} or text.rstrip().endswith("?"):
        return None
    if phrases.holds(text, "away") and _may_be_about_them(talk, world) and _is_no_word_on_a_shift(talk, world):
        return Wish.AWAY
    return Wish.CHANGE if changed_parts(of_volunteer(volunteer), talk, world) else None


def changed_parts(before: Profile, talk: Talk, world: World) -> Profile | None:
    """Only what the message is about: in «jeg kan ikke på mandager, da synger jeg i kor» the choir is no offer. None
    where it is about nothing of the profile; `before` where that is so already."""
    text, phrases, intent = talk.reading.text, world.phrases, talk.reading.intent
    if gives_up_tasks(text, phrases):
        return replace(before, needs=tuple(n for n in before.needs if n not in tasks_denied(text, phrases)))
    if not _may_be_about_them(talk, world) or len(text.split()) > _MOST_WORDS:
        return None
    if (often := _how_often(before, text, world)) is not None:
        return replace(before, most_per_week=often)
    if intent == "become_volunteer":
        return after_message(before, talk, world)
    told: dict[str, Any] = {}
    if _of_every_week(talk, world) and (week := week_told(talk.reading, phrases)).said:
        told["windows"] = weekly(before.windows, week, adds=not phrases.holds(text, "only"))
    if intent in _SOFT:
        told |= _about_themselves(before, talk, world)
    return replace(before, **told) if told else None


def _about_themselves(before: Profile, talk: Talk, world: World) -> dict[str, Any]:
    text, phrases = talk.reading.text, world.phrases
    told: dict[str, Any] = {}
    if (car := car_told(text, world)) is not None:
        told["car"] = car
    if phrases.holds(text, "moved") and (areas := areas_told(talk, world)):
        told["areas"] = areas
    if says_of_age(text, phrases):
        told["over_18"] = True
    if phrases.holds(text, "also") and (tasks := tasks_told(text, phrases)):
        told["needs"] = tuple(dict.fromkeys((*before.needs, *tasks)))
    if phrases.holds(text, "i_speak") and languages_told(text, world):
        told["languages"] = after_message(before, talk, world).languages
    return told


_HINTS = (
    "as_volunteer", "stop_volunteering", "pause_volunteering", "away", "ask_me", "at_most", "anymore", "also", "only",
    "has_car", "no_car", "moved", "of_age", "i_speak", "weekday", "days.weekdays", "days.weekend",
)


def _just(text: str, phrases: Phrases) -> bool:
    just = ("my_profile", "pause", "stop_bare")
    return phrases.means(text, "ready_again") or any(phrases.is_just(text, meaning) for meaning in just)


def _asks_what_we_have(talk: Talk, phrases: Phrases) -> bool:
    """«Hva har dere om meg som frivillig?»"""
    asks = talk.reading.intent in ("privacy_access", "my_shifts", "help", "out_of_scope", FALLBACK_INTENT)
    text = talk.reading.text
    return asks and phrases.holds(text, "as_volunteer") and not phrases.holds(text, "stop_volunteering") and (
        talk.reading.intent == "privacy_access" or text.rstrip().endswith("?")
    )


def _asks_for_help(talk: Talk, world: World) -> bool:
    """A volunteer may be worn out at home too: where a need was told before, «jeg trenger en pause» is about that."""
    return bool(talk.slot("need")) or bool(world.lookup.requests_of(talk.conversation_id))


def _how_often(before: Profile, text: str, world: World) -> int | None:
    """«Spør meg bare én gang i uka», «maks to ganger», «jeg vil gjerne bli spurt oftere»."""
    phrases, now = world.phrases, before.most_per_week or 1
    if not (phrases.holds(text, "ask_me") or phrases.holds(text, "at_most")):
        return None
    if times := times_told(text, world):
        return times
    if phrases.holds(text, "oftener"):
        return min(now + 1, AS_OFTEN_AS_NEEDED)
    return max(now - 1, 1) if phrases.holds(text, "seldomer") else None


def _may_be_about_them(talk: Talk, world: World) -> bool:
    """A word on a shift, or a need by the look of it, that asks for no help and that the model is not sure of."""
    reading, phrases = talk.reading, world.phrases
    if reading.intent != "report_need":
        return reading.intent in _OF_THE_WEEK
    asks = phrases.holds(reading.text, "asks_for_help") or phrases.holds(reading.text, "wishes")
    return reading.confidence < SURE_OF_A_NEED and not asks


def _of_every_week(talk: Talk, world: World) -> bool:
    """A rule of the week, and not just an answer to a shift they were asked about: «kan ikke på mandag» is one day."""
    text, phrases = talk.reading.text, world.phrases
    lasting = any(phrases.holds(text, m) for m in ("anymore", "also", "only"))
    if not any(e.entity == "recurrence" for e in talk.reading.entities) and not (lasting and not _when(talk)):
        return False
    return phrases.holds(text, "anymore") or not _asked_something(talk, world)


def _is_no_word_on_a_shift(talk: Talk, world: World) -> bool:
    away = away_told(talk.reading, talk.now)
    if talk.reading.intent.startswith("shift_"):
        return bool(away) and not open_then(away, talk, world)
    return bool(away) or not _asked_something(talk, world)


def _asked_something(talk: Talk, world: World) -> bool:
    return any(own.invitation.state is InvitationState.ASKED for own in world.lookup.own_shifts(talk.conversation_id))


def _when(talk: Talk) -> bool:
    return any(e.entity in ("time", "recurrence") for e in talk.reading.entities)
