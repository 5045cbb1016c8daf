"""Words for people: three languages, the same keys, the same places to fill in."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import yaml

from domain.reading import LANGUAGES
from tests.house.project import ROOT, read, texts

TEXTS = ROOT / "data/texts"

DEFAULT_TOWN = {
    Path("bot/settings.py"),
    Path("nlu/components/entities/gazetteer.py"),
    Path("nlu/components/entities/organisation.py"),
}
"""Where `MUNICIPALITY` has its default, and where names of organisations are heard without their town's."""


def _words(language: str) -> dict[str, dict[str, str]]:
    return {f.name: yaml.safe_load(f.read_text()) for f in sorted((TEXTS / language).glob("*.yml"))}


def test_the_three_languages_have_the_same_files_keys_and_places() -> None:
    nb, *others = (_words(language) for language in LANGUAGES)
    assert len(nb) > 10
    for other in others:
        assert {name: sorted(words) for name, words in other.items()} == {n: sorted(w) for n, w in nb.items()}
        for name, words in nb.items():
            for key, text in words.items():
                assert _places(other[name][key]) == _places(text), f"{name}: {key}"


def test_no_text_is_empty_or_the_same_in_norwegian_and_english_by_mistake() -> None:
    nb, en = _words("nb"), _words("en")
    long = [(f, k) for f, words in nb.items() for k, text in words.items() if len(str(text).split()) > 4]
    assert len(long) > 50
    assert [(f, k) for f, words in nb.items() for k, text in words.items() if str(text) == "None"] == []
    assert [(f, k) for f, k in long if nb[f][k] == en[f][k] and k != "other_language"] == []


def test_no_sentence_for_people_stands_in_the_code_of_the_dialogue() -> None:
    """Several words with a Norwegian letter in a string that is no docstring: they belong in data/texts."""
    code = [f for f in texts(".py") if f.parts[0] in ("actions", "domain")]
    assert len(code) > 50
    said = [f"{f}: {text}" for f in code for text in _strings(read(f)) if re.search(r"[æøå]", text) and " " in text]
    assert said == []


def test_no_name_of_a_place_stands_in_shared_texts_or_in_code() -> None:
    towns = [p.name for p in sorted((ROOT / "data/municipalities").iterdir()) if p.is_dir()]
    assert len(towns) >= 3
    name = re.compile(rf"\b({'|'.join(towns)})\b", re.IGNORECASE)
    read_by_all = [f for f in texts(".yml") if f.parts[:2] == ("data", "texts")]
    read_by_all += [f for f in texts(".py", ".html", ".js") if f.parts[0] in ("actions", "bot", "domain", "nlu")]
    assert len(read_by_all) > 100
    said = [
        f"{f}: {hit}"
        for f in read_by_all
        if f not in DEFAULT_TOWN
        for hit in name.findall(_without_comments(_without_docstrings(read(f))))
    ]
    assert said == []


def _places(text: object) -> set[str]:
    return set(re.findall(r"{(\w+)}", str(text)))


def _strings(source: str) -> list[str]:
    """String constants; those that stand alone as a statement are docstrings, and those of a pattern no words."""
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    alone |= {id(arg) for n in ast.walk(tree) if isinstance(n, ast.Call) and _is_pattern(n) for arg in ast.walk(n)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
    ]


def _is_pattern(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "compile"


def _without_docstrings(source: str) -> str:
    return re.sub(r'"""[\s\S]*?"""', "", source)


def _without_comments(source: str) -> str:
    return re.sub(r"#.*", "", source)
