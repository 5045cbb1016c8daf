"""What a message says about a shift. The model reads what stands by itself; beside a question of ours much less is
enough: «passer bra», «hvor er det?», «den andre», and what a model would take for something else means the shift."""

from __future__ import annotations

from domain.conversation.at_a_question import SHIFTS
from domain.conversation.shifts.how_it_went import how_it_went
from domain.conversation.shifts.means import OF_INTENT, SOFT, Means, likeliest
from domain.conversation.shifts.mentions import mentions
from domain.conversation.shifts.questions import asks_about_it
from domain.conversation.shifts.theirs import Theirs
from domain.conversation.shifts.times import PARTS_OF_IT, TIMES, is_clock
from domain.conversation.talk import Talk, World
from domain.reading import FALLBACK_INTENT

SHORT = 12
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
        return _refined(OF_INTENT[reading.intent], talk, world, theirs)
    if hand and hand.asks:
        return _beside_the_question(talk, world, theirs)
    if hand or theirs.listed:
        return _beside_a_shift(talk, world, theirs)
    return _out_of_the_blue(talk, world, theirs)


def _only_late(talk: Talk, world: World, theirs: Theirs) -> bool:
    """«Jeg blir ti minutter forsinket» to a shift of theirs: nothing to decide tomorrow, but to be told at once."""
    text, asks = talk.reading.text, theirs.hand is not None and theirs.hand.asks
    clock = any(is_clock(entity) for entity in talk.reading.entities)
    return bool(theirs.places) and not asks and not clock and world.phrases.holds(text, "late") and "?" not in text


def _refined(means: Means, talk: Talk, world: World, theirs: Theirs) -> Means:
    """What the model's label leaves open: a «kanskje» is no condition, being late is no proposal, and leaving early is
    no cancelling."""
    text, phrases = talk.reading.text, world.phrases
    if means is Means.OTHER and _only_late(talk, world, theirs):
        return Means.LATE
    if means in (Means.NO, Means.OTHER) and phrases.holds(text, "answers_later"):
        return Means.MAYBE
    clocks = any(is_clock(e) for e in talk.reading.entities)
    if means is Means.OTHER and phrases.holds(text, "maybe") and not clocks and not phrases.holds(text, "if"):
        return Means.MAYBE
    if means is Means.BACK_OUT and clocks and phrases.holds(text, "leaves_at"):
        return Means.OTHER
    moves = any(phrases.holds(text, m) for m in PARTS_OF_IT) or clocks
    if means is Means.ASK and moves and phrases.holds(text, "may_i_come"):
        return Means.OTHER
    return means


def _beside_the_question(talk: Talk, world: World, theirs: Theirs) -> Means | None:
    reading, phrases = talk.reading, world.phrases
    text = reading.text
    if phrases.is_just(text, "maybe"):
        return Means.MAYBE
    if reading.intent in ("affirm", "deny"):
        return OF_INTENT[reading.intent]
    if asks_about_it(talk, world):
        return Means.ASK
    if reading.intent == "become_volunteer":
        return Means.PICK
    if reading.intent not in SOFT or len(text.split()) > SHORT:
        return None
    if phrases.holds(text, "maybe") or phrases.holds(text, "answers_later"):
        return Means.MAYBE
    if any(m.shifts for m in mentions(talk, world, (), theirs.countable)):
        return _said_of_the_list(talk, world)
    if len(theirs.asked) > 1 and (phrases.holds(text, "every_one") or phrases.is_just(text, "all")):
        return _said_of_the_list(talk, world, bare=Means.YES)
    if guess := likeliest(talk):
        return _refined(guess, talk, world, theirs)
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
    return likeliest(talk)


def _after_what_was_told(talk: Talk, world: World, theirs: Theirs) -> Means | None:
    """A «nei» to a reminder; a «jo» after a «nei»; else they just take it in."""
    own = theirs.hand.own if theirs.hand else None
    if talk.reading.intent == "deny":
        if own in theirs.pending:
            return Means.NO
        return Means.HINDERED if own in theirs.places else Means.FINE if own else None
    regrets = own in theirs.again and not world.phrases.means(talk.reading.text, "all_right")
    return Means.YES if regrets else Means.FINE


def _said_of_the_list(talk: Talk, world: World, bare: Means = Means.PICK) -> Means:
    """«Nr 2», «jeg tar nr 2, men ikke nr 1», «ikke den første»; `bare`: what the number alone says."""
    text, phrases = talk.reading.text, world.phrases
    if talk.reading.intent in ("affirm", "deny"):
        return OF_INTENT[talk.reading.intent]
    if any(phrases.holds(text, m) for m in ("can", "fits", "yes")):
        return Means.YES
    return Means.NO if any(phrases.holds(text, m) for m in ("not", "no_word")) else bare


def _out_of_the_blue(talk: Talk, world: World, theirs: Theirs) -> Means | None:
    """A «ja» or «nei» when nothing but a shift is open; «ok» and «fint» may close anything."""
    reading = talk.reading
    if talk.flow or not theirs.asked or reading.intent not in ("affirm", "deny"):
        return None
    return None if world.phrases.means(reading.text, "all_right") else OF_INTENT[reading.intent]


def _swaps(talk: Talk, world: World) -> bool:
    about = talk.reading.intent in (*SHIFTS, *SOFT, "report_need", "talk_to_human")
    return about and world.phrases.holds(talk.reading.text, "swap")
