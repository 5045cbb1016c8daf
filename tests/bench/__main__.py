"""`make bench`: one table of what was measured, beside what was aimed at on two cores."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bot.preflight import say
from bot.settings import ROOT
from bot.supervision import QUIET, RASA_PYTHON
from tests.bench import bench_desk, bench_matching, bench_safety, bench_shifts
from tests.bench.load import load
from tests.live.service import Service

LOADS = ((1, 10), (8, 5), (32, 2))
"""(senders at once, talks each)."""

AIMS = {
    "turn p95, 1 sender": "< 150 ms", "turns/s, 8 senders": "≥ 30", "turns/s, 32 senders": "≥ 30",
    "second start until /healthz 200": "≤ 25 s",
    "a wave to 10,000 volunteers planned, SQLite": "< 1 s",
    "a wave to 10,000 volunteers planned, PostgreSQL": "< 1 s",
    **bench_desk.aims(),
}  # fmt: skip

Row = tuple[str, str]


def main() -> None:
    busy = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before it began"
    rows: list[Row] = [("machine", f"{busy}, {datetime.now(UTC):%Y-%m-%d}")]
    for name, measure in (
        ("service", _service), ("matching", _matching), ("safety", _safety), ("shifts", bench_shifts.measure),
        ("desk", bench_desk.measure), ("times", _times), ("understanding", _understanding),
    ):  # fmt: skip
        say(f"Measuring: {name} …")
        rows += measure()
    width = max(len(what) for what, _ in rows)
    print(f"\n{'what':<{width}}  {'measured':<40}  aim")
    for what, measured in rows:
        print(f"{what:<{width}}  {measured:<40}  {AIMS.get(what, '')}".rstrip())


def _service() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        first = Service(Path(folder))
        try:
            first.start()
        finally:
            first.stop()
        service = Service(Path(folder))
        try:
            service.start_rasa()
            service.start_door()
            yield "second start until /healthz 200", f"{service.wait_until_ready():.1f} s"
            load(service, 2, 1)  # what is read on first use
            for senders, talks in LOADS:
                yield from _turns(service, senders, talks)
            for name, process in (("front door", service.door), ("Rasa", service.rasa)):
                assert process is not None
                yield f"memory, {name}", f"{psutil.Process(process.pid).memory_info().rss / 2**20:.0f} MiB"
        finally:
            service.stop()


def _turns(service: Service, senders: int, talks: int) -> Iterator[Row]:
    say(f"  {senders} senders")
    measured = load(service, senders, talks)
    many = f"{senders} sender{'s' if senders > 1 else ''}"
    for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
        yield f"turn {name}, {many}", f"{1000 * measured.percentile(share):.0f} ms"
    yield f"turns/s, {many}", f"{measured.per_second:.1f} ({len(measured.turns)} turns)"


def _matching() -> Iterator[Row]:
    yield from bench_matching.measure()


def _safety() -> Iterator[Row]:
    for row in bench_safety.measure():
        yield str(row[0]), " ".join(str(part) for part in row[1:])


def _times() -> Iterator[Row]:
    done = subprocess.run(
        [RASA_PYTHON, "-m", "nlu.components.times.bench"], cwd=ROOT, env={**os.environ, **QUIET},
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    yield "reading times", done.stdout.strip() or done.stderr.strip()[-100:]


def _understanding() -> Iterator[Row]:
    """The figures stand in nlu/RESULTS.md, made by `make evaluate`."""
    results = ROOT / "nlu/RESULTS.md"
    if not results.exists():
        yield "understanding", "not measured yet: make evaluate"
        return
    told = [line.strip("| ") for line in results.read_text().splitlines() if "%" in line][:3]
    yield "understanding", "nlu/RESULTS.md"
    for line in told:
        what, _, measured = line.partition("|")
        yield f"  {what.strip()}", " ".join(measured.replace("|", " ").split())


if __name__ == "__main__":
    sys.exit(main())
