"""Where in a TOML text something stands. ``tomllib`` gives values without their places."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

Key = str | int
"""A key of a table, or a place in an array counted from 0."""


def line_of(text: str, path: Sequence[Key]) -> int | None:
    """The line (from 1) on which the value at ``path`` begins; ``None`` where the text has no such value.

    Growing prefixes of the text are parsed: a line after which the text is whole TOML ends a statement, and the first
    such text that has the value tells where it stands. Slow, exact, and used for error messages only. What stands in
    an inline array is found at the statement it belongs to, or on the line of its own where the array is broken up.
    """
    lines = text.splitlines()
    statement = 1
    for number in range(1, len(lines) + 1):
        try:
            data = tomllib.loads("\n".join(lines[:number]) + "\n")
        except tomllib.TOMLDecodeError:
            continue
        if _has(data, path):
            return _within(lines, statement, number, path)
        statement = number + 1
    return None


def _has(data: Any, path: Sequence[Key]) -> bool:
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _within(lines: Sequence[str], first: int, last: int, path: Sequence[Key]) -> int:
    """The line within a statement of several lines: the one that writes the last entry of the path's last place."""
    while first < last and (not lines[first - 1].strip() or lines[first - 1].lstrip().startswith("#")):
        first += 1
    places = [key for key in path if isinstance(key, int)]
    if first == last or not places:
        return first
    entries = [n for n in range(first, last + 1) if lines[n - 1].lstrip().startswith("{")]
    return entries[places[-1]] if places[-1] < len(entries) else first
