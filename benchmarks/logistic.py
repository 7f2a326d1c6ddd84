"""Logistic regression with few weights, in plain Python: no library is needed for as much as this."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

RIDGE = 0.1
ROUNDS = 9


def weights_for(
    values: Sequence[Sequence[float]], true: Sequence[bool], counts: Sequence[float] | None = None
) -> list[float]:
    """Weights by Newton's method; the first value of every row is the constant, which is not held back.

    Args:
        values: one row of values for each case.
        true: for each case whether it is so.
        counts: how much each case counts; ``None`` for all alike.
    """
    size = len(values[0])
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [RIDGE * weight if at else 0.0 for at, weight in enumerate(weights)]
        bend = [[(RIDGE if at else 1e-6) if at == other else 0.0 for other in range(size)] for at in range(size)]
        for row, label, count in zip(values, true, counts or [1.0] * len(values), strict=True):
            guess = sure(weights, row)
            there = [(at, value) for at, value in enumerate(row) if value]
            for at, value in there:
                slope[at] += count * (guess - label) * value
                line, steep = bend[at], count * guess * (1 - guess) * value
                for other, factor in there:
                    line[other] += steep * factor
        weights = [weight - step for weight, step in zip(weights, _solve(bend, slope), strict=True)]
    return weights


def sure(weights: Sequence[float], values: Sequence[float]) -> float:
    """0 to 1: how likely a row with such values is true."""
    together = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, together))))


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    size = len(right)
    left = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(size):
        best = max(range(at, size), key=lambda line: abs(left[line][at]))
        left[at], left[best] = left[best], left[at]
        for line in range(at + 1, size):
            factor = left[line][at] / left[at][at]
            left[line] = [value - factor * above for value, above in zip(left[line], left[at], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(left[at][other] * found[other] for other in range(at + 1, size))
        found[at] = (left[at][size] - rest) / left[at][at]
    return found
