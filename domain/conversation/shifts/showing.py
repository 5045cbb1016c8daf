"""A shift shown to its volunteer, with the buttons for what can be done about it; several as a numbered list."""

from __future__ import annotations

from domain.conversation.flow import finished, offers
from domain.conversation.shifts.buttons import ANSWER
from domain.conversation.shifts.theirs import MORE, Some
from domain.conversation.talk import Talk, World, voice
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.shift import ShiftState
from domain.shifts.wording import ShiftWords, shift_button
from domain.turn import Button, Reply, Turn

S = InvitationState

_OPEN_CHOICES = {
    S.ASKED: ("yes", "no", "other", "ask"), S.PROPOSED: ("yes", "no", "other"), S.WAITLISTED: ("back_out",),
    S.ACCEPTED: ("back_out", "swap"), S.DECLINED: ("yes",), S.TAKEN: ("yes",), S.BACKED_OUT: ("yes",),
    S.EXPIRED: ("yes",),
}
"""What can be done until it begins."""


def spoken(own: OwnShift, talk: Talk, world: World) -> str:
    """«Henge opp klær, torsdag 12. november kl. 10.00–11.00»."""
    return _words(talk, world).short(own)


def choices(own: OwnShift, talk: Talk) -> tuple[str, ...]:
    """Of the buttons about it."""
    shift, invitation = own.shift, own.invitation
    if shift.state is ShiftState.CALLED_OFF:
        return ()
    if shift.is_open(talk.now) and own.starts_at > talk.now:
        return _OPEN_CHOICES.get(invitation.state, ())
    untold = invitation.state is S.ACCEPTED and invitation.happened is None
    return ("happened", "not_happened") if untold and own.starts_at <= talk.now else ()


def buttons_for(own: OwnShift, talk: Talk, world: World) -> tuple[Button, ...]:
    return buttons(own, choices(own, talk), talk, world)


def buttons(own: OwnShift, wanted: tuple[str, ...], talk: Talk, world: World) -> tuple[Button, ...]:
    words, say = _words(talk, world), voice(talk, world)
    titles = {"swap": say("shift_talk.button_swap")}
    return tuple(
        Button(titles.get(choice) or words.say(f"button_{choice}"), shift_button(own.invitation.id, choice))
        for choice in wanted
    )


def shown(own: OwnShift, key: str, talk: Talk, world: World, wanted: tuple[str, ...] | None = None) -> Turn:
    """`shift_talk.<key>` with its facts, and what can be done about it."""
    text = voice(talk, world)(f"shift_talk.{key}", facts=_words(talk, world).facts(own))
    under = choices(own, talk) if wanted is None else wanted
    return Turn((Reply(text, buttons(own, under, talk, world)),), slots=more(talk, own))


def numbered(some: Some, choice: str, talk: Talk, world: World) -> tuple[str, tuple[Button, ...]]:
    """A line for each, and a button for each that makes `choice`."""
    lines = [f"{n}. {spoken(own, talk, world)}" for n, own in enumerate(some, 1)]
    words = _words(talk, world)
    whens = [words.when(own.starts_at, own.ends_at) for own in some]
    titles = whens if len(set(whens)) == len(whens) else [spoken(own, talk, world) for own in some]
    pressed = [
        Button(f"{n}. {title}", shift_button(own.invitation.id, choice))
        for n, (own, title) in enumerate(zip(some, titles, strict=True), 1)
    ]
    return "\n".join(lines), tuple(pressed)


def more(talk: Talk, own: OwnShift | None, listed: Some = ()) -> dict[str, object]:
    """Slots after something was said of a shift: what they add is about it, until the talk goes on."""
    known: dict[str, object] = {
        "shift": own.invitation.id if own else None, "shifts": [o.invitation.id for o in listed] or None,
        "shift_said": None,
    }
    if talk.flow in (ANSWER, MORE):
        if talk.slot("left"):
            return finished(**known)
        return {**known, "flow": MORE, "waiting_for": "more"}
    return {**known, **offers(talk, MORE, "more")}


def _words(talk: Talk, world: World) -> ShiftWords:
    return ShiftWords(world.roster, talk.language, talk.now)
