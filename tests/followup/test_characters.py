"""Likeness by single characters."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from tracker.followup.characters import likenesses

TEXTS = {"c1": "更新车辆。向公司申请购置电动传送带车3台。", "c2": "规范行李装卸。在转运区装探头。"}
PASSAGES = ("3台老车报废，新购的电动车已上机坪", "转运区上方新装探头16个", "开会12次")


def test_what_is_told_in_other_words_shares_its_rare_characters() -> None:
    alike = likenesses(TEXTS, PASSAGES, (), "", 0.0)
    assert max(alike["c1"], key=alike["c1"].__getitem__) == 0
    assert max(alike["c2"], key=alike["c2"].__getitem__) == 1
    assert 2 not in alike["c1"]


def test_what_the_house_is_called_counts_less() -> None:
    named = likenesses(TEXTS, PASSAGES, (), "电动车公司", 0.0)["c1"][0]
    assert 0 < named < likenesses(TEXTS, PASSAGES, (), "", 0.0)["c1"][0]


def test_what_stands_everywhere_counts_less() -> None:
    common = likenesses(TEXTS, PASSAGES, ("新车", "购车", "电车", "动车") * 3, "", 0.0)["c1"][0]
    assert common < likenesses(TEXTS, PASSAGES, (), "", 0.0)["c1"][0]


def test_what_is_little_alike_is_left_out() -> None:
    assert likenesses(TEXTS, PASSAGES, (), "", 1.0) == {"c1": {}, "c2": {}}


@given(
    texts=st.lists(st.text("购置电动车辆的，3a"), max_size=4),
    passages=st.lists(st.text("购置电动车辆的，3a"), max_size=4),
)
def test_likeness_is_a_share(texts: list[str], passages: list[str]) -> None:
    named = {str(place): text for place, text in enumerate(texts)}
    for name, found in likenesses(named, passages, (), "", 0.0).items():
        assert all(0 <= likeness <= 1 for likeness in found.values())
        assert all(set(named[name]) & set(passages[place]) for place in found)


def test_the_order_in_which_sets_are_gone_through_changes_nothing() -> None:
    script = (
        "from tests.followup.test_characters import PASSAGES, TEXTS\n"
        "from tracker.followup.characters import likenesses\n"
        "print(likenesses(TEXTS, PASSAGES, (), '', 0.0))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in "1234"
    }
    assert len(told) == 1
