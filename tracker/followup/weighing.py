"""From measures to a likelihood, by weights that were fitted to annotated reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from tracker.domain.likeness import settled

Weights = Mapping[str, float]
"""The name of a measure to how much it counts; ``base`` is what is taken from all."""


def likelihood(names: Sequence[str], values: Sequence[float], weights: Weights) -> float:
    """0 to 1: how likely what was measured is so; logistic."""
    together = sum([weights[name] * value for name, value in zip(names, values, strict=True) if value])
    return settled(1 / (1 + exp(-weights["base"] - together)))
