"""After danger the talk keeps the thread: whoever rings, does not dare to, or says that it is over, is answered so.

The front door tells of danger that was answered in the last half hour (`domain/recent_danger.py`), whether the rules or
the model saw it. Words that mean nothing else («ambulansen er her», «tør ikke ringe») are taken all that time;
a «ja», a «nei» or something nobody understands only until something else has been asked. All else is answered as usual.
"""

from __future__ import annotations

from domain.conversation.answer import says_no, says_yes
from domain.conversation.danger import numbers, who_reads
from domain.conversation.flow import AFTER_DANGER, Flow
from domain.conversation.talk import Talk, Voice, World, voice
from domain.conversation.understood import in_words
from domain.effects import AfterDanger
from domain.recent_danger import RecentDanger
from domain.rights import numbers_for
from domain.safety import KINDS
from domain.turn import Button, Reply, Turn

OVER, NO, RINGING, UNCLEAR = "over", "no", "ringing", "unclear"

_UNCLEAR_INTENTS = frozenset({"nlu_fallback", "out_of_scope", "help"})
"""What can be said to these in other talks is no help in danger."""

_ABOUT_A_TELEPHONE = frozenset({"contact", "number"})
"""Open questions to which «vil ikke ringe» is an answer."""

MOST_BESIDE = 6
"""Where the model reads danger anew, so many words beside such a phrase are still only about the danger before."""


def answers_danger(talk: Talk, world: World) -> str | None:
    """Which answer to the danger reply a message is; None: none, it is read as any other."""
    if talk.danger is None or talk.pressed:
        return None
    text, asked = talk.reading.text, talk.slot("after_danger") != talk.danger.at
    if _says(text, "danger_over", talk, world):
        return OVER
    how_to_answer = not asked and talk.waiting_for in _ABOUT_A_TELEPHONE
    if not how_to_answer and _says(text, "danger_no_call", talk, world):
        return NO
    if not asked:
        return None
    for meaning, phrase in ((NO, "danger_afraid"), (RINGING, "danger_ringing"), (OVER, "danger_better")):
        if _says(text, phrase, talk, world):
            return meaning
    if says_no(talk, world):
        return NO
    if says_yes(talk, world):
        return RINGING
    return UNCLEAR if talk.reading.intent in _UNCLEAR_INTENTS else None


def only_about(danger: RecentDanger, kind: str, text: str, world: World) -> bool:
    """Whether danger of this `kind` that the rules see in a message is the one from before, and the message an answer
    to what was said then: «the ambulance is here», «tør ikke ringe, han blir sint»."""
    if kind != danger.kind:
        return False
    return _over(text, world) or world.phrases.holds(text, "danger_no_call")


def begin(talk: Talk, world: World) -> Turn:
    """The open question stays open; only when the danger is over it is put again (`flow.take_turn`)."""
    danger, answer = talk.danger, answers_danger(talk, world)
    assert danger is not None
    say, kind = voice(talk, world), danger.kind if danger.kind in KINDS else KINDS[0]
    number = numbers_for(world.emergency, kind)[0].number
    if answer == OVER:
        text = f"{say('after_danger.over', number=number)}\n{_back_to(talk, say, world)}"
        return Turn((Reply(text),), (AfterDanger(OVER),), {"after_danger": danger.at})
    still_open = {"flow": talk.flow, "waiting_for": talk.waiting_for}
    if answer == RINGING:
        text = f"{say('after_danger.ringing', number=number)}\n{say(f'after_danger.stay.{kind}')}"
        return Turn((Reply(text),), (AfterDanger(RINGING),), still_open)
    human = Button(say("after_danger.button_human"), "/talk_to_human")
    if answer == NO:
        text = f"{say(f'after_danger.no.{kind}', **numbers(world))}\n{who_reads(say, world, talk.now)}"
        return Turn((Reply(text, (human,)),), (AfterDanger(NO),), still_open)
    text = f"{say('after_danger.unclear', number=number)}\n{who_reads(say, world, talk.now)}"
    return Turn((Reply(text, (human,)),), (), still_open)


def _back_to(talk: Talk, say: Voice, world: World) -> str:
    if talk.flow == "report_need" and talk.slot("need"):
        return say("after_danger.back", what=in_words(talk.slots, say, world, talk.now))
    return say("after_danger.anything_else")


def _says(text: str, meaning: str, talk: Talk, world: World) -> bool:
    """Whether a message says it, and not something worse beside it."""
    if meaning == "danger_over":
        said = _over(text, world)
    elif meaning == "danger_better":
        said = _beside(text, meaning, world) is not None and not world.phrases.holds(text, "danger_but")
    else:
        said = world.phrases.holds(text, meaning)
    if said and talk.reading.intent == "acute":
        return len((_beside(text, meaning, world) or "").split()) <= MOST_BESIDE
    return said and not text.rstrip().endswith("?")


def _over(text: str, world: World) -> bool:
    """Whether it is said to be over, without danger in the words beside it."""
    found = world.phrases.around(text, "danger_over")
    if found is None or world.safety.screen(" ".join(found)):
        return False
    return not world.phrases.holds(" ".join(found[1].split()[:1]), "danger_not_yet")


def _beside(text: str, meaning: str, world: World) -> str | None:
    found = world.phrases.around(text, meaning)
    return None if found is None else " ".join(found)


FLOW = Flow(AFTER_DANGER, begin, first=True)
