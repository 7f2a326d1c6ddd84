"""The one owner of cell widths in the command line: wrapping and tables that stay right with wide characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Paint = Callable[[str], str]
"""Dresses a text in terminal colours; changes nothing else."""

GAP = "  "
"""What stands between two columns."""

_INDENTED_AT_LEAST = 8
"""Cells left to an indented line, at the cost of its indent."""

_RULE_AT_MOST = 40

_YIELDING_COLUMN_AT_LEAST = 8

_LAST_COLUMN_AT_LEAST = 16
"""Cells kept for the last column on however narrow a screen."""

_UNSEEN = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"

_WORD = r"\s+|[（《〈【〔「『“‘]*(?:[!-~]+|[^!-~\s])[，。、；：？！）》〉】〕」』”’…—]*"
"""What a line must not be broken inside: a Latin word, or one Chinese character, with the punctuation around it."""


def shown(text: str) -> str:
    """``text`` without what a terminal would obey instead of show: escapes, controls, marks of direction."""
    return re.sub(_UNSEEN, "\ufffd", text.replace("\t", "    "))


def width_of(text: str) -> int:
    """Cells that ``text`` takes on a terminal."""
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """``text`` filled with spaces to ``width`` cells, to the right or, for numbers, to the left."""
    filling = " " * (width - width_of(text))
    return filling + text if right else text + filling


def wrapped(text: str, width: int | None) -> list[str]:
    """The lines of ``text``, none wider than ``width`` cells; ``None`` breaks only where the text does.

    Latin words and numbers stay whole where they fit, no line begins with closing or ends with opening punctuation,
    and what follows an indented line is indented like it.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    return lines if width is None else [part for line in lines for part in _broken(line, width)]


def _broken(line: str, width: int) -> list[str]:
    """The lines of one paragraph."""
    if width_of(line) <= width:
        return [line]
    words = line.lstrip(" ")
    indent = " " * min(len(line) - len(words), max(width - _INDENTED_AT_LEAST, 0))
    return [indent + part for part in _filled(words, max(width - len(indent), 2))]


def _filled(line: str, width: int) -> list[str]:
    from rich.cells import chop_cells

    done: list[str] = []
    current = ""
    for word in re.findall(_WORD, line):
        if width_of(current + word.rstrip()) <= width:
            current += word
            continue
        rest = word.lstrip()
        if not width_of(rest):
            # A mark that is set over what stands before it takes no room of its own.
            current = current.rstrip() + rest
            continue
        if current.strip():
            done.append(current.rstrip())
        *full, current = chop_cells(rest, width) or [""]
        done.extend(full)
    return [*done, current.rstrip()] if current.strip() else done


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    right: bool = False
    """True for numbers."""
    most: int | None = None
    """Cells beyond which the column wraps on a terminal; such a column also gives way where the terminal is narrow."""
    paint: Callable[[str], Paint] | None = None
    """What dresses a cell with this text, all its lines alike."""


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], *, width: int | None, heading: Paint = str
) -> Iterator[str]:
    """The lines of a table. Free text belongs into the last column: nothing to its right can then be pushed aside.

    Args:
        columns: titles and how to set what stands under them.
        rows: one text for each column; a line break in a cell is kept.
        width: cells of the terminal; ``None`` leaves rows unbroken, for files and pipes.
        heading: dresses the titles.
    """
    cells = [[shown(cell) for cell in row] for row in rows]
    widths = [
        max(map(width_of, [column.title, *(part for row in cells for part in row[at].split("\n"))]))
        for at, column in enumerate(columns)
    ]
    if width is not None:
        widths = _narrowed(columns, widths, width - len(GAP) * (len(columns) - 1))
    yield from _row([column.title for column in columns], columns, widths, [heading] * len(columns))
    yield GAP.join("-" * min(cell_width, _RULE_AT_MOST) for cell_width in widths)
    for row in cells:
        paints = [column.paint(cell) if column.paint else str for column, cell in zip(columns, row, strict=True)]
        yield from _row(row, columns, widths, paints)


def _narrowed(columns: Sequence[Column], natural: Sequence[int], room: int) -> list[int]:
    """Widths that fit into ``room`` cells as far as columns may give way; the last takes what the others leave."""
    widths = [min(width, column.most or width) for column, width in zip(columns, natural, strict=True)]
    yielding = [at for at, column in enumerate(columns[:-1]) if column.most]
    while sum(widths[:-1]) + _LAST_COLUMN_AT_LEAST > room:
        widest = max(yielding, key=widths.__getitem__, default=None)
        if widest is None or widths[widest] <= _YIELDING_COLUMN_AT_LEAST:
            break
        widths[widest] -= 1
    widths[-1] = min(widths[-1], max(room - sum(widths[:-1]), _LAST_COLUMN_AT_LEAST))
    return widths


def _row(
    cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int], paints: Sequence[Paint]
) -> Iterator[str]:
    parts = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for at in range(max(map(len, parts))):
        line = ""
        for column, width, paint, part in zip(columns, widths, paints, parts, strict=True):
            text = part[at] if at < len(part) else ""
            filled = padded(text, width, right=column.right)
            line += filled.replace(text, paint(text), 1) + GAP if text else filled + GAP
        yield line.rstrip()
