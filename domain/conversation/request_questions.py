"""The questions of a request, one at a time: which offer, where, when, how to answer, and is it right."""

from __future__ import annotations

from dataclasses import replace

from domain.conversation.talk import Talk, Voice, World, voice
from domain.conversation.understood import in_words, when_in_words, whom
from domain.turn import Button, Reply

QUESTIONS = ("choice", "area", "when", "contact", "confirm")

LIKELY_NEEDS = ("respite", "visiting_friend", "practical_help", "escort", "someone_to_talk_to", "assistive_device")
"""Offered as buttons to who has not said what they need: those asked for most often (the project's own guess)."""


def ask(question: str, talk: Talk, world: World) -> Reply:
    say = voice(talk, world)
    match question:
        case "choice":
            return _ask_choice(talk, say, world)
        case "which":
            return Reply(say("report_need.which"), _ask_choice(talk, say, world).buttons)
        case "others":
            others = button(say("report_need.button_others"), "choice", "none")
            return Reply(say("report_need.declined"), (others, _human(say)))
        case "area":
            return Reply(say("report_need.ask_area", municipality=world.municipality.name), (_skip(say),))
        case "when":
            return Reply(say("report_need.ask_when"), (_skip(say),))
        case "contact":
            return Reply(say("report_need.ask_contact"), (_here(say),))
        case "number":
            return Reply(say("report_need.ask_number"), (_here(say),))
        case "change":
            return Reply(say("report_need.what_to_change"), _changes(say))
        case _:
            return _ask_confirm(talk, say, world)


def ask_again(question: str, talk: Talk, world: World) -> Reply:
    """The same question later on, without what belonged to the moment: «greit, jeg sender ikke noe»."""
    asked = ask(question, talk, world)
    return replace(asked, text=voice(talk, world)("report_need.declined_again")) if question == "others" else asked


def ask_need(talk: Talk, world: World) -> Reply:
    say = voice(talk, world)
    buttons = tuple(button(say(f"matching.need.{need}"), "need", need) for need in LIKELY_NEEDS)
    person = whom(talk.slots, say)
    text = say("report_need.ask_need_for", whom=person) if person else say("report_need.ask_need")
    return Reply(text, buttons)


def button(title: str, question: str, value: str) -> Button:
    return Button(title, f'/press{{"flow": "report_need", "{question}": "{value}"}}')


def _ask_choice(talk: Talk, say: Voice, world: World) -> Reply:
    buttons = [
        button(say("report_need.button_choose", number=number, name=offer.name), "choice", offer.id)
        for number, offer_id in enumerate(talk.slot("suggested") or [], 1)
        if (offer := world.catalogue.get(offer_id))
    ]
    keys = {0: "report_need.ask_human", 1: "report_need.ask_choice_one"}
    text = say(keys.get(len(buttons), "report_need.ask_choice"))
    if buttons:
        buttons.append(button(say("report_need.button_none"), "choice", "none"))
    return Reply(text, (*buttons, _human(say)))


def _ask_confirm(talk: Talk, say: Voice, world: World) -> Reply:
    """The summary: all that will be kept, so that they can see it before they say yes."""
    slots = talk.slots
    reach = "report_need.summary_phone" if slots.get("contact") == "phone" else "report_need.summary_here"
    lines = [
        say("report_need.summary", what=in_words({**slots, "when": None}, say, world, talk.now)),
        say("report_need.summary_when", when=when_in_words(slots, say, talk.now) or say("report_need.not_told")),
        say("report_need.summary_offer", name=_wish(slots.get("offer"), say, world)),
        say("report_need.summary_words", words=slots["want"]) if slots.get("want") else "",
        say(reach),
        say("report_need.ask_confirm"),
    ]
    yes = button(say("report_need.button_yes"), "confirm", "yes")
    no = button(say("report_need.button_change"), "confirm", "no")
    return Reply("\n".join(line for line in lines if line), (yes, no))


def _wish(chosen: str | None, say: Voice, world: World) -> str:
    if chosen == "all":
        return say("report_need.all_of_them")
    offer = world.catalogue.get(chosen or "")
    return offer.name if offer else say("report_need.coordinator_finds")


def _changes(say: Voice) -> tuple[Button, ...]:
    """What a summary can be wrong about, one button each."""
    return tuple(button(say(f"report_need.change_{q}"), "change", q) for q in QUESTIONS if q != "confirm")


def _human(say: Voice) -> Button:
    return button(say("report_need.button_human"), "choice", "human")


def _here(say: Voice) -> Button:
    return button(say("report_need.button_here"), "contact", "here")


def _skip(say: Voice) -> Button:
    return button(say("report_need.button_skip"), "skip", "yes")
