"""How the scale gets its weights: logistic regression on messages with and without danger, most weights zero.

FTRL-Proximal (McMahan et al., «Ad Click Prediction: a View from the Trenches», KDD 2013, algorithm 1), in plain Python:
the same messages in the same order always give the same weights.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Sequence

from domain.safety.scale import BIAS

Message = tuple[frozenset[str], bool]
"""The marks of a message, and whether it tells of danger."""

RATE, STEADY = 0.1, 1.0
"""Learning rate and its damping: the paper's defaults."""
FEWEST = 3
"""Messages a mark must stand in to be weighed."""


def weigh(messages: Sequence[Message], sparse: float, ridge: float, rounds: int, seed: int = 1) -> dict[str, float]:
    """The weights (log-odds), the heaviest first. `sparse` and `ridge`: L1 and L2 strength."""
    counts: dict[str, int] = defaultdict(int)
    for marks, _ in messages:
        for mark in marks:
            counts[mark] += 1
    kept = [([BIAS, *sorted(m for m in marks if counts[m] >= FEWEST)], danger) for marks, danger in messages]
    pull: dict[str, float] = defaultdict(float)
    spread: dict[str, float] = defaultdict(float)

    def weight(mark: str) -> float:
        z = pull[mark]
        strength = 0.0 if mark == BIAS else sparse
        if abs(z) <= strength:
            return 0.0
        return -(z - math.copysign(strength, z)) / ((STEADY + math.sqrt(spread[mark])) / RATE + ridge)

    order = random.Random(seed)  # noqa: S311 - the order of learning, no secret
    for _ in range(rounds):
        order.shuffle(kept)
        for some, danger in kept:
            weights = [weight(mark) for mark in some]
            slip = _probability(sum(weights)) - danger
            for mark, now in zip(some, weights, strict=True):
                before = spread[mark]
                spread[mark] = before + slip * slip
                pull[mark] += slip - (math.sqrt(spread[mark]) - math.sqrt(before)) / RATE * now
    found = {mark: weight(mark) for mark in pull}
    return dict(sorted(((m, w) for m, w in found.items() if w), key=lambda item: (-abs(item[1]), item[0])))


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
