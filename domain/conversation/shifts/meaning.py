"""What a message says about a shift. The model reads what stands by itself; beside a question of ours much less is
enough: «passer bra», «hvor er det?», «den andre», and what a model would take for something else means the shift."""

from __future__ import annotations

from enum import StrEnum

from domain.conversation.at_a_question import SHIFTS
from domain.conversation.shifts.how_it_went import how_it_went
from domain.conversation.shifts.mentions import mentions
from domain.conversation.shifts.questions import asks_about_it
from domain.conversation.shifts.theirs import Theirs
from domain.conversation.shifts.times import PARTS_OF_IT, TIMES, is_clock
from domain.conversation.talk import Talk, World
from domain.reading import FALLBACK_INTENT


class Means(StrEnum):
    YES = "yes"
    NO = "no"
    OTHER = "other"
    """Yes, with a condition or at another time."""
    MAYBE = "maybe"
    BACK_OUT = "back_out"
    SWAP = "swap"
    ASK = "ask"
    MINE = "mine"
    PICK = "pick"
    """Which one, and nothing about it."""
    FINE = "fine"
    """«Ok», to what we told them."""
    LATE = "late"
    HINDERED = "hindered"
    """Something came up, and they do not say that they cannot come."""
    WENT = "happened"
    DID_NOT = "not_happened"


_OF_INTENT = {
    "shift_accept": Means.YES, "shift_decline": Means.NO, "shift_propose": Means.OTHER, "shift_question": Means.ASK,
    "shift_cancel": Means.BACK_OUT, "my_shifts": Means.MINE, "affirm": Means.YES, "deny": Means.NO,
}

SOFT = frozenset((
    "out_of_scope", FALLBACK_INTENT, "help", "ask_activities", "bot_challenge", "request_status", "goodbye", "feedback",
    "greet", "thank", "privacy_access",
))
"""How a few words in answer to us are often read, by themselves."""

LIKELY = 0.3
"""Enough for a guess of the model's, just after we asked (calibrated probability; a wrong one is seen at once)."""

SHORT = 8
"""Words; more than these say by themselves what they mean."""


def meant(talk: Talk, world: World, theirs: Theirs) -> Means | None:
    """None where the message is not about a shift of theirs."""
    reading, hand = talk.reading, theirs.hand
    if world.phrases.is_just(reading.text, "my_shifts"):
        return Means.MINE
    if _swaps(talk, world):
        return Means.SWAP
    if hand and hand.asks_how_it_went:
        happened = how_it_went(talk, world)
        if happened is not None:
            return Means.WENT if happened else Means.DID_NOT
        if reading.intent in ("out_of_scope", "feedback", FALLBACK_INTENT) and "?" not in reading.text:
            return Means.PICK
    elif theirs.past and world.phrases.holds(reading.text, "did_not_happen") and reading.intent in SOFT | {"deny"}:
        return Means.DID_NOT
    if reading.intent in SHIFTS:
        return _refined(_OF_INTENT[reading.intent], talk, world)
    if hand and hand.asks:
        return _beside_the_question(talk, world, theirs)
    if hand or theirs.listed:
        return _beside_a_shift(talk, world, theirs)
    return _out_of_the_blue(talk, world, theirs)


def _refined(means: Means, talk: Talk, world: World) -> Means:
    """What the model's label leaves open: a «kanskje» is no condition, and leaving early is no cancelling."""
    text, phrases = talk.reading.text, world.phrases
    clocks = any(is_clock(e) for e in talk.reading.entities)
    if means is Means.OTHER and phrases.holds(text, "maybe") and not clocks and not phrases.holds(text, "if"):
        return Means.MAYBE
    if means is Means.BACK_OUT and clocks and phrases.holds(text, "leaves_at"):
        return Means.OTHER
    return means


