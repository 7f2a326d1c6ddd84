from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.cli.layout import Column, padded, shown, table, width_of, wrapped

text = st.text(st.sampled_from("一是压力传导不够深入，。（）“”：abc XYZ019-/①…—\n　🙂e\u0301"), max_size=120)


@given(text, st.integers(2, 60))
@example("0\u3000\u0301", 2)
def test_no_line_is_wider_than_asked_and_no_character_is_lost(paragraphs: str, width: int) -> None:
    lines = wrapped(paragraphs, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(paragraphs.split())


@given(text)
def test_without_a_width_only_the_line_breaks_of_the_text_count(paragraphs: str) -> None:
    assert wrapped(paragraphs, None) == [line.rstrip() for line in paragraphs.split("\n")]


def test_punctuation_and_latin_words_are_kept_together() -> None:
    lines = wrapped("台账里有“压力传导不够深入”（03-2022-01），运行 tracker show 03-2022-01 查看。", 20)
    assert lines == ["台账里有“压力传导不", "够深入”", "（03-2022-01），运行", "tracker show", "03-2022-01 查看。"]


def test_what_follows_an_indented_line_is_indented_like_it() -> None:
    assert wrapped("  一二三四五六", 10) == ["  一二三四", "  五六"]


@pytest.mark.parametrize("value, expected", [("整改", "整改    "), ("abc", "abc     "), ("“①”", None)])
def test_padding_counts_cells(value: str, expected: str | None) -> None:
    assert cell_len(padded(value, 8)) == 8
    assert expected is None or padded(value, 8) == expected
    assert padded("7", 3, right=True) == "  7"


def test_what_would_steer_the_terminal_is_made_visible() -> None:
    assert shown("甲\x1b[31m乙\x07\u202e丙\x9b\r") == "甲\ufffd[31m乙\ufffd\ufffd丙\ufffd\ufffd"
    assert shown("甲\n乙\t丙") == "甲\n乙    丙"


COLUMNS = [Column("编号"), Column("单位", most=10), Column("数", right=True), Column("标题")]
ROWS = [
    ("03-2022-01", "青石镇党委", "3", "压力传导不够深入"),
    ("03-2022-10", "化学与材料工程学院党总支", "128", "abc 混排“引号”与①②③\n  理由：第二行"),
    ("1", "X", "", ""),
]


@pytest.mark.parametrize("width", [None, 60, 44, 200])
def test_columns_begin_at_the_same_cell_in_every_line(width: int | None) -> None:
    lines = list(table(COLUMNS, ROWS, width=width))
    rule = lines[1]
    starts = [at for at in range(len(rule)) if rule[at] == "-" and (at == 0 or rule[at - 1] == " ")]
    assert len(starts) == len(COLUMNS)
    for line in lines:
        cells = "".join(char + "\0" * (cell_len(char) - 1) for char in line if cell_len(char))
        for start in starts[1:]:
            assert cells[start - 2 : start].strip() == "", (line, start)
    titles = [line for line in lines if "标题" in line or "压力" in line]
    assert {cell_len(line[: line.index(word)]) for line, word in zip(titles, ("标题", "压力"), strict=True)} == {
        starts[3]
    }


@given(
    st.lists(st.tuples(text, text, st.integers(0, 10**6).map(str), text), min_size=1, max_size=4), st.integers(46, 120)
)
def test_tables_fit_their_width(rows: list[tuple[str, str, str, str]], width: int) -> None:
    columns = [Column("甲", most=16), Column("乙", most=16), Column("数", right=True), Column("丙")]
    assert all(width_of(line) <= width for line in table(columns, rows, width=width))


def test_rows_stay_whole_in_pipes_and_break_on_screens() -> None:
    row = ("1", "单位", "2", "长" * 100)
    assert len(list(table(COLUMNS, [row], width=None))) == 3
    assert len(list(table(COLUMNS, [row], width=80))) > 3


def test_paint_changes_nothing_but_colour() -> None:
    painted = list(
        table(
            [Column("判断", paint=lambda word: lambda part: f"<{part}:{len(word)}>"), Column("标题")],
            [("未提及", "甲")],
            width=None,
        )
    )
    assert painted[2] == "<未提及:3>  甲"


def test_on_a_narrow_screen_long_columns_give_way_and_keep_their_colour() -> None:
    columns = [
        Column("编号"),
        Column("单位", most=24),
        Column("判断", most=18, paint=lambda word: lambda part: f"<{part}>" if word == "称已整改但再次出现" else part),
        Column("标题"),
    ]
    row = ("01-2022-01", "化学与材料工程学院党总支", "称已整改但再次出现", "边远村“造血”能力依然偏弱")
    assert list(table(columns, [row], width=48))[2:] == [
        "01-2022-01  化学与材  <称已整改>  边远村“造血”能力",
        "            料工程学  <但再次出>  依然偏弱",
        "            院党总支  <现>",
    ]
