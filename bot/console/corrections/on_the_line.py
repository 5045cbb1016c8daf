"""Beside each message of theirs: a small form to say what it meant, and what colleagues have said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.console.corrections.words import Pairs, in_word, language_choices, meaning_groups
from domain.conversation.talk import World
from domain.correction import Correction, meaning_of
from domain.handover import Conversation
from domain.messages import Author, Message
from domain.ports import UnitOfWork
from domain.reading import PRESS, reading_from_parse


@dataclass(frozen=True)
class OnTheLine:
    """`label` and `language` are what stands chosen: one's own word on it, else what was understood."""

    understood: str
    label: str
    language: str
    groups: Sequence[tuple[str, Pairs]]
    languages: Pairs
    said: Sequence[tuple[str, str]]
    """Who, and what they say it meant."""


class Correctable:
    """Made once for a page; asks the store once for each talk on it."""

    def __init__(self, world: World, uow: UnitOfWork, talks: Iterable[Conversation], who_id: str) -> None:
        self._world, self._who = world, who_id
        self._talks = {talk.id: talk for talk in talks}
        self._made = [made for talk_id in self._talks for made in uow.corrections.of_talk(talk_id)]
        self._groups, self._languages = meaning_groups(world), language_choices(world)

    def __call__(self, message: Message) -> OnTheLine | None:
        if message.author is not Author.CITIZEN or not message.reading:
            return None
        talk, reading = self._talks.get(message.conversation_id), reading_from_parse(message.reading)
        if reading.intent == PRESS:
            return None
        meant = meaning_of(reading, talk.language if talk else None)
        said = [made for made in self._made if made.seq == message.seq]
        mine = next((made.should_be for made in said if made.by_id == self._who), meant)
        return OnTheLine(
            in_word(self._world, meant.label), mine.label, mine.language, self._groups, self._languages,
            [(made.by_name, _in_words(self._world, made)) for made in said],
        )


def _in_words(world: World, made: Correction) -> str:
    return in_word(world, made.should_be.label)
