"""Problems told one by one by what they are: 会风不实的改好了，人手不足的还在改."""

from __future__ import annotations

import pytest

from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin
from tracker.domain.report import PlainText
from tracker.extraction import extract

HEAD = "榆树沟镇党委2022年度抓党建工作述职报告\n一、主要工作\n全年召开党员大会8次。\n二、上年度问题整改情况\n"
TAIL = "\n三、存在的问题\n一是学习不深。二是督查不够。\n"
DONE, GOING = ClosureItemStatus.DONE, ClosureItemStatus.IN_PROGRESS


@pytest.mark.parametrize(
    "said, total, done, items",
    [
        (
            "上年度党员大会查摆的3个问题，会风不实的改好了，台账混乱的改完了，人手不足的还在改。",
            3,
            2,
            [("会风不实", DONE), ("台账混乱", DONE), ("人手不足", GOING)],
        ),
        ("去年查找的问题，装备差的正在改，手段少的已经改了。", None, None, [("装备差", GOING), ("手段少", DONE)]),
        (
            "去年述职查摆的3个问题，学习不深的已解决，档案不全的还没有改，队伍老化的仍在推进。",
            3,
            1,
            [("学习不深", DONE), ("档案不全", GOING), ("队伍老化", GOING)],
        ),
    ],
)
def test_each_has_what_became_of_it(
    said: str, total: int | None, done: int | None, items: list[tuple[str, ClosureItemStatus]]
) -> None:
    text = f"{HEAD}{said}{TAIL}"
    [closure] = extract(PlainText(text, "utf-8", "0" * 64)).closures
    assert (closure.origin, closure.status) == (Origin.SELF_REVIEW, ClosureStatus.PARTIAL)
    assert (closure.total, closure.done) == (total, done)
    assert [(item.title, item.status) for item in closure.items] == items


@pytest.mark.parametrize(
    "said, total, done",
    [
        ("去年说的三件难事，都办了。", 3, 3),
        ("去年会上讲的3件难事都办成了。", 3, 3),
        ("去年摆出来的四个难题，解决了三个。", 4, 3),
        ("去年提的两件烦心事，已经解决。", 2, 2),
        ("去年说的四件难事，办成三件，还有一件正在办。", 4, 3),
    ],
)
def test_what_is_hard_is_a_problem_and_no_promise(said: str, total: int, done: int) -> None:
    [closure] = extract(PlainText(f"{HEAD}{said}{TAIL}", "utf-8", "0" * 64)).closures
    assert (closure.total, closure.done) == (total, done)
