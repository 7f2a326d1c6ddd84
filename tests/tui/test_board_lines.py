"""Bars that stay straight: whatever the labels, every line is exactly as wide as the list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reporting.year_board import Part, Share
from tracker.tui.board_lines import BoardLine, Stretch, bar_cells, measure, share_lines
from tracker.tui.cells import width_of
from tracker.tui.labels import Tone


def drawn(bar: list[Stretch], width: int) -> str:
    return "".join(signs for signs, _ in bar_cells(bar, width))


@pytest.mark.parametrize(
    "shares, width, signs",
    [
        ((0.5, 0.5), 10, "aaaaabbbbb"),
        ((0.0, 1.0), 10, "bbbbbbbbbb"),
        ((1.0, 0.0), 10, "aaaaaaaaaa"),
        ((0.001, 0.999), 10, "abbbbbbbbb"),
        ((1 / 3, 1 / 3, 1 / 3), 10, "aaabbbbccc"),
        ((0.2,), 10, "aa"),
        ((0.5, 0.5), 0, ""),
        ((), 10, ""),
    ],
)
def test_a_bar_is_as_long_as_its_parts(shares: tuple[float, ...], width: int, signs: str) -> None:
    bar = [Stretch(share, sign, Tone.PLAIN) for share, sign in zip(shares, "abc", strict=False)]
    assert drawn(bar, width) == signs


@given(st.lists(st.integers(0, 40), min_size=1, max_size=5), st.integers(0, 120))
def test_a_bar_never_grows_past_its_room_and_shows_what_there_is(counts: list[int], width: int) -> None:
    whole = max(sum(counts), 1)
    bar = [Stretch(count / whole, sign, Tone.PLAIN) for count, sign in zip(counts, "abcde", strict=False)]
    signs = drawn(bar, width)
    assert len(signs) <= width
    if sum(counts) and width >= 5:
        assert len(signs) == width
        assert {sign for count, sign in zip(counts, "abcde", strict=False) if count} >= set(signs)


def share(label: str, done: int, left: int) -> Share:
    return Share(label, Part("应整改", done + left, ()), Part("已办结", done, ()), Part("没有办结", left, ()))


def test_labels_give_way_to_figures_on_a_narrow_list() -> None:
    lines = share_lines("按单位", [share("化学与材料工程学院党总支", 1, 1), share("甲", 0, 0)])
    assert measure(lines, 80) == (width_of("化学与材料工程学院党总支"), width_of("1/2  50.00%"))
    label, figures = measure(lines, 30)
    assert label + figures + 8 <= 30
    heading, first, second = lines
    assert heading.heading
    assert (first.figures, second.figures) == ("1/2  50.00%", "      —")
    assert [part.count for part in first.parts] == [2, 1, 1]
    assert second.bar == ()


def test_nothing_has_no_heading() -> None:
    assert share_lines("按单位", ()) == ()
    assert measure([BoardLine("只有标题", heading=True)], 40) == (0, 0)
