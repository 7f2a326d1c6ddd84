"""Likenesses that come out the same on every machine and under every Python.

Sums of fractions differ in their last digits with the order of the terms and with the Python: the built-in ``sum`` adds
more exactly from 3.12 on. Where two passages are as like an item as each other, such a digit would choose between them.
"""

from __future__ import annotations

_GRID = 2.0**22
"""Numbers about this great lie 2**-30 apart."""


def settled(likeness: float) -> float:
    """A likeness from 0 to some hundreds to the nearest 2**-30, about nine digits."""
    return (likeness + _GRID) - _GRID
