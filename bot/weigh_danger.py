"""Makes `data/lexicon/danger_words.tsv` out of the messages in `data/utterances/`: python -m bot.weigh_danger

Takes half a minute and nothing but Python. Prints how well the scale alone tells danger from the rest in five parts of
the messages, each weighed by the four others, at different limits; `scale` in danger.yml is set by it.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from bot.lexicon_loader import load_rule_screen
from domain.safety.scale import Scale
from domain.safety.weighing import Message, weigh

ROOT = Path(__file__).resolve().parent.parent
SPARSE, RIDGE, ROUNDS = 6.0, 0.0, 15
"""Set on held-out messages: fewer rounds or a sparser scale lost recall, more rounds only added weights."""
PARTS = 5
LIMITS = (-3.0, -2.5, -2.0, -1.5, -1.0, 0.0, 1.0, 2.0)
DIGITS = 2

_ENTITY = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")

HEAD = """\
# Words, pairs of words and sets of danger.yml, with what each adds to the log-odds that a message tells of danger.
# Made by `python -m bot.weigh_danger` out of data/utterances; do not edit by hand. Heaviest first.
"""


def labelled(utterances: Path) -> Iterator[tuple[str, bool]]:
    """Each training message without its entity marks, and whether it tells of danger."""
    for file in sorted(utterances.glob("*/*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu", ()):
            danger = str(block.get("intent", "")).split("/")[0] == "acute"
            for line in str(block.get("examples", "")).splitlines():
                if line.startswith("- "):
                    yield _ENTITY.sub(r"\1", line[2:]).strip(), danger


def main() -> None:
    screen = load_rule_screen(ROOT)
    messages: list[Message] = [(screen.marks(text), danger) for text, danger in labelled(ROOT / "data" / "utterances")]
    if not messages:
        sys.exit("No messages under data/utterances.")
    weights = weigh(messages, SPARSE, RIDGE, ROUNDS)
    lines = (f"{mark}\t{weight:.{DIGITS}f}\n" for mark, weight in weights.items() if round(weight, DIGITS))
    (ROOT / "data" / "lexicon" / "danger_words.tsv").write_text(HEAD + "".join(lines), encoding="utf-8")
    sys.stdout.write(f"{len(messages)} messages, {len(weights)} weights\n\nlimit   danger found   false alarms\n")
    for limit, found, false in _table(messages):
        sys.stdout.write(f"{limit:5.1f}   {found:12.1%}   {false:12.2%}\n")


def _table(messages: Sequence[Message]) -> Iterator[tuple[float, float, float]]:
    """At each limit: the share of danger and of the rest that lies above it, in parts that were not weighed."""
    shuffled = list(messages)
    random.Random(1).shuffle(shuffled)  # noqa: S311 - parts of a measurement, no secret
    values: list[tuple[float, bool]] = []
    for part in range(PARTS):
        others = [m for n, m in enumerate(shuffled) if n % PARTS != part]
        scale = Scale(weigh(others, SPARSE, RIDGE, ROUNDS))
        values += [(scale.weigh(marks), danger) for marks, danger in shuffled[part::PARTS]]
    danger = [value for value, is_danger in values if is_danger]
    rest = [value for value, is_danger in values if not is_danger]
    for limit in LIMITS:
        yield limit, sum(v >= limit for v in danger) / len(danger), sum(v >= limit for v in rest) / len(rest)


if __name__ == "__main__":
    main()
