"""Cell widths, line breaks and what a terminal may be sent."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.tui.cells import drawn, line_of, one_line, padded, width_of, wrap

WILD = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)


@pytest.mark.parametrize(
    "text, shown",
    [
        ("整改", "整改"),
        ("a\x1b[31mb", "a␛[31mb"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("a\x9bb", "a␦b"),
        ("左\u202e右", "左右"),
        ("家\u200d人\ufe0f", "家人"),
        ("\ufeff开头", "开头"),
        ("甲\t乙", "甲 乙"),
        ("[b]粗[/b]", "[b]粗[/b]"),
        ("👩\u200d🏫", "👩🏫"),
    ],
)
def test_what_is_sent_to_the_terminal(text: str, shown: str) -> None:
    assert drawn(text) == shown


@given(WILD)
def test_nothing_drawn_is_obeyed_by_a_terminal(text: str) -> None:
    assert not any(unicodedata.category(character) == "Cc" for character in drawn(text).replace("\n", ""))
    assert "\n" not in one_line(text)
    assert width_of(text) == cell_len(drawn(text))


@given(WILD, st.integers(min_value=1, max_value=60))
def test_padded_text_takes_its_cells_exactly(text: str, width: int) -> None:
    assert cell_len(padded(one_line(text), width)) == width


@pytest.mark.parametrize(
    "text, width, shown",
    [
        ("标题", 6, "标题  "),
        ("路灯坏得多", 10, "路灯坏得多"),
        ("路灯坏得多，晚上出门不方便", 10, "路灯坏得.."),
        ("路灯坏得多，晚上出门不方便", 11, "路灯坏得.. "),
        ("abc", 2, "ab"),
    ],
)
def test_what_is_cut_ends_in_dots(text: str, width: int, shown: str) -> None:
    assert padded(text, width) == shown


def broken(text: str, width: int, *, hanging: bool = False) -> list[str]:
    return [" " * line.indent + text[line.start : line.end] for line in wrap(text, width, hanging=hanging)]


@pytest.mark.parametrize(
    "text, width, lines",
    [
        ("", 10, [""]),
        ("一二三四五六", 10, ["一二三四五", "六"]),
        ("一二三四五，六", 10, ["一二三四", "五，六"]),
        ("一二三四（五六", 10, ["一二三四", "（五六"]),
        ("完成 2023 年任务", 10, ["完成 2023 ", "年任务"]),
        ("完成报告2023年", 11, ["完成报告", "2023年"]),
        ("甲\n\n乙", 10, ["甲", "", "乙"]),
        ("甲\n", 10, ["甲", ""]),
        ("abcdefghijklmnopqrstuvwxyz", 10, ["abcdefghij", "klmnopqrst", "uvwxyz"]),
        ("。。。。。。。。", 10, ["。。。。。", "。。。"]),
    ],
)
def test_lines_break_as_chinese_is_set(text: str, width: int, lines: list[str]) -> None:
    assert broken(text, width) == lines


def test_hanging_lines_go_on_under_the_first_character() -> None:
    assert broken("  一二三四五六", 10, hanging=True) == ["  一二三四", "  五六"]
    assert broken("  一二三四五六", 10) == ["  一二三四", "五六"]


def test_a_tab_sets_where_the_line_goes_on() -> None:
    assert broken("理由\t一二三四五六七", 16, hanging=True) == ["理由\t一二三四五", "     六七"]


@given(WILD, st.integers(min_value=1, max_value=40), st.booleans())
def test_wrapping_loses_nothing_but_spaces(text: str, width: int, hanging: bool) -> None:
    lines = wrap(text, width, hanging=hanging)
    at = 0
    for line in lines:
        assert text[at : line.start].strip(" \n") == ""
        assert line.start <= line.end
        assert line.indent + width_of(text[line.start : line.end]) <= max(width, 4)
        at = line.end
    assert text[at:].strip(" \n") == ""


@given(WILD, st.integers(min_value=4, max_value=40))
def test_a_code_point_is_found_on_its_line(text: str, width: int) -> None:
    lines = wrap(text, width)
    for offset, character in enumerate(text):
        line = lines[line_of(lines, offset)]
        if character not in " \n":
            assert line.start <= offset < line.end
