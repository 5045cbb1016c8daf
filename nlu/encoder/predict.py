"""Reads messages with the torch network, in batches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from nlu.encoder.batches import Pieces, by_length
from nlu.encoder.network import EncoderNetwork


def device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def half_precision(place: torch.device) -> torch.autocast:
    """bfloat16 where the machine computes in it; elsewhere it would be emulated, many times slower."""
    quick = place.type == "cuda" or torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return torch.autocast(place.type, torch.bfloat16, enabled=quick)


@torch.no_grad()
def vectors(network: EncoderNetwork, pieces: Pieces, texts: Sequence[str]) -> torch.Tensor:
    """Sentence vectors (messages, width) as the network is now."""
    network.eval()
    ids = pieces.ids(texts)
    batches = [pieces.tensors([ids[i] for i in batch]) for batch in by_length(ids, 64)]
    return torch.cat([network(inputs.to(device()), mask.to(device()))[2] for inputs, mask in batches])


@torch.no_grad()
def predict(
    network: EncoderNetwork, pieces: Pieces, texts: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """Label logits (messages, labels), language logits (messages, languages) and each one's tag logits (pieces, tags)
    without begin and end, float32."""
    network.eval()
    place, ids = device(), pieces.ids(texts)
    labels: list[np.ndarray] = [np.empty(0)] * len(ids)
    languages: list[np.ndarray] = [np.empty(0)] * len(ids)
    tags = list(labels)
    for batch in by_length(ids, 64):
        inputs, mask = (t.to(place) for t in pieces.tensors([ids[i] for i in batch]))
        with half_precision(place):
            label_logits, language_logits, _, tag_logits = network(inputs, mask)
        for row, i in enumerate(batch):
            labels[i], languages[i], tags[i] = (
                logits[row].float().cpu().numpy() for logits in (label_logits, language_logits, tag_logits)
            )
            tags[i] = tags[i][1 : len(ids[i]) - 1]
    return np.stack(labels), np.stack(languages), tags
