"""The same trouble in other words is known again, and another trouble in the same words is not taken for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from benchmarks.paraphrases import House, Paraphrase, houses, paraphrases
from tracker.followup.comebacks import FITTED, Comeback, find_comebacks
from tracker.followup.matters import about

SURE = (
    "理论武装抓得不够紧",
    "流动党员管理有盲区",
    "党员会开不起来",
    "路灯坏了没人管",
    "楼道堆物屡清屡堆",
    "医德医风仍有短板",
    "师德师风管理不严",
    "批评与自我批评辣味不足",
    "倒班车间组织生活难落实",
    "贷后管理不到位",
    "员工行为管理有疏漏",
    "压力传导逐级递减",
    "机关作风有惯性",
    "职工住房破旧",
    "农民工工资支付不规范",
    "纳税服务精细化不够",
    "调查研究不深入",
    "惠农资金监管不严",
    "护林防火压力大",
)
"""Told again in words of which none or next to none is the same; each is to be known again."""


@cache
def _judged() -> tuple[tuple[House, Mapping[str, Comeback]], ...]:
    return tuple((house, find_comebacks(house.held)) for house in houses())


def _found() -> Iterator[tuple[Paraphrase, str, Comeback | None]]:
    """Every pair, the id of its newer problem, and what its older one is found to have come back as."""
    for house, found in _judged():
        for number, (pair, newer) in enumerate(zip(house.pairs, house.newer_ids, strict=True), start=1):
            yield pair, newer, found.get(f"p{number}")


def test_there_are_enough_of_both_in_every_kind_of_organisation() -> None:
    every = paraphrases()
    assert sum(pair.same for pair in every) >= 80
    assert sum(not pair.same for pair in every) >= 80
    assert len({pair.house for pair in every}) >= 30


def test_most_troubles_told_in_other_words_are_known_again_as_themselves() -> None:
    same = [(newer, comeback) for pair, newer, comeback in _found() if pair.same]
    assert sum(comeback is not None and comeback.trouble.id == newer for newer, comeback in same) >= 0.7 * len(same)


def test_most_look_alikes_are_not_taken_for_the_older_trouble() -> None:
    others = [comeback for pair, _, comeback in _found() if not pair.same]
    assert sum(comeback is not None for comeback in others) <= 0.26 * len(others)


@pytest.mark.parametrize("title", SURE)
def test_a_trouble_is_known_again(title: str) -> None:
    ((newer, comeback),) = [(newer, found) for pair, newer, found in _found() if pair.older.startswith(title)]
    assert comeback is not None
    assert comeback.trouble.id == newer


@pytest.mark.parametrize(
    "title", ["矛盾纠纷排查不细", "村里的账公开得慢", "干部办事靠喊", "独居老人关爱不细", "党费收缴不及时"]
)
def test_a_look_alike_is_another_trouble(title: str) -> None:
    assert [found for pair, _, found in _found() if pair.older.startswith(title)] == [None]


@pytest.mark.parametrize(
    "one, other, trouble",
    [
        ("组织生活记录补录、代录", "个别支部先写记录、后开会，本子上一个笔迹", "branch.life_records"),
        ("党日来的人越来越少", "开会总是聚不齐，夜班的来不了", "branch.life_attendance"),
        ("书记一职空了大半年", "支部群龙无首，由副站长代管", "branch.secretary_vacant"),
        ("零星采购询比价走形式", "三家报价出自一人之手，供应商没有换过", "style.integrity_purchase"),
        ("废旧物资处置没有人复核", "过磅单上的数和卖废品的钱对不上", "style.integrity_dispose"),
    ],
)
def test_troubles_are_told_by_sights_as_by_names(one: str, other: str, trouble: str) -> None:
    for text in (one, other):
        told = about(text).troubles
        assert told[trouble] == max(told.values())


def test_every_weight_has_the_sign_that_its_measure_gives_reason_for() -> None:
    against = {"base", "clash", "mixed", "later"}
    assert all((weight < 0) == (name in against) for name, weight in FITTED.items())
