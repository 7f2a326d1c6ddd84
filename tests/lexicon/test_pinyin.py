from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lexicon.pinyin import at_hand, compiled, is_spelled, load, pattern, spells


@pytest.mark.parametrize(
    "word, text, found",
    [
        ("ld", "路灯维护不及时", True),
        ("LD", "路灯维护不及时", True),
        ("ldwh", "路灯维护不及时", True),
        ("whld", "路灯维护不及时", False),
        ("zxf", "执行法规", True),
        ("zhf", "执行法规", True),
        ("zcjl", "层级", False),
        ("cz", "镇村重组", True),
        ("zz", "镇村重组", True),
        ("路d", "路灯维护", True),
        ("2h", "第2号渠", True),
        ("vpn", "VPN 账号", True),
        ("a.b", "安xb", False),
        ("a.b", "安.b", True),
        ("l", "", False),
    ],
)
def test_letters_stand_for_characters(word: str, text: str, found: bool) -> None:
    assert spells(text, word) is found


def test_what_has_no_letter_spells_nothing() -> None:
    assert [is_spelled(word) for word in ("路灯", "2022", "（", "ld", "路d")] == [False, False, False, True, True]


def test_loading_says_when_it_is_done() -> None:
    load()
    assert at_hand()


@given(st.text(min_size=1, max_size=8))
def test_every_word_makes_a_pattern_that_finds_the_word_itself(word: str) -> None:
    assert re.compile(pattern(word)).pattern == pattern(word)
    assert compiled(word).search(f"前{word}后")
