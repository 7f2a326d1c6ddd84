"""Counts that leave some undone, and statements by name, in the many ways they are said."""

from __future__ import annotations

import pytest

from tests.followup.making import Draft, held, item
from tracker.domain.kinds import ClosureStatus, Verdict

WORK = "全年放映48场。下村演出31场。修缮书架40组。志愿讲解员新增19名。捐书6200册。"
TROUBLES = (
    "少儿借阅区太挤，周末家长只能坐在楼梯上陪读。",
    "流动图书车出勤不足，偏远村一年只到过一回。",
    "古籍库温湿度不稳，梅雨季两次超标。",
)


def older() -> Draft:
    """A library's report with three listed problems."""
    draft = Draft(f"{WORK}存在的问题：{''.join(TROUBLES)}", year=2021)
    for trouble in TROUBLES:
        draft.problem(trouble)
    return draft


@pytest.mark.parametrize(
    "rest",
    [
        "流动图书车出勤不足需长期整改",
        "流动图书车出勤问题取得阶段性成效，仍在推进",
        "剩余1个（流动图书车出勤不足）正在推进",
        "还有流动图书车一件正在办",
        "流动图书车这件只办了一半",
        "流动图书车出勤要等明年新车到位",
    ],
)
def test_what_a_count_leaves_undone_is_named_in_its_sentence(rest: str) -> None:
    count = "去年述职查摆的3个问题，2个已销号"
    newer = Draft(f"{count}，{rest}。{WORK}").closure(count, 3, 2, status=ClosureStatus.PARTIAL)
    result = held(older(), newer)
    assert [item(result, one).verdict for one in ("p1", "p2", "p3")] == [
        Verdict.RECTIFIED,
        Verdict.IN_PROGRESS,
        Verdict.RECTIFIED,
    ]


def test_no_more_are_left_undone_than_the_count_leaves() -> None:
    count = "去年述职查摆的3个问题，2个已销号"
    rest = "古籍库温湿度还在调试，流动图书车正在走采购程序"
    newer = Draft(f"{count}，{rest}。{WORK}").closure(count, 3, 2, status=ClosureStatus.PARTIAL)
    verdicts = [one.verdict for one in held(older(), newer).items]
    assert verdicts.count(Verdict.RECTIFIED) == 2


@pytest.mark.parametrize(
    "said",
    [
        "去年自己查摆的古籍库温湿度不稳这个老毛病，改了",
        "去年述职中承认的古籍库温湿度不稳，今年扭转过来了",
        "古籍库温湿度不稳的问题去年述职时查摆过，现已全部整改完毕",
        "去年报告里说的古籍库温湿度不稳的问题，今年不再是问题",
    ],
)
def test_put_right_by_name(said: str) -> None:
    assert item(held(older(), Draft(f"{said}。{WORK}")), "p3").verdict is Verdict.RECTIFIED


def test_a_changed_plan_puts_nothing_right() -> None:
    said = "古籍库温湿度不稳的问题，施工图改了两回，还是没有定下来"
    assert item(held(older(), Draft(f"{said}。{WORK}")), "p3").verdict is not Verdict.RECTIFIED


def test_what_a_count_names_as_put_right_is_contested_where_it_stands_again() -> None:
    count = "去年亮出的3块短板，少儿借阅、古籍库2块已经补齐，流动图书车列入今年继续攻关"
    again = "古籍库的温湿度又不稳，入梅后三次超标，部分线装书起了霉点。"
    newer = Draft(f"{count}。{WORK}存在的问题：{again}").problem(again)
    newer.closure(count, 3, 2, status=ClosureStatus.PARTIAL)
    result = held(older(), newer)
    assert [item(result, one).verdict for one in ("p1", "p2", "p3")] == [
        Verdict.RECTIFIED,
        Verdict.IN_PROGRESS,
        Verdict.CONTESTED,
    ]
