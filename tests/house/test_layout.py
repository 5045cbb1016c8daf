"""Anyone can guess where a thing lives."""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path

from tests.house.project import files, read, texts

TOP = {".ci", "actions", "bot", "data", "docs", "domain", "nlu", "tests"}
TOP_FILES = {
    ".gitignore", "Makefile", "README.md", "pyproject.toml", "requirements.lock", "requirements-dev.lock",
}  # fmt: skip

LONGEST = 200
"""Lines of one file of code."""

TOO_LONG = {
    "bot/bootstrap.py",
    "bot/front_door.py",
    "bot/store/tables.py",
    "bot/store/migrations/versions/0001_first_tables.py",
    "bot/store/migrations/versions/0002_volunteers_and_shifts.py",
    "bot/store/migrations/versions/0003_the_coordinators_desk.py",
    "domain/safety/screen.py",
    "tests/bot/telegram/fake_telegram.py",
    "tests/bot/telegram/test_polling.py",
    "tests/bot/telegram/test_sending.py",
    "tests/bot/test_jobs.py",
    "tests/bot/test_outbox.py",
    "tests/bot/test_run.py",
    "tests/bot/web/test_chat.py",
    "tests/data/test_catalogue.py",
    "tests/data/test_gold.py",
    "tests/live/test_kill.py",
}
"""Each must shrink, and leaves this list when it has. A migration is never rewritten."""

LONGEST_OF_ALL = 400

SHRUNK = 190
"""So short a file of the list is off it: a little below the limit, so that a line more or less is no news."""

NOWHERE = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc)(_|$)")

READS = re.compile(r"(?<!def )(?<![\w.])open\(|\.read_text\(|^import yaml", re.MULTILINE)


def test_the_top_holds_only_what_the_readme_tells_of() -> None:
    folders = {f.parts[0] for f in files() if len(f.parts) > 1}
    assert folders <= TOP, folders - TOP
    assert {f.name for f in files() if len(f.parts) == 1} <= TOP_FILES


def test_no_file_of_code_is_too_long() -> None:
    code = texts(".py", ".js", ".css", ".html")
    lines = {f.as_posix(): len(read(f).splitlines()) for f in code}
    assert len(lines) > 100
    long = {name: count for name, count in lines.items() if count > (LONGEST_OF_ALL if name in TOO_LONG else LONGEST)}
    assert long == {}


def test_what_has_shrunk_is_no_exception_any_more() -> None:
    there = {f.as_posix() for f in files()}
    shrunk = [name for name in TOO_LONG if name not in there or len(read(Path(name)).splitlines()) <= SHRUNK]
    assert shrunk == []


def test_no_name_that_says_nothing() -> None:
    code = texts(".py")
    assert code
    assert [f.as_posix() for f in code if any(NOWHERE.search(part) for part in f.with_suffix("").parts)] == []


def test_the_domain_reads_no_files() -> None:
    code = [f for f in texts(".py") if f.parts[0] == "domain"]
    assert code
    assert [f.as_posix() for f in code if READS.search(read(f))] == []


def test_data_has_no_code_and_every_file_is_tabled() -> None:
    data = [Path(*f.parts[1:]) for f in files() if f.parts[0] == "data" and f.name != "README.md"]
    patterns = _tabled()
    assert data and patterns
    assert [f.as_posix() for f in data if f.suffix == ".py"] == []
    untold = [f.as_posix() for f in data if not any(_matches(f, p) for p in patterns) and not _describes(f)]
    assert untold == []


def test_every_row_of_the_data_table_has_files_and_names_a_test_that_is_there() -> None:
    data = [Path(*f.parts[1:]) for f in files() if f.parts[0] == "data"]
    assert [p for p in _tabled() if not any(_matches(f, p) for f in data)] == []
    named = re.findall(r"`(tests/[\w/]+\.py)`", read(Path("data/README.md")))
    there = {f.as_posix() for f in files()}
    assert named and [name for name in named if name not in there] == []


def _tabled() -> list[str]:
    """The patterns in the first column of data/README.md's table."""
    rows = [line for line in read(Path("data/README.md")).splitlines() if line.startswith("| `")]
    return [p for row in rows for p in re.findall(r"`([^`]+)`", row.split("|")[1])]


def _matches(file: Path, pattern: str) -> bool:
    return len(file.parts) == len(Path(pattern).parts) and fnmatch.fnmatch(file.as_posix(), pattern)


def _describes(file: Path) -> bool:
    """Schemas and guides stand in the table's other columns."""
    return file.as_posix() in re.findall(r"`([^`]+)`", read(Path("data/README.md")))
