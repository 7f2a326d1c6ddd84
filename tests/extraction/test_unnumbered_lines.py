"""Lines that nothing counts, each a matter of its own, behind a line that says that they come."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract

WORK = "放映队党支部2022年度述职报告\n现将工作报告如下。\n今年放映队下乡86场。修复胶片12部。冬训请老放映员讲课4次。\n"
MATTERS = (
    "片源跟不上口味。年轻人点的片子拿不到，场子里坐的多是老人。\n"
    "设备“带病上岗”。两台放映机过了年限，灯泡忽明忽暗，雨天常常断电。究其缘由，一是经费紧，二是没人会修。\n"
    "交通费年年透支。跑一趟北山来回一百多里，油钱是队员垫的。\n"
)
PLANS = (
    "给点单留个口子。每季度征集一次片单，6月底前接通数字片库。\n"
    "把机器换下来。8月底前购置放映机2台。\n"
    "把油钱算清楚。每月报销一次。\n"
)


def read(text: str) -> Extraction:
    """What is read of a report of 2022."""
    return extract(PlainText(text, "utf-8", sha256(text.encode()).hexdigest()), year=2022)


@pytest.mark.parametrize(
    "opener",
    [
        "成绩摆在那里，毛病也得说。队员们没有少出力，板子该打在我身上。我琢磨了一夜，主要是这么几个。",
        "活干了不少，但静下心来想，离观众的期盼还有距离，主要是下面三个方面。",
        "掌声是大家的，欠缺却要从队里找，想来主要在三个地方。",
    ],
)
def test_each_line_below_is_a_problem(opener: str) -> None:
    found = read(f"{WORK}{opener}\n{MATTERS}下一步打算\n{PLANS}")

    assert [problem.title for problem in found.problems] == ["片源跟不上口味", "设备“带病上岗”", "交通费年年透支"]


@pytest.mark.parametrize(
    "opener",
    ["明年怎么干，我和队员们商量过了，都是力所能及的，我一件一件说。", "面向2023年，放映队准备做好这样几件事。"],
)
def test_each_line_below_is_a_commitment(opener: str) -> None:
    found = read(f"{WORK}存在的问题\n{MATTERS}{opener}\n{PLANS}")

    assert [promise.title for promise in found.commitments] == ["给点单留个口子", "把机器换下来", "把油钱算清楚"]


def test_problems_and_plans_may_be_told_together() -> None:
    lines = [
        f"{problem} 怎么改：{plan.split('。', 1)[1]}"
        for problem, plan in zip(MATTERS.split("\n"), PLANS.split("\n"), strict=False)
        if problem
    ]
    opener = "说毛病和打算，我把它们放在一起讲，免得光诊病不开方。没有哪一条是别人逼我讲的。"
    found = read(f"{WORK}{opener}\n" + "\n".join(lines))

    assert [problem.title for problem in found.problems] == ["片源跟不上口味", "设备“带病上岗”", "交通费年年透支"]
    assert len(found.commitments) == len(found.problems)


def test_among_problems_with_plans_an_entry_may_be_a_plan_alone() -> None:
    found = read(
        f"{WORK}存在的问题和整改措施\n"
        "1.片源跟不上口味。年轻人点的片子拿不到。整改措施：每季度征集一次片单。\n"
        "2.设备老旧。雨天常常断电。整改措施：8月底前购置放映机2台。\n"
        "3.还有一件事要接着办：银幕车要上牌，6月底前办完手续。"
    )

    assert [problem.title for problem in found.problems] == ["片源跟不上口味", "设备老旧"]
    assert [promise.title for promise in found.commitments][-1] == "银幕车要上牌"


def test_a_formula_sums_the_problems_up() -> None:
    found = read(
        f"{WORK}存在的不足\n归纳起来是“两个不足、一个不严、一个不畅”。\n"
        "两个不足：一是片源更新不足。年轻人点的片子拿不到。二是备件储备不足。雨天常常断电。\n"
        "一个不严——油料账管得不严。三本账对不上。\n"
        "一个不畅，北山的消息传得不畅。下雪封路没人告诉。\n"
    )

    assert [problem.title for problem in found.problems] == [
        "片源更新不足",
        "备件储备不足",
        "油料账管得不严",
        "北山的消息传得不畅",
    ]


def test_a_time_of_its_own_belongs_to_what_follows() -> None:
    found = read(
        f"{WORK}下一步打算\n一是把机器换下来。2023年8月底前，九个放映点各换一台放映机。\n二是算清油钱。每月报销一次。"
    )

    (action,) = found.commitments[0].actions
    assert str(action.deadline) == "2023-08-31"


def test_each_problem_may_be_followed_by_a_line_of_its_cure() -> None:
    found = read(
        f"{WORK}二、短板和打算\n"
        "短板一：片源跟不上口味。年轻人点的片子拿不到。\n怎么补：每季度征集一次片单。\n"
        "短板二：设备老旧。雨天常常断电。\n怎么补：8月底前购置放映机2台。\n"
    )

    assert [problem.title for problem in found.problems] == ["片源跟不上口味", "设备老旧"]
    assert len(found.commitments) == len(found.problems)
