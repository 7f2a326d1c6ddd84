"""What the list and the text of a review show. Pure: a review in, columns and marks out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tracker.domain.kinds import ItemKind, Status
from tracker.domain.spans import Span
from tracker.services.in_the_way import ASIDE
from tracker.services.review_views import LeftOut, Review, ReviewItem
from tracker.tui.cells import one_line
from tracker.tui.labels import STATUS_TONE, Tone
from tracker.tui.sheet import Mark, MarkedText
from tracker.tui.virtual_list import Column

ReviewRow = ReviewItem | LeftOut

KIND_TONE = {ItemKind.PROBLEM: Tone.PROBLEM, ItemKind.COMMITMENT: Tone.PROMISE}


def _sure(row: ReviewRow) -> str:
    return f"{row.row.confidence:.0%}" if isinstance(row, ReviewItem) else "漏句"


def _sure_tone(row: ReviewRow) -> Tone:
    return Tone.WARN if isinstance(row, LeftOut) or row.unsure else Tone.MUTED


def _kind(row: ReviewRow) -> str:
    return row.row.kind.label if isinstance(row, ReviewItem) else row.kind.label


def _kind_tone(row: ReviewRow) -> Tone:
    if isinstance(row, LeftOut):
        return Tone.UNPLACED
    return Tone.MUTED if row.row.status in ASIDE else KIND_TONE[row.row.kind]


def _status_tone(row: ReviewRow) -> Tone:
    return STATUS_TONE[row.row.status] if isinstance(row, ReviewItem) else Tone.MUTED


def _title(row: ReviewRow) -> str:
    if isinstance(row, LeftOut):
        return row.quote.text
    if row.merged_into:
        return f"（并入 {row.merged_into}）{row.row.title}"
    return row.row.title


def review_columns(state_name: Callable[[Status], str]) -> tuple[Column[ReviewRow], ...]:
    """The columns of the list.

    Args:
        state_name: what the office calls a state.
    """

    def status(row: ReviewRow) -> str:
        return state_name(row.row.status) if isinstance(row, ReviewItem) else "没有归入"

    return (
        Column("把握", _sure, 4, rank=1, tone=_sure_tone),
        Column("类别", _kind, 4, rank=2, tone=_kind_tone),
        Column("状态", status, 8, tone=_status_tone),
        Column("标题", _title, 16),
    )


def rows_of(review: Review) -> tuple[ReviewRow, ...]:
    """What is gone through: the items, the least sure first, then what no item covers."""
    return (*review.items, *review.left_out)


def caption(row: ReviewRow, state_name: Callable[[Status], str]) -> str:
    """One line about a row."""
    if isinstance(row, LeftOut):
        return one_line(f"没有归入的句子（{row.section.label}）：{row.quote.text}")
    item = row.row
    origin = f"  由 {row.parent} 拆出" if row.parent else ""
    aside = f"  并入 {row.merged_into}" if row.merged_into else ""
    return one_line(f"{item.number}  {item.kind.label}  {state_name(item.status)}{origin}{aside}  {item.title}")


def marked(text: str, rows: Iterable[ReviewRow], chosen: ReviewRow | None, *, span: Span | None = None) -> MarkedText:
    """The report with every item in the colour of its kind and the chosen one lit.

    Args:
        text: the report.
        rows: what is in it; of what was refused, merged or split only the chosen one is marked.
        chosen: the one that is lit.
        span: where the chosen one would stand, while its bounds are moved.
    """
    marks = []
    for row in rows:
        if row is chosen:
            continue
        own = row.quote.span
        if isinstance(row, LeftOut):
            marks.append(Mark(own.start, own.end, Tone.UNPLACED))
        elif row.row.status not in ASIDE:
            marks.append(Mark(own.start, own.end, KIND_TONE[row.row.kind]))
    if chosen is not None:
        lit = span or chosen.quote.span
        marks.append(Mark(lit.start, lit.end, Tone.LIT))
    return MarkedText(text, tuple(marks))


def next_waiting(rows: Sequence[ReviewRow], at: int, by: int) -> int | None:
    """The next row (``by`` 1) or the one before (-1) that waits for a person; around the end, not the present one."""
    count = len(rows)
    for step in range(1, count):
        place = (at + by * step) % count
        row = rows[place]
        if isinstance(row, ReviewItem) and row.waits:
            return place
    return None


def neighbour(rows: Sequence[ReviewRow], item: ReviewItem) -> ReviewItem | None:
    """The item of the same kind that stands next behind one in the text and may be merged into it."""
    behind = [
        row
        for row in rows
        if isinstance(row, ReviewItem)
        and row.row.kind is item.row.kind
        and row.row.status not in ASIDE
        and row.quote.span.start >= item.quote.span.start
        and row.row.id != item.row.id
    ]
    return min(behind, key=lambda row: row.quote.span, default=None)


def sure_enough(rows: Iterable[ReviewRow], score: float) -> list[ReviewItem]:
    """The items that wait and are as sure as that."""
    return [row for row in rows if isinstance(row, ReviewItem) and row.waits and row.row.confidence >= score]
