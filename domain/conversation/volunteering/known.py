"""Somebody who is a volunteer in this talk sees and changes what they have told, takes a break, or stops.

Only what they clearly say is changed, and each change is shown as it then is. Stopping is asked about once more.
"""

from __future__ import annotations

from dataclasses import replace

from domain.conversation.answer import says_no, says_yes
from domain.conversation.flow import Flow, finished, waits
from domain.conversation.talk import Talk, Voice, World, voice
from domain.conversation.volunteering.days_away import away_told, booked_then, told_as_away
from domain.conversation.volunteering.in_words import away_in_words, changed_lines, volunteer_lines
from domain.conversation.volunteering.profile import LONGEST_WORDS, Profile, of_volunteer, what_changed
from domain.conversation.volunteering.told import after_message, not_every_week
from domain.conversation.volunteering.very_words import Wish
from domain.conversation.volunteering.week_told import week_told
from domain.conversation.volunteering.wishes import changed_parts, wish_of
from domain.shifts.effects import TellOfMyself, Volunteering
from domain.shifts.volunteer import Volunteer, VolunteerState
from domain.shifts.wording import ShiftWords
from domain.turn import UNHANDLED, Button, Reply, Turn

NAME = "volunteer_profile"

_BUTTONS = {"pause": Wish.PAUSE, "resume": Wish.RESUME, "end": Wish.END, "show": Wish.SHOW}


def begin(talk: Talk, world: World) -> Turn:
    volunteer = world.lookup.volunteer(talk.conversation_id)
    if volunteer is None:
        return Turn((voice(talk, world).reply("shifts.no_volunteer"),))
    wish = _BUTTONS.get(talk.pressed.get("wish", "")) if talk.pressed else wish_of(volunteer, talk, world)
    match wish:
        case Wish.PAUSE | Wish.RESUME if volunteer.state is VolunteerState.APPLIED:
            return Turn((voice(talk, world).reply("volunteering.not_approved_yet"),), slots=_no_longer_asked(talk))
        case Wish.PAUSE | Wish.RESUME:
            return Turn((), (Volunteering(wish.value),), _no_longer_asked(talk))
        case Wish.END:
            return Turn(_ask_end(voice(talk, world)), slots=waits(NAME, "end"))
        case Wish.AWAY:
            return _away(volunteer, talk, world)
        case Wish.CHANGE:
            before = of_volunteer(volunteer)
            return _changed(volunteer, before, changed_parts(before, talk, world) or before, talk, world)
        case _:
            return Turn((_shown("profile", volunteer, of_volunteer(volunteer), talk, world),))


def go_on(talk: Talk, world: World) -> Turn:
    """What was asked last: whether they stop, when they are away, or when they can now."""
    if talk.pressed:
        return _pressed(talk, world) if talk.pressed.get("flow") == NAME else UNHANDLED
    volunteer = world.lookup.volunteer(talk.conversation_id)
    if volunteer is None:
        return UNHANDLED
    if talk.waiting_for == "away" and away_told(talk.reading, talk.now):
        return _away(volunteer, talk, world)
    week = week_told(talk.reading, world.phrases)
    if talk.waiting_for == "when" and (week.windows or week.any_time):
        before = of_volunteer(volunteer)
        return _changed(volunteer, before, replace(before, windows=week.windows), talk, world)
    if says_no(talk, world) or world.phrases.means(talk.reading.text, "stop"):
        return _kept(talk, world)
    if talk.waiting_for == "end" and says_yes(talk, world) and not world.phrases.holds(talk.reading.text, "not"):
        return Turn((), (Volunteering("end"),), finished())
    return UNHANDLED


def again(talk: Talk, world: World) -> tuple[Reply, ...]:
    say = voice(talk, world)
    match talk.waiting_for:
        case "end":
            return _ask_end(say)
        case "when":
            return (_ask_when(talk, world),)
        case _:
            return (say.reply("volunteering.ask_away"),)


