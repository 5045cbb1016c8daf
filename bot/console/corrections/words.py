"""What a message can mean, in words to choose from."""

from __future__ import annotations

from bot.console.guard import LANGUAGE
from domain.conversation.talk import World
from domain.correction import PLAIN_INTENTS, SPOKEN, Meaning
from domain.needs import Need
from domain.safety import KINDS

Pairs = list[tuple[str, str]]


def meaning_groups(world: World) -> list[tuple[str, Pairs]]:
    """Headings, each with its labels and their words."""
    needs = sorted(((f"report_need/{n}", in_word(world, f"report_need/{n}")) for n in Need), key=lambda p: p[1])
    dangers = [(f"acute/{kind}", in_word(world, f"acute/{kind}")) for kind in KINDS]
    others = sorted(((name, in_word(world, name)) for name in PLAIN_INTENTS), key=lambda p: p[1])
    say = world.texts.say
    return [(say(LANGUAGE, f"console_corrections.group.{name}"), pairs)
            for name, pairs in (("need", needs), ("danger", dangers), ("other", others))]  # fmt: skip


def language_choices(world: World) -> Pairs:
    return [(code, world.texts.say(LANGUAGE, f"console_corrections.language.{code}")) for code in SPOKEN]


def in_word(world: World, label: str) -> str:
    """The words for a label; the label itself when a newer model has one that no text knows yet."""
    meaning = Meaning(label, LANGUAGE)
    key, part = "console.intent.", label
    if meaning.need:
        key, part = "matching.need.", meaning.need
    elif meaning.danger:
        key, part = "console.acute.", meaning.danger
    if not world.texts.has(key + part):
        return label
    words = world.texts.say(LANGUAGE, key + part)
    if meaning.danger:
        return world.texts.say(LANGUAGE, "console_corrections.danger", what=words)
    return words[:1].upper() + words[1:]
