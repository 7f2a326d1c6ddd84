"""Rows read page by page: which are asked for, when, and how many are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.tui.rows import PAGE_SIZE, PAGES_KEPT, Deliver, KnownRows, PagedRows


@dataclass(frozen=True)
class Row:
    id: int
    title: str = ""


class Reader:
    """Takes questions and answers them when told to."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.waiting: list[tuple[Sequence[int], Deliver[Row]]] = []

    def __call__(self, ids: Sequence[int], deliver: Deliver[Row]) -> None:
        self.asked.append(list(ids))
        self.waiting.append((ids, deliver))

    def answer(self) -> None:
        ids, deliver = self.waiting.pop(0)
        deliver([Row(row_id) for row_id in reversed(list(ids))])

    @property
    def pages(self) -> list[int]:
        return [ids[0] // PAGE_SIZE for ids in self.asked]


def paged(count: int) -> tuple[PagedRows[Row], Reader]:
    reader = Reader()
    return PagedRows(range(count), reader), reader


def test_nothing_is_read_before_it_is_in_sight() -> None:
    rows, reader = paged(100_000)
    assert len(rows) == 100_000
    assert rows.row(0) is None
    assert reader.asked == []


def test_a_page_in_sight_is_read_once() -> None:
    rows, reader = paged(100_000)
    rows.want(0, 30)
    rows.want(1, 31)
    assert reader.pages == [0]
    reader.answer()
    assert rows.row(7) == Row(7)
    rows.want(2, 32)
    assert reader.pages == [0]


def test_pages_passed_in_a_hurry_are_not_read() -> None:
    rows, reader = paged(100_000)
    for top in range(0, 50_000, 100):
        rows.want(top, top + 30)
    reader.answer()
    assert reader.pages == [0, 49_900 // PAGE_SIZE]
    reader.answer()
    assert rows.row(49_900) == Row(49_900)
    assert reader.waiting == []


def test_a_view_over_two_pages_reads_both() -> None:
    rows, reader = paged(1000)
    rows.want(PAGE_SIZE - 5, PAGE_SIZE + 5)
    reader.answer()
    reader.answer()
    assert reader.pages == [0, 1]


def test_pages_not_seen_for_long_are_forgotten() -> None:
    rows, reader = paged(PAGE_SIZE * (PAGES_KEPT + 2))
    for page in range(PAGES_KEPT + 2):
        rows.want(page * PAGE_SIZE, page * PAGE_SIZE + 10)
        reader.answer()
    assert not rows.known(0)
    assert not rows.known(PAGE_SIZE)
    assert rows.known(2 * PAGE_SIZE)


def test_a_row_that_is_gone_stays_empty_and_is_not_asked_for_again() -> None:
    asked: list[Sequence[int]] = []

    def read(ids: Sequence[int], deliver: Deliver[Row]) -> None:
        asked.append(ids)
        deliver([Row(row_id) for row_id in ids if row_id != 3])

    rows = PagedRows[Row](range(10), read)
    rows.want(0, 10)
    rows.want(0, 10)
    assert rows.row(3) is None
    assert rows.known(3)
    assert rows.row(4) == Row(4)
    assert len(asked) == 1


def test_a_first_page_at_hand_is_not_read_again() -> None:
    rows, reader = paged(1000)
    rows.fill(0, [Row(row_id) for row_id in range(PAGE_SIZE)])
    rows.want(0, 30)
    assert reader.asked == []
    assert rows.row(0) == Row(0)


def test_a_first_page_of_other_rows_is_refused() -> None:
    rows, reader = paged(1000)
    rows.fill(0, [Row(row_id + 1) for row_id in range(PAGE_SIZE)])
    rows.want(0, 30)
    assert reader.pages == [0]


def test_a_changed_row_takes_the_place_of_the_old_one() -> None:
    drawn: list[int] = []
    rows = PagedRows[Row](
        range(10), lambda ids, deliver: deliver([Row(one) for one in ids]), changed=lambda: drawn.append(1)
    )
    rows.want(0, 10)
    rows.replace(Row(4, "改过的"))
    assert rows.row(4) == Row(4, "改过的")
    assert len(drawn) == 2


def test_after_a_failed_read_the_next_look_tries_again() -> None:
    rows, reader = paged(1000)
    rows.want(0, 30)
    rows.stalled()
    rows.want(0, 30)
    assert reader.pages == [0, 0]


def test_known_rows() -> None:
    rows = KnownRows([Row(1), Row(2)])
    rows.want(0, 2)
    assert (len(rows), rows.row(1), rows.row(2), rows.row(-1)) == (2, Row(2), None, None)
