"""Rasa without TensorFlow: it serves our model, and refuses to pretend for one that needs it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from nlu.evaluate import MODEL
from nlu.lean import uses_tensorflow

ROOT = Path(__file__).resolve().parents[2]


def in_a_fresh_process(code: str) -> str:
    lean = "from nlu.lean import leave_out_tensorflow; leave_out_tensorflow()\n"
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", lean + code], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def model(folder: Path, component: str) -> Path:
    path, metadata = folder / "model.tar.gz", json.dumps({"predict_schema": {"nodes": {"a": {"uses": component}}}})
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo("metadata.json")
        member.size = len(metadata)
        archive.addfile(member, io.BytesIO(metadata.encode()))
    return path


def test_the_server_is_imported_without_a_line_of_tensorflow() -> None:
    code = "import sys, rasa.core.run; print([m for m in sys.modules if m.startswith('tensorflow.python.')])"
    assert in_a_fresh_process(code).splitlines()[-1] == "[]"


def test_what_would_compute_with_tensorflow_fails_at_once() -> None:
    code = """
import tensorflow as tf
class Logger(tf.keras.callbacks.Callback): pass
@tf.function
def plain(): return 1
@tf.function(jit=True)
def also(): return 2
print(plain(), also())
try: Logger()
except TypeError as error: print(error)
"""
    assert in_a_fresh_process(code).splitlines() == ["1 2", "Logger needs TensorFlow, which nlu.lean left out"]


@pytest.mark.parametrize("component, needs", [
    ("rasa.nlu.classifiers.diet_classifier.DIETClassifier", True),
    ("rasa.core.policies.ted_policy.TEDPolicy", True),
    ("rasa.core.policies.rule_policy.RulePolicy", False),
    ("nlu.components.tokenizer.NorwegianTokenizer", False),
])
def test_a_model_says_whether_it_needs_tensorflow(tmp_path: Path, component: str, needs: bool) -> None:
    assert uses_tensorflow(model(tmp_path, component)) is needs


def test_what_other_packages_use_of_each_other_is_not_reported_and_what_we_use_is() -> None:
    code = """
import warnings
from nlu.lean import hide_others_deprecations
hide_others_deprecations()
warnings.showwarning = lambda message, *_: print(message)
for module in ("packaging.markers", "nlu.serve"):
    warnings.warn_explicit(f"by {module}", DeprecationWarning, "file.py", 1, module=module)
"""
    assert in_a_fresh_process(code).splitlines() == ["by nlu.serve"]


def test_a_message_is_read_as_rasa_itself_would_read_it() -> None:
    if not (ROOT / MODEL).exists():
        pytest.skip(f"{MODEL} is not there yet: make run trains it")
    code = f"""
import asyncio
from rasa.core.agent import Agent
from nlu.door_reading import read
from nlu.lean_reading import lighten_readings
agent = Agent.load({str(MODEL)!r})
texts = ["Kan noen måke for mor på Ridabu på torsdag?", "/affirm", "hei", "  Mannen min har demens"]
def readings():
    return [asyncio.run(read(agent, text, {{"now": "2026-11-21T12:00:00+01:00"}})) for text in texts]
whole = readings()
lighten_readings()
print(readings() == whole)
"""
    assert in_a_fresh_process(code).splitlines()[-1] == "True"
