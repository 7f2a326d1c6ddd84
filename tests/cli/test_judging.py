"""``tracker confirm``, ``judge`` and ``add --from-list`` on a real ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Tracker

FINDINGS = "县委巡察反馈意见：\n1. 党费收缴不规范。3个支部没有按月收缴。\n2. “三会一课”记录缺失。\n"
INSPECTED = """根据安排，现将青石镇党委2023年度抓基层党建工作情况报告如下。
一、主要做法
组织中心组学习15次。
二、问题整改情况
县委巡察反馈的5个问题，已全部完成整改。
三、存在问题
（一）压力传导还是不够深入。少数党支部责任没有压实。
四、下一步打算
（一）严格考核。把考核结果和评先评优挂钩。
"""


def test_confirming_by_number(two_years: Tracker) -> None:
    done = two_years("confirm", "01-2021-01", "01-2021-02")
    assert done.code == 0
    assert "纳入台账 2 项，现在是“待整改”" in done.out
    assert "认可判断 2 项：称已整改但再次出现 1，称已整改 1" in done.out
    assert "tracker undo" in done.err
    assert "张三" in two_years("show", "01-2021-01").out
    assert "认可这一判断" in two_years("show", "01-2021-01").out
    again = two_years("confirm", "01-2021-01")
    assert (again.code, again.out) == (0, "")
    assert "没有要确认的" in again.err
    undone = two_years("undo")
    assert undone.code == 0
    assert two_years("list", "--status", "待整改", "--json").document["total"] == 0


def test_confirming_above_a_score_needs_to_know_whose_and_asks(two_years: Tracker) -> None:
    assert two_years("confirm", "--above", "0.9").code == 2
    assert two_years("confirm").code == 2
    unasked = two_years("confirm", "--above", "0.5", "--org", "青石", "--year", "2022")
    assert unasked.code == 2
    assert "--yes" in unasked.err
    done = two_years("confirm", "--above", "50%", "--org", "青石", "--year", "2022", "--yes")
    assert done.code == 0
    assert "纳入台账 2 项" in done.out
    assert two_years("list", "--year", "2021", "--status", "待整改", "--json").document["total"] == 0


@pytest.mark.parametrize("score", ["1.5", "很高", "-1", "nan"])
def test_a_score_lies_between_nothing_and_one(two_years: Tracker, score: str) -> None:
    refused = two_years("confirm", "--above", score, "--org", "青石", "--year", "2022", "--yes")
    assert refused.code == 2
    assert "0 到 1" in refused.err


def test_judging_against_the_program_needs_a_reason(two_years: Tracker) -> None:
    refused = two_years("judge", "01-2021-02", "--verdict", "称正在推进")
    assert refused.code == 2
    assert "要写理由" in refused.err
    assert two_years("judge", "01-2021-02").code == 2
    done = two_years("judge", "01-2021-02", "--verdict", "称正在推进", "--note", "只改了一个村")
    assert (done.code, done.out) == (0, "01-2021-02 认定为“称正在推进”：阵地建设不够完善\n")
    page = two_years("show", "01-2021-02").out
    assert "认定为“称正在推进”（机器的判断是“称已整改”）：只改了一个村" in page
    assert two_years("list", "--verdict", "称正在推进", "--json").document["items"][0]["number"] == "01-2021-02"
    back = two_years("judge", "01-2021-02", "--withdraw")
    assert "恢复机器的判断“称已整改”" in back.out


def test_a_list_is_entered_held_against_reports_and_undone_whole(two_years: Tracker, tmp_path: Path) -> None:
    listed, report = tmp_path / "反馈.txt", tmp_path / "2023.txt"
    listed.write_text(FINDINGS, encoding="utf-8")
    report.write_text(INSPECTED, encoding="utf-8")
    arguments = ["add", "--org", "青石", "--year", "2023", "--from-list", listed, "--set", "来源=巡视巡察"]
    asked = two_years(*arguments, "--note", "县委巡察反馈")
    assert asked.code == 2
    assert "--yes" in asked.err
    done = two_years(*arguments, "--note", "县委巡察反馈", "--yes")
    assert done.code == 0
    assert "01-2023-01 已登记，青石镇党委，待整改：党费收缴不规范" in done.out
    imported = two_years("import", report)
    assert imported.code == 0
    assert "2023 年度报告说巡视巡察问题有 5 个，台账里登记了 2 个" in imported.out
    page = two_years("show", "01-2023-01").out
    assert "2023 年度报告：称已整改" in page
    assert "新报告称巡视巡察提出的5个问题已整改" in page
    assert "来源  巡视巡察" in page
    entered = next(line for line in two_years("log").out.splitlines() if "登记" in line)
    assert two_years("undo", entered.split()[0]).code == 0
    assert two_years("list", "--text", "党费收缴", "--json").document["total"] == 0
    assert two_years("verify").code == 0


def test_a_list_or_a_title_but_not_both(two_years: Tracker, tmp_path: Path) -> None:
    listed = tmp_path / "空.txt"
    listed.write_text("反馈意见：\n", encoding="utf-8")
    assert two_years("add", "--org", "青石", "--note", "巡察").code == 2
    assert two_years("add", "--org", "青石", "--note", "巡察", "--title", "甲", "--from-list", listed).code == 2
    empty = two_years("add", "--org", "青石", "--note", "巡察", "--from-list", listed, "--yes")
    assert empty.code == 2
    assert "没有读到条目" in empty.err


def test_a_whole_origin_is_accepted_by_the_count_of_the_report(tracker: Tracker, tmp_path: Path) -> None:
    folder = tmp_path / "青石镇党委"
    folder.mkdir()
    older = INSPECTED.replace("县委巡察反馈的5个问题，已全部完成整改。", "").replace("二、问题整改情况\n", "")
    newer = INSPECTED.replace("2023", "2024").replace(
        "县委巡察反馈的5个问题，已全部完成整改。", "2023年度述职查摆的1个问题已完成整改。"
    )
    (folder / "2023.txt").write_text(older, encoding="utf-8")
    (folder / "2024.txt").write_text(newer.replace("压力传导还是不够深入", "学习安排较满"), encoding="utf-8")
    assert tracker("import", str(folder)).code == 0
    wanted = ("confirm", "--origin", "述职查摆", "--org", "青石", "--year", "2024")
    assert tracker(*wanted[:3]).code == 2
    assert tracker(*wanted, "01-2023-01").code == 2
    done = tracker(*wanted, "--yes")
    assert done.code == 0, done.err
    assert done.out == "认可判断 1 项：称已整改但再次出现 1\n"
    assert tracker("list", "--year", "2023", "--status", "待确认", "--json").document["total"] == 2
    again = tracker(*wanted)
    assert (again.code, again.out) == (0, "")
    assert "没有要确认的" in again.err
