"""Tables of requests and talks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.console.effect.table import Row, Table
from bot.console.effect.wording import Wording
from domain.figures.report import Report
from domain.figures.requests import OTHERS, RequestFigures, Tally, tally

Count = int | None


def main_figures(report: Report, words: Wording, narrowed: bool) -> Table:
    both = (report.requests, report.before)

    def row(name: str, say: Callable[[RequestFigures], str]) -> Row:
        return Row(words(f"key.{name}"), tuple(say(figures) for figures in both), 0)

    rows = [
        row("requests", lambda f: total(f, words, narrowed)),
        *([] if narrowed else [Row(words("key.erased"), (words.single(report.erased), ""), 0)]),
        row("by_others", lambda f: words.percent(f.by_others)),
        row("kept", lambda f: words.percent(f.kept)),
        row("answer", lambda f: words.lasting(f.answer.median)),
        row("answer_90", lambda f: words.lasting(f.answer.ninetieth)),
        row("help", lambda f: words.lasting(f.help.median)),
        row("help_90", lambda f: words.lasting(f.help.ninetieth)),
        row("helped", lambda f: words.percent(_helped(f))),
    ]
    return Table("key", words("key"), ("", words("this_period"), words("before")), rows)


def total(figures: RequestFigures, words: Wording, narrowed: bool) -> str:
    if figures.total is not None:
        return words.number(figures.total)
    return words("hidden" if narrowed else "few")


def request_tables(report: Report, words: Wording) -> list[Table]:
    now, before = report.requests.sides, report.before.sides
    named: Mapping[str, Callable[[str], str]] = {
        "need": words.need, "area": words.area, "channel": words.channel, "language": words.spoken,
        "promise": lambda code: words(f"promise.{code}"), "helped": lambda code: words(f"helped.{code}"),
    }
    tables = [
        _table(side, now[side], before.get(side), named[side], words, chart=side in ("need", "area"))
        for side in ("need", "area") if side in now
    ]
    if "outcome" in now:
        tables.append(_outcomes(report, words))
    tables += [
        _table(side, now[side], before.get(side), named[side], words)
        for side in ("promise", "helped", "channel", "language") if side in now
    ]
    return tables


def talk_table(report: Report, words: Wording) -> Table:
    talks = report.talks
    counts = tally({"bot": talks.begun - talks.taken, "taken": talks.taken}).counts
    rows = [Row(words(f"talk.{name}"), (words.part(n),), n) for name, n in counts.items()]
    rows.append(Row(words("total"), (words.single(talks.begun),), 0))
    return Table("talk", words("talk_table"), ("", words("count")), rows, (words("talk_note"),))


def _outcomes(report: Report, words: Wording) -> Table:
    now, before = report.requests, report.before
    rows = []
    for code, n in now.sides["outcome"].counts.items():
        was = before.sides["outcome"].counts.get(code, 0) if "outcome" in before.sides else None
        rows.append(Row(words(f"outcome.{code}"), (words.part(n), words.part(was)), n))
        if code == "others" and now.solved_by is not None:
            rows += [_split(name, now.solved_by, before, words) for name in OTHERS]
    columns = ("", words("this_period"), words("before"))
    return Table("outcome", words("outcome_table"), columns, rows, chart=True)


def _split(name: str, now: Tally, before: RequestFigures, words: Wording) -> Row:
    n = now.counts[name]
    was = before.solved_by.counts[name] if before.solved_by else None
    return Row(words(f"outcome.{name}"), (words.part(n), words.part(was)), n)


def _table(
    side: str, now: Tally, before: Tally | None, named: Callable[[str], str], words: Wording, *, chart: bool = False
) -> Table:
    was = before.counts if before else dict.fromkeys(now.counts)
    rows = [
        Row(named(code), (words.part(n), words.part(was.get(code, 0))), n) for code, n in _ordered(side, now.counts)
        if n != 0 or was.get(code, 0) != 0
    ]  # fmt: skip
    zeros = [named(code) for code, n in now.counts.items() if n == 0 and was.get(code, 0) == 0]
    notes = (words("zeros", names=", ".join(zeros)),) if zeros else ()
    columns = ("", words("this_period"), words("before"))
    return Table(side, words(f"{side}_table"), columns, rows, notes, chart=chart)


def _ordered(side: str, counts: Mapping[str, Count]) -> Sequence[tuple[str, Count]]:
    """Needs and areas by number, what is hidden after them; zeros last."""
    if side not in ("need", "area"):
        return list(counts.items())
    return sorted(counts.items(), key=lambda item: (-(0.5 if item[1] is None else item[1])))



def _helped(figures: RequestFigures) -> int | None:
    side = figures.side("helped")
    return side.share(("yes", "partly"), ("yes", "partly", "no")) if side else None
