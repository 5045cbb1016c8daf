"""Reads data/utterances for Rasa once a training, with libyaml.

Rasa's own importer reads and validates every file five times in a training, with a YAML reader written in Python: a
minute of two spent before anything is learnt (11,000 messages; it grows with them).
"""

from __future__ import annotations

from typing import Any

import yaml
from rasa.shared.exceptions import YamlSyntaxException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_file

PLAIN = {"version", "nlu"}
"""Top keys of a file that holds messages and no more; others are left to Rasa."""


class Written(Message):
    """A training message that is cheap to copy and to compare: Rasa does both with all of them a dozen times.
    What it holds is replaced by the pipeline, never changed in place, so a copy need not be deep."""

    def __hash__(self) -> int:
        return hash(self.get(TEXT))

    def fingerprint(self) -> str:
        return repr(self.data) if not self.features else super().fingerprint()

    def __deepcopy__(self, memo: dict[int, Any]) -> Written:
        return Written(self.data, set(self.output_properties), self.time, list(self.features))


class MessageReader(RasaYAMLReader):
    """A file of blocks `{intent, metadata?, examples}`; entity marks in the examples are read as Rasa reads them."""

    def of(self, content: dict[str, Any], path: str) -> TrainingData:
        self.filename = path
        for number, block in enumerate(content.get("nlu") or [], 1):
            if not (isinstance(block, dict) and isinstance(block.get("examples"), str)):
                raise YamlSyntaxException(path, ValueError(f"block {number} under nlu: no text under `examples: |`"))
        self._parse_nlu(content.get("nlu"))
        written = [Written(m.data, set(m.output_properties), m.time, m.features) for m in self.training_examples]
        return TrainingData(written, self.entity_synonyms, self.regex_features, self.lookup_tables)


def read(path: str) -> TrainingData:
    """Raises YamlSyntaxException, which names the file and the line."""
    if not path.endswith((".yml", ".yaml")):
        return load_data(path)
    try:
        content = yaml.load(read_file(path), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise YamlSyntaxException(path, error) from error
    if not isinstance(content, dict) or set(content) - PLAIN:
        return load_data(path)
    return MessageReader().of(content, path)


class MessageImporter(RasaFileImporter):
    """Rasa asks for the messages again and again; they are the same ones."""

    _messages: TrainingData | None = None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        if self._messages is None:
            self._messages = TrainingData().merge(*map(read, self._nlu_files))
        return self._messages
