"""The figures as they are shown, put together once for page, report, file and charts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.console.effect.asked import Asked
from bot.console.effect.charts import Chart, chart_of, goal_chart
from bot.console.effect.gap_tables import gap_tables
from bot.console.effect.other_tables import fill_table, respite_hours, respite_table, volunteer_table
from bot.console.effect.request_tables import main_figures, request_tables, talk_table
from bot.console.effect.summary import method, sentences
from bot.console.effect.table import Row, Table
from bot.console.effect.wording import Wording
from bot.effect_goal import Goal
from domain.conversation.talk import World
from domain.figures.report import Report
from domain.spoken_time import OSLO

CHARTS = ("goal", "need", "area", "outcome", "fill")


@dataclass(frozen=True)
class Figures:
    """`gaps` are tables as well, apart since they are another matter."""

    empty: bool
    says: tuple[str, ...]
    tables: tuple[Table, ...]
    gaps: tuple[Table, ...]
    charts: dict[str, Chart]
    method: tuple[str, ...]
    recorded: str


def figures_of(report: Report, asked: Asked, goal: Goal, words: Wording, now: datetime) -> Figures:
    world: World = words.world
    main = main_figures(report, words, asked.narrowed)
    main = replace(main, rows=[*main.rows, Row(words("key.respite"), respite_hours(report, words), 0)])
    tables = [
        main, *request_tables(report, words), fill_table(report, words), respite_table(report, words),
        talk_table(report, words), volunteer_table(report, words),
    ]
    today = now.astimezone(OSLO).date()
    since = report.recorded_since
    return Figures(
        empty=report.empty,
        says=tuple(sentences(report, goal, words)),
        tables=tuple(tables),
        gaps=tuple(gap_tables(report, world, words, today, asked.need, asked.area)),
        charts=_charts(tables, report, goal, words),
        method=tuple(method(report, goal, words)),
        recorded=words("recorded_since", date=words.date(since)) if since else words("not_recorded"),
    )


def _charts(tables: list[Table], report: Report, goal: Goal, words: Wording) -> dict[str, Chart]:
    drawn = {"goal": goal_chart(report.requests, goal, words)} if report.requests.by_others is not None else {}
    for table in tables:
        if table.name in CHARTS and any(row.value for row in table.rows):
            drawn[table.name] = chart_of(table, words, column=2 if table.name == "fill" else 0)
    return drawn
