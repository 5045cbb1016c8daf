"""«Vi trenger det ikke likevel»: only a request of this very talk is closed, and only after a yes."""

from __future__ import annotations

from domain.conversation.flow import Flow, finished, waits
from domain.conversation.my_requests import code_in, wait_for_code
from domain.conversation.talk import Talk, Voice, World, voice
from domain.effects import CancelRequest, QueueForHuman
from domain.requests import Request
from domain.turn import UNHANDLED, Button, Reply, Turn

NAME = "request_cancel"


def begin(talk: Talk, world: World) -> Turn:
    say, code = voice(talk, world), code_in(talk.reading.text, world)
    own = [s.request for s in world.lookup.requests_of(talk.conversation_id)]
    mine = [r for r in own if r.state.open and code in (None, r.code)]
    if code and not mine:
        if any(r.code == code for r in own):
            return Turn((say.reply("requests.closed_already", code=code),))
        return Turn((say.reply("requests.cancel_elsewhere", code=code),), (QueueForHuman("cancel"),))
    if not mine:
        return Turn((say.reply("requests.nothing_to_cancel"),), slots=wait_for_code(talk))
    if len(mine) > 1:
        return Turn(_ask_which(mine, say), slots=waits(NAME, "which", code=None))
    return _ask_to_confirm(mine[0], talk, say, world)


def go_on(talk: Talk, world: World) -> Turn:
    if talk.pressed and talk.pressed.get("flow") != NAME:
        return UNHANDLED
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


def again(talk: Talk, world: World) -> tuple[Reply, ...]:
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
    return Turn((Reply(text, buttons),), slots=waits(NAME, "confirm", code=request.code))


def _button(title: str, code: str) -> Button:
    return Button(title, f'/press{{"flow": "request_cancel", "code": "{code}"}}')


FLOW = Flow(NAME, begin, go_on, again)
