"""The tests in this folder run in Rasa's environment; elsewhere `test_in_rasas_environment.py` starts them there."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
RUNNER = "test_in_rasas_environment.py"

collect_ignore = (
    [RUNNER] if find_spec("rasa") else [path.name for path in HERE.glob("test_*.py") if path.name != RUNNER]
)
