"""The questions of a request, one at a time: which offer, where, when, how to answer, and is it right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.conversation.facts import told_in, when_told
from domain.conversation.talk import Talk, Voice, World, voice
from domain.conversation.understood import in_words, when_in_words
from domain.effects import Effect, SetContact
from domain.turn import Button, Reply

QUESTIONS = ("choice", "area", "when", "contact", "confirm")

LONGEST_OWN_WORDS = 120
"""Characters of a free answer to «when»: longer ones say something else as well."""


@dataclass(frozen=True)
class Answer:
    """What an answer settles. `slots` may be empty of facts but never of the question asked."""

    slots: Mapping[str, Any]
    said: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = field(default=())


def ask(question: str, talk: Talk, world: World) -> Reply:
    say = voice(talk, world)
    match question:
        case "choice":
            return _ask_choice(talk, say, world)
        case "area":
            return Reply(say("report_need.ask_area", municipality=world.municipality.name), (_skip(say),))
        case "when":
            return Reply(say("report_need.ask_when"), (_skip(say),))
        case "contact":
            here = _button(say("report_need.button_here"), "contact", "here")
            return Reply(say("report_need.ask_contact"), (here,))
        case _:
            return _ask_confirm(talk, say, world)


def answer_to(question: str, talk: Talk, world: World) -> Answer | None:
    """The answer in this message, or None when it is not one."""
    pressed = talk.pressed
    if pressed and question not in pressed and "skip" not in pressed:
        return None
    skipped = "skip" in pressed or world.phrases.means(talk.reading.text, "skip")
    match question:
        case "choice":
            return Answer({"offer": "human"}) if skipped else _choice(talk, world)
        case "area":
            return _area(talk, world, skipped)
        case "when":
            return _when(talk, world, skipped)
        case "contact":
            return _contact(talk, world, skipped)
        case "confirm":
            return _confirm(talk, world)
        case _:
            return None


def _choice(talk: Talk, world: World) -> Answer | None:
    suggested: list[str] = talk.slot("suggested") or []
    text, reading = talk.reading.text, talk.reading
    wish = talk.pressed.get("choice")
    if wish in ("human", "none"):
        return Answer({"offer": wish})
    if wish in suggested:
        return Answer({"offer": wish})
    if world.phrases.means(text, "none") or reading.intent == "deny":
        return Answer({"offer": "none"})
    for name in reading.values("organisation"):
        named = [i for i in suggested if (o := world.catalogue.get(i)) and name.casefold() in f"{o.name} {getattr(o.organisation, 'name', '')}".casefold()]
        if len(named) == 1:
            return Answer({"offer": named[0]})
    ordinal = world.phrases.first_of(text, ("first", "second", "third"))
    place = {"first": 0, "second": 1, "third": 2}.get(ordinal or "", len(suggested))
    if place < len(suggested):
        return Answer({"offer": suggested[place]})
    if reading.intent == "affirm" and not suggested:
        return Answer({"offer": "human"})
    if reading.intent == "affirm" and len(suggested) == 1:
        return Answer({"offer": suggested[0]})
    return None


def _area(talk: Talk, world: World, skipped: bool) -> Answer | None:
    area = told_in(talk.reading, {}, world).get("area") or getattr(world.areas.find(talk.reading.text), "id", None)
    if area:
        return Answer({"area": area})
    if skipped or talk.reading.intent == "deny":
        return Answer({"area": world.municipality.area.id})
    if talk.reading.intent in ("report_need", "out_of_scope", "nlu_fallback") and len(talk.reading.text.split()) <= 6:
        say = voice(talk, world)
        return Answer({"area": world.municipality.area.id}, (say.reply("report_need.area_unknown"),))
    return None


def _when(talk: Talk, world: World, skipped: bool) -> Answer | None:
    own_words = talk.reading.text.strip()
    if when := when_told(talk.reading):
        return Answer({"when": own_words if len(own_words) <= LONGEST_OWN_WORDS else when})
    if skipped or talk.reading.intent == "deny":
        return Answer({"when": "skipped"})
    if talk.reading.intent in ("report_need", "out_of_scope", "nlu_fallback", "shift_propose") and (
        2 <= len(own_words) <= LONGEST_OWN_WORDS
    ):
        return Answer({"when": own_words})
    return None


def _contact(talk: Talk, world: World, skipped: bool) -> Answer | None:
    if talk.phone_given:
        return Answer({"contact": "phone"}, effects=(SetContact(True),))
    yes_here = talk.reading.intent in ("affirm", "deny") or world.phrases.means(talk.reading.text, "here")
    if talk.pressed.get("contact") == "here" or yes_here or skipped:
        return Answer({"contact": "here"}, effects=(SetContact(False),))
    return None


def _confirm(talk: Talk, world: World) -> Answer | None:
    wish = talk.pressed.get("confirm")
    no = wish == "no" or talk.reading.intent == "deny" or world.phrases.means(talk.reading.text, "no")
    yes = wish == "yes" or talk.reading.intent == "affirm" or world.phrases.means(talk.reading.text, "yes")
    if yes and not no:
        return Answer({"confirmed": True})
    if no:
        return Answer({"confirmed": False}) if not told_in(talk.reading, {}, world) else None
    return None


def _ask_choice(talk: Talk, say: Voice, world: World) -> Reply:
    buttons = [
        _button(say("report_need.button_choose", number=n, name=offer.name), "choice", offer_id)
        for n, offer_id in enumerate(talk.slot("suggested") or [], 1) if (offer := world.catalogue.get(offer_id))
    ]
    text = say("report_need.ask_choice") if buttons else say("report_need.ask_human")
    if buttons:
        buttons.append(_button(say("report_need.button_none"), "choice", "none"))
    buttons.append(_button(say("report_need.button_human"), "choice", "human"))
    if talk.slot("area") is None and len(buttons) > 1:
        text = f"{text} {say('report_need.hint_area')}"
    return Reply(text, tuple(buttons))


def _ask_confirm(talk: Talk, say: Voice, world: World) -> Reply:
    """The summary: all that will be kept, so that they can see it before they say yes."""
    slots = talk.slots
    offer = world.catalogue.get(slots.get("offer") or "")
    reach = "report_need.summary_phone" if slots.get("contact") == "phone" else "report_need.summary_here"
    lines = [
        say("report_need.summary", what=in_words({**slots, "when": None}, say, world, talk.now)),
        say("report_need.summary_when", when=when_in_words(slots, say, talk.now) or say("report_need.not_told")),
        say("report_need.summary_offer", name=offer.name if offer else say("report_need.coordinator_finds")),
        say("report_need.summary_words", words=slots["want"]) if slots.get("want") else "",
        say(reach),
        say("report_need.ask_confirm"),
    ]
    yes = _button(say("report_need.button_yes"), "confirm", "yes")
    no = _button(say("report_need.button_change"), "confirm", "no")
    return Reply("\n".join(line for line in lines if line), (yes, no))


def _skip(say: Voice) -> Button:
    return _button(say("report_need.button_skip"), "skip", "yes")


def _button(title: str, question: str, value: str) -> Button:
    return Button(title, f'/press{{"flow": "report_need", "{question}": "{value}"}}')
