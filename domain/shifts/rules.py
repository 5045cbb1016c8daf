"""The town's rules for asking volunteers: pace, quiet hours, demands. Values stand in `data/taxonomy/shifts.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.shifts.shift import Shift
from domain.spoken_time import OSLO


@dataclass(frozen=True)
class Pace:
    """From `lead` before the start and longer: `per_place` are asked for each free place, then a pause of `gap`."""

    lead: timedelta
    per_place: int
    gap: timedelta


@dataclass(frozen=True)
class ShiftRules:
    """`paces`: longest lead first, the last with lead 0. `demands`: by need, what must be met before the first shift.
    `quiet_from`, `quiet_until`: local times between which nobody is asked, unless it is urgent."""

    paces: tuple[Pace, ...]
    quiet_from: time
    quiet_until: time
    remind: tuple[int, ...]
    demands: Mapping[str, tuple[str, ...]]
    for_municipal_service: tuple[str, ...]
    """Demanded besides where the task is a municipal service: the police certificate, by law."""
    adults_only: frozenset[str]
    """Needs for which a volunteer must be 18."""
    unasked_days: int
    code_valid: timedelta
    follow_up_after: timedelta
    nudge_after: timedelta

    @property
    def all_demands(self) -> tuple[str, ...]:
        """Each once, in the order of the file."""
        named = (demand for demands in self.demands.values() for demand in demands)
        return tuple(dict.fromkeys((*named, *self.for_municipal_service)))

    @property
    def unasked(self) -> timedelta:
        return timedelta(days=self.unasked_days)

    def pace(self, lead: timedelta) -> Pace:
        return next((pace for pace in self.paces if lead >= pace.lead), self.paces[-1])

    def may_ask_at(self, moment: datetime, *, urgent: bool) -> datetime:
        """`moment` itself, or the end of the quiet hours that it falls in. Aware, UTC in and out."""
        local = moment.astimezone(OSLO)
        if urgent or not self._quiet(local.time()):
            return moment
        day = local.date() + timedelta(days=1 if local.time() >= self.quiet_until else 0)
        ends = datetime.combine(day, self.quiet_until, tzinfo=OSLO).astimezone(moment.tzinfo)
        return max(moment, ends)  # in the hour that comes twice in autumn, the first one may be past

    def escalate_at(self, shift: Shift, opened: datetime) -> datetime:
        """When a coordinator is told that places are still free: a quarter of the time there was is left, at most
        two days and at least one hour before the start; at once where there is less."""
        before = min(timedelta(days=2), max(timedelta(hours=1), (shift.starts_at - opened) / 4))
        return max(opened, shift.starts_at - before)

    def demands_of(self, need: str, *, municipal_service: bool) -> tuple[str, ...]:
        own = self.demands.get(need, self.demands["default"])
        return (*own, *self.for_municipal_service) if municipal_service else own

    def _quiet(self, clock: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until
