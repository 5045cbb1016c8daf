"""A volunteer's profile typed by a coordinator: somebody new, from a paper form, or a correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.fields import Fields, Problem
from bot.console.guard import Guard, Visit
from bot.console.shifts.choices import area_choices, need_choices, organisation_choices
from bot.console.volunteers.form import away_box, nobody, read_volunteer, typed_from, version_of
from bot.console.volunteers.windows import labels, shown
from domain.errors import Conflict, NotAllowed, NotFound
from domain.services import volunteer_desk
from domain.shifts.volunteer import Volunteer, VolunteerState


class Editing:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def new(self, visit: Visit) -> Response:
        somebody = nobody(self.edge.clock.now())
        return self._form(visit, somebody, typed_from(somebody))

    async def add(self, visit: Visit) -> Response:
        desk, fields = self.guard.desk(visit), Fields(visit.form)
        somebody = nobody(desk.now)
        wanted = read_volunteer(fields, self.edge.world, somebody)
        if wanted is None:
            return self._form(visit, somebody, visit.form, fields.problems, 422)
        joined = await to_thread.run_sync(volunteer_desk.add, self.edge.store(), desk, wanted)
        return self._done(joined)

    async def show(self, visit: Visit) -> Response:
        volunteer = await to_thread.run_sync(self._find, visit)
        return self._gone(visit) if volunteer is None else self._form(visit, volunteer, typed_from(volunteer))

    async def save(self, visit: Visit) -> Response:
        volunteer = await to_thread.run_sync(self._find, visit)
        if volunteer is None:
            return self._gone(visit)
        if visit.form.get("seen") != version_of(volunteer):
            return self._changed_meanwhile(visit, volunteer)
        fields = Fields(visit.form)
        wanted = read_volunteer(fields, self.edge.world, volunteer)
        if wanted is None:
            return self._form(visit, volunteer, visit.form, fields.problems, 422)
        desk, store = self.guard.desk(visit), self.edge.store()
        try:
            return self._done(await to_thread.run_sync(volunteer_desk.change, store, desk, volunteer, wanted))
        except (Conflict, NotAllowed, NotFound):  # between the look and the lock
            now = await to_thread.run_sync(self._find, visit)
            return self._gone(visit) if now is None else self._changed_meanwhile(visit, now)

    def _changed_meanwhile(self, visit: Visit, volunteer: Volunteer) -> Response:
        away = {away_box(away): "yes" for away in volunteer.away}  # none is dropped that was not on the page
        typed = {**visit.form, **away, "seen": version_of(volunteer)}
        return self._form(visit, volunteer, typed, [Problem("name", "changed_meanwhile")], 409)

    def _done(self, volunteer: Volunteer) -> Response:
        self.edge.signals.notify("shifts")
        return RedirectResponse(f"/console/volunteers/{volunteer.id}", 303)

    def _find(self, visit: Visit) -> Volunteer | None:
        """None for one who has ended, too: of them nothing is kept that could be changed."""
        with self.edge.store.reading() as uow:
            try:
                volunteer = uow.volunteers.get(visit.request.path_params["volunteer"])
            except NotFound:
                return None
        return None if volunteer.state is VolunteerState.ENDED else volunteer

    def _gone(self, visit: Visit) -> Response:
        return self.guard.page(visit.session, "console/volunteers/gone.html", status=404, which="volunteers")

    def _form(
        self, visit: Visit, volunteer: Volunteer, typed: Mapping[str, str], problems: Sequence[Problem] = (),
        status: int = 200,
    ) -> Response:
        world = self.edge.world
        home = {area.id for area in world.areas.areas if area.municipality == world.municipality.id}
        areas = area_choices(world)
        return self.guard.page(
            visit.session, "console/volunteers/form.html", status=status, volunteer=volunteer, typed=typed,
            problems=problems, labels="console_volunteers.field.", which="volunteers", needs=need_choices(world),
            near=[pair for pair in areas if pair[0] in home], far=[pair for pair in areas if pair[0] not in home],
            organisations=organisation_choices(world), windows=shown(typed), named=labels(world.texts),
            away_box=away_box, ticked=_ticked(typed, "area_"), joined=_ticked(typed, "organisation_"),
        )


def _ticked(typed: Mapping[str, str], prefix: str) -> set[str]:
    return {name.removeprefix(prefix) for name, value in typed.items() if name.startswith(prefix) and value == "yes"}
