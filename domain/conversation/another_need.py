"""Whether a message asks for another need than the one that is open: only by a clear wish, never by a remark."""

from __future__ import annotations

from domain.conversation.talk import Talk, World, voice

CLEARLY = 0.8
"""So surely a message is about another need before what is open gives way to it (calibrated confidence)."""

CLEARLY_INSTEAD = 0.6
"""The same where they say that they want it instead: «jeg vil heller ha en besøksvenn»."""


def asks_for_another(talk: Talk, world: World) -> bool:
    """By a wish («kan noen …», «jeg trenger …») or the need's own name. «Helgene er verst» is more of what is open."""
    reading, phrases = talk.reading, world.phrases
    if reading.intent != "report_need" or reading.need in (None, talk.slot("need")):
        return False
    instead = phrases.holds(reading.text, "rather")
    if reading.confidence < (CLEARLY_INSTEAD if instead else CLEARLY):
        return False
    return instead or _wishes(reading.text, world) or _names(reading.need or "", talk, world)


def begins_anew(talk: Talk, world: World) -> bool:
    """Whether this message begins a request of its own after an earlier one, so that «jeg» in it may be about somebody
    else than before. The first need of a talk is for whom was told: «det er mamma», «jeg trenger avlastning»."""
    if talk.reading.intent != "report_need" or talk.reading.need is None or talk.waiting_for == "need":
        return False
    if not (talk.slot("need") or world.lookup.requests_of(talk.conversation_id)):
        return False
    return talk.flow != "report_need" or asks_for_another(talk, world)


def _wishes(text: str, world: World) -> bool:
    return world.phrases.holds(text, "asks_for_help") or world.phrases.holds(text, "wishes")


def _names(need: str, talk: Talk, world: World) -> bool:
    """Said by its name, and not asked about: «hva er avlastning?»."""
    text = talk.reading.text.casefold().rstrip()
    return not text.endswith("?") and voice(talk, world)(f"matching.need.{need}").casefold() in text
