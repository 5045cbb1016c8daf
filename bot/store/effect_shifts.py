"""Shifts of a period, and the hours of respite that they gave."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import sqlalchemy as sa

from bot.store.shift_tables import invitation, shift
from domain.figures.period import Period
from domain.figures.report import RespiteFigures, ShiftSlot
from domain.needs import Need
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import ShiftState
from domain.shown_offers import part_of_day
from domain.spoken_time import OSLO

_HELD = (ShiftState.OPEN.value, ShiftState.OVER.value)
_HAS_A_PLACE = invitation.c.state == InvitationState.ACCEPTED.value


def slots(db: sa.Connection, period: Period, now: datetime) -> list[ShiftSlot]:
    """Of shifts that have begun; called-off ones and drafts are left out."""
    s = shift.c
    joined = sa.outerjoin(shift, invitation, sa.and_(invitation.c.shift_id == s.id, _HAS_A_PLACE))
    query = (
        sa.select(s.need, s.area, s.starts_at, s.places, sa.func.count(invitation.c.id))
        .select_from(joined)
        .where(s.starts_at >= period.start, s.starts_at < min(period.end, now), s.state.in_(_HELD))
        .group_by(s.id)
    )
    places, filled = Counter[tuple[str, str, int, str]](), Counter[tuple[str, str, int, str]]()
    for of, where, starts, most, taken in db.execute(query):
        slot = (of, where or "", starts.astimezone(OSLO).weekday(), part_of_day(starts))
        places[slot] += most
        filled[slot] += min(most, taken)
    return [ShiftSlot(*slot, places[slot], filled[slot]) for slot in sorted(places)]


def respite(db: sa.Connection, period: Period, now: datetime) -> RespiteFigures:
    """Of shifts that began in the period and are over. Minutes: what was reported, else what was agreed."""
    s, i = shift.c, invitation.c
    planned = sa.extract("epoch", sa.func.coalesce(i.end, s.ends_at)) - sa.extract(
        "epoch", sa.func.coalesce(i.start, s.starts_at)
    )
    minutes = sa.func.coalesce(i.minutes, sa.cast(planned / 60, sa.Integer))
    told = i.happened.is_(True)
    query = (
        sa.select(told, sa.func.count(), sa.func.sum(minutes))
        .select_from(sa.join(shift, invitation, i.shift_id == s.id))
        .where(
            s.starts_at >= period.start, s.starts_at < period.end, s.ends_at <= now, s.state.in_(_HELD),
            s.need == Need.RESPITE.value, _HAS_A_PLACE, sa.or_(i.happened.is_(None), told),
        )
        .group_by(told)
    )  # fmt: skip
    found = {bool(held): (int(count), int(sum_ or 0)) for held, count, sum_ in db.execute(query)}
    (told_places, told_minutes), (silent_places, silent_minutes) = found.get(True, (0, 0)), found.get(False, (0, 0))
    return RespiteFigures(told_places + silent_places, told_minutes + silent_minutes, told_places, told_minutes)
