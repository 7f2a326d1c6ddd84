"""Rows are high enough for their text, and may still grow."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.sheets.making import ROWS, written
from tracker.sheets.heights import HIGHEST, LINE, height_of


@pytest.mark.parametrize(
    "text, width, lines",
    [("", 10, 1), ("甲" * 5, 10, 1), ("甲" * 6, 10, 2), ("a" * 10, 10, 1), ("甲\n乙\n\n丙", 10, 4), ("甲甲", 1, 2)],
)
def test_lines_are_counted_by_width(text: str, width: float, lines: int) -> None:
    assert height_of([(text, width), ("", 3)]) - height_of([]) == pytest.approx((lines - 1) * LINE)


def test_no_row_is_higher_than_excel_allows() -> None:
    assert height_of([("甲\n" * 100, 10)]) == HIGHEST


def test_only_the_rows_above_the_items_are_fixed(tmp_path: Path) -> None:
    with ZipFile(written(tmp_path / "a.xlsx")) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    rows = {int(row): attributes for row, attributes in re.findall(r'<row r="(\d+)"([^>]*)>', xml)}
    assert {row for row, attributes in rows.items() if "customHeight" in attributes} == {1, 2, 3}
    assert all("ht=" in rows[row] for row in range(4, 4 + len(ROWS)))
