"""Names of places and organisations out of the municipalities' own files (areas, catalogue)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from spacy.language import Language
from spacy.tokens import Doc

from nlu.components.entities.lexicon import Found
from nlu.components.tokenizer import make_doc

PLACE_CUES = {
    "i",
    "på",
    "ved",
    "til",
    "fra",
    "frå",
    "mot",
    "hos",
    "te",
    "tel",
    "in",
    "at",
    "from",
    "to",
    "near",
}
LONGEST = 7  # words in a name


class Gazetteer:
    """Case does not matter, except that a one-word name in lower case needs a preposition before it («på hamar»)."""

    def __init__(self, nlp: Language, names: Iterable[tuple[str, str]]) -> None:
        """`names`: pairs of a written form and the value it stands for."""
        self._values: dict[tuple[str, ...], str] = {}
        for written, value in names:
            key = tuple(token.norm_ for token in make_doc(nlp, written))
            if key and len(key) <= LONGEST:
                self._values.setdefault(key, value)
        self._firsts = {key[0] for key in self._values} | {key[0] + "s" for key in self._values}

    def find(self, doc: Doc) -> list[Found]:
        found, i = [], 0
        while i < len(doc):
            size = self._longest(doc, i) if doc[i].norm_ in self._firsts else 0
            if size:
                span = doc[i : i + size]
                found.append(Found(span.start_char, span.end_char, self._value(span), span.text))
            i += max(size, 1)
        return found

    def _longest(self, doc: Doc, i: int) -> int:
        for size in range(min(LONGEST, len(doc) - i), 0, -1):
            if self._value(doc[i : i + size]) is None:
                continue
            cued = i > 0 and doc[i - 1].norm_ in PLACE_CUES
            if size > 1 or doc[i].text[0].isupper() or cued:
                return size
        return 0

    def _value(self, span: Any) -> str | None:
        """Of the words as they stand, or without a genitive s on the last («Hamars»)."""
        key = tuple(token.norm_ for token in span)
        return self._values.get(key) or self._values.get((*key[:-1], key[-1].removesuffix("s")))


def municipality(config: dict[str, Any]) -> str:
    """The one that a component's configuration names; else the one the service runs for, as the front door reads it."""
    return config["municipality"] or os.environ.get("MUNICIPALITY") or "hamar"


def municipal_files(data: Path, municipality: str, name: str) -> Iterator[dict[str, Any]]:
    """`areas.yml` or `catalogue.yml` of our municipality, then what it includes, then the others'.

    `include` lists files relative to `data`, one level deep, as those files say themselves.
    """
    own = data / "municipalities" / municipality / name
    paths = [own, *sorted((data / "municipalities").glob(f"*/{name}"))]
    seen: set[Path] = set()
    for path in paths:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
        for each in [path, *(data / included for included in content.get("include", []))]:
            if each not in seen and each.exists():
                seen.add(each)
                yield yaml.safe_load(each.read_text(encoding="utf-8"))


def forms_file(path: Path) -> Iterator[tuple[str, str]]:
    """Pairs of written form and value from a lexicon file `value: [forms]`; nothing where there is no file."""
    if path.exists():
        for value, forms in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield from ((form, value) for form in [value, *(forms or [])])
