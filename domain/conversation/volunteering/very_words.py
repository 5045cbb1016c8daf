"""What a volunteer may want of their profile, and the words by which some of it is plain."""

from __future__ import annotations

import re
from enum import StrEnum

from domain.conversation.phrases import Phrases
from domain.conversation.volunteering.tasks_told import OFFERED, tasks_denied

_WORD = re.compile(r"[^\W_]+")


class Wish(StrEnum):
    SHOW = "show"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    AWAY = "away"
    CHANGE = "change"


def by_the_very_words(text: str, phrases: Phrases) -> Wish | None:
    """What we told them to write, and a wish to stop all or some of it with nothing else in it («jeg vil ikke kjøre
    lenger»): plain, even where a model reads danger in it."""
    if phrases.is_just(text, "my_profile"):
        return Wish.SHOW
    if phrases.is_just(text, "ready_again"):
        return Wish.RESUME
    around = phrases.spans(text, "stop_volunteering")
    rest = text[: around[0][0]] + " " + text[around[0][1] :] if around else text
    alone = bool(around) and all(phrases.is_just(word, "beside_stopping") for word in _WORD.findall(rest))
    if alone or phrases.is_just(text, "stop_bare"):
        return Wish.END
    return Wish.CHANGE if gives_up_tasks(text, phrases) else None


def gives_up_tasks(text: str, phrases: Phrases) -> bool:
    """«Jeg vil ikke kjøre lenger»: a task, a «ikke», a «lenger», and no other word that says anything."""
    if not (phrases.holds(text, "anymore") and tasks_denied(text, phrases)):
        return False
    known = [f"task.{need}" for need in OFFERED] + ["anymore", "not"]
    told = [span for meaning in known for span in phrases.spans(text, meaning)]
    rest = [m for m in _WORD.finditer(text) if not any(start <= m.start() < end for start, end in told)]
    return all(phrases.is_just(m.group(), "beside_stopping") for m in rest)
