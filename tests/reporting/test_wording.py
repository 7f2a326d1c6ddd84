from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tracker.reporting.wording import chinese_date, chinese_number, flowing, shortened


@pytest.mark.parametrize(
    "text,line",
    [
        ("不够深入", "不够深入"),
        ("  不够深入 \n", "不够深入"),
        ("不够\n深入", "不够深入"),
        ("置\r\n  换14\n个", "置换14个"),
        ("an English\nword", "an English word"),
        ("不够深入。\r\n\r\n  记录不全", "不够深入。记录不全"),
        ("一、\u3000问题\t二", "一、\u3000问题 二"),
        ("\n\n", ""),
        ("铃\x07响", "铃\ufffd响"),
        ("半\ud800个", "半\ufffd个"),
        ("反\u202e转", "反\ufffd转"),
        ("尾\uffff", "尾\ufffd"),
        ("页\x0c首", "页首"),
    ],
)
def test_text_becomes_one_line(text: str, line: str) -> None:
    assert flowing(text) == line


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_becomes_a_line_that_a_document_can_hold(text: str) -> None:
    line = flowing(text)
    assert flowing(line) == line
    assert len(line.splitlines()) <= 1
    element = etree.Element("t")
    element.text = line
    assert etree.fromstring(etree.tostring(element, encoding="utf-8")).text in (line, None)
    assert not any(unicodedata.bidirectional(sign) in {"RLO", "LRO", "RLE", "LRE", "RLI", "LRI"} for sign in line)


def test_a_million_spaces_cost_no_time() -> None:
    assert flowing("甲" + " " * 1_000_000 + "\n乙") == "甲乙"


@pytest.mark.parametrize("limit", [1, 5, 10])
def test_what_is_left_out_is_marked(limit: int) -> None:
    cut = shortened("一二三四五六七八九十十一", limit)
    assert len(cut) == limit
    assert cut.endswith("…")


def test_a_short_text_is_kept() -> None:
    assert shortened("压力传导不够", 6) == "压力传导不够"


@pytest.mark.parametrize("number,words", [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四")])
def test_enumerators_are_chinese(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_a_day_has_no_leading_zeros() -> None:
    assert chinese_date(date(2024, 1, 5)) == "2024年1月5日"
