from __future__ import annotations

import pytest

from tracker.domain.lines import flat, inside_quotes, listed


@pytest.mark.parametrize(
    "text,line",
    [
        ("项\n目党员", "项目党员"),
        ("置\r\n　　换14\n个", "置换14个"),
        ("不够深入。\n\n记录不全", "不够深入。记录不全"),
        ("the Party\nbranch", "the Party branch"),
        ("", ""),
    ],
)
def test_the_lines_of_a_passage_are_joined(text: str, line: str) -> None:
    assert flat(text) == line


@pytest.mark.parametrize(
    "text,line",
    [
        ("每季度督导一次\n建强村公司", "每季度督导一次；建强村公司"),
        ("每季度督导一次；\r\n\r\n 建强村公司。\n", "每季度督导一次；建强村公司。"),
        ("一句", "一句"),
    ],
)
def test_points_written_below_each_other_are_parted(text: str, line: str) -> None:
    assert listed(text) == line


def test_marks_inside_quotation_marks_are_single() -> None:
    assert inside_quotes("“支部建在项目上”的做法") == "‘支部建在项目上’的做法"
