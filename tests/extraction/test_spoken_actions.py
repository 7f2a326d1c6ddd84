"""What people say they will do, in the words of speech, and what in such a sentence is nothing to be done."""

from __future__ import annotations

import pytest

from tracker.extraction.actions import find_actions


def actions(clause: str) -> list[str]:
    text = f"把院子管起来。{clause}，大家都看得见。"
    return [text[one.start : one.end] for one in find_actions(text, 0, len(text), year=2022, title=(0, 6))]


@pytest.mark.parametrize(
    "clause",
    [
        "一个礼拜看一遍",
        "一个月考一回",
        "找个会做饭的",
        "两间空房要收拾出来",
        "找懂行的师傅来看管子",
        "看见堆的拍照贴到院门口",
        "划定党员责任段",
        "机关支部与站所支部逐一结对",
        "把老井清一清",
    ],
)
def test_things_to_be_done(clause: str) -> None:
    assert actions(clause) == [clause]


@pytest.mark.parametrize("clause", ["面子上挂不住", "不搞一锅煮", "不讲情面", "自然就搬了", "心里总是打鼓"])
def test_effects_and_manners_are_none(clause: str) -> None:
    assert actions(clause) == []
