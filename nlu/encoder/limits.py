"""How word lists and encoder are joined for relations and conditions: `python -m nlu.encoder.limits`.

Runs in Rasa's environment on what `nlu.encoder.train --hold-out …` left in nlu/encoder/work of messages in data/marked whose
writers the encoder had not seen. Prints, of each pair of limits, how many of the marked values are found and how many of
the found ones are right; the pair with the best harmonic mean is what the extractors have as their default.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from nlu.components.entities.condition import ConditionExtractor
from nlu.components.entities.joined import LISTS_ALONE, Limits, joined
from nlu.components.entities.lexicon import Found
from nlu.components.entities.relation import RelationExtractor
from nlu.components.tokenizer import make_doc, norwegian
from nlu.encoder.found_marks import ReadWords
from nlu.encoder.marked import CONDITIONS, LEARNT

KEEP = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
TAKE = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass
class Looked:
    """A message as a reader marked it, and what list and encoder say."""

    marks: set[str]
    listed: dict[str, list[Found]]
    words: ReadWords


def read(work: Path, extractors: dict[str, Callable[[Doc], list[Found]]]) -> Iterator[Looked]:
    for path in sorted(work.glob("without-*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        for each in content["looked"]:
            doc = make_doc(norwegian(), each["text"])
            words = ReadWords.of(each["text"], each["places"], np.array(each["logits"]), content["tags"])
            marks = {mark["value"] for mark in each["marks"]}
            yield Looked(marks, {name: extract(doc) for name, extract in extractors.items()}, words)


def figures(looked: Sequence[Looked], name: str, values: Collection[str], limits: Limits) -> tuple[float, float, float]:
    """Shares found and right, and their harmonic mean."""
    wanted = read = right = 0
    for each in looked:
        found = {f.value for f in joined(each.listed[name], each.words, values, limits)} & set(values)
        meant = each.marks & set(values)
        wanted, read, right = wanted + len(meant), read + len(found), right + len(meant & found)
    found, exact = right / max(1, wanted), right / max(1, read)
    return found, exact, 2 * found * exact / max(1e-9, found + exact)


def extractors() -> dict[str, Callable[[Doc], list[Found]]]:
    """What the lists alone find."""
    relation, condition = (
        kind.create(kind.get_default_config(), None, None, None) for kind in (RelationExtractor, ConditionExtractor)
    )
    return {"relation": lambda doc: relation.extract(doc, asks_for_help=False), "condition": condition.extract}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("nlu/encoder/work"))
    looked = list(read(parser.parse_args().work, extractors()))
    kinds = {"relation": [v for v in LEARNT if v not in CONDITIONS], "condition": list(CONDITIONS)}
    print(f"{len(looked)} messages, each unseen by the encoder that read it")
    for name, values in kinds.items():
        tried = {pair: figures(looked, name, values, Limits(*pair)) for pair in product(KEEP, TAKE)}
        best = max(tried, key=lambda pair: tried[pair][2])
        for title, pair in (
            ("lists alone", (LISTS_ALONE.keep, LISTS_ALONE.take)), ("encoder alone", (1.01, 0.5)), ("joined", best),
        ):
            found, exact, mean = tried.get(pair) or figures(looked, name, values, Limits(*pair))
            print(f"{name:<10} {title:<14} keep {pair[0]:<5} take {pair[1]:<5}", end=" ")
            print(f"found {found:.3f}  right {exact:.3f}  mean {mean:.3f}")


if __name__ == "__main__":
    main()
