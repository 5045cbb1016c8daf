"""The pages of figures: on the screen, to print, for a spreadsheet, and each chart by itself."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anyio import to_thread
from starlette.responses import Response

from bot.console.effect.asked import Asked, asked, presets
from bot.console.effect.charts import Chart
from bot.console.effect.csv_file import csv_file
from bot.console.effect.view import CHARTS, Figures, figures_of
from bot.console.effect.wording import Wording
from bot.console.guard import LANGUAGE, Guard, Visit
from bot.effect_goal import Goal
from bot.store.effect import report
from domain.needs import Need
from domain.spoken_time import OSLO

KEPT_CHARTS = 200
"""Drawn ones that are kept, some 20 kB each, by what is drawn."""

FOR_AN_HOUR = "private, max-age=3600"
NEEDS = tuple(need.value for need in Need)


@dataclass(frozen=True)
class Shown:
    asked: Asked
    figures: Figures


class Effect:
    def __init__(self, guard: Guard, goal: Goal) -> None:
        self.guard, self.edge, self.goal = guard, guard.edge, goal
        self.words = Wording(guard.edge.world, LANGUAGE)
        self._asked_for: OrderedDict[str, Chart] = OrderedDict()
        self._drawn: OrderedDict[str, bytes] = OrderedDict()
        self._keeping = threading.Lock()

    async def show(self, visit: Visit) -> Response:
        shown = await self._shown(visit)
        asked = shown.asked
        return self._page(
            visit, "console/effect/effect.html", shown, needs=[(n, self.words.need(n)) for n in NEEDS],
            areas=[(a, self.words.area(a)) for a in self._areas()],
            presets=presets(self._today(), asked.need, asked.area, asked.period),
        )

    async def report(self, visit: Visit) -> Response:
        return self._page(visit, "console/effect/report.html", await self._shown(visit))

    async def csv(self, visit: Visit) -> Response:
        shown = await self._shown(visit)
        asked, words, figures = shown.asked, self.words, shown.figures
        first, last = words.date(asked.period.first), words.date(asked.period.last)
        made = self.edge.clock.now().astimezone(OSLO)
        head = [
            [self.edge.world.municipality.authority, words("report_title")],
            [words("period", first=first, last=last)], *([line] for line in self._narrowed(asked)),
            [words("made", moment=f"{words.date(made.date())} {made:%H.%M}")],
            [words("few") + ": " + words("method.few")], [words("hidden_why")],
        ]  # fmt: skip
        body = csv_file(head, [*figures.tables, *figures.gaps], figures.method)
        name = f"effekt-{asked.period.first}-{asked.period.last}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(body, media_type="text/csv; charset=utf-8", headers=headers)

    async def chart(self, visit: Visit) -> Response:
        name, _, ending = visit.request.path_params["chart"].partition(".")
        if name not in CHARTS or ending != "svg":
            return self.guard.page(visit.session, "console/effect/gone.html", status=404, which="effect")
        mark = visit.request.query_params.get("v", "")
        if (drawn := self._drawn.get(mark)) is None:
            chart = self._asked_for.get(mark) or (await self._shown(visit)).figures.charts.get(name)
            nothing = Chart(name, self.words("chart_none"), (), self.words("chart_none"))
            drawn = await to_thread.run_sync(self._draw, chart or nothing)
        return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": FOR_AN_HOUR})

    def _draw(self, chart: Chart) -> bytes:
        from bot.console.effect.drawing import svg  # here, since matplotlib takes half a second

        drawn = svg(chart)
        self._keep(self._drawn, {chart.mark: drawn})
        return drawn

    def _keep(self, kept: OrderedDict[str, Any], new: Mapping[str, Any]) -> None:
        with self._keeping:
            kept.update(new)
            while len(kept) > KEPT_CHARTS:
                kept.popitem(last=False)

    async def _shown(self, visit: Visit) -> Shown:
        wanted = asked(visit.request.query_params, self._today(), NEEDS, self._areas())
        return Shown(wanted, await to_thread.run_sync(self._figures, wanted))

    def _figures(self, wanted: Asked) -> Figures:
        now = self.edge.clock.now()
        with self.edge.store.reading() as uow:
            found = report(uow.connection, wanted.period, now, NEEDS, self._areas(), wanted.need, wanted.area)
        figures = figures_of(found, wanted, self.goal, self.words, now)
        self._keep(self._asked_for, {chart.mark: chart for chart in figures.charts.values()})
        return figures

    def _page(self, visit: Visit, template: str, shown: Shown, **values: Any) -> Response:
        period = shown.asked.period
        return self.guard.page(
            visit.session, template, which="effect", asked=shown.asked, figures=shown.figures,
            words=self.words, period=period, before=period.before, narrowed=self._narrowed(shown.asked),
            **values,
        )

    def _narrowed(self, wanted: Asked) -> list[str]:
        if not wanted.narrowed:
            return []
        words = self.words
        said = [words("only_area", area=words.area(wanted.area))] if wanted.area else []
        said += [words("only_need", need=words.need(wanted.need))] if wanted.need else []
        said += [words("both_chosen")] if wanted.need and wanted.area else []
        return [*said, words("not_narrowed")]

    def _areas(self) -> tuple[str, ...]:
        world = self.edge.world
        return tuple(area.id for area in world.areas.areas if area.municipality == world.municipality.id)

    def _today(self) -> date:
        return self.edge.clock.now().astimezone(OSLO).date()
