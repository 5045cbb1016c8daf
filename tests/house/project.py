"""Which files are the project's: what git tracks, and what it would."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

TEXT = {
    ".py", ".md", ".yml", ".yaml", ".json", ".jsonl", ".toml", ".txt", ".html", ".css", ".js", ".svg", ".lock", ".in",
    ".mako", "",
}  # fmt: skip

VENDORED = "bot/static/vendor/"


@cache
def files() -> tuple[Path, ...]:
    """Relative to the root, sorted; only those that are there."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    found = sorted({Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()})
    assert len(found) > 100, "no project here: the tests of the house would prove nothing"
    return tuple(found)


def texts(*suffixes: str) -> tuple[Path, ...]:
    """Files of ours that people read, vendored ones left out."""
    wanted = set(suffixes) or TEXT
    return tuple(f for f in files() if f.suffix in wanted and not f.as_posix().startswith(VENDORED))


def read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
