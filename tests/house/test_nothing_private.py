"""Nothing of the machine it was made on, and nothing secret, stands in the repository."""

from __future__ import annotations

import re

from tests.house.project import read, texts

MACHINE = re.compile(r"(?<![\w.])/(root|home|Users|work|tmp/[a-z0-9]{6,}|private/var)/[\w.-]+")
"""Paths of one machine. `/tmp/enc` in an example is nobody's."""

ADDRESS = re.compile(r"://|--index-url|--find-links")
"""In a lock: where packages come from is the machine's to say."""

SECRET = re.compile(
    r"""-----BEGIN [A-Z ]*PRIVATE KEY-----
      | \b\d{8,10}:AA[A-Za-z0-9_-]{33}\b            # a Telegram bot token
      | \bgh[pousr]_[A-Za-z0-9]{30,}\b
      | \bAKIA[0-9A-Z]{16}\b
      | \bsk-[A-Za-z0-9]{20,}\b
      | ://[^/\s:@"'`{]+:(?!password@|\*\*\*@)[^/\s:@"'`{$]{12,}@            # a long password in an address
    """,
    re.VERBOSE,
)


def test_no_path_of_a_machine() -> None:
    assert _found(MACHINE) == []


def test_no_lock_says_where_packages_come_from() -> None:
    locks = [f for f in texts() if f.suffix == ".lock"]
    assert len(locks) > 2
    assert [f.name for f in locks if ADDRESS.search(read(f))] == []


def test_nothing_that_looks_like_a_secret() -> None:
    assert _found(SECRET) == []


def _found(pattern: re.Pattern[str]) -> list[str]:
    looked = [f for f in texts() if f.name != "test_nothing_private.py"]
    assert len(looked) > 200
    return [f"{f}: {m.group()[:60]}" for f in looked for m in pattern.finditer(read(f))]