def _beside_the_question(talk: Talk, world: World, theirs: Theirs) -> Means | None:
    reading, phrases = talk.reading, world.phrases
    text = reading.text
    if reading.intent in ("affirm", "deny"):
        return _OF_INTENT[reading.intent]
    if asks_about_it(talk, world):
        return Means.ASK
    if reading.intent == "become_volunteer":
        return Means.PICK
    if reading.intent not in SOFT or len(text.split()) > SHORT:
        return None
    if phrases.holds(text, "maybe"):
        return Means.MAYBE
    if any(m.shifts for m in mentions(talk, world, (), theirs.countable)):
        return _said_of_the_list(talk, world)
    if len(theirs.asked) > 1 and (phrases.holds(text, "every_one") or phrases.is_just(text, "all")):
        return _said_of_the_list(talk, world, bare=Means.YES)
    if guess := _likeliest(talk):
        return _refined(guess, talk, world)
    if any(phrases.holds(text, m) for m in PARTS_OF_IT):
        return Means.OTHER
    found = mentions(talk, world, theirs.asked, ())
    clear = not any(phrases.holds(text, m) for m in ("not", "but", "if", "no_word")) and "?" not in text
    if clear and phrases.holds(text, "fits"):
        return Means.YES
    if any(m.shifts for m in found):
        return Means.PICK
    if phrases.holds(text, "hindered"):
        return Means.HINDERED
    told = [e for e in reading.entities if e.entity in TIMES and not e.excluded]
    return Means.OTHER if told and (phrases.holds(text, "can") or any(is_clock(e) for e in told)) else None


def _beside_a_shift(talk: Talk, world: World, theirs: Theirs) -> Means | None:
    """After we told of a shift, or showed a list: less is open, and a bare «ja» is no answer to anything."""
    reading, phrases = talk.reading, world.phrases
    text = reading.text
    if asks_about_it(talk, world):
        return Means.ASK
    if theirs.listed and any(m.shifts for m in mentions(talk, world, (), theirs.listed)):
        return _said_of_the_list(talk, world)
    if theirs.listed and any(phrases.holds(text, m) for m in ("every_one", "none_of_them")):
        return Means.NO if reading.intent == "deny" or phrases.holds(text, "none_of_them") else Means.YES
    if reading.intent in ("affirm", "deny"):
        return _after_what_was_told(talk, world, theirs)
    if reading.intent not in SOFT or len(text.split()) > SHORT:
        return None
    if theirs.places and phrases.holds(text, "late"):
        return Means.LATE
    if theirs.places and phrases.holds(text, "hindered"):
        return Means.HINDERED
    if phrases.holds(text, "fits") or phrases.means(text, "all_right"):
        return Means.FINE
    return _likeliest(talk)


def _after_what_was_told(talk: Talk, world: World, theirs: Theirs) -> Means | None:
    """A «nei» to a reminder; a «jo» after a «nei»; else they just take it in."""
    own = theirs.hand.own if theirs.hand else None
    if talk.reading.intent == "deny":
        return Means.HINDERED if own in theirs.places else Means.FINE if own else None
    regrets = own in theirs.again and not world.phrases.means(talk.reading.text, "all_right")
    return Means.YES if regrets else Means.FINE


def _said_of_the_list(talk: Talk, world: World, bare: Means = Means.PICK) -> Means:
    """«Nr 2», «jeg tar nr 2, men ikke nr 1», «ikke den første»; `bare`: what the number alone says."""
    text, phrases = talk.reading.text, world.phrases
    if talk.reading.intent in ("affirm", "deny"):
        return _OF_INTENT[talk.reading.intent]
    if any(phrases.holds(text, m) for m in ("can", "fits", "yes")):
        return Means.YES
    return Means.NO if any(phrases.holds(text, m) for m in ("not", "no_word")) else bare


def _out_of_the_blue(talk: Talk, world: World, theirs: Theirs) -> Means | None:
    """A «ja» or «nei» when nothing but a shift is open; «ok» and «fint» may close anything."""
    reading = talk.reading
    if talk.flow or not theirs.asked or reading.intent not in ("affirm", "deny"):
        return None
    return None if world.phrases.means(reading.text, "all_right") else _OF_INTENT[reading.intent]


def _swaps(talk: Talk, world: World) -> bool:
    about = talk.reading.intent in (*SHIFTS, *SOFT, "report_need", "talk_to_human")
    return about and world.phrases.holds(talk.reading.text, "swap")


def _likeliest(talk: Talk) -> Means | None:
    """The model was not sure: its best guess among what may be said of a shift."""
    if not talk.reading.unsure:
        return None
    chances: dict[Means, float] = {}
    for guess in talk.reading.ranking:
        if means := _OF_INTENT.get(guess.label):
            chances[means] = chances.get(means, 0.0) + guess.confidence
    best = max(chances, key=lambda m: chances[m], default=None)
    return best if best and chances[best] >= LIKELY else None
