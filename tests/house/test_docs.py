"""What the documentation says is there, is there."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from tests.house import settings_table
from tests.house.project import ROOT, files, read, texts

README = Path("README.md")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def test_the_settings_table_is_fresh() -> None:
    assert settings_table.in_readme() == settings_table.table(), "run python -m tests.house.settings_table"


def test_variables_that_others_read_are_really_read() -> None:
    rows = read(README).split("Read by others than the settings:")[1].split("\n\n")[1]
    names = re.findall(r"^\| `(\w+)`", rows, re.MULTILINE)
    code = "\n".join(read(f) for f in texts(".py") if f.parts[:2] != ("tests", "house"))
    assert len(names) >= 5
    # PYTHON310 is put together from the version that is looked for
    assert [name for name in names if name not in code and name != "PYTHON310"] == []


def test_every_make_target_stands_in_the_readme_and_the_other_way_round() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read(Path("Makefile")), re.MULTILINE))
    told = set(re.findall(r"make ([a-z-]+)", read(README)))
    assert targets and targets - told == set()
    assert set(re.findall(r"`make ([a-z-]+)`", read(README))) - targets == set()


def test_every_relative_link_leads_somewhere() -> None:
    pages = texts(".md")
    links = [(page, link) for page in pages for link in LINK.findall(CODE.sub("", read(page))) if "://" not in link]
    assert len(pages) > 8 and len(links) > 8
    broken = []
    for page, link in links:
        target = (ROOT / page).parent / link.partition("#")[0]
        if not target.exists():
            broken.append(f"{page}: {link}")
    assert broken == []


def test_paths_named_in_the_documentation_exist() -> None:
    """`folder/file.ext` in backticks, from the root or from the page's own folder."""
    made = re.compile(r"^(var|nlu/\.venv|\.venv|licences|nlu/encoder/work)(/|$)")
    named = re.compile(r"`([\w.\-]+(?:/[\w.\-]+)+/?)`")
    pages = [p for p in texts(".md") if p == README or p.parts[0] in ("docs", "data")]
    roots = ("actions", "bot", "data", "docs", "domain", "nlu", "tests")
    missing, seen = [], 0
    for page in pages:
        for path in named.findall(read(page)):
            if path.split("/")[0] not in roots or made.match(path) or path == "nlu/RESULTS.md":
                continue
            seen += 1
            if not (ROOT / path).exists() and not (ROOT / page.parent / path).exists():
                missing.append(f"{page}: {path}")
    assert seen > 20
    assert missing == []


def test_the_words_of_the_console_in_the_readme_are_the_consoles() -> None:
    tasks = read(README).split("## Ten everyday tasks of a coordinator")[1].split("\n## ")[0]
    quoted = re.findall(r"«([^»]+)»", tasks)
    spoken = sorted((ROOT / "data/texts/nb").glob("console*.yml"))
    words = "\n".join(str(value) for file in spoken for value in yaml.safe_load(file.read_text()).values())
    assert len(quoted) > 15 and len(re.findall(r"^\d+\. ", tasks, re.MULTILINE)) == 10
    assert [word for word in quoted if word not in words] == []


def test_the_readme_is_short() -> None:
    assert len(read(README).splitlines()) <= 220


def test_decisions_are_numbered_without_gaps() -> None:
    found = sorted(f.name for f in files() if f.parent == Path("docs/decisions"))
    assert [name[:4] for name in found] == [f"{n:04}" for n in range(1, len(found) + 1)] and len(found) >= 6


def test_every_table_of_the_database_is_told_of() -> None:
    from bot.store import shift_tables, tables

    told = read(Path("docs/architecture.md")).split("## Privacy")[1]
    names = set(tables.metadata.tables)
    assert {tables.message.name, shift_tables.shift.name} <= names
    assert [name for name in names if f"`{name}`" not in told] == []


def test_vendored_files_are_named_with_their_licence() -> None:
    vendored = [f for f in files() if f.parent == Path("bot/static/vendor") and f.name != "VERSIONS"]
    versions = read(Path("bot/static/vendor/VERSIONS"))
    assert vendored and [f.name for f in vendored if f.name not in versions] == []
    assert any(f.parent == Path("bot/static/vendor/licences") for f in files())
