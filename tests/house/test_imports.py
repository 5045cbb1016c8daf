"""Imports point inwards: bot, then actions, then domain; nlu stands alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.house.project import ROOT, read, texts

OURS = {"bot", "actions", "domain", "nlu", "tests"}

MAY = {"domain": {"domain"}, "actions": {"actions", "domain"}, "bot": {"bot", "actions", "domain"}, "nlu": {"nlu"}}


def test_import_linter_keeps_every_contract() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-1000:]


def test_each_folder_imports_only_what_it_may() -> None:
    wrong = []
    for folder, allowed in MAY.items():
        code = [f for f in texts(".py") if f.parts[0] == folder]
        assert code, folder
        for file in code:
            wrong += [f"{file}: {name}" for name in _imported(read(file)) if name in OURS - allowed]
    assert wrong == []


def test_only_the_wiring_knows_rasa_sdk_outside_of_actions() -> None:
    code = [f for f in texts(".py") if f.parts[0] in ("bot", "domain")]
    assert code
    assert [f.as_posix() for f in code if "rasa_sdk" in _imported(read(f))] == []


def _imported(source: str) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names
