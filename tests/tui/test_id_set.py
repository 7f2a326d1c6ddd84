"""Ids of items a byte each: the same as a set of Python says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.tui.id_set import IdSet

ids = st.lists(st.integers(0, 300), max_size=40)


@given(ids, ids, ids, st.integers(-5, 400))
def test_it_is_a_set(first: list[int], more: list[int], toggled: list[int], asked: int) -> None:
    found, wanted = IdSet(first), set(first)
    before = found.copy()
    found.add_all(more)
    wanted |= set(more)
    for one in toggled:
        found.toggle(one)
        wanted ^= {one}
    assert len(found) == len(wanted)
    assert list(found) == list(found.in_order()) == sorted(wanted)
    assert (asked in found) == (asked in wanted)
    assert str(asked) not in found  # type: ignore[comparison-overlap]
    assert list(before) == sorted(set(first))


def test_many_ids_are_taken_whole() -> None:
    found = IdSet(range(1, 70_001))
    found.add_all([3, 99_999])
    assert len(found) == 70_001
    assert set(found.in_order()) == {*range(1, 70_001), 99_999}
