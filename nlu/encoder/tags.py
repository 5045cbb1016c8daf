"""What the pieces of a message are marked as, to learn from, and how far the network is from it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import torch
from torch.nn import functional as F

from nlu.encoder.batches import Pieces
from nlu.encoder.marked import Marked
from nlu.encoder.noise import noisy
from nlu.encoder.utterances import Utterance

UNTOLD = -100
"""In place of a tag where none is to be learnt."""


def rewritten(message: Utterance, rng: random.Random) -> Utterance:
    """As a hurried thumb might write it; marks stay around their words."""
    if not message.marks:
        return replace(message, text=noisy(message.text, rng))
    marked = Marked(message.text, message.marks)
    again = marked.written(noisy(marked.with_signs, rng))
    return replace(message, text=again.text, marks=again.marks)


def tags_of(messages: Sequence[Utterance], pieces: Pieces, tags: Sequence[str]) -> list[list[int] | None]:
    """Of each message what its pieces are marked as; None where nobody looked."""
    looked = [i for i, m in enumerate(messages) if m.marks is not None]
    numbers = pieces.tags([messages[i].text for i in looked], [messages[i].marks or () for i in looked], tags)
    found: list[list[int] | None] = [None] * len(messages)
    for i, of_it in zip(looked, numbers):
        found[i] = of_it
    return found


def padded(tags: Sequence[list[int] | None], longest: int, place: torch.device) -> torch.Tensor | None:
    """(messages, longest), UNTOLD where there is nothing to learn; None where there is nothing at all."""
    if not any(tags):
        return None
    told = torch.full((len(tags), longest), UNTOLD)
    for row, of_it in enumerate(tags):
        if of_it:
            told[row, : len(of_it)] = torch.tensor(of_it)
    return told.to(place)


def tag_loss(logits: torch.Tensor, told: torch.Tensor) -> torch.Tensor:
    """The mean over pieces, weighed by how many of the messages were looked through."""
    share = (told != UNTOLD).any(dim=1).float().mean()
    return share * F.cross_entropy(logits.flatten(0, 1), told.flatten(), ignore_index=UNTOLD)
