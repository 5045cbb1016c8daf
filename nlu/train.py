"""Trains what a message means and which action follows: `python -m nlu.train --out var/models/door.tar.gz`

What `rasa train` does, without TensorFlow, which nothing here computes with, and without the check that reads all
messages once more: tests/data and RulePolicy check the same.
"""

from __future__ import annotations

import argparse
import logging
import os
import warnings
from pathlib import Path

from nlu.lean import leave_out_tensorflow

CONFIG, FLOWS = "nlu/config.yml", "nlu/flows"
DATA = [FLOWS, "data/utterances"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", required=True, type=Path)
    out = parser.parse_args().out
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    warnings.simplefilter("ignore")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)-7s %(name)s  %(message)s")
    leave_out_tensorflow()

    from rasa.model_training import train

    result = train(
        domain=FLOWS, config=CONFIG, training_files=DATA, output=str(out.parent),
        fixed_model_name=out.name.removesuffix(".tar.gz"),
    )
    if result.code:
        raise SystemExit(result.code)


if __name__ == "__main__":
    main()