def joins_again(volunteer: Volunteer, talk: Talk, world: World) -> Turn:
    """«Jeg vil bli frivillig», from one who is: what they add is taken in where nothing else is being asked, and they
    see what we have."""
    before = of_volunteer(volunteer)
    after = after_message(before, talk, world) if talk.flow is None else before
    if after != before:
        return _changed(volunteer, before, after, talk, world)
    return Turn((_shown("profile_already", volunteer, before, talk, world),))


def _pressed(talk: Talk, world: World) -> Turn:
    match talk.pressed:
        case {"stay": "no"} if talk.waiting_for == "end":
            return Turn((), (Volunteering("end"),), finished())
        case {"stay": "yes"}:
            return _kept(talk, world)
        case {"wish": _}:
            return begin(talk, world)
    return UNHANDLED


def _changed(volunteer: Volunteer, before: Profile, after: Profile, talk: Talk, world: World) -> Turn:
    """Only what is different is shown; the whole of it is a «profilen min» away."""
    if after.windows is None:
        return Turn((_ask_when(talk, world),), slots=waits(NAME, "when"))
    told = what_changed(before, after)
    which = not_every_week(talk, world)
    if which:
        told = replace(told or TellOfMyself(), words=talk.reading.text[:LONGEST_WORDS])
    if told is None:
        return Turn((_shown("profile", volunteer, before, talk, world),), slots=_no_longer_asked(talk))
    say = voice(talk, world)
    lines = [say("volunteering.changed"), *changed_lines(before, after, say, world)]
    lines += [say("volunteering.not_every_week")] if which else []
    lines.append(say("volunteering.changed_how"))
    return Turn((Reply("\n".join(lines)),), (told,), _no_longer_asked(talk))


def _away(volunteer: Volunteer, talk: Talk, world: World) -> Turn:
    say, away = voice(talk, world), away_told(talk.reading, talk.now)
    if not away:
        return Turn((say.reply("volunteering.ask_away"),), slots=waits(NAME, "away"))
    lines = [say("volunteering.away_noted", value=away_in_words(away, say))]
    if booked := booked_then(away, talk, world):
        words = ShiftWords(world.roster, talk.language, talk.now)
        lines.append(say("volunteering.away_booked", shifts="; ".join(words.short(own) for own in booked)))
    told = TellOfMyself(away=told_as_away(away))
    return Turn((Reply("\n".join(lines)),), (told,), finished() if talk.flow == NAME else {})


def _kept(talk: Talk, world: World) -> Turn:
    return Turn((voice(talk, world).reply("volunteering.kept"),), slots=finished())


def _no_longer_asked(talk: Talk) -> dict[str, object]:
    return finished() if talk.flow == NAME else {}


def _ask_when(talk: Talk, world: World) -> Reply:
    """No day is left of what they have told: whoever has no times is asked at any time, which is the opposite."""
    say = voice(talk, world)
    return Reply(say("volunteering.ask_when_now"), (_button("pause", say), _button("end", say)))


def _ask_end(say: Voice) -> tuple[Reply, ...]:
    buttons = (
        Button(say("volunteering.button_yes_end"), f'/press{{"flow": "{NAME}", "stay": "no"}}'),
        _button("pause", say),
        Button(say("volunteering.button_no_end"), f'/press{{"flow": "{NAME}", "stay": "yes"}}'),
    )
    return (Reply(say("volunteering.ask_end"), buttons),)


def _shown(key: str, volunteer: Volunteer, profile: Profile, talk: Talk, world: World) -> Reply:
    say = voice(talk, world)
    lines = [say(f"volunteering.{key}"), *volunteer_lines(volunteer, profile, say, world, talk.now)]
    lines.append(say("volunteering.profile_how"))
    wishes = {VolunteerState.APPROVED: ("pause", "end"), VolunteerState.PAUSED: ("resume", "end")}
    buttons = tuple(_button(wish, say) for wish in wishes.get(volunteer.state, ("end",)))
    return Reply("\n".join(lines), buttons)


def _button(wish: str, say: Voice) -> Button:
    return Button(say(f"volunteering.button_{wish}"), f'/press{{"flow": "{NAME}", "wish": "{wish}"}}')


FLOW = Flow(NAME, begin, go_on, again)
