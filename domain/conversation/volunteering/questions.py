"""The questions to somebody who wants to help, one at a time, with buttons for the answers that most people give."""

from __future__ import annotations

from domain.conversation.talk import Talk, Voice, World, voice
from domain.conversation.volunteering.in_words import profile_lines
from domain.conversation.volunteering.profile import AS_OFTEN_AS_NEEDED, QUESTIONS, Profile
from domain.conversation.volunteering.tasks_told import OFFERED
from domain.turn import Button, Reply

FLOW = "become_volunteer"

_ANSWERS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "where": (("anywhere", "where", "all"),),
    "when": (("any_time", "when", "any"),),
    "adult": (("yes_adult", "adult", "yes"), ("no_adult", "adult", "no")),
    "often": (
        ("often_1", "often", "1"), ("often_2", "often", "2"), ("often_7", "often", str(AS_OFTEN_AS_NEEDED)),
    ),
    "more": (("car", "car", "yes"), ("no_car", "car", "no")),
    "confirm": (("send", "send", "yes"), ("change", "send", "no")),
}
"""Of each question: the title's key, what the button carries and its value."""

_NOT_SKIPPED = ("adult", "confirm")


ASKED = (*QUESTIONS, "likes_closest", "confirm", "change")


def ask(question: str | None, profile: Profile, talk: Talk, world: World) -> Reply:
    """A question that is none of ours (an older version asked it) is the first that is open."""
    say = voice(talk, world)
    question = question if question in ASKED else profile.open_question
    text = say(f"volunteering.ask_{question}", municipality=world.municipality.name)
    match question:
        case "likes" | "likes_closest":
            tasks = tuple(button(say(f"volunteering.task.{need}"), "need", need) for need in OFFERED)
            return Reply(text, (*tasks, _skip(say)))
        case "confirm":
            lines = [say("volunteering.summary"), *profile_lines(profile, say, world), text]
            return Reply("\n".join(lines), _buttons(question, say))
        case "change":
            return Reply(text, tuple(button(say(f"volunteering.change.{q}"), "retell", q) for q in QUESTIONS))
        case _:
            return Reply(text, _buttons(question, say))


def button(title: str, name: str, value: str) -> Button:
    return Button(title, f'/press{{"flow": "{FLOW}", "{name}": "{value}"}}')


def _buttons(question: str, say: Voice) -> tuple[Button, ...]:
    offered = tuple(
        button(say(f"volunteering.button_{key}"), name, value) for key, name, value in _ANSWERS.get(question, ())
    )
    return offered if question in _NOT_SKIPPED else (*offered, _skip(say))


def _skip(say: Voice) -> Button:
    return button(say("volunteering.button_skip"), "skip", "yes")
