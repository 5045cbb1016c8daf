"""What is stored about me, and erase it: by chat, after a confirmation, everywhere."""

from __future__ import annotations

from domain.conversation.flow import Flow, finished, waits
from domain.conversation.talk import Talk, World, voice
from domain.effects import EraseEverything, SendExport
from domain.turn import UNHANDLED, Button, Reply, Turn


def access(talk: Talk, world: World) -> Turn:
    """The list in words, and the file by the channel's own way."""
    say = voice(talk, world)
    requests = world.lookup.requests_of(talk.conversation_id)
    known = world.lookup.talk(talk.conversation_id)
    codes = ", ".join(s.request.code for s in requests) or say("privacy.no_requests")
    phone = say("privacy.phone_kept") if known.contact_phone else say("privacy.phone_not_kept")
    button = Button(say("privacy.button_delete"), '/press{"flow": "privacy_delete", "begin": "yes"}')
    text = say("privacy.stored", codes=codes, phone=phone)
    return Turn((Reply(text, (button,)),), (SendExport(),))


def delete(talk: Talk, world: World) -> Turn:
    return Turn(_ask(talk, world), slots=waits("privacy_delete", "confirm"))


def delete_go_on(talk: Talk, world: World) -> Turn:
    """Only a yes erases. «Slett alt» said twice may be a message sent twice: it is asked about again."""
    say, text, intent = voice(talk, world), talk.reading.text, talk.reading.intent
    wish = talk.pressed.get("confirm")
    no = intent == "deny" or (not wish and world.phrases.means(text, "no")) or world.phrases.holds(text, "not")
    first_word = next(iter(text.split()), "")
    yes = intent == "affirm" or (intent == "privacy_delete" and world.phrases.means(first_word, "yes"))
    if wish == "yes" or (yes and not no):
        return Turn((say.reply("privacy.erased"),), (EraseEverything(),), finished())
    if wish == "no" or (no and intent != "privacy_delete"):
        return Turn((say.reply("privacy.kept"),), slots=finished())
    return UNHANDLED


def _ask(talk: Talk, world: World) -> tuple[Reply, ...]:
    say = voice(talk, world)
    open_codes = [s.request.code for s in world.lookup.requests_of(talk.conversation_id) if s.request.state.open]
    text = say("privacy.ask_delete")
    if open_codes:
        text = f"{text} {say('privacy.open_requests', codes=', '.join(open_codes))}"
    buttons = (
        Button(say("privacy.button_yes"), '/press{"flow": "privacy_delete", "confirm": "yes"}'),
        Button(say("privacy.button_no"), '/press{"flow": "privacy_delete", "confirm": "no"}'),
    )
    return (Reply(text, buttons),)


ACCESS = Flow("privacy_access", access)
DELETE = Flow("privacy_delete", delete, delete_go_on, _ask)
