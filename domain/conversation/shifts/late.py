"""«Jeg blir forsinket», from a volunteer with a shift: no danger, however much the model sees in so few words. The
rules of danger stand before this, and what the model is sure of stands too."""

from __future__ import annotations

from domain.conversation.flow import Flow
from domain.conversation.shifts.asked import again, go_on
from domain.conversation.shifts.buttons import ANSWER
from domain.conversation.shifts.flow import act
from domain.conversation.shifts.means import Means
from domain.conversation.shifts.theirs import theirs
from domain.conversation.talk import Talk, World
from domain.turn import Turn

MOST_WORDS = 10

SURE_OF_DANGER = 0.9
"""Calibrated probability from which the model's word counts. Of lateness in these tests it gave at most 0.4."""


def only_late(talk: Talk, world: World) -> bool:
    """Few words, of being late or of answering later, in which no rule sees danger; from somebody who has a place, or
    whom we just asked."""
    reading = talk.reading
    if reading.intent != "acute" or reading.confidence >= SURE_OF_DANGER or len(reading.text.split()) > MOST_WORDS:
        return False
    says_so = any(world.phrases.holds(reading.text, meaning) for meaning in ("late", "answers_later"))
    if not says_so or world.safety.screen(reading.text):
        return False
    found = theirs(talk, world)
    return found is not None and bool(found.places or found.hand)


def _begin(talk: Talk, world: World) -> Turn:
    found = theirs(talk, world)
    assert found is not None  # else nobody is late
    late = world.phrases.holds(talk.reading.text, "late")
    return act(Means.LATE if late else Means.MAYBE, talk, world, found)


FLOW = Flow(ANSWER, _begin, go_on, again, first=True)
