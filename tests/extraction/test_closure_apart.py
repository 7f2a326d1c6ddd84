"""Statements that go on to tell their problems one by one: what each came to, and how far the statement reaches."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tracker.domain.kinds import ClosureItemStatus
from tracker.domain.report import Closure, PlainText
from tracker.extraction import extract

DONE, PARTIAL, UNDER_WAY = ClosureItemStatus.DONE, ClosureItemStatus.PARTIAL, ClosureItemStatus.IN_PROGRESS

LINES = (
    "我代表支部查摆了3个方面的问题，实行台账管理。截至目前，完成整改1个，仍在推进2个。\n"
    "（一）灯塔值守记录不全。统一换了簿子，逐班签字，该项已完成整改。\n"
    "（二）航标员青黄不接。招了1人。缺口还有3人，该项继续推进。\n"
    "（三）油料库房没有围栏。图纸已经报审，该项还在整改之中。"
)
BARE_LINES = LINES.replace("（一）", "").replace("（二）", "").replace("（三）", "")
BEHIND = (
    "去年查摆的3个问题，改好2个，1个正在推进。关于灯塔值守：逐班签字，已经改好。"
    "关于“航标员难招”：只招到1人，此项正在推进。关于油料库房：围栏已建成，已经改好。"
)
UNCOUNTED = (
    "对去年述职查摆出来的问题，我坚持逐条对账、挂号销号。关于灯塔值守记录不全的问题，统一换了簿子，该问题已整改到位；"
    "关于航标员青黄不接的问题，招了1人，正在持续推进。"
)
LABELS = (
    "去年述职查摆问题3个，已完成1个、基本完成1个、正在推进1个，逐项结果为：灯塔值守记录不全（已完成，长期坚持）；"
    "航标员青黄不接（正在推进，等招考）；油料库房没有围栏（基本完成）。"
)


def closures_of(text: str) -> tuple[Closure, ...]:
    """What is read of a report of 2023."""
    return extract(PlainText(text, "utf-8", sha256(text.encode()).hexdigest()), year=2023).closures


RUNNING = LINES.replace("\n", "").replace("逐班签字，", "每季度交叉检查一次，")

NAMES = ("灯塔值守", "航标员", "油料库房")


@pytest.mark.parametrize(
    "text, standings",
    [
        (LINES, (DONE, UNDER_WAY, UNDER_WAY)),
        (BARE_LINES, (DONE, UNDER_WAY, UNDER_WAY)),
        (RUNNING, (DONE, UNDER_WAY, UNDER_WAY)),
        (BEHIND, (DONE, UNDER_WAY, DONE)),
        (UNCOUNTED, (DONE, UNDER_WAY)),
        (LABELS, (DONE, UNDER_WAY, PARTIAL)),
    ],
)
def test_each_problem_is_read_with_what_it_came_to(text: str, standings: tuple[ClosureItemStatus, ...]) -> None:
    (closure,) = closures_of(f"二、上年度问题整改情况\n{text}\n三、下一步打算\n一是再练兵。")

    assert tuple(item.status for item in closure.items) == standings
    for item, name in zip(closure.items, NAMES, strict=False):
        assert name in item.title


@pytest.mark.parametrize("text", [LINES, BEHIND, UNCOUNTED, LABELS])
def test_the_statement_reaches_to_the_last_of_them(text: str) -> None:
    report = f"二、上年度问题整改情况\n{text}\n三、下一步打算\n一是再练兵。"
    (closure,) = closures_of(report)

    assert report[closure.span.start : closure.span.end].rstrip("。") in text
    assert text.rstrip("。").endswith(report[closure.span.start : closure.span.end].rstrip("。")[-8:])


def test_measures_told_in_a_list_are_no_problems() -> None:
    text = "去年查摆的2个问题，均已整改到位。\n（一）强化学习。全年集中学12次，测试2次。\n（二）强化值守。巡标64次。"
    (closure,) = closures_of(f"二、上年度问题整改情况\n{text}")

    assert closure.items == ()


def test_what_somebody_else_raised_begins_a_statement_of_its_own() -> None:
    text = "去年查摆的2个问题，已整改1个，正在推进1个。\n（一）点评指出的1个问题，已完成整改。\n（二）审计反馈的3个问题，已完成整改。"
    found = closures_of(f"二、上年度问题整改情况\n{text}")

    assert [closure.total for closure in found] == [2, 1, 3]


def test_what_others_raised_may_stand_in_the_last_line() -> None:
    found = closures_of(f"二、上年度问题整改情况\n{LINES}工委点评指出的2个问题，均已整改到位。")

    assert [(closure.total, len(closure.items)) for closure in found] == [(3, 3), (2, 0)]


def test_fewer_or_more_lines_than_are_counted_are_not_the_problems() -> None:
    found = closures_of("二、上年度问题整改情况\n" + LINES.replace("3个方面", "4个方面"))

    assert found[0].items == ()
