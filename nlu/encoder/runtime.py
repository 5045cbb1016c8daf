"""The encoder at run time: tokenizers and onnxruntime, one thread, no torch.

Files in the model folder: `encoder.onnx` (transformer and heads), `tokenizer.json` (the cut vocabulary),
`encoder.json` (labels, languages, ids of special pieces, calibration, checksums).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from nlu.encoder.found_marks import PREFIX, ReadWords

Piece = TypeVar("Piece")

MODEL = Path("nlu/encoder/model")


class BrokenModel(Exception):
    """A file of the encoder is missing or is not the one its checksum names."""


@dataclass(frozen=True)
class Encoded:
    """One message: logits over the flat labels, over languages, the sentence vector (384, unit length), and what each
    of its words is marked as (None: by an encoder that has not learnt it)."""

    logits: np.ndarray
    language: np.ndarray
    vector: np.ndarray
    words: ReadWords | None = None


def shortened(pieces: Sequence[Piece], most: int) -> Sequence[Piece]:
    """The head and the tail of a long message."""
    return pieces if len(pieces) <= most else [*pieces[: most // 2], *pieces[-(most - most // 2) :]]


class Encoder:
    """Half a millisecond a token on one core with AVX2 and without VNNI; nearly all of it multiplies matrices."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.about: dict[str, Any] = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
        for name, digest in self.about["sha256"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                raise BrokenModel(f"{folder / name} is not the file that encoder.json names")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.labels: list[str] = self.about["labels"]
        self.languages: list[str] = self.about["languages"]
        self.tags: list[str] = self.about.get("tags", [])
        self.calibration: dict[str, float] = self.about["calibration"]

    def ids(self, text: str) -> list[int]:
        """Piece numbers with begin and end, at most `max_tokens` (the head and the tail of a long message)."""
        return self._with_ends(self._tokenizer.encode(PREFIX + text).ids)

    def encode(self, text: str) -> Encoded:
        encoding = self._tokenizer.encode(PREFIX + text)
        ids = np.array([self._with_ends(encoding.ids)], dtype=np.int64)
        logits, language, vector, *tags = self._session.run(
            None, {"ids": ids, "mask": np.ones_like(ids, dtype=np.float32)}
        )
        places = shortened(encoding.offsets, self._most)
        words = ReadWords.of(text, places, tags[0][0, 1:-1], self.tags) if tags else None
        return Encoded(logits[0], language[0], vector[0] / np.linalg.norm(vector[0]), words)

    @property
    def _most(self) -> int:
        return int(self.about["max_tokens"]) - 2

    def _with_ends(self, pieces: Sequence[int]) -> list[int]:
        return [self.about["bos"], *shortened(pieces, self._most), self.about["eos"]]

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """(messages, 384), unit length."""
        return np.stack([self.encode(text).vector for text in texts])


@lru_cache(maxsize=2)
def load_encoder(folder: str = str(MODEL)) -> Encoder | None:
    """The encoder of a folder, loaded once per process; None where there is none (then the SVM reads alone)."""
    return Encoder(Path(folder)) if (Path(folder) / "encoder.json").exists() else None
