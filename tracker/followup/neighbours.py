"""Which two characters stand side by side in a text: a word whose first two do not cannot stand in it."""

from __future__ import annotations

from functools import lru_cache
from operator import add


@lru_cache(maxsize=2)
def neighbours(text: str) -> frozenset[str]:
    """Every two neighbouring characters of a text; kept while a report is cut into words and looked through."""
    return frozenset(map(add, text, text[1:]))
