"""What volunteers say of themselves by chat: join, change, pause, end. A coordinator approves (`volunteer_desk.py`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from domain.errors import NotAllowed
from domain.handover import Conversation
from domain.ports import UnitOfWork
from domain.services.leaving import leave_shifts
from domain.shifts.effects import TellOfMyself, Volunteering
from domain.shifts.roster import Roster
from domain.shifts.volunteer import Away, Volunteer, VolunteerState, Window, end, pause, resume
from domain.shifts.wording import ShiftWords
from domain.turn import Reply

LONGEST_WORDS = 1000
"""Characters kept of what they write about themselves."""

MOST_A_WEEK = 7


def tell_of_myself(uow: UnitOfWork, new_id: str, now: datetime, talk: Conversation, told: TellOfMyself) -> None:
    """A first word makes an application; later ones change what they named, and nothing else."""
    known = uow.volunteers.of_talk(talk.id)
    volunteer = known or Volunteer(new_id, "", now, conversation_id=talk.id)
    changed = _changed(volunteer, told)
    if known is None:
        uow.volunteers.add(changed)
        uow.events.add("shifts", "applied", now, {"volunteer": changed.id})
    else:
        uow.volunteers.save(changed)
        uow.events.add("shifts", "volunteer", now, {"volunteer": changed.id})


def _changed(volunteer: Volunteer, told: TellOfMyself) -> Volunteer:
    plain = {
        name: value
        for name in ("name", "needs", "areas", "languages", "car", "over_18")
        if (value := getattr(told, name)) is not None
    }
    after = replace(volunteer, **plain)
    if told.windows is not None:
        after = replace(after, windows=tuple(Window(*window) for window in told.windows))
    if told.away is not None:
        added = tuple(Away(date.fromisoformat(first), date.fromisoformat(last)) for first, last in told.away)
        after = replace(after, away=tuple(dict.fromkeys((*after.away, *added))))
    if told.most_per_week is not None:
        after = replace(after, most_per_week=min(MOST_A_WEEK, max(1, told.most_per_week)))
    if told.words:
        after = replace(after, own_words="\n".join(filter(None, (after.own_words, told.words)))[:LONGEST_WORDS])
    return after


def change(
    uow: UnitOfWork, roster: Roster, now: datetime, talk: Conversation, wanted: Volunteering
) -> tuple[Reply, ...]:
    words = ShiftWords(roster, talk.language, now)
    volunteer = uow.volunteers.of_talk(talk.id)
    if volunteer is None:
        return (Reply(words.say("no_volunteer")),)
    if wanted.change == "end":
        leave_shifts(uow, roster, now, volunteer)
        uow.volunteers.save(end(volunteer))
        uow.audit.add(now, "volunteer", "ended", volunteer.id)
        uow.events.add("shifts", "ended", now, {"volunteer": volunteer.id})
        return (Reply(words.say("ended")),)
    try:
        uow.volunteers.save(pause(volunteer) if wanted.change == "pause" else resume(volunteer))
    except NotAllowed:
        already = volunteer.state is VolunteerState.PAUSED
        return (Reply(words.say("paused" if already else "resumed")),)
    uow.events.add("shifts", "volunteer", now, {"volunteer": volunteer.id})
    return (Reply(words.say("paused" if wanted.change == "pause" else "resumed")),)
