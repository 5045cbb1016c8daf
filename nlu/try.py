"""`make try TRAIN=a.yml TEST=b.yml`: python -m nlu.try --train a.yml --test b.yml [--encoder folder]

Both are Rasa NLU files (or folders of them). Intents that our encoder does not know are learnt from its
sentence vectors together with character and word n-grams. For the encoder fine-tuned on the file itself,
train it first (`python -m nlu.encoder.train --data a.yml --out folder`, minutes) and name its folder.
"""

from __future__ import annotations

import argparse
import logging
import os
import warnings
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--test", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="folder of an encoder trained on the file")
    given = parser.parse_args()
    for path in (given.train, given.test):
        if not path.exists():
            parser.error(f"{path} does not exist")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    warnings.simplefilter("ignore")
    logging.disable(logging.INFO)

    from nlu.trial import run_trial

    print(run_trial(given.train, given.test, given.encoder))


if __name__ == "__main__":
    main()
