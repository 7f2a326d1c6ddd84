"""The layout of a ledger that some office keeps in Excel: where its header stands and what its columns hold.

A guess for a person to confirm. Headers of two and three rows with merged cells are read as one title for each column,
such as 责任主体／责任领导.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tracker.domain.columns import LedgerColumn
from tracker.domain.errors import UsageError
from tracker.lexicon.loader import load
from tracker.sheets.cells import text_of_cell
from tracker.sheets.reading import Grid

_HEADER_WITHIN = 15
"""Rows from the top of a sheet within which a header is looked for."""

_DEEPEST = 3
"""Rows of a header at most."""

_PER_ROW = 0.5
"""What a further row costs a header: it has to tell of one column more to be worth it."""

_EXACT, _WITHIN = 2.0, 1.0

_ENOUGH = 3
"""Columns that have to be understood for a sheet to count as a ledger, the problem among them."""

_LONGEST_TITLE = 24
"""Characters; more is a sentence, not a title."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sheet is read."""

    sheet: str
    first: int
    """The first row below the header, from 0."""
    titles: tuple[str, ...]
    """The title of each column; parts of a header of several rows are joined by ／."""
    columns: Mapping[int, LedgerColumn]
    """What columns hold, by their place from 0; those that are not read are left out."""

    def of(self, column: LedgerColumn) -> tuple[int, ...]:
        """The places of the columns that hold it, from left to right."""
        return tuple(sorted(at for at, held in self.columns.items() if held is column))


def letter(at: int) -> str:
    """The letters of a column as Excel shows them: 0 is A, 26 is AA."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def spread(grid: Grid) -> tuple[tuple[Any, ...], ...]:
    """The cells with what merged cells say in every cell that they cover."""
    rows = [list(row) for row in grid.rows]
    for top, left, bottom, right in grid.merged:
        for y in range(top, min(bottom + 1, len(rows))):
            for x in range(left, min(right + 1, len(rows[y]))):
                rows[y][x] = grid.rows[top][left]
    return tuple(tuple(row) for row in rows)


def guess(grid: Grid) -> Layout | None:
    """What a sheet seems to hold; ``None`` where it does not look like a ledger."""
    rows = spread(grid)
    best: tuple[float, Layout] | None = None
    for first in range(min(_HEADER_WITHIN, len(rows))):
        for depth in range(1, min(_DEEPEST, len(rows) - first) + 1):
            titles = _titles(grid, rows, first, depth)
            columns, score = _understood(titles)
            score -= _PER_ROW * (depth - 1)
            if best is None or score > best[0]:
                best = score, Layout(grid.name, first + depth, titles, columns)
    if best is None:
        return None
    layout = best[1]
    if LedgerColumn.TITLE not in layout.columns.values() or len(layout.columns) < _ENOUGH:
        return None
    return layout


def remapped(layout: Layout, wishes: Sequence[tuple[LedgerColumn, Sequence[str]]]) -> Layout:
    """The layout with other columns for some fields.

    Args:
        layout: as guessed.
        wishes: for a field the columns that hold it, by letter or title; none for a field that is not to be read.

    Raises:
        UsageError: there is no such column, or two fields are to be read from one.
    """
    columns = dict(layout.columns)
    taken: dict[int, LedgerColumn] = {}
    for field, names in wishes:
        columns = {at: held for at, held in columns.items() if held is not field}
        for name in names:
            at = _place(layout, name)
            if at in taken:
                raise UsageError(f"{letter(at)} 列不能又作“{taken[at].label}”又作“{field.label}”", "每列只能作一项")
            taken[at] = field
    return replace(layout, columns={**columns, **taken})


def _place(layout: Layout, name: str) -> int:
    wanted = _plain(name)
    if re.fullmatch("[A-Za-z]{1,2}", wanted):
        for at in range(len(layout.titles)):
            if letter(at) == wanted.upper():
                return at
    found = [at for at, title in enumerate(layout.titles) if wanted in {_plain(title), *map(_plain, title.split("／"))}]
    if len(found) == 1:
        return found[0]
    listed = "、".join(f"{letter(at)}“{title}”" for at, title in enumerate(layout.titles) if title)
    if found:
        raise UsageError(f"工作表“{layout.sheet}”里叫“{name}”的列不止一个", f"用字母写明是哪一列：{listed}")
    raise UsageError(f"工作表“{layout.sheet}”里没有“{name}”这一列", f"有这些列：{listed}")


def _titles(grid: Grid, rows: Sequence[Sequence[Any]], first: int, depth: int) -> tuple[str, ...]:
    width = max((len(row) for row in rows[first : first + depth]), default=0)
    across = {
        y
        for top, left, bottom, right in grid.merged
        if right - left + 1 >= max(width * 0.8, 3)
        for y in range(top, bottom + 1)
    }
    titles = []
    for x in range(width):
        parts: list[str] = []
        for y in range(first, first + depth):
            text = text_of_cell(rows[y][x] if x < len(rows[y]) else None)
            part = re.sub(r"\s+", "", text)
            if part and y not in across and part not in parts:
                parts.append(part)
        titles.append("／".join(parts))
    return tuple(titles)


def _understood(titles: Sequence[str]) -> tuple[dict[int, LedgerColumn], float]:
    """What each title most likely means; each meaning is given to the one column that says it best."""
    candidates = sorted(
        (
            (-score, at, column)
            for at, title in enumerate(titles)
            if title
            for column, score in _meanings(title).items()
        ),
        key=lambda candidate: (candidate[0], candidate[1]),
    )
    found: dict[int, LedgerColumn] = {}
    total = 0.0
    for score, at, column in candidates:
        if at in found or column in found.values():
            continue
        found[at] = column
        total += 1.0 if -score > _WITHIN + 0.5 else 0.8
    return dict(sorted(found.items())), total


def _meanings(title: str) -> dict[LedgerColumn, float]:
    """What a title can mean, the likelier the higher. The lowest row of a header says most, with the one above it."""
    found: dict[LedgerColumn, float] = {}
    parts = [_plain(part) for part in title.split("／")]
    if len(parts[-1]) > _LONGEST_TITLE:
        return {}
    spoken = [("".join(parts[-2:]), 0.0)] if len(parts) > 1 else []
    for part, less in [*spoken, *((part, 0.1 + at * 0.5) for at, part in enumerate(reversed(parts)))]:
        for column, words in _words("exact").items():
            if part in words:
                found[column] = max(found.get(column, 0), _EXACT - less)
        for column, words in _words("within").items():
            longest = max((len(word) for word in words if word in part), default=0)
            if longest:
                found[column] = max(found.get(column, 0), _WITHIN - less + longest / 100)
    return found


@cache
def _words(group: str) -> Mapping[LedgerColumn, frozenset[str]]:
    return {LedgerColumn(name): frozenset(words) for name, words in load("sheet_headers").table(group).items()}


def _plain(title: str) -> str:
    """A title without spaces, punctuation and what stands in brackets behind it."""
    bare = re.sub(r"[（(【\[].*$", "", re.sub(r"\s+", "", title))
    return re.sub(r"[^\w]", "", bare) or re.sub(r"\s+", "", title)
