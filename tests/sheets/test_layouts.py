"""Ledgers of other layouts: headers found, columns understood, items gathered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tracker.domain.columns import LedgerColumn as C
from tracker.domain.errors import UsageError
from tracker.sheets.gathering import gather
from tracker.sheets.layouts import Layout, guess, letter, remapped
from tracker.sheets.reading import Grid, read_grids


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    book.save(path)
    return path


def understood(layout: Layout | None) -> dict[str, C]:
    assert layout is not None
    return {letter(at): column for at, column in layout.columns.items()}


SIMPLE = (
    ["青石镇党委巡察整改台账"],
    ["序号", "问题", "整改措施", "责任人", "完成时限", "完成情况"],
    [1, "压力传导不够深入", "制定责任清单", "李四", "2026年6月底前", "已制定"],
    [2, "阵地建设不够完善", "改扩建两个中心", "王五", date(2026, 12, 31), None],
    ["合计", 2],
)


def test_a_plain_ledger(tmp_path: Path) -> None:
    (grid,) = read_grids(workbook(tmp_path / "a.xlsx", {"台账": SIMPLE}, ["A1:F1"]))
    layout = guess(grid)
    assert understood(layout) == {
        "A": C.SEQUENCE,
        "B": C.TITLE,
        "C": C.MEASURES,
        "D": C.PERSON,
        "E": C.DUE_ON,
        "F": C.PROGRESS,
    }
    assert layout is not None
    first, second = gather(grid, layout)
    assert first.lines == (3,)
    assert first.cells == {
        C.TITLE: "压力传导不够深入",
        C.MEASURES: "制定责任清单",
        C.PERSON: "李四",
        C.DUE_ON: "2026-06-30",
        C.PROGRESS: "已制定",
        C.NOTES: "原表“完成时限”：2026年6月底前",
    }
    assert second.cells[C.DUE_ON] == "2026-12-31"
    assert C.NOTES not in second.cells


TWO_ROWS = (
    ["县委巡察反馈问题整改台账"],
    ["填报单位：青石镇党委", None, None, None, None, None, None, None, "2026年3月"],
    ["序号", "反馈问题", "具体表现", "整改措施", "责任主体", None, None, "整改期限", "进展情况"],
    [None, None, None, None, "责任领导", "责任单位", "具体责任人", None, None],
    ["一、党的建设方面"],
    [1, "压力传导不够", "支部书记不履责", "制定清单", "李四", "党建办", "王五", "立行立改", "已完成"],
    [None, None, None, "每季例会", None, None, "赵六", None, None],
    [None, None, "考核走过场", "修订办法", "李四", "党建办", "王五", "长期坚持", None],
    ["二、作风建设方面"],
    [2, "会议多", None, "精简会议", "钱七", "办公室", "孙八", "6月底前", None],
    ["填表人：周九"],
)
TWO_ROWS_MERGED = ("A1:I1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:H4", "I3:I4", "A5:I5", "A6:A8", "B6:B8")


def test_a_header_of_two_rows_with_merged_cells(tmp_path: Path) -> None:
    (grid,) = read_grids(workbook(tmp_path / "a.xlsx", {"台账": TWO_ROWS}, TWO_ROWS_MERGED))
    layout = guess(grid)
    assert layout is not None
    assert layout.first == 4
    assert understood(layout) == {
        "A": C.SEQUENCE,
        "B": C.TITLE,
        "C": C.QUOTE,
        "D": C.MEASURES,
        "E": C.LEADER,
        "F": C.LEAD_UNIT,
        "G": C.PERSON,
        "H": C.DUE_ON,
        "I": C.PROGRESS,
    }


def test_a_header_of_two_rows_that_were_never_merged(tmp_path: Path) -> None:
    rows = (
        ["序号", "问题", "责任", None, "整改", None],
        [None, None, "领导", "单位", "措施", "时限"],
        [1, "甲", "李四", "党建办", "整改到位", None],
    )
    (grid,) = read_grids(workbook(tmp_path / "a.xlsx", {"台账": rows}, ["C1:D1", "E1:F1"]))
    layout = guess(grid)
    assert layout is not None
    assert layout.titles[2:] == ("责任／领导", "责任／单位", "整改／措施", "整改／时限")
    assert understood(layout) == {
        "A": C.SEQUENCE,
        "B": C.TITLE,
        "C": C.LEADER,
        "D": C.LEAD_UNIT,
        "E": C.MEASURES,
        "F": C.DUE_ON,
    }


def test_rows_below_a_merged_problem_belong_to_it(tmp_path: Path) -> None:
    (grid,) = read_grids(workbook(tmp_path / "a.xlsx", {"台账": TWO_ROWS}, TWO_ROWS_MERGED))
    layout = guess(grid)
    assert layout is not None
    items = gather(grid, layout)
    assert [(item.lines, item.title, item.cells.get(C.QUOTE)) for item in items] == [
        ((6, 7), "压力传导不够", "支部书记不履责"),
        ((8,), "压力传导不够", "考核走过场"),
        ((10,), "会议多", None),
    ]
    first, second, third = (item.cells for item in items)
    assert first[C.MEASURES] == "制定清单\n每季例会"
    assert first[C.PERSON] == "王五、赵六"
    assert first[C.CATEGORY] == "一、党的建设方面"
    assert third[C.CATEGORY] == "二、作风建设方面"
    assert (first[C.TERM], second[C.TERM]) == ("立行立改", "长期整改")
    assert C.DUE_ON not in third, "a month without a year is not guessed"
    assert third[C.NOTES] == "原表“整改期限”：6月底前"


def test_states_are_kept_in_words_and_not_copied(tmp_path: Path) -> None:
    rows = (
        ["编号", "问题来源", "存在的问题", "是否销号", "销号时间", "佐证材料"],
        ["A-1", "县委第三巡察组", "甲", "已销号", date(2026, 5, 1), "会议记录"],
        ["A-2", "审计", "乙", "否", None, None],
    )
    (grid,) = read_grids(workbook(tmp_path / "a.xlsx", {"台账": rows}))
    layout = guess(grid)
    assert layout is not None
    first, second = (item.cells for item in gather(grid, layout))
    assert (first[C.ORIGIN], first[C.CHANNEL]) == ("巡视巡察", "县委第三巡察组")
    assert (second[C.ORIGIN], second.get(C.CHANNEL)) == ("审计", None)
    assert first[C.NOTES].split("\n") == [
        "原表“编号”：A-1",
        "原表“是否销号”：已销号",
        "原表“销号时间”：2026-05-01",
        "原表“佐证材料”：会议记录",
    ]
    assert not {C.STATUS, C.CLOSED_ON, C.EVIDENCE, C.NUMBER} & set(first)


@pytest.mark.parametrize(
    "header, expected",
    [
        ("问题内容·措施·时限·责任人", [C.TITLE, C.MEASURES, C.DUE_ON, C.PERSON]),
        ("问题·责任主体·整改标准·措施·办结时限", [C.TITLE, C.LEAD_UNIT, C.GOAL, C.MEASURES, C.DUE_ON]),
        (
            "牵头部门·牵头领导·整改内容·完成情况·未完成原因·完成日期·责任人",
            [C.LEAD_UNIT, C.LEADER, C.TITLE, C.PROGRESS, C.CAUSE, C.CLOSED_ON, C.PERSON],
        ),
        (
            "问题描述·原因分析·控制措施·资金·责任人·期限·验收人·状态",
            [C.TITLE, C.CAUSE, C.MEASURES, None, C.PERSON, C.DUE_ON, None, C.STATUS],
        ),
        (
            "序号·检查时间·检查人·类别·问题·措施·完成时间·责任人·复查结果",
            [C.SEQUENCE, C.FOUND_ON, C.CHANNEL, C.CATEGORY, C.TITLE, C.MEASURES, C.CLOSED_ON, C.PERSON, None],
        ),
        (
            "任务·牵头单位·配合单位·完成时限（年月日）·备 注",
            [C.TITLE, C.LEAD_UNIT, C.SUPPORT_UNITS, C.DUE_ON, C.NOTES],
        ),
    ],
)
def test_column_sets_of_offices(header: str, expected: list[C | None]) -> None:
    titles = header.split("·")
    layout = guess(Grid("台账", (tuple(titles), ("x",) * len(titles))))
    assert layout is not None
    assert [layout.columns.get(at) for at in range(len(titles))] == expected


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (("",),),
        (("姓名", "电话"), ("张三", "1")),
        (("问题",), ("甲",)),
        (("序号", "任务数", "完成率"), (1, 2, 3)),
        (("本单位存在的问题主要是责任人不明、措施不实、时限不清，已制定整改措施并落实责任人",), ("甲",)),
    ],
)
def test_what_is_no_ledger_is_not_taken_for_one(rows: tuple[tuple[Any, ...], ...]) -> None:
    assert guess(Grid("x", rows)) is None


def test_columns_may_be_given_by_letter_and_title(tmp_path: Path) -> None:
    (grid,) = read_grids(workbook(tmp_path / "a.xlsx", {"台账": SIMPLE}, ["A1:F1"]))
    layout = guess(grid)
    assert layout is not None
    changed = remapped(layout, [(C.PROGRESS, []), (C.NOTES, ["f", "责任人"])])
    assert changed.of(C.NOTES) == (3, 5)
    assert changed.of(C.PROGRESS) == ()
    assert changed.of(C.PERSON) == ()
    assert gather(grid, changed)[0].cells[C.NOTES].split("\n")[:2] == ["责任人：李四", "完成情况：已制定"]
    for wishes, said in (
        ([(C.NOTES, ["Z"])], "没有“Z”这一列"),
        ([(C.NOTES, ["没有"])], "有这些列：A“序号”"),
        ([(C.NOTES, ["F"]), (C.GOAL, ["F"])], "F 列不能又作“备注”又作“整改目标”"),
    ):
        with pytest.raises(UsageError) as caught:
            remapped(layout, wishes)
        assert said in str(caught.value)


def test_a_title_that_stands_twice_has_to_be_told_by_letter() -> None:
    layout = guess(Grid("x", (("问题", "责任人", "措施", "责任人"), ("a",) * 4)))
    assert layout is not None
    assert layout.columns[1] is C.PERSON
    assert 3 not in layout.columns
    with pytest.raises(UsageError, match="不止一个"):
        remapped(layout, [(C.PERSON, ["责任人"])])


@pytest.mark.parametrize("at, name", [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters(at: int, name: str) -> None:
    assert letter(at) == name


def test_a_header_that_stands_on_every_page_is_passed_over(tmp_path: Path) -> None:
    rows = (*SIMPLE[1:4], [None], SIMPLE[1], [3, "丙", None, None, None, None])
    (grid,) = read_grids(workbook(tmp_path / "a.xlsx", {"台账": rows}))
    layout = guess(grid)
    assert layout is not None
    assert [item.title for item in gather(grid, layout)] == ["压力传导不够深入", "阵地建设不够完善", "丙"]
