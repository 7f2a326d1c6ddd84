"""``list``, ``show``, ``move``, ``unit`` and ``report`` on a real ledger."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import FIRST_YEAR, Tracker


def test_an_empty_ledger_says_what_to_do(tracker: Tracker) -> None:
    listed = tracker("list")
    assert (listed.code, listed.out) == (0, "")
    assert "tracker import" in listed.err
    assert "tracker import" in tracker("unit", "list").err
    closure = tracker("report", "closure")
    assert closure.code == 2
    assert "还没有报告" in closure.err


def test_list_narrows_down(one_year: Tracker) -> None:
    everything = one_year("list")
    assert "压力传导不够深入" in everything.out
    assert "建好党群服务中心" in everything.out
    assert "共 4 项" in everything.err
    problems = one_year("list", "--kind", "问题", "--json").document
    assert [item["title"] for item in problems["items"]] == ["压力传导不够深入", "阵地建设不够完善"]
    assert one_year("list", "--kind", "commitment", "--json").document["total"] == 2
    assert one_year("list", "--text", "党群服务中心 面积", "--json").document["total"] == 1
    assert (
        one_year("list", "--org", "青石", "--year", "２０２１年度", "--status", "待确认", "--open", "--json").document[
            "total"
        ]
        == 4
    )
    nothing = one_year("list", "--year", "2020")
    assert (nothing.code, nothing.out) == (0, "")
    assert "没有符合条件的事项" in nothing.err


def test_list_says_when_it_was_cut_short(one_year: Tracker) -> None:
    short = one_year("list", "--limit", "1")
    assert "列出 1 项，共 4 项" in short.err
    assert len(short.out.splitlines()) == 3
    assert len(one_year("list", "--limit", "0").out.splitlines()) == 6
    cut = one_year("list", "--limit", "3", "--json").document
    assert (cut["total"], len(cut["items"])) == (4, 3)


@pytest.mark.parametrize("number", ["01-2021-01", "1-2021-1", "０１－２０２１－０１"])
def test_show_takes_the_number_as_people_type_it(one_year: Tracker, number: str) -> None:
    shown = one_year("show", number)
    assert shown.code == 0
    assert shown.out.startswith("01-2021-01  问题  待确认\n压力传导不够深入\n")
    assert "个别党支部抓党建的责任没有压实" in shown.out


def test_show_as_json_quotes_the_stored_text(one_year: Tracker) -> None:
    item = one_year("show", "01-2021-02", "--json").document
    span = item["quote"]["span"]
    assert item["schema"] == "tracker.item/1"
    assert FIRST_YEAR[span["start"] : span["end"]] == item["quote"]["text"]
    assert [event["what"] for event in item["events"]] == ["导入"]


def test_an_unknown_number(one_year: Tracker) -> None:
    missing = one_year("show", "09-2021-01")
    assert (missing.code, missing.out) == (2, "")
    assert "09-2021-01" in missing.err


def test_move_keeps_who_when_and_why(one_year: Tracker) -> None:
    moved = one_year("move", "01-2021-01", "待整改", "--note", "与原文一致", "--actor", "李四")
    assert (moved.code, moved.out) == (0, "01-2021-01 现在是“待整改”：压力传导不够深入\n")
    plan = ("--set", "责任领导=赵书记", "--set", "责任人=王五", "--set", "措施=每月督导", "--set", "时限=2022-06-30")
    started = one_year("move", "1-2021-1", "in_progress", "--note", "党委会定", *plan, "--set", "目标=责任清单到支部")
    assert started.code == 0
    events = one_year("show", "01-2021-01", "--json").document["events"]
    assert [(event["actor"], event["target"], event["note"]) for event in events] == [
        ("张三", "proposed", ""),
        ("李四", "open", "与原文一致"),
        ("张三", "in_progress", "党委会定"),
    ]


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["01-2021-01", "已销号", "--note", "x"], "不能从“待确认”直接改为“已销号”"),
        (["01-2021-01", "待整改"], "要写说明"),
        (["01-2021-01", "并入", "--note", "重复"], "--into"),
    ],
)
def test_an_unlawful_move_changes_nothing(one_year: Tracker, arguments: list[str], said: str) -> None:
    before = one_year("show", "01-2021-01", "--json").document
    refused = one_year("move", *arguments)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert refused.err.count("\n") == 1
    assert one_year("show", "01-2021-01", "--json").document == before


def test_merging_an_item_into_another(one_year: Tracker) -> None:
    assert one_year("move", "01-2021-02", "并入", "--into", "1-2021-1", "--note", "同一件事").code == 0
    assert one_year("show", "01-2021-02", "--json").document["merged_into"] == "01-2021-01"
    assert "并入  01-2021-01" in one_year("show", "01-2021-02").out


def test_units_are_listed_renamed_and_merged(one_year: Tracker, tmp_path: Path) -> None:
    unknown = tmp_path / "报告2022.txt"
    unknown.write_text(
        FIRST_YEAR.replace("青石镇党委2021", "本人2022").replace("2022年底", "2023年底"), encoding="utf-8"
    )
    assert one_year("import", unknown).code == 0
    listed = one_year("unit", "list")
    assert "（暂名）" in listed.out
    assert "tracker unit rename" in listed.err
    assert one_year("unit", "rename", "2", "赤水乡党委").out == "单位 02：“未知单位（报告2022）”更名为“赤水乡党委”\n"
    assert "01    2021  青石镇党委" in one_year("unit", "list").out
    merged = one_year("unit", "merge", "赤水乡党委", "青石镇党委")
    assert merged.out == "“赤水乡党委”已并入“青石镇党委”（01），现有年度：2021、2022\n"
    units = one_year("unit", "list", "--json").document["units"]
    assert [(unit["name"], unit["years"]) for unit in units] == [("青石镇党委", [2021, 2022])]
    assert one_year("unit", "rename", "不存在", "甲").code == 2


def test_the_closure_report_is_written_into_the_current_folder(
    two_years: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    written = two_years("report", "closure", "--org", "青石镇党委", "--year", "2022")
    assert written.code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "青石镇党委2022年度整改情况报告.docx",
        "青石镇党委2022年度整改情况报告.md",
    ]
    assert all(f"已写出 {path.name}" in written.out for path in folder.iterdir())
    assert (folder / "青石镇党委2022年度整改情况报告.docx").read_bytes().startswith(b"PK")
    again = two_years("report", "closure", "--format", "md")
    assert again.out == "已写出 青石镇党委2022年度整改情况报告（2）.md\n"
    markdown = (folder / "青石镇党委2022年度整改情况报告.md").read_text(encoding="utf-8")
    assert "压力传导不够深入" in markdown
    assert two_years("report", "closure", "-o", "-").out == markdown


def test_the_closure_report_goes_where_it_is_told(two_years: Tracker, tmp_path: Path) -> None:
    target = tmp_path / "报告.md"
    target.write_text("旧", encoding="utf-8")
    assert two_years("report", "closure", "-o", target).out == f"已写出 {target}\n"
    assert "青石镇" in target.read_text(encoding="utf-8")
    assert two_years("report", "closure", "--output", tmp_path / "w.DOCX").code == 0
    assert two_years("report", "closure", "--output", tmp_path, "--format", "docx").code == 0
    assert (tmp_path / "青石镇党委2022年度整改情况报告.docx").exists()


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--org", "赤水乡"], "赤水乡"),
        (["--year", "2019"], "2019"),
        (["--output", "甲.xls"], "看不出“甲.xls”要哪种格式"),
        (["--output", "没有的文件夹/甲.md"], "写不了“没有的文件夹/甲.md”"),
    ],
)
def test_a_closure_report_that_cannot_be_made(
    two_years: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    refused = two_years("report", "closure", *arguments)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("错误：")
    assert refused.err.count("\n") == 1
    assert said in refused.err.replace(os.sep, "/")
    assert list(folder.iterdir()) == []


def test_with_several_units_one_has_to_be_named(two_years: Tracker, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(FIRST_YEAR.replace("青石镇", "赤水乡"), encoding="utf-8")
    assert two_years("import", other).code == 0
    refused = two_years("report", "closure")
    assert refused.code == 2
    assert "青石镇党委、赤水乡党委" in refused.err


def test_options_of_the_ledger_may_stand_before_and_after_the_command(
    one_year: Tracker, tmp_path: Path, reports: Path
) -> None:
    other = tmp_path / "other.db"
    assert one_year("--db", other, "import", reports / "2022.txt").code == 0
    assert one_year("list", "--db", other, "--json").document["items"][0]["year"] == 2022
    assert one_year("list", "--json").document["items"][0]["year"] == 2021
    assert one_year("--actor", "王五", "move", "01-2021-01", "待整改", "--note", "属实").code == 0
    assert one_year("show", "01-2021-01", "--json").document["events"][-1]["actor"] == "王五"
