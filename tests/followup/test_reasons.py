"""The one sentence that says why: it rests on the report's words and names what to look at."""

from __future__ import annotations

import re

import pytest

from tests.followup.making import Draft, held, item
from tracker.domain.kinds import Verdict

OLDER = (
    Draft(
        "存在的问题：一是仓库消防通道堵塞，货物堆到卷帘门口。下一步打算：一是清理通道。购置货架60组，每周巡查消防通道一次。",
        year=2021,
    )
    .problem("仓库消防通道堵塞，货物堆到卷帘门口。")
    .promise("清理通道。购置货架60组，每周巡查消防通道一次。", ["购置货架60组", "每周巡查消防通道一次"], ["p1"])
)


@pytest.mark.parametrize(
    "text, verdict, words",
    [
        ("全年发货9万吨。", Verdict.SILENT, ("仓库消防通道堵塞", "清理通道", "追问")),
        ("购置货架64组。", Verdict.EVIDENCED, ("没有说它是否已整改", "购置货架64组", "购置货架60组")),
        (
            "去年说的仓库消防通道堵塞问题已经解决。",
            Verdict.RECTIFIED,
            ("点名说", "仓库消防通道堵塞问题", "没有说具体做了什么"),
        ),
        ("仓库消防通道改造正在施工。", Verdict.IN_PROGRESS, ("正在施工", "何时完成")),
    ],
)
def test_reason_of_a_problem(text: str, verdict: Verdict, words: tuple[str, ...]) -> None:
    found = item(held(OLDER, Draft(text)), "p1")
    assert found.verdict is verdict
    for word in words:
        assert word in found.reason


def test_reason_of_a_problem_come_back_names_where_and_what_is_shared() -> None:
    text = "存在的问题：一是仓库货物仍堆到消防通道，卷帘门打不开。"
    newer = Draft(text).problem("仓库货物仍堆到消防通道，卷帘门打不开。")
    found = item(held(OLDER, newer), "p1")
    assert found.verdict is Verdict.RECURRING
    assert "仓库货物仍堆到消防通道" in found.reason
    assert re.search("都说到.*(仓库|消防|卷帘门)", found.reason)


def test_measures_told_with_a_name_are_not_called_missing() -> None:
    text = "去年查摆的仓库消防通道堵塞问题，通过添置货架64组、划定红线，已整改销号。"
    newer = Draft(text).closure(text, 1, 1, measures=["添置货架64组", "划定红线"])
    found = item(held(OLDER, newer), "p1")
    assert found.verdict is Verdict.RECTIFIED
    assert "没有说具体做了什么" not in found.reason
    assert "添置货架64组" in found.reason


def test_measures_for_several_problems_are_no_ones_own() -> None:
    text = "去年查摆的4个问题，通过召开调度会等措施，均已完成整改。"
    newer = Draft(text).closure(text, 4, 4, measures=["召开调度会"])
    assert "几个问题一并说的" in item(held(OLDER, newer), "p1").reason


def test_reason_of_a_count_names_the_measure_and_the_count() -> None:
    text = "去年查摆的1个问题，通过清理消防通道等措施完成整改。"
    newer = Draft(text).closure(text, 1, 1, measures=["清理消防通道"])
    found = item(held(OLDER, newer), "p1")
    assert "上年查摆的1个问题已整改" in found.reason
    assert "清理消防通道" in found.reason


@pytest.mark.parametrize(
    "text, words",
    [
        ("购置货架64组。", ("没有提到上年的承诺", "购置货架64组", "每周巡查消防通道一次")),
        ("去年承诺的60组货架全部购置到位。", ("回应了上年承诺", "去年承诺的60组货架全部购置到位")),
        ("货架已购置40组，其余20组正在安装。", ("其余20组正在安装", "完成时限")),
        ("全年发货9万吨。", ("没有提到“购置货架60组”", "追问")),
    ],
)
def test_reason_of_a_promise(text: str, words: tuple[str, ...]) -> None:
    found = item(held(OLDER, Draft(text)), "c1")
    for word in words:
        assert word in found.reason


def test_quotes_inside_a_quote_are_single() -> None:
    found = item(held(OLDER, Draft("去年说的仓库消防通道“一堵了之”问题已经解决。")), "p1")
    assert "‘一堵了之’" in found.reason


def test_a_count_that_is_not_the_number_listed_is_said_to_differ() -> None:
    text = "去年查摆的3个问题，通过清理消防通道等措施完成整改。"
    newer = Draft(text).closure(text, 3, 3, measures=["清理消防通道"])
    assert "上年查摆的3个问题已整改（当时列出1个，数目对不上）" in item(held(OLDER, newer), "p1").reason


def test_what_is_promised_again_is_quoted_from_the_newer_report() -> None:
    text = "全年发货9万吨。下一步打算：一是添货架。再购置货架60组。"
    newer = Draft(text).promise("添货架。再购置货架60组。", ["再购置货架60组"])
    found = item(held(OLDER, newer), "c1")
    assert found.verdict is Verdict.RECURRING
    assert "又承诺了“再购置货架60组”，上年承诺的是“购置货架60组”" in found.reason


def test_a_problem_come_back_without_a_claim_asks_what_was_done() -> None:
    newer = Draft("存在的问题：一是仓库货物仍堆到消防通道，卷帘门打不开。")
    newer.problem("仓库货物仍堆到消防通道，卷帘门打不开。")
    assert item(held(OLDER, newer), "p1").reason.endswith("请问采取过什么措施。")
