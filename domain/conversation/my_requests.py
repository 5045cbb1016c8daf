"""«Hvordan går det med ELG-27?»

Whoever holds a code may learn the state of that request from any channel, and no more than that: not the need,
the place or a name. The whole story is told only in the talk that made it. Guessing is cut off.
"""

from __future__ import annotations

import re

from domain.conversation.flow import Flow, finished, waits
from domain.conversation.human import when_answered
from domain.conversation.request_story import state_told, story_told
from domain.conversation.sending import open_codes
from domain.conversation.talk import Talk, Voice, World, voice
from domain.effects import CodeTried, QueueForHuman
from domain.turn import UNHANDLED, Reply, Turn

MOST_WRONG_CODES = 5
"""Unknown codes a talk may try in an hour, before only a human can help."""

_CODE = re.compile(r"(?<!\w)([a-zæøå]{2,12})[\s\-–]?(\d{2,4})(?!\w)", re.IGNORECASE)

_PLAIN_LETTERS = str.maketrans({"Æ": "AE", "Ø": "O", "Å": "A"})
"""How a code is typed on a keyboard without our letters."""


def code_in(text: str, world: World) -> str | None:
    """The code in a message, as it is written or read aloud («elg 27»); only words that codes are made of."""
    as_typed = {word.translate(_PLAIN_LETTERS): word for word in world.code_words}
    for written, number in _CODE.findall(text):
        word = written.upper() if written.upper() in world.code_words else as_typed.get(written.upper())
        if word:
            return f"{word}-{number}"
    return None


def status(talk: Talk, world: World) -> Turn:
    say, code = voice(talk, world), code_in(talk.reading.text, world)
    own = world.lookup.requests_of(talk.conversation_id)
    if code:
        mine = next((s for s in own if s.request.code == code), None)
        return Turn((Reply(story_told(mine, talk, say)),)) if mine else _by_code(code, talk, world, say)
    if not own:
        return Turn((say.reply("requests.none_here"),), slots=wait_for_code(talk))
    still_open = [s for s in own if s.request.state.open] or own[:1]
    return Turn(tuple(Reply(story_told(s, talk, say)) for s in still_open))


def status_go_on(talk: Talk, world: World) -> Turn:
    """Waiting for a code: a message with one is the answer, anything else goes its own way."""
    if code_in(talk.reading.text, world):
        turn = status(talk, world)
        return Turn(turn.replies, turn.effects, {**finished(), **turn.slots})
    return UNHANDLED


def _by_code(code: str, talk: Talk, world: World, say: Voice) -> Turn:
    tried = (CodeTried(),)
    if world.lookup.wrong_codes(talk.conversation_id) >= MOST_WRONG_CODES:
        text = f"{say('requests.too_many_codes')} {when_answered(talk, say, world)}"
        return Turn((Reply(text),), (QueueForHuman("codes"),))
    request = world.lookup.request_by_code(code)
    if request is None:
        return Turn((say.reply("requests.unknown_code", code=code),), tried, wait_for_code(talk))
    lines = [say("requests.about_code", code=code), state_told(request, talk, say), say("requests.more_elsewhere")]
    return Turn((Reply("\n".join(lines)),), tried)


def wait_for_code(talk: Talk) -> dict[str, object]:
    """Asked in the middle of something else, that goes on; a code is understood by itself all the same."""
    return {} if talk.flow else waits("request_status", "code")


def changed(talk: Talk, world: World) -> Turn:
    """Something about a request that is sent: «jeg må endre tidspunkt på den». A coordinator reads it beside that."""
    say, codes = voice(talk, world), open_codes(talk, world)
    text = say("requests.changed", codes=", ".join(codes), hours=when_answered(talk, say, world))
    return Turn((Reply(text),), (QueueForHuman("request"),))


CHANGED = Flow("request_changed", changed)
"""No intent of its own: taken where one on a shift was read, and what is theirs is a request."""

STATUS = Flow("request_status", status, status_go_on)
