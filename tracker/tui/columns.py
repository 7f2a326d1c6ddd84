"""The columns of the lists of items. The title comes last: right of free text some terminals lose the column."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tracker.domain.deadlines import Light
from tracker.domain.kinds import Status
from tracker.services.due import Left
from tracker.services.views import ItemRow
from tracker.tui.labels import STATUS_TONE, VERDICT_SHORT, VERDICT_TONE, Tone
from tracker.tui.virtual_list import Column

_DAYS_TOLD = 99
"""Up to so many days the column tells how many are left, beyond it the day."""


def _muted(_row: object) -> Tone:
    return Tone.MUTED


def _verdict_text(row: ItemRow) -> str:
    return VERDICT_SHORT[row.verdict] if row.verdict else "-"


def _verdict_tone(row: ItemRow) -> Tone:
    return VERDICT_TONE[row.verdict] if row.verdict else Tone.MUTED


def _left_text(left: Left | None) -> str:
    if left is None:
        return "-"
    if left.days < 0:
        return f"超{-left.days}天"
    return f"剩{left.days}天" if left.days <= _DAYS_TOLD else f"{left.due:%y-%m-%d}"


def _left_tone(left: Left | None, calm: Light | None) -> Tone:
    if left is None or left.light is None or left.light is calm:
        return Tone.MUTED
    return Tone.BAD if left.days < 0 else Tone.WARN


def item_columns(
    states: Mapping[Status, str], left: Callable[[ItemRow], Left | None], calm: Light | None = None
) -> tuple[Column[ItemRow], ...]:
    """The columns of the worklist.

    Args:
        states: what each state is called here.
        left: how much time an item has left today.
        calm: the light that calls for nothing.
    """
    return (
        Column("编号", lambda row: row.number, 11, tone=_muted),
        Column("单位", lambda row: row.unit, 16, rank=4),
        Column("类别", lambda row: row.kind.label, 4, rank=5, returns=True),
        Column("状态", lambda row: states[row.status], 8, rank=1, tone=lambda row: STATUS_TONE[row.status]),
        Column("时限", lambda row: _left_text(left(row)), 8, rank=2, tone=lambda row: _left_tone(left(row), calm)),
        Column("对账", _verdict_text, 8, rank=3, tone=_verdict_tone),
        Column("标题", lambda row: row.title, 18),
    )
