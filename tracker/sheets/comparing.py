"""Three ways: what was exported, what was filled in, and what the ledger holds by now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tracker.domain.columns import FILLED_IN, LedgerColumn
from tracker.domain.kinds import LabelledEnum
from tracker.sheets.model import Cells, FilledRow, FilledSheet


class Finding(LabelledEnum):
    """What became of a cell that was filled in."""

    CHANGE = "change", "填写"
    CONFLICT = "conflict", "冲突"
    SAME = "same", "已经一样"
    LOCKED = "locked", "不能这样改"


@dataclass(frozen=True, slots=True)
class CellFinding:
    """A cell in which something else stands than was exported."""

    line: int
    """The row of the sheet, from 1."""
    number: str
    column: LedgerColumn
    finding: Finding
    before: str
    """As exported."""
    filled: str
    present: str
    """As the ledger has it now."""


@dataclass(frozen=True, slots=True)
class RowTrouble:
    """A row that cannot be taken."""

    line: int
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that came of holding a filled sheet against its export and the ledger."""

    cells: tuple[CellFinding, ...]
    """In the order of the sheet."""
    troubles: tuple[RowTrouble, ...]
    missing: tuple[str, ...]
    """Numbers that were exported and are not in the sheet any more. Nothing is done to them."""
    untouched: int
    """Rows in which nothing was filled in."""

    def of(self, finding: Finding) -> tuple[CellFinding, ...]:
        """The cells of one finding."""
        return tuple(cell for cell in self.cells if cell.finding is finding)


def compare(sheet: FilledSheet, present: Mapping[str, Cells]) -> Comparison:
    """What was filled in, cell by cell. A cell is taken where the ledger still holds what was exported.

    Args:
        sheet: as it came back.
        present: what each item would be exported as now, by number; items the ledger does not have are left out.
    """
    counted = Counter(row.number for row in sheet.rows if row.number)
    cells: list[CellFinding] = []
    troubles: list[RowTrouble] = []
    untouched = 0
    for row in sheet.rows:
        if why := _trouble(row, sheet, present, counted):
            troubles.append(RowTrouble(row.line, row.number, why))
            continue
        found = _cells(row, sheet.base.rows[row.number], present[row.number])
        cells += found
        untouched += not found
    missing = tuple(number for number in sheet.base.rows if number not in counted)
    return Comparison(tuple(cells), tuple(troubles), missing, untouched)


def _trouble(
    row: FilledRow, sheet: FilledSheet, present: Mapping[str, Cells], counted: Mapping[str, int]
) -> str | None:
    if not row.number:
        return "没有编号；新增的问题请用 tracker add 登记，或放在另一张表里用 tracker excel import 导入"
    if counted[row.number] > 1:
        return f"编号 {row.number} 在表里有 {counted[row.number]} 行，不知道以哪一行为准，都没有读"
    if row.number not in present:
        return f"台账里没有编号 {row.number}"
    if row.number not in sheet.base.rows:
        return f"导出时没有编号 {row.number} 这一行，请重新导出再填"
    return None


def _cells(row: FilledRow, base: Cells, present: Cells) -> list[CellFinding]:
    found = []
    for column, filled in row.cells.items():
        before, now = base.get(column, ""), present.get(column, "")
        if filled == before or column is LedgerColumn.SEQUENCE:
            continue
        if column not in FILLED_IN:
            finding = Finding.SAME if filled == now else Finding.LOCKED
        elif filled == now:
            finding = Finding.SAME
        else:
            finding = Finding.CHANGE if now == before else Finding.CONFLICT
        found.append(CellFinding(row.line, row.number, column, finding, before, filled, now))
    return _with_their_state(found)


def _with_their_state(cells: list[CellFinding]) -> list[CellFinding]:
    """The words of a move share the fate of the state that they explain: the ledger keeps them in its history."""
    state = next((cell.finding for cell in cells if cell.column is LedgerColumn.STATUS), None)
    if state is None:
        return cells
    return [replace(cell, finding=state) if cell.column is LedgerColumn.MOVE_NOTE else cell for cell in cells]
