"""The encoder in torch: multilingual-e5-small with heads for label, language and marked words.

Embedding rows stay frozen and 4-bit (as they came), which keeps 66,000 pieces in 14 MB and loses nothing;
everything above them is trained.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from nlu.encoder.weights import BLOCK, Weights

LONGEST = 128  # positions kept
DROPOUT = 0.1
WORD_SPREAD = 3.0  # how much more single tokens differ than the means of messages, by which both are standardised


class PackedEmbedding(nn.Module):
    """Rows of 4-bit blocks, unpacked by plain arithmetic so that ONNX carries them packed."""

    def __init__(self, weights: Weights, rows: np.ndarray) -> None:
        super().__init__()
        scales, nibbles = weights.packed("emb.word", weights.width, rows)
        self.register_buffer("scales", torch.tensor(scales))  # (rows, 12) float16
        self.register_buffer("nibbles", torch.tensor(nibbles.reshape(len(rows), -1)))  # (rows, 192) uint8

    def forward(self, ids: Tensor) -> Tensor:
        """(batch, tokens) to (batch, tokens, width)."""
        batch, tokens = ids.shape
        both = self.nibbles[ids].float().view(batch, tokens, -1, BLOCK // 2)
        high = torch.floor(both / 16)
        values = torch.cat([both - 16 * high, high], dim=3) - 8
        return (values * self.scales[ids].float()[..., None]).view(batch, tokens, -1)


class Layer(nn.Module):
    def __init__(self, weights: Weights, number: int) -> None:
        super().__init__()
        width, inner, self.heads = weights.width, weights.inner, weights.heads
        shapes = {"q": (width, width), "k": (width, width), "v": (width, width), "ao": (width, width)}
        shapes |= {"fi": (width, inner), "fo": (inner, width)}
        for name, (columns, rows) in shapes.items():
            linear = nn.Linear(columns, rows)
            linear.weight.data = torch.tensor(weights.matrix(f"l{number}.{name}.w", columns))
            linear.bias.data = torch.tensor(weights.vector(f"l{number}.{name}.b"))
            setattr(self, name, linear)
        for name in ("aln", "oln"):
            setattr(self, name, layer_norm(weights, f"l{number}.{name}"))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, tokens, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, tokens, self.heads, width // self.heads).transpose(1, 2)

        seen = F.scaled_dot_product_attention(
            split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask
        )
        seen = self.ao(seen.transpose(1, 2).reshape(batch, tokens, width))
        x = self.aln(x + F.dropout(seen, DROPOUT, self.training))
        return self.oln(x + F.dropout(self.fo(F.gelu(self.fi(x))), DROPOUT, self.training))


class EncoderNetwork(nn.Module):
    """`forward` gives label logits, language logits, the mean of the token vectors (batch, width) and, of each token, the
    logits of what its word is marked as (batch, tokens, tags)."""

    def __init__(self, weights: Weights, rows: np.ndarray, labels: int, languages: int, tags: int) -> None:
        super().__init__()
        width = weights.width
        self.words = PackedEmbedding(weights, rows)
        positions = weights.vector("emb.pos").reshape(-1, width)[:LONGEST]
        self.positions = nn.Parameter(torch.tensor(positions + weights.vector("emb.type")[:width]))
        self.norm = layer_norm(weights, "emb.ln")
        self.layers = nn.ModuleList(Layer(weights, number) for number in range(weights.layers))
        self.label_head, self.language_head = nn.Linear(width, labels), nn.Linear(width, languages)
        self.tag_head = nn.Linear(width, tags)
        self.register_buffer("centre", torch.zeros(width))
        self.register_buffer("spread", torch.ones(width))
        for head in (self.label_head, self.language_head, self.tag_head):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def standardise(self, vectors: Tensor) -> None:
        """From sentence vectors (messages, width) of the untrained body: e5's all point one way, which slows heads."""
        self.centre.copy_(vectors.mean(0))
        self.spread.copy_(vectors.std(0))

    def heads(self) -> list[nn.Parameter]:
        return [p for head in (self.label_head, self.language_head, self.tag_head) for p in head.parameters()]

    def body(self) -> list[nn.Parameter]:
        own = {id(p) for p in self.heads()}
        return [p for p in self.parameters() if id(p) not in own]

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """`ids` (batch, tokens) int64, `mask` the same shape, 1 for a token and 0 for padding."""
        x = self.norm(self.words(ids) + self.positions[: ids.shape[1]])
        x = F.dropout(x, DROPOUT, self.training)
        allowed = mask[:, None, None, :] > 0
        for layer in self.layers:
            x = layer(x, allowed)
        weight = mask[..., None].to(x.dtype)
        mean = (x * weight).sum(1) / weight.sum(1)
        shown = F.dropout((mean - self.centre) / self.spread, DROPOUT, self.training)
        words = F.dropout((x - self.centre) / self.spread, DROPOUT, self.training)
        return self.label_head(shown), self.language_head(shown), mean, self.tag_head(words / WORD_SPREAD)


def layer_norm(weights: Weights, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(weights.width, eps=weights.epsilon)
    norm.weight.data = torch.tensor(weights.vector(f"{name}.w"))
    norm.bias.data = torch.tensor(weights.vector(f"{name}.b"))
    return norm
