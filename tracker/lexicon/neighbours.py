"""Which two characters stand side by side in a text: a word whose first two do not cannot stand in it.

Two characters are told as one number: to make a string of every two characters of a report takes three times as long.
"""

from __future__ import annotations

import sys
from array import array
from functools import lru_cache

_CHARACTER = 4
"""How many bytes a character takes in UTF-32."""


def number_of(word: str) -> int:
    """The first two characters of a word as one number; numbers have the order that the words have."""
    return ord(word[0]) << 32 | ord(word[1])


def numbers(text: str) -> list[int]:
    """Each character of a text with the one behind it as one number, in order; one fewer than there are characters."""
    units = text.encode("utf-32-be", "surrogatepass")
    found = [0] * (len(text) - 1)
    for first in (0, 1):
        pairs = array("Q", units[first * _CHARACTER :][: (len(text) - first) // 2 * 2 * _CHARACTER])
        if sys.byteorder == "little":
            pairs.byteswap()
        found[first::2] = pairs
    return found


@lru_cache(maxsize=1)
def told_numbers(text: str) -> tuple[int, ...]:
    """The same of a whole report; kept until all have it that ask for it."""
    return tuple(numbers(text))


@lru_cache(maxsize=2)
def neighbours(text: str) -> frozenset[int]:
    """The numbers of every two neighbouring characters of a text; kept while a report is looked through."""
    return frozenset(told_numbers(text))
