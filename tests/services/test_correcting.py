from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.kinds import ItemKind
from tracker.services.correcting import FoundItem, KnownItem, match

P, C = ItemKind.PROBLEM, ItemKind.COMMITMENT


def known(*items: tuple[str, str], kind: ItemKind = P, in_source: bool = True, start: int = 1) -> list[KnownItem]:
    return [KnownItem(number, kind, title, text, in_source) for number, (title, text) in enumerate(items, start=start)]


def found(*items: tuple[str, str], kind: ItemKind = P) -> list[FoundItem]:
    return [FoundItem(f"p{number}", kind, title, text) for number, (title, text) in enumerate(items, start=1)]


LONG = "党员教育管理不够严格，流动党员联系少，有的支部三会一课记录不全。"
SIMILAR = "党员教育管理还不够严格，流动党员联系较少，有的支部三会一课记录不完整。"
OTHER = "集体经济薄弱，全村没有一个像样的产业，年轻人都外出打工去了。"


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ([], [("甲", "甲。")], {}),
        ([("甲", "甲。")], [], {}),
        ([("甲", "甲。"), ("乙", "乙。")], [("乙", "乙。"), ("甲", "甲。")], {"p1": 2, "p2": 1}),
        ([("甲", "甲 \n。")], [("改", "甲。")], {"p1": 1}),
        ([("甲", "从前的话")], [("甲", "完全另说")], {"p1": 1}),
        ([("教育不严", LONG)], [("教育不够严", SIMILAR)], {"p1": 1}),
        ([("教育不严", LONG)], [("经济薄弱", OTHER)], {}),
        ([("甲", "甲。"), ("甲", "甲。")], [("甲", "甲。")], {"p1": 1}),
        ([("甲", "甲。")], [("甲", "甲。"), ("甲", "甲。")], {"p1": 1}),
        ([("题", LONG), ("题", OTHER)], [("题", OTHER), ("题", LONG)], {"p1": 2, "p2": 1}),
    ],
)
def test_match(old: list[tuple[str, str]], new: list[tuple[str, str]], expected: dict[str, int]) -> None:
    assert match(known(*old), found(*new)) == expected


def test_kinds_are_kept_apart() -> None:
    assert match(known(("甲", LONG), kind=C), found(("甲", LONG), kind=P)) == {}


def test_what_still_stood_comes_before_what_was_lost() -> None:
    old = [*known(("甲", "甲。"), in_source=False), *known(("甲", "改过的甲。"), start=2)]
    assert match(old, found(("甲", "甲。"))) == {"p1": 2}
    assert match(old, found(("甲", "甲。"), ("甲", "又一个"))) == {"p1": 2, "p2": 1}


PAIRS = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from([LONG, SIMILAR, OTHER, "短"])), max_size=5)


@given(old=PAIRS, new=PAIRS)
def test_nothing_is_used_twice(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    matched = match(known(*old), found(*new))
    assert len(set(matched.values())) == len(matched) <= min(len(old), len(new))
    assert set(matched) <= {item.source_id for item in found(*new)}


@given(old=PAIRS)
def test_the_same_report_matches_itself_whole(old: list[tuple[str, str]]) -> None:
    assert len(match(known(*old), found(*old))) == len(old)
