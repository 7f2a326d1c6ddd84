"""A stretch of the view, and the same without the blanks at either end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_BLANK = " \n\u3000"


class Stretch(NamedTuple):
    """A half-open range of the view."""

    start: int
    end: int


def trim(text: str, start: int, end: int, blanks: str = _BLANK) -> tuple[int, int]:
    """The range without blanks at either end; empty where it holds nothing else."""
    while start < end and text[start] in blanks:
        start += 1
    while end > start and text[end - 1] in blanks:
        end -= 1
    return start, end


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a range, each trimmed, empty ones left out."""
    at = start
    for line in text[start:end].split("\n"):
        begin, stop = trim(text, at, at + len(line))
        at += len(line) + 1
        if begin < stop:
            yield begin, stop
