"""Replies that are written again and again, in the citizen's language, with what is known about them filled in. A fact
that is not known stands as a mark that nobody can overlook, and an answer with such a mark is not sent unasked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.channels.web.view import hours_line
from bot.console.guard import LANGUAGE
from domain.conversation.talk import World
from domain.handover import Conversation
from domain.municipality import Office
from domain.reading import LANGUAGES
from domain.requests import Request
from domain.services.coordinate import Coordinator
from domain.spoken_time import SpokenTime
from domain.texts import DEFAULT_LANGUAGE, Texts
from domain.unknown import UNKNOWN, Maybe

NAMES = (
    "ask_phone", "tell_more", "in_touch", "who_rings", "coming_back", "respite_right", "no_volunteer", "code", "hours",
    "closing",
)
"""Keys of canned.yml: `<name>.title` is what the coordinator chooses by, `<name>.text` what is said."""

FACTS = ("authority", "name", "code", "need", "area", "due", "hours", "phone", "office", "law", "when")
"""`when`: a time of the coordinator's own, which nothing here knows."""


@dataclass(frozen=True)
class Canned:
    name: str
    title: str
    text: str


def canned_replies(
    world: World, talk: Conversation, requests: Sequence[Request], who: Coordinator, now: datetime
) -> list[Canned]:
    texts, language = world.texts, talk.language if talk.language in LANGUAGES else DEFAULT_LANGUAGE
    open_ones = [request for request in requests if request.state.open]
    known = _facts(world, talk, open_ones[0] if open_ones else None, now, language or DEFAULT_LANGUAGE)
    filled = {fact: known.get(fact) or _mark(texts, fact) for fact in FACTS} | {"name": who.first_name}
    return [
        Canned(
            name, texts.say(LANGUAGE, f"canned.{name}.title"),
            _sentence_case(texts.say(language, f"canned.{name}.text", **filled)),
        )
        for name in NAMES
    ]


def has_unfilled(texts: Texts, text: str) -> bool:
    """Whether a mark of something to fill in is still there."""
    pattern = re.escape(texts.say(LANGUAGE, "console_talk.fill_in", what="\0")).replace(re.escape("\0"), r"[^\]\n]*")
    return re.search(pattern, text) is not None


def _facts(
    world: World, talk: Conversation, request: Request | None, now: datetime, language: str
) -> Mapping[str, str | None]:
    town, texts = world.municipality, world.texts
    need = request.need if request else talk.need
    area = world.areas.get((request.area if request else None) or talk.area or "")
    due = request.answer_due if request and request.answer_due > now else None
    law = ", ".join(f"{basis.law.in_language(language)} {basis.paragraph}" for basis in world.rights.apply)
    return {
        "authority": town.authority,
        "code": request.code if request else None,
        "need": texts.say(language, f"matching.need.{need}") if need and texts.has(f"matching.need.{need}") else None,
        "area": area.name if area else None,
        "due": SpokenTime(texts, language).moment(due, now) if due else None,
        "hours": hours_line(town, now, texts, language),
        "phone": _phone(town.service_office),
        "office": _office(town.apply),
        "law": law or None,
    }


def _phone(office: Maybe[Office]) -> str | None:
    return None if office is UNKNOWN or office.phone is UNKNOWN else office.phone


def _office(office: Maybe[Office]) -> str | None:
    if office is UNKNOWN:
        return None
    return ", ".join(fact for fact in (office.name, office.address, office.phone, office.web) if fact is not UNKNOWN)


def _mark(texts: Texts, fact: str) -> str:
    return texts.say(LANGUAGE, "console_talk.fill_in", what=texts.say(LANGUAGE, f"console_talk.fact.{fact}"))


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
