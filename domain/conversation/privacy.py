"""What is stored about me, and erase it: by chat, after a confirmation, everywhere."""

from __future__ import annotations

import re

from domain.conversation.flow import Flow, finished, offers, waits
from domain.conversation.talk import Talk, Voice, World, voice
from domain.effects import EraseEverything, SendExport
from domain.redaction import MASK
from domain.turn import UNHANDLED, Button, Reply, Turn

_MASKED_ID = re.compile(rf"{MASK}{{6}}[ .\-]?{MASK}{{5}}")
"""Eleven digits, as `domain/redaction.py` leaves them."""


def access(talk: Talk, world: World) -> Turn:
    """The list in words, and the file by the channel's own way."""
    say = voice(talk, world)
    requests = world.lookup.requests_of(talk.conversation_id)
    known = world.lookup.talk(talk.conversation_id)
    codes = ", ".join(s.request.code for s in requests) or say("privacy.no_requests")
    phone = say("privacy.phone_kept") if known.contact_phone else say("privacy.phone_not_kept")
    button = Button(say("privacy.button_delete"), '/press{"flow": "privacy_delete", "begin": "yes"}')
    text = "\n".join([say("privacy.stored", codes=codes, phone=phone), *_of_them(talk, say, world)])
    return Turn((Reply(text, (button,)),), (SendExport(),), offers(talk, "privacy_access", "file"))


def _of_them(talk: Talk, say: Voice, world: World) -> list[str]:
    """What else is kept of who volunteers or works here, and which organisations they let us tell."""
    lines = [say("privacy.volunteer")] if world.lookup.volunteer(talk.conversation_id) else []
    told = dict.fromkeys(r.organisation for r in world.lookup.referrals_of(talk.conversation_id) if r.shared)
    lines += [say("follow_up.stored", organisations=", ".join(told))] if told else []
    colleague = world.lookup.colleague(talk.conversation_id)
    return [*lines, say("privacy.colleague", name=colleague.name, unit=colleague.unit)] if colleague else lines


def file(talk: Talk, world: World) -> Turn:
    """We said that they can have it all as a file, and they ask for that."""
    if not asks_for_file(talk, world):
        return UNHANDLED
    return Turn((voice(talk, world).reply("privacy.file"),), (SendExport(),), finished())


def asks_for_file(talk: Talk, world: World) -> bool:
    text, phrases = talk.reading.text, world.phrases
    return not talk.pressed and phrases.holds(text, "file") and not phrases.holds(text, "erase")


def delete(talk: Talk, world: World) -> Turn:
    return Turn(_ask(talk, world), slots=waits("privacy_delete", "confirm"))


def delete_go_on(talk: Talk, world: World) -> Turn:
    """Only a yes erases, and of buttons only this question's. «Slett alt» said twice may be a message sent twice:
    it is asked about again."""
    if talk.pressed and talk.pressed.get("flow") != "privacy_delete":
        return UNHANDLED
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


def holds_an_id(talk: Talk, world: World) -> bool:
    """A national id stood in the message, masked by now, and no word of erasing: it is no wish to erase anything."""
    text = talk.reading.text
    return not talk.phone_given and bool(_MASKED_ID.search(text)) and not world.phrases.holds(text, "erase")


def id_hidden(talk: Talk, world: World) -> Turn:
    return Turn((voice(talk, world).reply("privacy.id_hidden"),))


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


ACCESS = Flow("privacy_access", access, file, plainly=asks_for_file)
DELETE = Flow("privacy_delete", delete, delete_go_on, _ask)
ID_HIDDEN = Flow("national_id", id_hidden)
"""No intent of its own: taken where one was read that a number by itself does not mean."""
