"""What any open question is met with: «hvorfor spør du?», and what looks like a word on a shift and is none."""

from __future__ import annotations

from domain.conversation.talk import Talk, World, voice
from domain.turn import Reply, Turn

SHIFTS = ("shift_cancel", "shift_propose", "shift_question", "shift_accept", "shift_decline", "my_shifts")
"""Intents of volunteers. A few words in answer to us («den første», «ikke på mandager») are easily read as one."""


def speaks_of_a_shift(talk: Talk, world: World) -> bool:
    return world.phrases.holds(talk.reading.text, "shift")


def why_asked(question: tuple[Reply, ...], talk: Talk, world: World) -> Turn | None:
    """Why the open question is asked, and the question again; None when that is not what they want to know."""
    say, key = voice(talk, world), f"asked_why.{talk.flow}.{talk.waiting_for}"
    if talk.pressed or not say.texts.has(key) or not world.phrases.means(talk.reading.text, "why"):
        return None
    return Turn((say.reply(key), *question))


def no_shift_of_theirs(asked: str, question: tuple[Reply, ...], talk: Talk, world: World) -> Turn | None:
    """It was read as being about a shift, and names none: the question once more, and nobody is troubled."""
    if not question or asked not in SHIFTS or speaks_of_a_shift(talk, world):
        return None
    return Turn((voice(talk, world).reply("unsure.once_more"), *question))
