"""Looking into a ledger that an office keeps in a layout of its own, before anything is taken from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.domain.columns import LedgerColumn
from tracker.domain.errors import SheetError
from tracker.sheets.cells import text_of_cell
from tracker.sheets.gathering import GatheredItem, gather
from tracker.sheets.layouts import Layout, guess, letter, remapped
from tracker.sheets.reading import Grid, read_grids
from tracker.sheets.writing import BASE_SHEET

Wish = tuple[LedgerColumn, Sequence[str]]
"""A field and the columns it is to be read from, by letter or title; none for a field that is not to be read."""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """How one column of a foreign ledger is read."""

    letter: str
    title: str
    column: LedgerColumn | None
    """``None`` where it is not read."""
    example: str
    """What stands in it first; empty where nothing does."""


@dataclass(frozen=True, slots=True)
class ForeignSheet:
    """One sheet of a foreign ledger and the items that are read from it."""

    name: str
    columns: tuple[ColumnView, ...]
    items: tuple[GatheredItem, ...]


@dataclass(frozen=True, slots=True)
class ForeignLedger:
    """A workbook of an office's own layout."""

    path: Path
    sheets: tuple[ForeignSheet, ...]
    passed_over: tuple[str, ...]
    """Names of sheets that do not look like a ledger."""


def look_into(path: Path, *, wishes: Sequence[Wish] = (), sheets: Sequence[str] = ()) -> ForeignLedger:
    """How a workbook would be read: its sheets, what their columns hold, and the items.

    Args:
        path: the workbook.
        wishes: fields that are to be read from other columns than guessed.
        sheets: names of the sheets to read; none for all that look like a ledger.

    Raises:
        SheetError: it cannot be read, was exported by this program, or no sheet looks like a ledger.
        UsageError: a wish names a column that is not there.
    """
    grids = read_grids(path)
    if any(grid.name == BASE_SHEET for grid in grids):
        raise SheetError(f"“{path}”是 tracker 导出的台账", "填好了用 tracker excel read 读回，不用导入")
    missing = [name for name in sheets if name not in {grid.name for grid in grids}]
    if missing:
        listed = "、".join(grid.name for grid in grids if not grid.hidden)
        raise SheetError(f"“{path}”里没有工作表“{missing[0]}”", f"有这些：{listed}")
    wanted = [grid for grid in grids if (grid.name in sheets if sheets else not grid.hidden)]
    found = [(grid, layout) for grid in wanted if (layout := guess(grid)) is not None]
    if not found:
        raise SheetError(
            f"“{path}”里没有认得出的台账：要有表头，其中有“问题”和至少两个别的列（措施、责任人、时限等）",
            "表头在 15 行以内；用 tracker excel import --help 看怎么指明列",
        )
    return ForeignLedger(
        path,
        tuple(_sheet(grid, remapped(layout, wishes)) for grid, layout in found),
        tuple(grid.name for grid in wanted if grid.name not in {layout.sheet for _, layout in found}),
    )


def _sheet(grid: Grid, layout: Layout) -> ForeignSheet:
    items = gather(grid, layout)
    rows = [grid.rows[line - 1] for item in items for line in item.lines]
    columns = tuple(
        ColumnView(letter(at), title, layout.columns.get(at), _example(rows, at))
        for at, title in enumerate(layout.titles)
        if title or at in layout.columns
    )
    return ForeignSheet(layout.sheet, columns, items)


def _example(rows: Sequence[Sequence[Any]], at: int) -> str:
    texts = (text_of_cell(row[at]) for row in rows if at < len(row))
    return next((text for text in texts if text), "")
