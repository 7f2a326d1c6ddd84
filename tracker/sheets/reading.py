"""Workbooks read: as grids of cells, and as exported ledgers that came back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.domain.columns import DAYS, LedgerColumn
from tracker.domain.errors import SheetError, reason_of
from tracker.domain.numbering import parse_number
from tracker.reading.apart import told
from tracker.sheets.cells import text_of_cell
from tracker.sheets.grids import SECONDS, cell_told
from tracker.sheets.model import Base, Cells, FilledRow, FilledSheet, Stamp
from tracker.sheets.writing import BASE_SHEET, SCHEMA

MAX_BYTES = 100_000_000
_TIDY_UP = "多半是下面或右边有大片带格式的空格，删掉再另存"

_HEADER_WITHIN = 20
"""Rows from the top within which the header of an exported ledger is looked for; there may be new rows above it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet."""

    name: str
    rows: tuple[tuple[Any, ...], ...]
    """Cells as the reader gives them, from the first row and column of the sheet."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column of merged cells, from 0. The first cell holds what they say."""
    hidden: bool = False


def read_grids(path: Path) -> tuple[Grid, ...]:
    """All sheets of a workbook (.xlsx, .xlsm, .xls, .ods, .et).

    Raises:
        SheetError: it is missing, no workbook, protected by a password, or too large.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SheetError(f"“{path}”太大", "请只留要读的工作表，另存后再试")
        found = told("tracker.sheets.grids", str(path.absolute()), seconds=SECONDS)
    except TimeoutError:
        found = None
    except OSError as error:
        raise SheetError(f"“{path}”打不开（{reason_of(error)}）", "请检查路径，或先在 Excel 里关掉它") from error
    if found is None:
        raise SheetError(f"“{path}”读它要用的内存或时间多得反常，没有读", _TIDY_UP)
    match found.get("refused"):
        case "closed":
            raise SheetError(f"“{path}”打不开（{found['why']}）", "请检查路径，或先在 Excel 里关掉它")
        case "password":
            raise SheetError(f"“{path}”有打开密码", "请去掉密码另存后再试")
        case "damaged":
            raise SheetError(f"“{path}”不是 Excel 表格，或已损坏", "请用 Excel 打开看看，另存为 .xlsx 后再试")
        case "cut":
            raise SheetError(f"“{path}”读不下去，多半已损坏", "请用 Excel 打开，另存为 .xlsx 后再试")
        case "large":
            size = f"{found['height']} 行 {found['width']} 列"
            raise SheetError(f"“{path}”的工作表“{found['sheet']}”有 {size}，太大", _TIDY_UP)
    return tuple(
        Grid(
            grid["name"],
            tuple(tuple(map(cell_told, row)) for row in grid["rows"]),
            tuple((a, b, c, d) for a, b, c, d in grid["merged"]),
            hidden=grid["hidden"],
        )
        for grid in found["grids"]
    )


def read_filled(path: Path) -> FilledSheet:
    """An exported ledger that came back, with what was exported.

    Raises:
        SheetError: it cannot be read, was not exported by this program, or what was exported has been tampered with.
    """
    grids = read_grids(path)
    kept = next((grid for grid in grids if grid.name == BASE_SHEET), None)
    if kept is None:
        raise SheetError(f"“{path}”不是 tracker 导出的台账，认不出改了哪里", "自己的表格请用 tracker excel import 导入")
    base = _base(kept, path)
    for grid in grids:
        if not grid.name.startswith("_") and (found := _header(grid, base)):
            return _filled(grid, base, *found)
    title = base.columns[LedgerColumn.NUMBER]
    raise SheetError(f"“{path}”里找不到表头“{title}”", "表头和编号列不要改名、不要删；可以重新导出一份再填")


def _base(grid: Grid, path: Path) -> Base:
    lines = [text for row in grid.rows if row and isinstance(text := row[0], str) and text]
    text = "".join(lines[2:])
    if len(lines) < 3 or hashlib.sha256(text.encode()).hexdigest() != lines[1]:
        raise SheetError(
            f"“{path}”里隐藏的 {BASE_SHEET} 表被改动过，认不出改了哪里", "请重新导出一份，把填的内容贴过去再读回"
        )
    content = json.loads(text)
    if content.get("schema") != SCHEMA:
        raise SheetError(f"“{path}”是更新版本的 tracker 导出的", "请升级 tracker 后再读")
    return Base(
        stamp=Stamp(**content["stamp"]),
        columns={LedgerColumn(key): title for key, title in content["columns"].items()},
        rows={
            number: {LedgerColumn(key): text for key, text in cells.items()}
            for number, cells in content["rows"].items()
        },
    )


def _header(grid: Grid, base: Base) -> tuple[int, dict[int, LedgerColumn]] | None:
    """The row of the header and the columns found there; ``None`` where the sheet has none."""
    titles = {_plain(title): column for column, title in base.columns.items()}
    for at, row in enumerate(grid.rows[:_HEADER_WITHIN]):
        found: dict[int, LedgerColumn] = {}
        for place, cell in enumerate(row):
            column = titles.get(_plain(cell))
            if column is not None and column not in found.values():
                found[place] = column
        if LedgerColumn.NUMBER in found.values() and len(found) * 2 >= min(len(titles), 4):
            return at, found
    return None


def _filled(grid: Grid, base: Base, header: int, columns: dict[int, LedgerColumn]) -> FilledSheet:
    return FilledSheet(
        base,
        tuple(_filled_rows(grid, header, columns)),
        tuple(title for column, title in base.columns.items() if column not in columns.values()),
    )


def _filled_rows(grid: Grid, header: int, columns: dict[int, LedgerColumn]) -> Iterator[FilledRow]:
    for at, row in enumerate(grid.rows[header + 1 :], start=header + 2):
        cells: Cells = {
            column: text_of_cell(row[place] if place < len(row) else None, day=column in DAYS)
            for place, column in columns.items()
        }
        if not any(text for column, text in cells.items() if column is not LedgerColumn.SEQUENCE):
            continue
        written = cells[LedgerColumn.NUMBER]
        number = parse_number(written)
        yield FilledRow(at, str(number) if number else written, cells)


def _plain(cell: Any) -> str:
    return re.sub(r"\s+", "", cell) if isinstance(cell, str) else ""
