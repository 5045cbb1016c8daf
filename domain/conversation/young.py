"""Who says they are under 18: no visiting friend's tasks, and a number and a page of their own.

The phrases stand in `data/lexicon/answers.yml`; nobody is asked how old they are.
"""

from __future__ import annotations

from domain.conversation.danger import numbers
from domain.conversation.talk import Talk, World, voice
from domain.turn import Reply


def says_under_18(text: str, world: World) -> bool:
    return world.phrases.holds(text, "under_18")


def told_to_the_young(talk: Talk, world: World) -> tuple[Reply, ...]:
    return (voice(talk, world).reply("report_need.young", n116111=numbers(world)["n116111"]),)
