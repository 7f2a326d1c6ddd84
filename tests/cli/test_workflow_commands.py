"""The commands that carry an item from found to closed off, and those that take it back."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Tracker

FIRST, SECOND = "01-2021-01", "01-2021-02"
COLUMNS = ("责任领导=赵书记", "责任人=王委员", "措施=每月督导", "目标=清单到支部", "时限=2022-06-30")
PAGE = (ROOT / "docs" / "workflow.md").read_text(encoding="utf-8")


def walk() -> list[list[str]]:
    """The ten commands of the page, as they are typed."""
    text = PAGE.partition("<!-- walk: begin -->")[2].partition("<!-- walk: end -->")[0]
    lines = [line for line in text.splitlines() if line.startswith("tracker ")]
    return [shlex.split(line)[1:] for line in lines]


def test_the_page_walks_from_import_to_closed_off_in_ten_commands(
    tracker: Tracker, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报告").symlink_to(reports)
    (tmp_path / "会议纪要.txt").write_text("四次督导", encoding="utf-8")
    commands = walk()
    assert len(commands) == 10
    for command in commands:
        done = tracker(*command)
        assert done.code == 0, (command, done.err)
    item = tracker("show", FIRST, "--json").document
    assert (item["row"]["status"], item["row"]["self_verified"]) == ("closed", False)
    (closed,) = item["rounds"]
    assert (closed["applied_by"], closed["reviewed_by"], closed["closed_by"]) == ("张三", "赵书记", "组织部李科长")
    assert closed["methods"] == ["documents", "on_site"]
    assert tracker("verify").code == 0


def test_the_refusal_on_the_page_is_what_the_program_says(one_year: Tracker) -> None:
    told = re.search(r"```\n(错误：“启动整改”[^\n]*)\n```", PAGE)
    assert told is not None
    assert one_year("move", FIRST, "待整改", "--note", "属实").code == 0
    assert one_year("set", FIRST, *COLUMNS[:-1]).code == 0
    assert one_year("move", FIRST, "整改中", "--note", "开工").err.strip() == told[1]


def test_measures_on_several_lines_are_parted_on_the_page(one_year: Tracker) -> None:
    assert one_year("set", FIRST, "整改措施=每季度督导一次\n建强村公司").code == 0
    assert "每季度督导一次；建强村公司" in one_year("show", FIRST).out


def start(tracker: Tracker, *numbers: str) -> None:
    assert tracker("move", *numbers, "待整改", "--note", "属实", "--yes").code == 0


# --------------------------------------------------------------------------------------------------------------- many


def test_many_are_moved_by_condition_once_confirmed(one_year: Tracker) -> None:
    asked = one_year("move", "--org", "青石", "--where", "待确认", "待整改", "--note", "属实")
    assert (asked.code, asked.out) == (2, "")
    assert "要改 4 项，需要确认" in asked.err
    assert one_year("list", "--status", "待整改", "--json").document["total"] == 0
    done = one_year("move", "--org", "青石", "--where", "待确认", "待整改", "--note", "属实", "--yes")
    assert (done.code, done.out) == (0, "4 项现在是“待整改”。一起撤销：tracker undo\n")
    assert "改为“待整改”，共 4 项：" in done.err
    assert "……还有 1 项" in done.err
    assert FIRST in done.err
    assert one_year("undo").out.startswith("已撤销第 ")
    assert one_year("list", "--status", "待确认", "--json").document["total"] == 4
    assert one_year("redo").code == 0
    assert one_year("list", "--status", "待整改", "--json").document["total"] == 4


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["待整改"], "没有指明事项"),
        ([FIRST, "待整改", "--org", "青石"], "编号和条件只能用一样"),
        (["--where", "已销号", "待整改"], "没有符合条件的事项"),
        ([FIRST, SECOND, "已销号", "--yes"], "2 项里有 2 项不行，都没有改"),
        ([FIRST, "待整改", "--set", "颜色=红"], "没有“颜色”这一栏"),
        ([FIRST, "待整改", "--set", "时限=六月底"], "“六月底”不是日期"),
        ([FIRST, "待整改", "--set", "责任人"], "应写成 栏目=内容"),
        ([FIRST, "待整改", "--method", "看看"], "可用的有：查阅资料、现场查看、谈话了解、走访群众"),
    ],
)
def test_a_move_that_cannot_be_says_why(one_year: Tracker, arguments: list[str], said: str) -> None:
    refused = one_year("move", *arguments, "--note", "属实")
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


# ------------------------------------------------------------------------------------------------------------- columns


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(one_year: Tracker) -> None:
    """Both have seen an empty column; the second to write is told so, and both are left as the first wrote them."""
    seen = ("--expected", "责任人=", "--yes")
    assert one_year("set", FIRST, SECOND, "责任人=王委员", *seen).code == 0
    refused = one_year("set", FIRST, SECOND, "责任人=李委员", *seen)
    assert (refused.code, refused.out) == (2, "")
    assert "“责任人”刚被别人改过" in refused.err
    assert re.search(r"责任人 +王委员", one_year("show", FIRST).out)
    assert one_year("set", FIRST, "责任人=李委员", "--expected", "责任人=王委员").code == 0


def test_columns_are_filled_in_and_shown(one_year: Tracker) -> None:
    done = one_year("set", SECOND, FIRST, "责任人＝王委员", "来源=巡视巡察", "--yes")
    assert (done.code, done.out) == (0, "2 项 已填写\n")
    again = one_year("set", FIRST, "责任人=王委员")
    assert again.out == "内容和原来一样，没有改动\n"
    part = one_year("set", FIRST, SECOND, "责任人=王委员", "备注=年底看", "--yes")
    assert part.out == "2 项 已填写\n"
    shown = one_year("show", FIRST).out
    assert re.search(r"来源 +巡视巡察", shown)
    assert re.search(r"责任人 +王委员", shown)
    assert "责任人：（空） → 王委员" in shown
    assert one_year("set", FIRST, "备注=").code == 0
    assert one_year("show", FIRST, "--json").document["fields"]["notes"] == ""


@pytest.mark.parametrize(
    "words, said",
    [
        ([FIRST], "没有写明填什么"),
        (["责任人=王"], "没有指明事项"),
        ([FIRST, "王委员"], "不是编号，也不是 栏目=内容"),
        ([FIRST, "问题="], "标题不能为空"),
    ],
)
def test_what_cannot_be_filled_in_is_told(one_year: Tracker, words: list[str], said: str) -> None:
    refused = one_year("set", *words)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


def test_a_deadline_is_extended_with_its_reason(one_year: Tracker) -> None:
    start(one_year, FIRST)
    assert one_year("set", FIRST, *COLUMNS).code == 0
    assert one_year("move", FIRST, "整改中", "--note", "开工").code == 0
    assert "延期请用：tracker extend" in one_year("set", FIRST, "时限=2022-12-31").err
    assert "理由" in one_year("extend", FIRST, "--to", "2022-12-31").err
    done = one_year("extend", FIRST, "--to", "2022-12-31", "--reason", "疫情", "--approved-by", "县委")
    assert done.out == f"{FIRST} 延期到 2022-12-31（原定 2022-06-30）：压力传导不够深入\n"
    assert "延期：2022-06-30 → 2022-12-31，疫情（县委批准）" in one_year("show", FIRST).out


def test_a_post_is_handed_over(one_year: Tracker) -> None:
    assert one_year("set", FIRST, SECOND, "责任岗位=组织委员", "责任人=王委员", "--yes").code == 0
    asked = one_year("handover", "组织委员", "--to", "李委员", "--note", "调整")
    assert "要改 2 项，需要确认" in asked.err
    done = one_year("handover", "组织委员", "--to", "李委员", "--note", "调整", "--yes")
    assert done.out == "2 项已由“组织委员”移交给“李委员”\n"
    assert one_year("show", SECOND, "--json").document["row"]["person"] == "李委员"
    assert "没有由“王委员”负责" in one_year("handover", "王委员", "--to", "李委员", "--note", "调整").err


# ------------------------------------------------------------------------------------------------------------ evidence


def test_evidence_goes_in_and_comes_out(one_year: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("照片.jpg").write_bytes(b"\xff\xd8\x00")
    assert f"tracker evidence add {FIRST}" in one_year("evidence", "list", FIRST).err
    start(one_year, FIRST, SECOND)
    added = one_year("evidence", "add", FIRST, SECOND, "照片.jpg", "--date", "2022年5月1日", "--note", "新场地")
    assert added.out.splitlines() == [
        f"{FIRST} 佐证 1：照片（2022-05-01，照片影像，已留存）",
        f"{SECOND} 佐证 2：照片（2022-05-01，照片影像，已留存）",
    ]
    assert "照片（新场地）" in one_year("evidence", "list", FIRST).out
    (record,) = one_year("evidence", "list", FIRST, "--json").document["evidence"]
    assert (record["id"], record["dated"], record["kept"]) == (1, "2022-05-01", True)
    assert one_year("evidence", "export", "1", "-o", "取出.jpg").out == "已取出：取出.jpg\n"
    assert Path("取出.jpg").read_bytes() == b"\xff\xd8\x00"
    assert "没有改动它" in one_year("evidence", "export", "1").err
    assert "佐证 1 已撤下" in one_year("evidence", "remove", "1", "--note", "附错了").out
    assert one_year("evidence", "export", "1", "-o", "x.jpg").code == 2
    assert "没有写选项 --date" in one_year("evidence", "add", FIRST, "照片.jpg").err


# ----------------------------------------------------------------------------------------------------- by hand, parts


def test_an_item_is_entered_by_hand(one_year: Tracker) -> None:
    done = one_year(
        *("add", "--org", "青石", "--year", "2021", "--title", "议事不规范", "--words", "重大事项没有集体研究。"),
        *("--from", "县委巡察反馈意见", "--set", "来源=巡视巡察", "--note", "反馈第三条"),
    )
    assert done.out.startswith("01-2021-05 已登记，青石镇党委，待整改：议事不规范")
    shown = one_year("show", "01-2021-05").out
    assert "县委巡察反馈意见" in shown
    assert "重大事项没有集体研究。" in shown
    assert "没有写明登记什么" in one_year("add", "--org", "青石").err
    assert "登记要写依据" in one_year("add", "--org", "青石", "--title", "甲").err
    assert one_year("add", "--org", "白云乡", "--title", "甲", "--note", "信访").code == 2
    assert "02-" in one_year("add", "--org", "白云乡", "--title", "甲", "--note", "信访", "--new-org").out


def test_items_are_split_and_merged(one_year: Tracker) -> None:
    split = one_year("split", FIRST, "--part", "上热下冷", "--part", "责任没有压实", "--note", "两件事")
    assert split.out.splitlines() == [
        f"{FIRST} 已拆分为 2 项：",
        "  01-2021-05  待确认  上热下冷",
        "  01-2021-06  待确认  责任没有压实",
    ]
    assert "拆分为" in one_year("show", FIRST).out
    assert re.search(rf"拆自 +{FIRST}", one_year("show", "01-2021-05").out)
    merged = one_year("merge", "01-2021-05", "01-2021-06", "--into", SECOND, "--duplicate", "--yes")
    assert merged.out == f"01-2021-05、01-2021-06 已并入 {SECOND}\n"
    assert one_year("show", "01-2021-05", "--json").document["events"][-1]["note"] == f"与 {SECOND} 重复"
    assert "并到这里" in one_year("show", SECOND).out
    assert "至少要拆成两项" in one_year("split", SECOND, "--part", "一半", "--note", "x").err


# ------------------------------------------------------------------------------------------------------- log and undo


def test_the_log_is_read_and_a_command_is_taken_back(one_year: Tracker) -> None:
    start(one_year, FIRST, SECOND)
    assert one_year("move", FIRST, "不纳入", "--note", "x").code == 2
    assert one_year("--actor", "李四", "set", FIRST, "备注=看过").code == 0
    listed = one_year("log").out.splitlines()
    assert [line.split()[:1] for line in listed[2:]] == [["9"], ["7"], ["1"]]
    assert "确认纳入" in listed[3]
    assert f"{FIRST}、{SECOND}" in listed[3]
    refused = one_year("undo")
    assert refused.code == 2
    assert "李四 又在上面做了第 9 号（填写台账）" in refused.err
    assert one_year("undo", "9", "--note", "写错了").out == f"已撤销第 9 号：填写台账 {FIRST}（备注）\n"
    assert one_year("undo").out == f"已撤销第 7 号：确认纳入 {FIRST}、{SECOND}（属实）\n"
    assert "（已撤销）" in one_year("log", FIRST).out
    commands = one_year("log", "--json").document["commands"]
    assert [(one["number"], one["undone"]) for one in commands] == [
        (11, False),
        (10, False),
        (9, True),
        (7, True),
        (1, False),
    ]
    assert "只列了最近 1 条" in one_year("log", "--limit", "1").err
    assert one_year("show", FIRST, "--json").document["events"][-1]["what"] == "撤销"


def test_an_empty_log(tracker: Tracker) -> None:
    assert "还没有可以列出的操作" in tracker("log").err
    assert "没有“张三”做过" in tracker("undo").err
    assert "没有“张三”撤销过" in tracker("redo").err
    assert "没有第 5 号命令" in tracker("undo", "5").err


def test_a_report_imported_by_mistake_is_taken_out(two_years: Tracker) -> None:
    asked = two_years("document", "remove", "青石", "2022", "--note", "导错了")
    assert asked.code == 2
    assert "撤下“青石镇党委”2022 年度的报告" in asked.err
    assert "需要确认" in asked.err
    done = two_years("document", "remove", "青石", "2022", "--note", "导错了", "--yes")
    assert "恢复：tracker undo" in done.out
    assert "2022" not in two_years("document", "list").out
    assert two_years("undo").code == 0
    assert [one["year"] for one in two_years("document", "list", "--json").document["documents"]] == [2021, 2022]
    moved = two_years("document", "year", "青石", "2022", "2023", "--note", "认错了")
    assert moved.out == "“青石镇党委”的报告已由 2022 年度改为 2023 年度，事项重新编号\n"
    assert two_years("verify").code == 0
