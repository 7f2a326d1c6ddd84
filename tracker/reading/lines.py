"""Lines of a page out of characters with a place: PDF and OFD say where each stands, not in which order to read them.

The order in a PDF is the order of drawing: a program that draws quotation marks in a font of their own draws all of a
line's marks behind its characters. So lines are made from baselines, and read from left to right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

INDENT = "\u3000\u3000"
"""What stands for the indent that opens a paragraph, as reports are typed."""

_SAME_LINE = 0.45
"""How far baselines may lie apart within a line, in sizes of a character: a raised figure lies a third higher."""

_WORD_GAP = 0.15
"""From which gap on, in sizes, Latin words stand apart."""

_CELL_GAP = 1.2
"""From which gap on, in sizes, it is another cell of a table; no justified line is stretched so far."""

_INDENT = (0.8, 4.5)
"""How far the first line of a paragraph is moved in, in sizes. What is moved in farther is centred."""

_LONG = 12
"""Characters of a line that tells where the margin is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters drawn together."""

    text: str
    left: float
    right: float
    base: float
    """The baseline, growing downwards."""
    size: float
    """The height of a character, in the units of the page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page."""

    text: str
    left: float
    size: float


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """The lines of a page from top to bottom."""
    found: list[list[Piece]] = []
    bottom = 0.0
    for piece in sorted(pieces, key=lambda one: (one.base, one.left)):
        if found and piece.base - bottom <= _SAME_LINE * max(piece.size, found[-1][0].size):
            found[-1].append(piece)
        else:
            found.append([piece])
            bottom = piece.base
    return [line for line in map(_line, found) if line.text]


def _line(pieces: list[Piece]) -> Line:
    pieces.sort(key=lambda one: one.left)
    size = sorted(piece.size for piece in pieces)[len(pieces) // 2]
    parts: list[str] = []
    end = pieces[0].left
    for piece in pieces:
        gap = (piece.left - end) / size
        before = parts[-1][-1:] if parts else ""
        if gap > _CELL_GAP and before.strip():
            parts.append("\t")
        elif gap > _WORD_GAP and before.isascii() and before.isalnum() and piece.text[:1].isascii():
            parts.append(" ")
        parts.append(piece.text)
        end = max(end, piece.right)
    text = "".join(parts)
    first = next((piece for piece in pieces if piece.text.strip()), pieces[0])
    return Line(text.strip(), first.left, size)


def page_text(lines: Sequence[Line]) -> str:
    """The lines of a page as text; one that opens a paragraph is marked by ``INDENT``."""
    starts = Counter(round(line.left / line.size * 2) / 2 for line in lines if len(line.text) >= _LONG)
    if not starts:
        return "\n".join(line.text for line in lines)
    # First lines may be more than those that follow them, but never stand farther left.
    often = max(starts.values())
    margin = min(start for start, count in starts.items() if count >= max(1, often / 6))
    return "\n".join(
        (INDENT if _INDENT[0] <= line.left / line.size - margin <= _INDENT[1] else "") + line.text for line in lines
    )
