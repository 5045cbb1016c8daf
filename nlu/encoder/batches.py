"""Messages to padded tensors, batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from nlu.encoder.found_marks import PREFIX
from nlu.encoder.runtime import shortened
from nlu.encoder.utterances import Mark
from nlu.encoder.weights import Weights

LONGEST = 96  # tokens: 99 % of our messages are shorter; of longer ones head and tail are read

POOL = 64  # batches: 3 % of what is computed is padding, with pools of 16 it was 10 %


@dataclass(frozen=True)
class Pieces:
    """Text to piece numbers of the cut vocabulary."""

    tokenizer: Tokenizer
    bos: int
    eos: int
    pad: int

    @classmethod
    def of(cls, weights: Weights, rows: np.ndarray, tokenizer: Tokenizer) -> Pieces:
        place = {int(row): i for i, row in enumerate(rows)}
        return cls(tokenizer, place[weights.bos], place[weights.eos], place[weights.pad])

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        found = []
        for encoding in self.tokenizer.encode_batch_fast([PREFIX + text for text in texts]):
            found.append([self.bos, *shortened(encoding.ids, LONGEST - 2), self.eos])
        return found

    def tags(self, texts: Sequence[str], marks: Sequence[Sequence[Mark]], tags: Sequence[str]) -> list[list[int]]:
        """Of each piece the number of its mark among `tags`, 0 where there is none; as long as `ids` of the same texts."""
        numbers, found = {tag: i for i, tag in enumerate(tags)}, []
        for encoding, of_it in zip(self.tokenizer.encode_batch([PREFIX + text for text in texts]), marks):
            places = shortened(encoding.offsets, LONGEST - 2)
            found.append([0, *(number_of(start, end, of_it, numbers) for start, end in places), 0])
        return found

    def places(self, text: str) -> Sequence[tuple[int, int]]:
        """Offsets of its pieces, PREFIX counted in."""
        return shortened(self.tokenizer.encode(PREFIX + text).offsets, LONGEST - 2)

    def tensors(self, batch: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
        """ids and mask, both (batch, longest)."""
        longest = max(map(len, batch))
        ids = torch.full((len(batch), longest), self.pad)
        mask = torch.zeros(len(batch), longest)
        for row, pieces in enumerate(batch):
            ids[row, : len(pieces)] = torch.tensor(pieces)
            mask[row, : len(pieces)] = 1
        return ids, mask


def number_of(start: int, end: int, marks: Sequence[Mark], numbers: Mapping[str, int]) -> int:
    """Of a piece at these offsets, PREFIX counted in."""
    start, end = start - len(PREFIX), end - len(PREFIX)
    return next((numbers[m.value] for m in marks if start < m.end and m.start < end), 0)


def by_length(ids: Sequence[list[int]], size: int, rng: random.Random | None = None) -> Iterator[list[int]]:
    """Batches of message numbers. With `rng` shuffled, sorted only within pools of `POOL` batches."""
    order = list(range(len(ids)))
    if rng is None:
        order.sort(key=lambda i: len(ids[i]))
        yield from (order[k : k + size] for k in range(0, len(order), size))
        return
    rng.shuffle(order)
    pools = [
        sorted(order[k : k + size * POOL], key=lambda i: len(ids[i])) for k in range(0, len(order), size * POOL)
    ]
    batches = [pool[k : k + size] for pool in pools for k in range(0, len(pool), size)]
    rng.shuffle(batches)
    yield from batches
