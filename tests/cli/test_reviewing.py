"""``tracker review`` on a real ledger."""

from __future__ import annotations

import pytest

from .conftest import Tracker


def test_what_is_to_be_looked_at_is_listed(one_year: Tracker) -> None:
    page = one_year("review", "show", "青石", "2021")
    assert page.code == 0
    assert "4 项，还有 4 项待确认" in page.out
    document = one_year("review", "show", "青石", "2021", "--json").document
    assert document["schema"] == "tracker.review/1"
    assert [one["row"]["number"] for one in document["items"]] == [f"01-2021-0{n}" for n in range(1, 5)]
    one_year("confirm", "01-2021-01", "01-2021-02", "01-2021-03", "01-2021-04")
    assert "都核对过了" in one_year("review", "show", "青石", "2021").out


def test_bounds_are_put_right_and_back(one_year: Tracker) -> None:
    done = one_year("review", "bounds", "01-2021-01", "--to", "压力传导不够深入。")
    assert (done.code, done.out) == (0, "01-2021-01 的起止已改：压力传导不够深入\n  压力传导不够深入。\n")
    left = one_year("review", "show", "青石", "2021").out
    assert "没有归入的句子（1）" in left
    assert "个别党支部抓党建的责任没有压实" in left
    added = one_year("review", "add", "青石", "2021", "--quote", "个别党支部抓党建的责任没有压实，存在上热下冷的情况")
    assert added.out == "01-2021-05 已补录，待整改：个别党支部抓党建的责任没有压实\n"
    assert "没有归入" not in one_year("review", "show", "青石", "2021").out
    assert "改起止" in one_year("show", "01-2021-01").out
    assert one_year("undo").code == one_year("undo").code == 0
    assert "4 项，还有 4 项待确认" in one_year("review", "show", "青石", "2021").out
    assert one_year("verify").code == 0


def test_an_item_is_parted_and_two_are_joined(one_year: Tracker) -> None:
    parted = one_year("review", "split", "01-2021-02", "--at", "两个村的", "--note", "两件事")
    assert parted.code == 0
    assert parted.out.splitlines()[1:] == [
        "  01-2021-05  待确认  阵地建设不够完善",
        "  01-2021-06  待确认  两个村的党群服务中心面积不足",
    ]
    joined = one_year("review", "join", "01-2021-05", "01-2021-06", "--note", "还是一件事")
    assert joined.out == "01-2021-06 已并入 01-2021-05，原文连成一段：阵地建设不够完善\n"
    assert one_year("verify").code == 0


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["show", "赤水", "2021"], "赤水"),
        (["show", "青石", "2020"], "没有“青石镇党委”2020 年度的报告"),
        (["bounds", "01-2021-01"], "没有写明改成哪一段"),
        (["bounds", "01-2021-01", "--quote", "没有这句话"], "报告里没有“没有这句话”"),
        (["bounds", "01-2021-01", "--quote", "党支部"], "多抄几个字"),
        (["bounds", "01-2021-01", "--from", "建好党群"], "开头在结尾后面"),
        (["bounds", "01-2021-01", "--to", "阵地建设不够完善"], "01-2021-01 的新起止压到了 01-2021-02"),
        (["split", "01-2021-01", "--note", "两件事"], "没有写明从哪里拆"),
        (["split", "01-2021-01", "--at", "两个村的", "--note", "两件事"], "这一项里没有"),
        (["split", "01-2021-01", "--at", "个别党支部"], "要写说明"),
        (["join", "01-2021-01", "01-2021-03", "--note", "一回事"], "一个是问题、一个是承诺"),
        (["add", "青石", "2021", "--quote", " "], "没有写原文"),
        (["add", "青石", "2021"], "--quote"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(one_year: Tracker, arguments: list[str], said: str) -> None:
    refused = one_year("review", *arguments)
    assert refused.code == 2
    assert said in refused.err
    assert refused.out == ""
