"""The lexicon of danger (`data/lexicon/danger.yml`), checked and made into the safety screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.data_file import BrokenData, DataFile, Keys, Problem, read
from domain.errors import BadData
from domain.safety import SafetyScreen
from domain.safety.grammar import Sequence, parts_of
from domain.safety.lexicon import Guard, Lexicon, Rule
from domain.safety.scale import Scale
from domain.safety.screen import RuleScreen

Lines = tuple[tuple[Sequence, ...], ...]


def load_safety_screen(root: Path) -> SafetyScreen:
    """`root` is the project's root. Raises BrokenData when a file is broken, with every broken line."""
    return load_rule_screen(root)


def load_rule_screen(root: Path) -> RuleScreen:
    """As `load_safety_screen`, but one that also tells its signs, for whoever mends a rule."""
    lexicon = read_lexicon(root)
    try:
        return RuleScreen(lexicon, _words(root / "data" / "lexicon" / "known_words.txt"))
    except BrokenData:
        raise
    except BadData as error:
        file = root / "data" / "lexicon" / "danger.yml"
        raise BrokenData([Problem(file, 1, str(error), "Correct its spelling or add the set")]) from error


def read_lexicon(root: Path) -> Lexicon:
    """Sets, guards, rules and scale as they stand in the files. Raises BrokenData."""
    data = root / "data"
    file = read(data / "lexicon" / "danger.yml", data / "schemas" / "danger.json")
    return _lexicon(file, _weights(data / "lexicon" / "danger_words.tsv"))


def _lexicon(file: DataFile, weights: dict[str, float]) -> Lexicon:
    problems: list[Problem] = []
    value: dict[str, Any] = file.value

    def lines(*keys: str | int) -> Lines:
        part: Any = value
        for key in keys:
            part = part[key]
        return tuple(_parsed(file, keys, part, problems))

    sets = {}
    for name in value["sets"]:
        sets[name] = tuple(line[0] for line in lines("sets", name))
    guards = tuple(
        Guard(name, raw["scope"], lines("guards", name, "lines"), frozenset(raw["kinds"]))
        for name, raw in value["guards"].items()
    )
    rules = tuple(
        Rule(raw["id"], raw["kind"], raw["weight"], lines("rules", n, "lines"), frozenset(raw.get("despite", ())))
        for n, raw in enumerate(value["rules"])
    )
    if problems:
        raise BrokenData(problems)
    return Lexicon(
        sets=sets, guards=guards, rules=rules, order=tuple(value["order"]),
        scale=Scale(weights, **{name: float(at) for name, at in value["scale"].items()}),
        turns=frozenset(value["turns"].split("|")),
        languages={name: frozenset(words.split("|")) for name, words in value["languages"].items()},
    )


def _parsed(file: DataFile, keys: Keys, block: str, problems: list[Problem]) -> Iterator[tuple[Sequence, ...]]:
    """The patterns of a block of lines; what cannot be read is added to `problems` with its own line."""
    first = file.lines[tuple(keys)] + 1
    for n, line in enumerate(block.splitlines()):
        if not line.strip():
            continue
        try:
            parts = parts_of(line)
            if keys[0] == "sets" and len(parts) > 1:
                raise BadData(f"{line!r}: «&» has no meaning in a set")
            yield parts
        except (BadData, ValueError) as error:
            problems.append(Problem(file.path, first + n, str(error), "See the syntax at the top of the file"))


def _weights(path: Path) -> dict[str, float]:
    """Marks and their weights: a line has both, with a tab between."""
    weights: dict[str, float] = {}
    problems = []
    for n, line in enumerate(_written(path), start=1):
        if not line or line.startswith("#"):
            continue
        try:
            mark, weight = line.split("\t")
            weights[mark] = float(weight)
        except ValueError:
            do = "Make the file again: python -m bot.weigh_danger"
            problems.append(Problem(path, n, f"{line!r} is no word and weight", do))
    if problems:
        raise BrokenData(problems)
    return weights


def _words(path: Path) -> list[str]:
    """Words, one a line, without the comments at the top."""
    return [line for line in _written(path) if line and not line.startswith("#")]


def _written(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BrokenData([Problem(path, 1, f"cannot be read: {error.strerror}", "Add it")]) from error
