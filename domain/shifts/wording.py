"""Shifts in words: the same facts in the question, the confirmation, the reminder and the list. Words from
`data/texts/*/shifts.yml`. What is private stands in none of them but where somebody has said yes."""

from __future__ import annotations

from datetime import datetime

from domain.areas import Areas
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.roster import Roster
from domain.shifts.shift import Shift
from domain.spoken_time import SpokenTime
from domain.texts import Texts
from domain.turn import Button, Reply

HAVE_A_PLACE = frozenset((InvitationState.ACCEPTED,))
"""Who may read the address and the door code."""


class ShiftWords:
    def __init__(self, roster: Roster, language: str | None, now: datetime) -> None:
        self._texts: Texts = roster.texts
        self._areas: Areas = roster.areas
        self._language, self._now = language or "nb", now
        self._spoken = SpokenTime(roster.texts, self._language)

    def say(self, key: str, /, **values: object) -> str:
        return self._texts.say(self._language, f"shifts.{key}", **values)

    def when(self, start: datetime, end: datetime) -> str:
        return self._spoken.value(f"{start.isoformat()}/{end.isoformat()}", self._now)

    def facts(self, own: OwnShift) -> str:
        """Task, time, place; after a yes what is private too. One a line."""
        lines = [
            own.shift.task,
            self.say("when", when=self.when(own.starts_at, own.ends_at)),
            self.say("where", where=self.where(own.shift)),
        ]
        if own.shift.private and own.invitation.state in HAVE_A_PLACE:
            lines.append(self.say("private", private=own.shift.private))
        return "\n".join(lines)

    def short(self, own: OwnShift) -> str:
        """«Henge opp klær, torsdag 12. november kl. 10.00–11.00»."""
        return f"{own.shift.task}, {self.when(own.starts_at, own.ends_at)}"

    def where(self, shift: Shift) -> str:
        area = self._areas.get(shift.area) if shift.area else None
        known = [part for part in (shift.meeting_place, area.name if area else "") if part]
        return ", ".join(known) or self.say("where_unknown")

    def question(self, own: OwnShift, *, again: bool = False) -> Reply:
        text = self.say("ask_again" if again else "ask", facts=self.facts(own))
        return Reply(text, self.answers(own.invitation.id, "yes", "no", "other", "ask"))

    def answers(self, invitation_id: str, *choices: str) -> tuple[Button, ...]:
        return tuple(
            Button(self.say(f"button_{choice}"), shift_button(invitation_id, choice)) for choice in choices
        )

    def booked(self, own: OwnShift, key: str = "booked") -> Reply:
        return Reply(self.say(key, facts=self.facts(own)), calendar=own.invitation.id)


def shift_button(invitation_id: str, choice: str) -> str:
    return f'/press{{"flow": "shift_answer", "choice": "{choice}", "invitation": "{invitation_id}"}}'
