"""«Hvordan går det med ELG-27?» and «vi trenger det ikke likevel».

Whoever holds a code may learn the state of that request from any channel, and no more than that: not the need,
the place or a name. The whole story is told only in the talk that made it. Guessing is cut off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.conversation.flow import Flow, finished, waits
from domain.conversation.human import when_answered
from domain.conversation.talk import Talk, Voice, World, voice
from domain.effects import CancelRequest, CodeTried, QueueForHuman
from domain.requests import Request, RequestStory
from domain.spoken_time import SpokenTime
from domain.turn import Button, Reply, Turn, UNHANDLED

MOST_WRONG_CODES = 5
"""Unknown codes a talk may try in an hour, before only a human can help."""

_CODE = re.compile(r"(?<!\w)([a-zæøå]{2,12})[\s\-–]?(\d{2,4})(?!\w)", re.IGNORECASE)


def code_in(text: str, world: World) -> str | None:
    """The code in a message, as it is written or read aloud («elg 27»); only words that codes are made of."""
    for word, number in _CODE.findall(text):
        if word.upper() in world.code_words:
            return f"{word.upper()}-{number}"
    return None


def status(talk: Talk, world: World) -> Turn:
    say, code = voice(talk, world), code_in(talk.reading.text, world)
    own = world.lookup.requests_of(talk.conversation_id)
    if code:
        mine = next((s for s in own if s.request.code == code), None)
        return Turn((Reply(_story(mine, talk, say)),)) if mine else _by_code(code, talk, world, say)
    if not own:
        return Turn((say.reply("requests.none_here"),), slots=_wait_for_code(talk))
    still_open = [s for s in own if s.request.state.open] or own[:1]
    return Turn(tuple(Reply(_story(s, talk, say)) for s in still_open))


def status_go_on(talk: Talk, world: World) -> Turn:
    """Waiting for a code: a message with one is the answer, anything else goes its own way."""
    if code_in(talk.reading.text, world):
        turn = status(talk, world)
        return Turn(turn.replies, turn.effects, {**finished(), **turn.slots})
    return UNHANDLED


def cancel(talk: Talk, world: World) -> Turn:
    say, code = voice(talk, world), code_in(talk.reading.text, world)
    still_open = [s.request for s in world.lookup.requests_of(talk.conversation_id) if s.request.state.open]
    mine = [r for r in still_open if code in (None, r.code)]
    if code and not mine:
        return Turn((say.reply("requests.cancel_elsewhere", code=code),), (QueueForHuman("cancel"),))
    if not mine:
        return Turn((say.reply("requests.nothing_to_cancel"),))
    if len(mine) > 1:
        buttons = tuple(_button(say("requests.button_cancel", code=r.code), r.code) for r in mine)
        return Turn((Reply(say("requests.which"), buttons),), slots=waits("request_cancel", "which"))
    return _ask_to_confirm(mine[0], talk, say, world)


def cancel_go_on(talk: Talk, world: World) -> Turn:
    say = voice(talk, world)
    own = {s.request.code: s.request for s in world.lookup.requests_of(talk.conversation_id) if s.request.state.open}
    named = talk.pressed.get("code") or code_in(talk.reading.text, world)
    if talk.waiting_for == "which":
        return _ask_to_confirm(own[named], talk, say, world) if named in own else UNHANDLED
    code = talk.slot("code")
    if code not in own:
        return UNHANDLED
    if talk.pressed.get("confirm") == "yes" or talk.reading.intent in ("affirm", "request_cancel"):
        reply = say.reply("requests.cancelled", code=code)
        return Turn((reply,), (CancelRequest(code),), finished(code=None))
    if talk.pressed.get("confirm") == "no" or talk.reading.intent == "deny":
        return Turn((say.reply("requests.kept", code=code),), slots=finished(code=None))
    return UNHANDLED


def cancel_again(talk: Talk, world: World) -> tuple[Reply, ...]:
    own = {s.request.code: s.request for s in world.lookup.requests_of(talk.conversation_id)}
    request = own.get(talk.slot("code") or "")
    return _ask_to_confirm(request, talk, voice(talk, world), world).replies if request else ()


def _ask_to_confirm(request: Request, talk: Talk, say: Voice, world: World) -> Turn:
    need = say(f"matching.need.{request.need}")
    buttons = (
        Button(say("requests.button_yes"), '/press{"flow": "request_cancel", "confirm": "yes"}'),
        Button(say("requests.button_no"), '/press{"flow": "request_cancel", "confirm": "no"}'),
    )
    text = say("requests.confirm_cancel", code=request.code, need=need)
    return Turn((Reply(text, buttons),), slots=waits("request_cancel", "confirm", code=request.code))


def _story(story: RequestStory, talk: Talk, say: Voice) -> str:
    """Who has it, what has happened, and by when they will hear."""
    request = story.request
    lines = [say("requests.about", code=request.code, need=say(f"matching.need.{request.need}"))]
    lines.append(_state(request, talk, say))
    lines += _happened(story, talk, say)
    return "\n".join(lines)


def _state(request: Request, talk: Talk, say: Voice) -> str:
    spoken = SpokenTime(say.texts, say.language)
    due = spoken.moment(request.answer_due, talk.now)
    late = request.state == "new" and request.answer_due < talk.now
    key = "late" if late else request.state.value
    return say(f"requests.state.{key}", due=due, who=request.owner_name or say("requests.a_coordinator"))


def _happened(story: RequestStory, talk: Talk, say: Voice) -> Sequence[str]:
    spoken = SpokenTime(say.texts, say.language)
    return [
        say("requests.event", when=spoken.moment(event.at, talk.now), what=say(f"requests.happened.{event.kind}"))
        for event in story.events if event.public
    ]


def _by_code(code: str, talk: Talk, world: World, say: Voice) -> Turn:
    tried = (CodeTried(),)
    if world.lookup.wrong_codes(talk.conversation_id) >= MOST_WRONG_CODES:
        text = f"{say('requests.too_many_codes')} {when_answered(talk, say, world)}"
        return Turn((Reply(text),), (QueueForHuman("codes"),))
    request = world.lookup.request_by_code(code)
    if request is None:
        return Turn((say.reply("requests.unknown_code", code=code),), tried, _wait_for_code(talk))
    lines = [say("requests.about_code", code=code), _state(request, talk, say), say("requests.more_elsewhere")]
    return Turn((Reply("\n".join(lines)),), tried)


def _wait_for_code(talk: Talk) -> dict[str, object]:
    """Asked in the middle of something else, that goes on; a code is understood by itself all the same."""
    return {} if talk.flow else waits("request_status", "code")


def _button(title: str, code: str) -> Button:
    return Button(title, f'/press{{"flow": "request_cancel", "code": "{code}"}}')


STATUS = Flow("request_status", status, status_go_on)
CANCEL = Flow("request_cancel", cancel, cancel_go_on, cancel_again)
