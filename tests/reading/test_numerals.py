from __future__ import annotations

import pytest

from tracker.reading.numerals import CSS_STYLES, FORMATS, LARGEST, counted, written


@pytest.mark.parametrize(
    "form, drawn",
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {10: "１０"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一〇〇", 105: "一〇五"}),
        ("chineseCountingThousand", {10: "十", 21: "二十一", 100: "一百", 101: "一百零一", 110: "一百一十", 1005: "一千零五", 10_001: "一万零一", 12_000: "一万二千"}),
        ("japaneseCounting", {1: "一", 10: "十", 12: "十二"}),
        ("ideographDigital", {10: "一〇", 12: "一二"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 23: "贰拾叁"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "十一"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("decimalEnclosedFullstop", {1: "⒈", 21: "21"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("upperRoman", {4: "IV", 9: "IX", 1994: "MCMXCIV"}),
        ("lowerRoman", {3: "iii"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA"}),
        ("lowerLetter", {2: "b"}),
        ("none", {1: ""}),
        ("a format of next year", {7: "7"}),
    ],
)  # fmt: skip
def test_numbers_look_as_word_draws_them(form: str, drawn: dict[int, str]) -> None:
    assert {number: written(number, form) for number in drawn} == drawn


def test_every_format_writes_every_number_within_bounds() -> None:
    for form in FORMATS:
        for number in (*range(130), LARGEST, LARGEST + 1, 10**12, -1):
            assert len(written(number, form)) <= 1300, (form, number)


def test_styles_of_web_pages_are_formats_of_word() -> None:
    assert set(CSS_STYLES.values()) <= set(FORMATS)


def test_counting_numbers_are_never_written_alike() -> None:
    assert len({counted(number) for number in range(20_000)}) == 20_000
