"""Volunteers, shifts and invitations to rows and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from bot.store.rows import Row
from domain.shifts.due import Due, DueKind
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.shift import Shift, ShiftState
from domain.shifts.volunteer import Away, Clearance, Volunteer, VolunteerState, Window


def volunteer_row(volunteer: Volunteer) -> dict[str, Any]:
    return {
        **{name: getattr(volunteer, name) for name in volunteer.__dataclass_fields__},
        "state": volunteer.state.value,
        "needs": list(volunteer.needs),
        "areas": list(volunteer.areas),
        "windows": [[w.weekday, w.start, w.end] for w in volunteer.windows],
        "away": [[a.first.isoformat(), a.last.isoformat()] for a in volunteer.away],
        "languages": list(volunteer.languages),
        "organisations": list(volunteer.organisations),
        "clearances": [[c.demand, c.at.isoformat(), c.by] for c in volunteer.clearances],
    }


def volunteer_from(row: Row) -> Volunteer:
    return Volunteer(
        **{
            **{name: row[name] for name in Volunteer.__dataclass_fields__},
            "state": VolunteerState(row["state"]),
            "needs": tuple(row["needs"]),
            "areas": tuple(row["areas"]),
            "windows": tuple(Window(*w) for w in row["windows"]),
            "away": tuple(Away(date.fromisoformat(a), date.fromisoformat(b)) for a, b in row["away"]),
            "languages": tuple(row["languages"]),
            "organisations": tuple(row["organisations"]),
            "clearances": tuple(Clearance(d, datetime.fromisoformat(at), by) for d, at, by in row["clearances"]),
        }
    )


def shift_row(shift: Shift) -> dict[str, Any]:
    return {**asdict(shift), "state": shift.state.value, "demands": list(shift.demands), "remind": list(shift.remind)}


def shift_from(row: Row) -> Shift:
    lists = {"demands": tuple(row["demands"]), "remind": tuple(row["remind"])}
    return Shift(**{**row, **lists, "state": ShiftState(row["state"])})


def invitation_row(invitation: Invitation) -> dict[str, Any]:
    return {**asdict(invitation), "state": invitation.state.value, "reasons": list(invitation.reasons)}


def invitation_from(row: Row) -> Invitation:
    return Invitation(**{**row, "state": InvitationState(row["state"]), "reasons": tuple(row["reasons"])})


def due_row(due: Due) -> dict[str, Any]:
    return {**asdict(due), "kind": due.kind.value}


def due_from(row: Row) -> Due:
    return Due(**{k: v for k, v in row.items() if k not in ("kind", "done_at")}, kind=DueKind(row["kind"]))
