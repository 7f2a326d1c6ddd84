"""What matter a problem is about, however it is told."""

from __future__ import annotations

import pytest

from tracker.followup.matters import Telling, about, matters, same_matter
from tracker.lexicon.loader import load


@pytest.mark.parametrize(
    "one, other, matter",
    [
        ("压力传导不够深入，层层递减。", "责任到了支部就上热下冷，末梢没有温度。", "duty.pressure"),
        ("医务人员生冷硬推。", "窗口爱答不理，群众投诉多。", "place.service"),
        ("理论学习照本宣科。", "原著读得少，发言都是金句。", "study.theory"),
        ("书记队伍本领恐慌。", "支部书记半路出家，讲党课就念稿。", "branch.secretary"),
    ],
)
def test_two_ways_of_telling_one_matter(one: str, other: str, matter: str) -> None:
    assert matter in matters(one)
    assert matter in matters(other)


def test_what_stands_in_a_longer_phrase_says_nothing_more() -> None:
    assert "trade.students" in matters("毕业生参加座谈")
    assert "trade.students" not in matters("毕业生就业质量不高")


def test_the_title_counts_more() -> None:
    text = "集体经济薄弱，垃圾也有"
    said = about(text, "集体经济薄弱").matters
    assert said["economy.collective"] > said["place.environment"]


def test_a_matter_of_all_problems_tells_little() -> None:
    every = [{"a": 1.0, "b": 1.0}, {"a": 1.0, "c": 1.0}, {"a": 1.0}]
    telling = Telling(every)
    weighed = telling.weighed(every[0])
    assert weighed["b"] > weighed["a"] > 0
    assert same_matter(weighed, weighed) > same_matter(telling.weighed(every[2]), telling.weighed(every[2]))
    assert same_matter(telling.weighed({"b": 1.0}), telling.weighed({"c": 1.0})) == 0


def test_nothing_said_is_nothing_shared() -> None:
    empty = Telling([]).weighed(matters("今天天气不错"))
    assert same_matter(empty, empty) == 0


@pytest.mark.parametrize("name", ["matters", "troubles"])
def test_no_phrase_is_a_single_character(name: str) -> None:
    assert all(len(phrase) >= 2 for phrases in load(name).groups.values() for phrase in phrases)
