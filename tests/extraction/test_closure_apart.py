"""Statements that go on to tell their problems one by one: what each came to, and how far the statement reaches."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tracker.domain.kinds import ClosureItemStatus, Origin
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

IN_TURN = (
    "去年述职时我检讨的几条，回去以后支部开会逐条定了办法。灯塔值守松垮的问题，逐班签字，可以说改到位了。"
    "航标员青黄不接，只能算改了一半，今年招到1人。油料库房没有围栏的毛病，围栏立起来了，这一条改好了。"
    "我答应大家的体检，已经兑现。"
)
BEHIND_COLON = (
    "去年述职我们自己摆的问题，一年下来件件对照：灯塔值守松垮的问题，靠逐班签字，已经整改到位；"
    "航标员青黄不接的问题，还在推进；油料库房没有围栏的问题，9月由局里出资，彻底了结。"
)

MARKED = (
    "去年述职时镇里给我们点了两条。一条是灯塔值守松垮，如今逐班签字，这一条改到位了。"
    "另一条是航标员青黄不接，招了1人，还有两个缺口，还在改。"
)
SEMICOLONS = (
    "去年述职查摆的3个问题，逐项认领。灯塔值守松垮的问题，逐班签字，已经整改到位；"
    "航标员青黄不接的问题，还在推进；油料库房没有围栏的问题，围栏立了起来，彻底解决。"
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
        (IN_TURN, (DONE, PARTIAL, DONE)),
        (BEHIND_COLON, (DONE, UNDER_WAY, DONE)),
        (MARKED, (DONE, UNDER_WAY)),
        (SEMICOLONS, (DONE, UNDER_WAY, DONE)),
    ],
)
def test_each_problem_is_read_with_what_it_came_to(text: str, standings: tuple[ClosureItemStatus, ...]) -> None:
    (closure,) = closures_of(
        f"二、上年度问题整改情况\n{text}\n三、存在的问题\n一是学习不深。\n四、下一步打算\n一是再练兵。"
    )

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


@pytest.mark.parametrize(
    "heading",
    ["先交去年的账", "去年摆出来的毛病，挨个交账", "去年说的短板补得怎么样", "上次述职摆出来的问题改了没有"],
)
def test_lines_under_a_heading_in_plain_words_are_entries(heading: str) -> None:
    (closure,) = closures_of(
        f"一、做了哪些事\n组织学习12次。\n二、{heading}\n关于灯塔值守松垮的毛病，今年逐班签字，改过来了。\n"
        "关于航标员青黄不接，改了一半：招到1人，还缺3人。\n三、还有哪些不足\n一是浮标更新慢。\n二是船艇老化。\n"
    )

    assert (closure.origin, closure.total) == (Origin.SELF_REVIEW, None)
    assert [item.status for item in closure.items] == [DONE, PARTIAL]


def test_some_of_them_may_be_counted_before_they_are_told_in_turn() -> None:
    (closure,) = closures_of(
        "一年来，支部办了几件实事。去年述职时我讲的短板，有2条大家盯得最紧，今年一条一条地改。"
        "灯塔值守松垮的事，改过来了，只误了1次。航标员青黄不接的事，改了一大半，还有1人在办手续。"
    )

    assert (closure.total, closure.done, len(closure.items)) == (2, 1, 2)


@pytest.mark.parametrize(
    "rest, title",
    [
        ("1个未完成，即航标员青黄不接问题，招录计划已报编办，正在等待批复", "航标员青黄不接"),
        ("剩余1个是油料库房没有围栏，图纸已经报审", "油料库房没有围栏"),
        ("还有1个尚未销号，正在协调", None),
    ],
)
def test_what_is_left_may_be_told_in_a_sentence_of_its_own(rest: str, title: str | None) -> None:
    report = f"去年查摆的4个问题，按月调度、逐项销号，目前已完成整改3个。{rest}。\n配合巡察组完成了巡察。"
    (closure,) = closures_of(f"二、上年度问题整改情况\n{report}\n三、下一步打算\n一是再练兵。")

    assert (closure.total, closure.done) == (4, 3)
    assert [item.title for item in closure.items] == ([title] if title else [])
    assert f"二、上年度问题整改情况\n{report}"[closure.span.start : closure.span.end].endswith(rest)
