"""A question about a shift, answered by the shift's own facts; what they do not hold goes to a coordinator.

Nobody's name or address is told before a yes, nor who else comes: only how many.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.conversation.human import when_answered
from domain.conversation.shifts.showing import buttons_for, spoken
from domain.conversation.talk import Talk, Voice, World, voice
from domain.effects import QueueForHuman
from domain.reading import FALLBACK_INTENT
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.wording import HAVE_A_PLACE, ShiftWords
from domain.turn import Reply, Turn

ASKED = ("answer_due", "how_long", "how_many", "who", "where", "when", "demands", "what", "still_free", "all_facts")
"""What may be asked of a shift: `shift_<name>` in `data/lexicon/answers.yml`, word for word beside a question of ours;
`ask_<name>` there, looked for anywhere in what the model reads as a question about a shift."""

_MISREAD = frozenset((
    "out_of_scope", FALLBACK_INTENT, "help", "ask_activities", "bot_challenge", "request_status", "privacy_access",
    "affirm",
))
"""How «hvor er det?» and «er det trapper der?» may be read by themselves."""

SHORT = 8
"""Words of a question that may lean on what was said before."""


def asks_about_it(talk: Talk, world: World) -> bool:
    """Just after we spoke of a shift: whether a short question is about it, though it does not say so."""
    reading, phrases = talk.reading, world.phrases
    if reading.intent == "shift_question":
        return True
    if reading.intent not in _MISREAD or len(reading.text.split()) > SHORT:
        return False
    if any(_ends_with(reading.text, f"shift_{asked}", world) for asked in ASKED):
        return True
    return reading.text.rstrip().endswith("?") and phrases.holds(reading.text, "leans_on_it")


def _ends_with(text: str, meaning: str, world: World) -> bool:
    """«Hei, hvor er det da?» asks where it is; «når er det bingo?» asks of something else."""
    found = world.phrases.around(text, meaning)
    return found is not None and (not found[1].strip(" ?!.,") or world.phrases.is_just(found[1], "filler"))


def answered(own: OwnShift, talk: Talk, world: World, *, among: int = 1) -> Turn:
    """`among` how many of theirs: which one it is about is said where there are others."""
    words, say = ShiftWords(world.roster, talk.language, talk.now), voice(talk, world)
    asked = [name for name in ASKED if _asks(name, talk, world)]
    asked = asked[:1] if "answer_due" in asked else asked  # «når» there asks for no time of the shift
    told = [line for name in asked if (line := _told(name, own, talk, world, words, say))]
    buttons = buttons_for(own, talk, world)
    if told:
        first = [say("shift_talk.about", shift=spoken(own, talk, world))] if among > 1 else []
        return Turn((Reply("\n".join([*first, *dict.fromkeys(told)]), buttons),))
    key = "shift_talk.asked_on" if own.invitation.state is InvitationState.ASKED else "shift_talk.asked_on_plain"
    text = say(key, shift=spoken(own, talk, world), hours=when_answered(talk, say, world))
    return Turn((Reply(text, buttons),), (QueueForHuman("shift_question"),))


def _asks(name: str, talk: Talk, world: World) -> bool:
    text, phrases = talk.reading.text, world.phrases
    if name == "where" and any(phrases.holds(text, f"ask_{other}") for other in ("how_long", "how_many")):
        return phrases.holds(text, "shift_where")
    return phrases.holds(text, f"shift_{name}") or phrases.holds(text, f"ask_{name}")


def _told(name: str, own: OwnShift, talk: Talk, world: World, words: ShiftWords, say: Voice) -> str | None:
    shift = own.shift
    has_place = own.invitation.state in HAVE_A_PLACE
    match name:
        case "answer_due":
            hours = when_answered(talk, say, world)
            return say("shift_talk.proposal_waits", hours=hours) if own.invitation.proposal else None
        case "where":
            where = [words.say("where", where=words.where(shift)), *_private(own, words, say)]
            return "\n".join(where)
        case "when":
            return words.say("when", when=words.when(own.starts_at, own.ends_at))
        case "how_long":
            return say("shift_talk.how_long", length=_length(own, say), when=words.when(own.starts_at, own.ends_at))
        case "how_many":
            return _others(own, has_place, world, say)
        case "who":
            private = _private(own, words, say)
            return "\n".join(private) if private else None
        case "demands":
            return _demands(shift.demands, say)
        case "what":
            return say("shift_talk.what", task=shift.task)
        case "still_free":
            return _free(own, world, say)
    return words.facts(own)


def _private(own: OwnShift, words: ShiftWords, say: Voice) -> list[str]:
    if not own.shift.private:
        return []
    if own.invitation.state in HAVE_A_PLACE:
        return [words.say("private", private=own.shift.private)]
    return [say("shift_talk.after_a_yes")]


def _length(own: OwnShift, say: Voice) -> str:
    hours, minutes = divmod(round((own.ends_at - own.starts_at).total_seconds() / 60), 60)
    parts: Sequence[tuple[int, str]] = ((hours, "hours"), (minutes, "minutes"))
    return " ".join(say(f"shift_talk.{'one_hour' if (n, key) == (1, 'hours') else key}", n=n) for n, key in parts if n)


def _others(own: OwnShift, has_place: bool, world: World, say: Voice) -> str:
    places = own.shift.places
    if places == 1:
        return say("shift_talk.alone")
    return say("shift_talk.others", places=places, others=world.lookup.places_taken(own.shift.id) - has_place)


def _demands(demands: Sequence[str], say: Voice) -> str:
    if not demands:
        return say("shift_talk.no_demands")
    named = [say(key) if say.texts.has(key := f"shift_talk.demand.{d}") else d for d in demands]
    return say("shift_talk.demands", demands=", ".join(named))


def _free(own: OwnShift, world: World, say: Voice) -> str:
    free = own.shift.places - world.lookup.places_taken(own.shift.id)
    return say("shift_talk.still_free" if free > 0 else "shift_talk.none_free")
