"""May an organisation be told? Yes only by a button or a plain word just after the question; taken back by a word at
any time. What came of it the service says (`domain/services/refer.py`)."""

from __future__ import annotations

from domain.conversation.answer import says_no, says_yes
from domain.conversation.desk_buttons import REFERRAL, carried, effects_of
from domain.conversation.flow import ALWAYS_FIRST, Flow
from domain.conversation.talk import Talk, World, voice
from domain.desk_effects import AnswerReferral, WithdrawReferral
from domain.turn import Turn

LONGEST_YES = 4
"""Words. What is longer says more than yes, and consent is not guessed."""


def answers_it(talk: Talk, world: World, read: Flow) -> bool:
    """A plain yes or no to our last line, or a yes taken back; in the words that we told people to write, whatever a
    model makes of them."""
    if talk.pressed:
        return False
    if world.phrases.is_just(talk.reading.text, "take_back_referral"):
        return bool(_shared(talk, world))
    if read.name in ALWAYS_FIRST:
        return False
    return (_plain(talk, world) is not None and _asked(talk, world) is not None) or _takes_back(talk, world)


def begin(talk: Talk, world: World) -> Turn:
    if talk.pressed:
        effects = effects_of(talk.pressed)
        return Turn((), effects) if effects else Turn((voice(talk, world).reply("plain.old_button"),))
    asked, plain = _asked(talk, world), _plain(talk, world)
    if asked and plain is not None:
        return Turn((), (AnswerReferral(asked, plain),))
    return Turn((), tuple(WithdrawReferral(referral_id) for referral_id in _shared(talk, world)))


def _asked(talk: Talk, world: World) -> str | None:
    line = world.lookup.line(talk.conversation_id)
    under = [carried(button.payload) for button in line.buttons] if line else []
    ids = {values["code"] for values in under if values.get("flow") == REFERRAL}
    return ids.pop() if len(ids) == 1 else None


def _plain(talk: Talk, world: World) -> bool | None:
    text, phrases = talk.reading.text, world.phrases
    if len(text.split()) > LONGEST_YES:
        return None
    if says_no(talk, world) or phrases.holds(text, "not"):
        return False
    return True if says_yes(talk, world) and not phrases.holds(text, "but") else None


def _takes_back(talk: Talk, world: World) -> bool:
    return world.phrases.holds(talk.reading.text, "take_back_referral") and bool(_shared(talk, world))


def _shared(talk: Talk, world: World) -> list[str]:
    """Of those that stand, and of those that wait for an answer: both can be taken back."""
    return [r.id for r in world.lookup.referrals_of(talk.conversation_id) if r.shared or r.waits]


FLOW = Flow(REFERRAL, begin, first=True)
