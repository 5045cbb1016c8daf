"""«Fikk du hjelp?», answered by a button or in words just after it.

What came of the answer the service says (`domain/services/follow_up.py`). Who was not helped hears of what has not been
suggested yet for the same need, beside the human who looks at it.
"""

from __future__ import annotations

from dataclasses import replace

from domain.conversation import suggesting
from domain.conversation.desk_buttons import FOLLOW_UP, carried, effects_of
from domain.conversation.flow import ALWAYS_FIRST, Flow
from domain.conversation.talk import Talk, World, voice
from domain.desk_effects import AnswerFollowUp
from domain.reading import FALLBACK_INTENT
from domain.requests import Request
from domain.turn import Turn

_SAYS_LITTLE = frozenset((
    "affirm", "deny", "thank", "goodbye", "greet", "feedback", "out_of_scope", "request_status", "request_cancel",
    "shift_accept", "shift_decline", "shift_cancel", FALLBACK_INTENT,
))
"""How a bare answer may be read. What is read as a need of its own is one, unless its words say how it went."""


def asked_about(talk: Talk, world: World) -> str | None:
    """Code of the request that our last line asked about."""
    line = world.lookup.line(talk.conversation_id)
    under = [carried(button.payload) for button in line.buttons] if line else []
    codes = {values["code"] for values in under if values.get("flow") == FOLLOW_UP}
    return codes.pop() if len(codes) == 1 else None


def answers_it(talk: Talk, world: World, read: Flow) -> bool:
    if talk.pressed or read.name in ALWAYS_FIRST:
        return False
    return _meant(talk, world) is not None and asked_about(talk, world) is not None


def _meant(talk: Talk, world: World) -> str | None:
    """yes, partly or no where the words make it certain; a yes with a «but» or a «not» beside it is no yes."""
    text, intent, phrases = talk.reading.text, talk.reading.intent, world.phrases
    first = " ".join(text.split()[:1])
    began_yes, began_no = (phrases.means(first, meaning) for meaning in ("yes", "no"))
    bare = intent in _SAYS_LITTLE and len(text.split()) <= 8
    if phrases.holds(text, "not_helped"):
        return "partly" if began_yes or phrases.means(first, "helped_partly") else "no"
    if phrases.means(text, "helped_partly") or (phrases.means(first, "helped_partly") and bare):
        return "partly"
    if bare and (began_no or intent == "deny" or phrases.means(text, "no")):
        return "partly" if phrases.holds(text, "helped") else "no"
    yes = phrases.holds(text, "helped") or (bare and (began_yes or intent == "affirm" or phrases.means(text, "yes")))
    if not yes:
        return None
    return "partly" if phrases.holds(text, "not") or phrases.holds(text, "but") else "yes"


def begin(talk: Talk, world: World) -> Turn:
    effects = effects_of(talk.pressed)
    if not talk.pressed:
        code, meant = asked_about(talk, world), _meant(talk, world)
        effects = (AnswerFollowUp(code, meant),) if code and meant else ()
    if not effects or not isinstance(told := effects[0], AnswerFollowUp):
        return Turn((voice(talk, world).reply("plain.old_button"),))
    request = world.lookup.request_by_code(told.code)
    theirs = request is not None and request.conversation_id == talk.conversation_id and request.asks_if_helped
    if told.answer == "yes" or request is None or not theirs:
        return Turn((), effects)
    asked = _as_asked(request)
    then = replace(talk, slots={**talk.slots, **asked}, flow=None, waiting_for=None)
    others = suggesting.instead(then, world, voice(talk, world)("follow_up.others"))
    slots = {**asked, **others.slots} if others.replies else {}
    return replace(others, effects=(*effects, *others.effects), slots=slots)


def _as_asked(request: Request) -> dict[str, object]:
    """What the request was about, as slots, with what was suggested then turned down."""
    shown = dict.fromkeys((*request.suggested, request.offer_id or ""))
    return {
        "need": request.need, "area": request.area, "relation": request.relation, "when": request.when,
        "conditions": list(request.conditions), "want": request.want, "suggested": None, "offer": None,
        "excluded": [offer_id for offer_id in shown if offer_id],
    }  # fmt: skip


FLOW = Flow(FOLLOW_UP, begin, first=True)
