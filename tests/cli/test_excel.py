"""``tracker excel``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .conftest import Tracker

HEADER = 3


def sheet_of(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def cells(path: Path, title: str) -> list[Any]:
    """What stands under a title."""
    sheet = sheet_of(path)
    column = next(cell.column for cell in sheet[HEADER] if cell.value == title)
    return [sheet.cell(row, column).value for row in range(HEADER + 1, sheet.max_row + 1)]


def test_the_ledger_is_written_in_the_profiles_columns(one_year: Tracker, tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    assert one_year("excel", "write", target).out == f"已写出 {target}，4 项\n"
    assert cells(target, "编号") == ["01-2021-01", "01-2021-02", "01-2021-03", "01-2021-04"]
    assert cells(target, "状态") == ["待确认"] * 4
    assert cells(target, "问题")[0] == "压力传导不够深入"
    assert "责任没有压实" in cells(target, "具体表现")[0]


def test_a_part_of_the_ledger_under_local_names(
    one_year: Tracker, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.with_name("profile.toml").write_text(
        '[states]\nproposed = "待核实"\n[ledger]\ntitle = "问题清单"\n[[columns]]\nfield = "number"\ntitle = "账号"\n'
        '[[columns]]\nfield = "status"\n[[columns]]\nfield = "kind"\n',
        encoding="utf-8",
    )
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert one_year("excel", "write", "--kind", "问题").code == 0
    assert one_year("excel", "write", "--kind", "问题").out == "已写出 问题清单（2）.xlsx，2 项\n"
    sheet = sheet_of(folder / "问题清单.xlsx")
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER)] == [
        ["账号", "状态", "问题或承诺"],
        ["01-2021-01", "待核实", "问题"],
        ["01-2021-02", "待核实", "问题"],
    ]
    assert "问题" in sheet["A2"].value


def test_items_that_nobody_works_on_are_left_out_unless_asked_for(one_year: Tracker, tmp_path: Path) -> None:
    assert one_year("move", "01-2021-02", "不纳入", "--note", "不属实，已核对").code == 0
    assert "3 项" in one_year("excel", "write", tmp_path / "a").out
    assert (tmp_path / "a.xlsx").exists()
    assert "1 项" in one_year("excel", "write", tmp_path / "b.xlsx", "--status", "不纳入").out
    empty = one_year("excel", "write", tmp_path / "c.xlsx", "--year", "2001")
    assert "0 项" in empty.out
    assert "空表" in empty.err
