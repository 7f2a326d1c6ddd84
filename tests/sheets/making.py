"""Rows and profiles for sheets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tracker.domain.columns import LedgerColumn as C
from tracker.profile.loading import default_profile
from tracker.profile.model import Profile
from tracker.sheets.cells import text_of
from tracker.sheets.model import Cells, SheetRow, Stamp
from tracker.sheets.writing import ledger_workbook

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
STAMP = Stamp(ledger="a1b2", exported="2026-11-22 10:00", by="张三", choice="青石镇党委 2021 年度")

ROWS = (
    SheetRow(
        "01-2021-01",
        {
            C.SEQUENCE: 1,
            C.NUMBER: "01-2021-01",
            C.UNIT: "青石镇党委",
            C.ORIGIN: "述职查摆",
            C.TITLE: "压力传导不够深入",
            C.QUOTE: "个别党支部抓党建的责任没有压实，\n存在上热下冷的情况。",
            C.MEASURES: "1. 制定责任清单\n2. 每季度召开例会",
            C.LEADER: "李四",
            C.DUE_ON: date(2026, 6, 30),
            C.LIGHT: "逾期",
            C.STATUS: "整改中",
            C.NOTES: '=HYPERLINK("http://x","点我")',
        },
    ),
    SheetRow(
        "01-2021-02",
        {
            C.SEQUENCE: 2,
            C.NUMBER: "01-2021-02",
            C.UNIT: "青石镇党委",
            C.TITLE: "阵地建设不够完善",
            C.STATUS: "已销号",
            C.CLOSED_ON: date(2026, 3, 1),
        },
    ),
)


def written(path: Path, rows: tuple[SheetRow, ...] = ROWS, profile: Profile | None = None) -> Path:
    """The workbook of those rows at ``path``."""
    path.write_bytes(ledger_workbook(rows, profile or default_profile(), STAMP, at=AT))
    return path


def present(rows: tuple[SheetRow, ...] = ROWS) -> dict[str, Cells]:
    """What the ledger holds where nothing has happened since."""
    columns = [column.field for column in default_profile().sheet.columns]
    return {row.number: {column: text_of(row.cells.get(column)) for column in columns} for row in rows}
