"""The columns of the lists of items. The title comes last: right of free text some terminals lose the column."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain.kinds import Status
from tracker.services.views import ItemRow
from tracker.tui.labels import STATUS_TONE, VERDICT_SHORT, VERDICT_TONE, Tone
from tracker.tui.virtual_list import Column


def _muted(_row: object) -> Tone:
    return Tone.MUTED


def _verdict_text(row: ItemRow) -> str:
    return VERDICT_SHORT[row.verdict] if row.verdict else "-"


def _verdict_tone(row: ItemRow) -> Tone:
    return VERDICT_TONE[row.verdict] if row.verdict else Tone.MUTED


def item_columns(states: Mapping[Status, str]) -> tuple[Column[ItemRow], ...]:
    """The columns of the worklist.

    Args:
        states: what each state is called here.
    """
    return (
        Column("编号", lambda row: row.number, 11, tone=_muted),
        Column("单位", lambda row: row.unit, 16, rank=3),
        Column("类别", lambda row: row.kind.label, 4, rank=4),
        Column("状态", lambda row: states[row.status], 8, rank=1, tone=lambda row: STATUS_TONE[row.status]),
        Column("对账", _verdict_text, 8, rank=2, tone=_verdict_tone),
        Column("标题", lambda row: row.title, 24),
    )
