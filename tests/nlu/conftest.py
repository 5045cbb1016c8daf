"""Tests of the understanding run in Rasa's environment (nlu/requirements.lock); elsewhere they are skipped, said aloud."""

from __future__ import annotations

import pytest

pytest.importorskip("rasa", reason="needs Rasa's environment (nlu/requirements.lock)")
