"""nlu/RESULTS.md out of the figures of nlu/measures.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from nlu.measures import (
    Case,
    answered,
    calibration,
    confusions,
    danger,
    entity_figures,
    flat_gold,
    flat_reading,
    grouped,
    share,
)

Row = Sequence[object]


def percent(value: float) -> str:
    return "–" if value != value else f"{100 * value:.1f}"


def table(head: Row, rows: Iterable[Row]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


def listed(cases: Sequence[Case]) -> str:
    lines = [
        f"- «{c.gold['text']}»: {flat_gold(c.gold)}, read as {flat_reading(c.reading)} ({c.confidence:.2f})"
        for c in cases
    ]
    return "\n".join(lines or ["- none"]) + "\n"


def summary(cases: Sequence[Case]) -> str:
    missed, cried = danger(cases)
    acute = [c for c in cases if c.gold["intent"] == "acute"]
    needs = [c for c in cases if c.gold["intent"] == "report_need"]
    told = [c for c in cases if c.name_of("language")]
    need = share(c.name_of("need") == c.gold["need"] for c in needs)
    kind = share(c.name_of("acute_kind") == c.gold["acute_kind"] for c in acute)
    language = share(c.name_of("language") == c.gold["language"] for c in told)
    return table(
        ("what", "messages", "%"),
        [
            ("intent right", len(cases), percent(share(c.intent_right for c in cases))),
            ("need right (intent too)", len(needs), percent(need)),
            ("danger caught", len(acute), percent(1 - len(missed) / len(acute)) if acute else "–"),
            ("kind of danger right", len(acute), percent(kind)),
            ("false alarms", len(cases) - len(acute), percent(len(cried) / max(1, len(cases) - len(acute)))),
            ("language right", len(told), percent(language)),
        ],
    )  # fmt: skip


def breakdown(cases: Sequence[Case], field: str) -> str:
    rows = []
    for name, some in grouped(cases, lambda c: c.gold.get(field) or "–").items():
        needs = [c for c in some if c.gold["intent"] == "report_need"]
        told = [c for c in some if c.name_of("language")]
        rows.append((
            name, len(some), percent(share(c.intent_right for c in some)),
            percent(share(c.name_of("need") == c.gold["need"] for c in needs)),
            percent(share(c.name_of("language") == c.gold["language"] for c in told)),
        ))  # fmt: skip
    return table((field, "messages", "intent", "need", "language"), rows)


def per_label(cases: Sequence[Case]) -> str:
    read = grouped(cases, lambda c: flat_reading(c.reading))
    rows = []
    for label, some in grouped(cases, lambda c: flat_gold(c.gold)).items():
        right = sum(flat_reading(c.reading) == label for c in some)
        rows.append(
            (
                label,
                len(some),
                percent(right / len(some)),
                percent(right / len(read[label])) if label in read else "–",
            )
        )
    return table(("label", "messages", "found", "right when read"), rows)


def messages_part(title: str, cases: Sequence[Case]) -> str:
    missed, cried = danger(cases)
    error, bins = calibration(cases)
    pairs = [(f"{a} → {b}", n) for (a, b), n in confusions(cases)[:25]]
    shares = [(percent(s), percent(r), f"{c:.2f}") for s, r, c in answered(cases)]
    ranges = [(a, n, f"{m:.2f}", percent(r)) for a, n, m, r in bins]
    return "\n".join([
        f"## {title}\n", summary(cases),
        "### Language and variety\n", breakdown(cases, "language"), breakdown(cases, "variety"),
        "### Confidence\n", f"Expected calibration error {error:.3f}.\n",
        table(("confidence", "messages", "mean", "right %"), ranges),
        table(("answered %", "intent right %", "confidence from"), shares),
        "### Danger missed\n", listed(missed), "### False alarms\n", listed(cried),
        "### Labels\n", per_label(cases), "### Confusions\n", table(("meant → read", "messages"), pairs),
        "### Every wrong intent or need\n", listed([c for c in cases if flat_gold(c.gold) != flat_reading(c.reading)]),
    ])  # fmt: skip


def danger_part(cases: Sequence[Case]) -> str:
    """The set of danger and of what only looks like it: both kinds of mistake by name."""
    missed, cried = danger(cases)
    about = "Real dangers, most of them understated, and about as many messages that only look like one."
    return "\n".join([
        "## Danger and what looks like it\n", about + "\n", summary(cases),
        "### Missed there\n", listed(missed), "### False alarms there\n", listed(cried),
    ])  # fmt: skip


def alone_part(sets: Mapping[str, Sequence[Case]]) -> str:
    """What the model by itself makes of danger: the rest the rules add, and take back."""
    rows = []
    for name, cases in sets.items():
        missed, cried = danger(cases)
        acute = sum(c.gold["intent"] == "acute" for c in cases)
        caught = percent(1 - len(missed) / acute)
        rows.append((name, acute, caught, len(cases) - acute, percent(len(cried) / (len(cases) - acute))))
    head = ("set", "dangers", "caught %", "others", "false alarms %")
    return "## Danger by the model alone\n\nWithout the rules of the front door.\n\n" + table(head, rows)


def entities_part(title: str, cases: Sequence[Case], kinds: Sequence[str]) -> str:
    loose, exact = entity_figures(cases, kinds), entity_figures(cases, kinds, exact=True)
    rows = []
    for kind in kinds:
        wanted, read, right = loose[kind]
        rows.append(
            (
                kind,
                wanted,
                read,
                percent(right / max(1, wanted)),
                percent(right / max(1, read)),
                percent(exact[kind][2] / max(1, wanted)),
            )
        )
    head = (
        "entity",
        "in the gold",
        "read",
        "found (value, overlap)",
        "right when read",
        "found with exact offsets",
    )
    return f"## {title}\n\n{len(cases)} messages.\n\n" + table(head, rows)
