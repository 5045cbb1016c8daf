"""A talk that has come to a question of a request."""

from __future__ import annotations

from tests.domain.conversation.kit import Chat

ASKED = {"choice": "Hvilket av disse", "area": "Hvor i Hamar", "when": "Når passer det", "contact": "Hvordan skal",
         "confirm": "Skal jeg sende dette"}


def at(question: str) -> Chat:
    """A talk that has come to this question."""
    mother = [("relation", "mother", "Moren")]
    chat = Chat().say("Moren min trenger en besøksvenn", need="visiting_friend", found=mother)
    steps = {
        "area": lambda: chat.press("1."), "when": lambda: chat.press("Hopp over"),
        "contact": lambda: chat.press("Hopp over"), "confirm": lambda: chat.press("Svar meg her"),
    }
    for name, step in steps.items():
        if question == "choice":
            break
        step()
        if name == question:
            break
    assert ASKED[question] in chat.text
    return chat
