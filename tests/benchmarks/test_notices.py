"""Notices on rectification are read in whatever layout they tell it."""

from __future__ import annotations

from random import Random

from benchmarks.closure_layouts import problems
from benchmarks.notices import (
    GROUPS,
    HEADS,
    OPENINGS,
    OUTCOMES,
    Layout,
    Notice,
    is_read,
    layouts,
    measure,
    written,
)
from tracker.domain.kinds import ClosureItemStatus, Origin

LEAST = 0.98


def test_every_layout_is_tried() -> None:
    tried = list(layouts(each=1))
    assert {layout.group for layout in tried} == set(GROUPS)
    assert {layout.head for layout in tried} == set(HEADS)
    assert {layout.outcome for layout in tried} == set(OUTCOMES)
    assert {layout.opening for layout in tried} == set(OPENINGS)


def test_nearly_all_is_read() -> None:
    results = measure(each=1)
    assert sum(whole for *_, whole, _ in results) / len(results) >= LEAST
    assert sum(items for *_, items in results) / len(results) >= LEAST


def test_a_notice_tells_what_it_is_said_to_tell() -> None:
    layout = Layout(OPENINGS[0], "二、反馈问题整改落实情况", "", GROUPS[0], HEADS[0], OUTCOMES[0])
    notice = written(layout, problems(), Random(1))
    assert all(title in notice.text for title, _ in notice.items)
    assert {state for _, state in notice.items} == {ClosureItemStatus.DONE, ClosureItemStatus.IN_PROGRESS}


def test_what_is_missed_counts() -> None:
    silent = Notice(
        "某局关于巡察整改情况的通报\n全年开会12次。\n", Origin.AUDIT, False, (("甲", ClosureItemStatus.DONE),)
    )
    assert is_read(silent) == (False, 0.0)
