"""All flows by the intent they begin on, and which of them a message asks for."""

from __future__ import annotations

from domain.conversation import (
    activities,
    after_danger,
    closing_requests,
    danger,
    follow_up,
    human,
    lives_elsewhere,
    my_requests,
    privacy,
    referral,
    report_need,
    unsure,
)
from domain.conversation.at_a_question import SHIFTS, speaks_of_a_shift
from domain.conversation.flow import ALWAYS_FIRST, Flow
from domain.conversation.plain import PLAIN
from domain.conversation.sending import open_codes
from domain.conversation.shifts import flow as shifts
from domain.conversation.shifts import late
from domain.conversation.talk import Talk, World
from domain.conversation.volunteering import chosen, joining, staff

FLOWS: dict[str, Flow] = {
    flow.name: flow
    for flow in (
        danger.FLOW, human.FLOW, privacy.ACCESS, privacy.DELETE, report_need.FLOW, activities.FLOW,
        my_requests.STATUS, closing_requests.FLOW, joining.VOLUNTEER, staff.STAFF, unsure.FLOW,
        *shifts.INTENTS, *PLAIN,
    )
}

ASKED_BY_US = (follow_up.FLOW, referral.FLOW)
"""What the desk asks by itself: no intent begins them, but an answer to our last line, or its button."""

ALL_FLOWS: dict[str, Flow] = {
    flow.name: flow for flow in (*FLOWS.values(), *ASKED_BY_US, *shifts.WITHOUT_INTENT, *chosen.WITHOUT_INTENT)
}
"""Also those that no intent begins: a pressed button, or what was asked last, leads there."""

_SAYS_LITTLE = frozenset(("greet", "help", "thank", "affirm", "out_of_scope", "nlu_fallback", "bot_challenge"))
"""Beside a code these say nothing more than «how is it?»: «Hei! Jeg har en kode, ELG-27»."""


def asked_for(talk: Talk, world: World, read: Flow) -> Flow:
    """The flow that a message asks for: a button's own; what the words are after danger, or tell of where somebody
    lives; what words mean that we told people to write, a code, or a masked number, none of which a model can know; a
    word on a shift; else the one its intent begins."""
    if talk.pressed:
        return ALL_FLOWS.get(talk.pressed.get("flow", ""), read)
    if after_danger.answers_danger(talk, world):
        return after_danger.FLOW
    if plain_words := chosen.before_danger(talk, world):
        return plain_words
    if read is danger.FLOW:
        return late.FLOW if late.only_late(talk, world) else read
    if lives_elsewhere.municipality_told(talk, world):
        return lives_elsewhere.FLOW
    if read is privacy.DELETE and privacy.holds_an_id(talk, world):
        return privacy.ID_HIDDEN
    if answers_us := shifts.answers_us(talk, world, read):
        return answers_us
    if follow_up.answers_it(talk, world, read):
        return follow_up.FLOW
    if referral.answers_it(talk, world, read):
        return referral.FLOW
    if by_its_words := chosen.by_its_words(talk, world, read):
        return by_its_words
    if code := my_requests.code_in(talk.reading.text, world):
        return _about_a_request(code, talk, world, read)
    return _word_for_word(talk, world, read)


def _about_a_request(code: str, talk: Talk, world: World, read: Flow) -> Flow:
    """What is wanted of the request with this code: its end, its state, or what the message says by itself."""
    text, phrases = talk.reading.text, world.phrases
    alone = "".join(c for c in text.upper() if c.isalnum()) == code.replace("-", "")
    if not alone and phrases.holds(text, "stop") and read.name not in ALWAYS_FIRST:
        return closing_requests.FLOW
    return my_requests.STATUS if alone or read.name in _SAYS_LITTLE or phrases.holds(text, "how_goes") else read


def _word_for_word(talk: Talk, world: World, read: Flow) -> Flow:
    text, phrases = talk.reading.text, world.phrases
    if phrases.is_just(text, "a_person"):
        return human.FLOW
    if about_a_shift := shifts.meant_for(talk, world, read):
        return about_a_shift
    if talk.flow or read.name in ALWAYS_FIRST:
        return read
    if phrases.is_just(text, "no_more"):
        return FLOWS["unsubscribe"]
    if read.name in SHIFTS and not speaks_of_a_shift(talk, world) and not phrases.means(text, "stop"):
        return my_requests.CHANGED if open_codes(talk, world) else read
    stops = read.name != "unsubscribe" and phrases.means(text, "stop")
    return closing_requests.FLOW if stops and open_codes(talk, world) else read
