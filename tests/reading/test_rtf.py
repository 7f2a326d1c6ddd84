from __future__ import annotations

import pytest

from tests.reading.web_files import rtf
from tracker.reading.limits import Limits
from tracker.reading.rtf import read


def text_of(markup: str) -> str:
    head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}"
    return read(f"{head}{markup}}}".encode("gb18030"), limits=Limits()).text


@pytest.mark.parametrize(
    "markup, text",
    [
        (r"{\listtext\pard\plain \u19968?\u12289?\tab}\u30002?\par {\listtext\u20108?\u12289?\tab}\u20057?\par", "一、甲\n二、乙"),
        (r"{\pntext\f0 1.\tab}\u30002?\par", "1.甲"),
        (r"{\listtext 1\tab}\u30002?\par", "1 甲"),
        (r"2023{\deleted 6}{\revised 9}\u26376?\par", "20239月"),
        (r"\u30002?{\v secret}\u20057?\par", "甲乙"),
        (r"\u30002?{\footnote note}{\*\unknown thing}\par", "甲"),
        (r"\trowd\intbl a\cell b\cell\row c\par", "a\tb\nc"),
        (r"\u-10174?\u-8265?\par", "𠮷".encode("utf-16-le").decode("utf-16-le")),
        (r"{\field{\*\fldinst{HYPERLINK \"http://a\"}}{\fldrslt link}}\par", "link"),
        ("党建\\par", "党建"),
        (r"\u30002?\emdash\par{\pict\bin5 }{}{{x}\u20057?\par", "甲—\n乙"),
    ],
)  # fmt: skip
def test_what_is_drawn_is_read(markup: str, text: str) -> None:
    assert text_of(markup) == text


def test_chinese_bytes_in_a_western_font_and_traditional_ones() -> None:
    text = "存在问题：一是学习不够深入，二是作风不够扎实。"
    assert read(rtf(text, charset=0), limits=Limits()).text == text
    traditional = "存在問題：一是學習不夠深入，二是作風不夠扎實。"
    assert read(rtf(traditional, code_page=950, charset=136), limits=Limits()).text == traditional
