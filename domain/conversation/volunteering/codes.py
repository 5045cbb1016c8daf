"""A one-time code in a message: «K7PM-3XQD», «koden min er k7pm 3xqd». What it opens, the service finds and says.

Tried only where the message is hardly more than the code and it looks like one: it holds a digit and a letter, or its
dash, or it is a code that somebody has been given. So a request's code («ELG-27»), a postal code beside a place, or an
ordinary word of eight letters is left alone.
"""

from __future__ import annotations

import re

from domain.conversation.flow import Flow
from domain.conversation.human import when_answered
from domain.conversation.my_requests import MOST_WRONG_CODES
from domain.conversation.talk import Talk, World, voice
from domain.effects import QueueForHuman
from domain.shifts.effects import UseLinkCode
from domain.shifts.link_code import LENGTH, as_kept
from domain.turn import Reply, Turn

WORDS_BESIDE = 2
"""Other words in a message that is a code, without the word «kode» («her: K7PM-3XQD takk»)."""

WORDS_BESIDE_THE_WORD = 10
"""The same, where they call it a code."""

_CODE = re.compile(rf"(?<![\w-])([^\W_]{{{LENGTH // 2}}})(\s?[-–—]\s?|\s|)([^\W_]{{{LENGTH // 2}}})(?![\w-])")
_WORD = re.compile(r"[^\W_]+")


def link_code_in(text: str, world: World) -> str | None:
    """The code as it is compared; None where the message is no message with a code."""
    called_so = world.phrases.holds(text, "code_word")
    for found in _CODE.finditer(text):
        kept = as_kept(found.group())
        beside = len(_WORD.findall(text[: found.start()] + " " + text[found.end() :]))
        if kept is None or beside > (WORDS_BESIDE_THE_WORD if called_so else WORDS_BESIDE):
            continue
        if _looks_like_one(found, called_so=called_so) or world.lookup.link_code_open(kept):
            return kept
    return None


def use(talk: Talk, world: World) -> Turn:
    """After many wrong ones none is looked at for a while, and a person helps."""
    if world.lookup.wrong_codes(talk.conversation_id) >= MOST_WRONG_CODES:
        say = voice(talk, world)
        text = f"{say('shifts.too_many_codes')} {when_answered(talk, say, world)}"
        return Turn((Reply(text),), (QueueForHuman("codes"),))
    return Turn((), (UseLinkCode(link_code_in(talk.reading.text, world) or talk.reading.text),))


def _looks_like_one(found: re.Match[str], *, called_so: bool) -> bool:
    first, between, second = found.groups()
    both = f"{first}{second}"
    if called_so or between.strip():  # the word «kode», or a dash
        return _mixed(both) or both.isupper()
    if between:  # «vang 2322»: each half by itself is a word or a number
        return _mixed(first) or _mixed(second)
    return _mixed(both)


def _mixed(text: str) -> bool:
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text)


FLOW = Flow("link_code", use, first=True)
"""No intent of its own: a model cannot know a code."""
