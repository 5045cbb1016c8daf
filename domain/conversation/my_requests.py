"""«Hvordan går det med ELG-27?» and «vi trenger det ikke likevel».

Whoever holds a code may learn the state of that request from any channel, and no more than that: not the need,
the place or a name. The whole story is told only in the talk that made it. Guessing is cut off.
"""

from __future__ import annotations

import re

from domain.conversation.flow import Flow, finished, waits
from domain.conversation.human import when_answered
from domain.conversation.request_story import state_told, story_told
from domain.conversation.talk import Talk, Voice, World, voice
from domain.effects import CancelRequest, CodeTried, QueueForHuman
from domain.requests import Request
from domain.turn import UNHANDLED, Button, Reply, Turn

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
        return Turn((say.reply("requests.none_here"),), slots=_wait_for_code(talk))
    still_open = [s for s in own if s.request.state.open] or own[:1]
    return Turn(tuple(Reply(story_told(s, talk, say)) for s in still_open))


def status_go_on(talk: Talk, world: World) -> Turn:
    """Waiting for a code: a message with one is the answer, anything else goes its own way."""
    if code_in(talk.reading.text, world):
        turn = status(talk, world)
        return Turn(turn.replies, turn.effects, {**finished(), **turn.slots})
    return UNHANDLED


def cancel(talk: Talk, world: World) -> Turn:
    say, code = voice(talk, world), code_in(talk.reading.text, world)
    own = [s.request for s in world.lookup.requests_of(talk.conversation_id)]
    mine = [r for r in own if r.state.open and code in (None, r.code)]
    if code and not mine:
        if any(r.code == code for r in own):
            return Turn((say.reply("requests.closed_already", code=code),))
        return Turn((say.reply("requests.cancel_elsewhere", code=code),), (QueueForHuman("cancel"),))
    if not mine:
        return Turn((say.reply("requests.nothing_to_cancel"),), slots=_wait_for_code(talk))
    if len(mine) > 1:
        return Turn(_ask_which(mine, say), slots=waits("request_cancel", "which", code=None))
    return _ask_to_confirm(mine[0], talk, say, world)


def cancel_go_on(talk: Talk, world: World) -> Turn:
    say, own = voice(talk, world), _open(talk, world)
    named = talk.pressed.get("code") or code_in(talk.reading.text, world)
    if named in own and named != talk.slot("code"):
        return _ask_to_confirm(own[named], talk, say, world)
    code = talk.slot("code")
    if talk.waiting_for == "which" or code not in own:
        return _none_of_them(talk, world)
    yes, no = _answered(talk, "affirm", "yes", world), _answered(talk, "deny", "no", world)
    if talk.pressed.get("confirm") == "yes" or (yes and not no):
        reply = say.reply("requests.cancelled", code=code)
        return Turn((reply,), (CancelRequest(code),), finished(code=None))
    if talk.pressed.get("confirm") == "no" or no:
        return Turn((say.reply("requests.kept", code=code),), slots=finished(code=None))
    return UNHANDLED


def cancel_again(talk: Talk, world: World) -> tuple[Reply, ...]:
    own, say = _open(talk, world), voice(talk, world)
    if talk.waiting_for == "which":
        return _ask_which(list(own.values()), say) if own else ()
    request = own.get(talk.slot("code") or "")
    return _ask_to_confirm(request, talk, say, world).replies if request else ()


def _open(talk: Talk, world: World) -> dict[str, Request]:
    stories = world.lookup.requests_of(talk.conversation_id)
    return {s.request.code: s.request for s in stories if s.request.state.open}


def _none_of_them(talk: Talk, world: World) -> Turn:
    """Which of them? None: they stay as they are."""
    if not _answered(talk, "deny", "no", world) and not world.phrases.means(talk.reading.text, "none"):
        return UNHANDLED
    return Turn((voice(talk, world).reply("requests.all_kept"),), slots=finished(code=None))


def _answered(talk: Talk, intent: str, meaning: str, world: World) -> bool:
    return not talk.pressed and (talk.reading.intent == intent or world.phrases.means(talk.reading.text, meaning))


def _ask_which(requests: list[Request], say: Voice) -> tuple[Reply, ...]:
    buttons = tuple(_button(say("requests.button_cancel", code=r.code, need=_need(r, say)), r.code) for r in requests)
    return (Reply(say("requests.which"), buttons),)


def _need(request: Request, say: Voice) -> str:
    return say(f"matching.need.{request.need}")


def _ask_to_confirm(request: Request, talk: Talk, say: Voice, world: World) -> Turn:
    buttons = (
        Button(say("requests.button_yes"), '/press{"flow": "request_cancel", "confirm": "yes"}'),
        Button(say("requests.button_no"), '/press{"flow": "request_cancel", "confirm": "no"}'),
    )
    text = say("requests.confirm_cancel", code=request.code, need=_need(request, say))
    return Turn((Reply(text, buttons),), slots=waits("request_cancel", "confirm", code=request.code))


def _by_code(code: str, talk: Talk, world: World, say: Voice) -> Turn:
    tried = (CodeTried(),)
    if world.lookup.wrong_codes(talk.conversation_id) >= MOST_WRONG_CODES:
        text = f"{say('requests.too_many_codes')} {when_answered(talk, say, world)}"
        return Turn((Reply(text),), (QueueForHuman("codes"),))
    request = world.lookup.request_by_code(code)
    if request is None:
        return Turn((say.reply("requests.unknown_code", code=code),), tried, _wait_for_code(talk))
    lines = [say("requests.about_code", code=code), state_told(request, talk, say), say("requests.more_elsewhere")]
    return Turn((Reply("\n".join(lines)),), tried)


def _wait_for_code(talk: Talk) -> dict[str, object]:
    """Asked in the middle of something else, that goes on; a code is understood by itself all the same."""
    return {} if talk.flow else waits("request_status", "code")


def _button(title: str, code: str) -> Button:
    return Button(title, f'/press{{"flow": "request_cancel", "code": "{code}"}}')


STATUS = Flow("request_status", status, status_go_on)
CANCEL = Flow("request_cancel", cancel, cancel_go_on, cancel_again)
