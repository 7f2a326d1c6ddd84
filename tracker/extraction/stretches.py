"""A stretch of the view, and the same without the blanks at either end."""

from __future__ import annotations

from typing import NamedTuple

_BLANK = " \n\u3000"


class Stretch(NamedTuple):
    """A half-open range of the view."""

    start: int
    end: int


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks at either end; empty where it holds nothing else."""
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return start, end
