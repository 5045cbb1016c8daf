"""The main numbers in plain sentences. One whose number is hidden is not said."""

from __future__ import annotations

from bot.console.effect.other_tables import respite_hours
from bot.console.effect.wording import Wording
from bot.effect_goal import Goal
from domain.figures.disclosure import FEW
from domain.figures.report import Report


def sentences(report: Report, goal: Goal, words: Wording) -> list[str]:
    r, authority = report.requests, words.world.municipality.authority
    said = [
        words("says.few", authority=authority) if r.total is None
        else words("says.requests", authority=authority, n=words.number(r.total))
    ]  # fmt: skip
    if report.before.total is not None:
        said[0] += " " + words("says.before", n=words.number(report.before.total))
    if (n := r.by_others) is not None:
        band = {"low": goal.low, "high": goal.high}
        said.append(words("says.others", n=n) + " " + words(f"says.goal_{goal.place_of(n)}", **band))
    if r.kept is not None:
        said.append(words("says.kept", n=r.kept))
    if r.answer.median is not None:
        said.append(words("says.answer", time=words.lasting(r.answer.median)))
    if report.respite.places >= FEW:
        said.append(words("says.respite", n=respite_hours(report, words)[0]))
    if report.volunteers.active >= FEW:
        said.append(words("says.volunteers", n=words.number(report.volunteers.active)))
    return said


def method(report: Report, goal: Goal, words: Wording) -> list[str]:
    said = [words(f"method.{name}") for name in ("cohort", "erased", "times", "few", "periods")]
    said.append(words("method.goal", low=goal.low, high=goal.high, source=words("goal_source")))
    return said
