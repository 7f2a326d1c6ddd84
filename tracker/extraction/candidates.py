"""A stretch that may be a problem, before it is one."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A candidate in the view: its range, its headline's range and what speaks for it."""

    start: int
    end: int
    title: tuple[int, int]
    evidence: str
    """What speaks for it; see evidence.py."""
    ordinal: int = 0
    """What its enumerator counts, 0 without one."""
