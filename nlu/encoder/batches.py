"""Messages to padded tensors, batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from nlu.encoder.runtime import PREFIX
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
            pieces, most = encoding.ids, LONGEST - 2
            if len(pieces) > most:
                pieces = pieces[: most // 2] + pieces[-(most - most // 2) :]
            found.append([self.bos, *pieces, self.eos])
        return found

    def tensors(self, batch: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
        """ids and mask, both (batch, longest)."""
        longest = max(map(len, batch))
        ids = torch.full((len(batch), longest), self.pad)
        mask = torch.zeros(len(batch), longest)
        for row, pieces in enumerate(batch):
            ids[row, : len(pieces)] = torch.tensor(pieces)
            mask[row, : len(pieces)] = 1
        return ids, mask


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
