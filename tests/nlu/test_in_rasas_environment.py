"""Runs the tests of the understanding where Rasa lives (Python 3.10, nlu/.venv) and shows what failed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

PYTHON = Path("nlu/.venv/bin/python")


def test_all_tests_of_the_understanding_pass_there() -> None:
    if not PYTHON.exists():
        pytest.skip("nlu/.venv is not there yet: make run sets it up")
    quiet = {
        "TF_CPP_MIN_LOG_LEVEL": "2",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "RASA_TELEMETRY_ENABLED": "false",
    }
    command = [PYTHON, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", ".", "--import-mode=importlib"]
    command += ["-p", "no:cacheprovider", "-W", "ignore", "tests/nlu", "--ignore", "tests/nlu/times"]
    ran = subprocess.run(command, capture_output=True, text=True, env=os.environ | quiet, timeout=280)
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-1000:]
    assert " passed" in ran.stdout
