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
    assert sheet_of(target)["A2"].value.startswith("应整改 4 项，已完成 0 项，完成率 0.00%。口径：完成率按")


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


def filled(path: Path, number: str, **changes: Any) -> None:
    """Fill in cells of one row, by title."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    titles = {cell.value: cell.column for cell in sheet[HEADER]}
    row = next(row for row in range(HEADER + 1, sheet.max_row + 1) if sheet.cell(row, titles["编号"]).value == number)
    for title, value in changes.items():
        sheet.cell(row, titles[title]).value = value
    book.save(path)


def test_what_was_filled_in_comes_back(one_year: Tracker, tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    assert one_year("excel", "write", target).code == 0
    filled(target, "01-2021-01", 责任人="王五", 状态="待整改", 变更说明="与原文一致")
    tried = one_year("excel", "read", target, "--dry-run")
    assert tried.code == 0
    assert "试运行" in tried.out
    assert one_year("show", "01-2021-01", "--json").document["row"]["status"] == "proposed"
    done = one_year("excel", "read", target)
    assert done.code == 0
    assert "读进台账 3 格" in done.out
    assert "tracker undo" in done.err
    assert one_year("show", "01-2021-01", "--json").document["row"]["status"] == "open"
    again = one_year("excel", "read", target)
    assert (again.code, again.out) == (0, "")
    assert "两边已经一样 3 格" in again.err
    assert one_year("undo").code == 0
    undone = one_year("show", "01-2021-01", "--json").document
    assert (undone["row"]["status"], undone["fields"]["person"]) == ("proposed", "")


def test_what_is_refused_is_told_and_the_status_says_so(one_year: Tracker, tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    assert one_year("excel", "write", target).code == 0
    filled(target, "01-2021-01", 状态="已销号", 变更说明="改好了", 单位="改不得")
    refused = one_year("excel", "read", target)
    assert refused.code == 3
    assert "不能从“待确认”直接改为“已销号”" in refused.out
    assert "“单位”由台账写出，改了不算" in refused.out
    document = one_year("excel", "read", target, "--json").document
    assert document["schema"] == "tracker.excel.read/1"
    assert [one["columns"] for one in document["refused"]] == [["status", "move_note"]]
    assert [one["column"] for one in document["locked"]] == ["unit"]
    assert document["command"] is None


OFFICE = [
    ["青石镇党委整改台账"],
    ["序号", "存在的问题", "整改措施", "责任人", "整改时限", "完成情况", "联系电话"],
    [1, "会议多", "精简会议", "王五", "2026年6月底前", "已减少三成", "123"],
]


def office_book(path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in OFFICE:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_a_ledger_of_another_layout_is_confirmed_first(tracker: Tracker, tmp_path: Path) -> None:
    book = office_book(tmp_path / "老台账.xlsx")
    options = ["--org", "青石镇党委", "--year", "2026", "--new-units"]
    asked = tracker("excel", "import", book, *options)
    assert asked.code == 2
    assert "B   存在的问题  问题      会议多" in asked.out
    assert "G   联系电话    （不读）  123" in asked.out
    assert "--yes" in asked.err
    assert tracker("list", "--json").document["total"] == 0
    done = tracker("excel", "import", book, *options, "--map", "备注=联系电话", "--yes")
    assert done.code == 0
    assert "已登记 1 项" in done.out
    item = tracker("show", "01-2026-01", "--json").document
    assert item["fields"]["notes"].startswith("123")
    assert item["fields"]["due_on"] == "2026-06-30"
    again = tracker("excel", "import", book, *options, "--yes", "--json").document
    assert (again["written"], again["items"][0]["known"]) == (False, True)
    assert tracker("undo").code == 0
    assert tracker("list", "--json").document["total"] == 0
    anew = tracker("excel", "import", book, *options, "--yes", "--json").document
    assert [item["number"] for item in anew["items"]] == ["01-2026-02"], "a number is never given again"


@pytest.mark.parametrize(
    "wish, said",
    [
        ("责任领导", "写法不对"),
        ("领导人=G", "没有“领导人”这一项"),
        ("责任领导=X", "没有“X”这一列"),
        ("责任人=", "写法不对"),
    ],
)
def test_wishes_that_cannot_be_met(tracker: Tracker, tmp_path: Path, wish: str, said: str) -> None:
    refused = tracker("excel", "import", office_book(tmp_path / "a.xlsx"), "--org", "x", "--map", wish)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


@pytest.mark.parametrize("due, told", [("2023-05-01", True), ("2023-06-01", False)])
def test_a_deadline_before_the_day_of_the_findings_is_told_of(
    tracker: Tracker, tmp_path: Path, due: str, told: bool
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["序号", "存在问题", "整改措施", "整改时限"], [1, "河道采砂监管不严", "专项整治", due]):
        sheet.append(row)
    book.save(tmp_path / "清单.xlsx")
    words = "excel", "import", tmp_path / "清单.xlsx", "--org", "白石乡", "--new-units", "--found-on", "2023-06-01"
    shown = tracker(*words, "--yes")
    assert shown.code == 0, shown.err
    assert ("第 2 行的整改时限早于反馈日期或年度，请核对" in shown.err) is told
