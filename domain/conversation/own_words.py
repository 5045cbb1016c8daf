"""The person's own words, as they go with a request."""

from __future__ import annotations

from domain.conversation.talk import Talk

MOST_OF_THEIR_WORDS = 500
"""Characters of the person's own words that go with a request."""


def want_of(talk: Talk) -> str:
    """Their own words: those of this message, after those that told of the need without naming it."""
    if talk.pressed:
        return talk.slot("want") or ""
    return joined(talk.slot("want") if talk.waiting_for == "need" else None, talk.reading.text)


def joined(before: str | None, words: str) -> str:
    return f"{before} … {words}"[:MOST_OF_THEIR_WORDS] if before else words[:MOST_OF_THEIR_WORDS]
