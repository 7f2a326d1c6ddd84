"""The status machine: which move is lawful and what it needs. One table; see ``docs/glossary.md`` for the terms.

Source: the practice of 整改台账 and 销号 (建账 – 整改 – 审核 – 验收 – 销号, re-opening as a new 轮次).
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.errors import MoveError
from tracker.domain.kinds import Status


@dataclass(frozen=True, slots=True)
class Move:
    """One lawful move of an item from a state to another."""

    source: Status
    target: Status
    name: str
    """What people call the move."""
    note_says: str
    """What the note that goes with the move has to say."""
    opens_round: bool = False
    """True where the move starts a new round (轮次)."""
    needs_target_item: bool = False
    """True where the number of the item it is merged into has to be given."""


MOVES: tuple[Move, ...] = (
    Move(Status.PROPOSED, Status.OPEN, "确认纳入", "核对原文的情况"),
    Move(Status.PROPOSED, Status.MERGED, "并入", "并入的理由", needs_target_item=True),
    Move(Status.PROPOSED, Status.REJECTED, "不纳入", "不纳入的理由"),
    Move(Status.OPEN, Status.IN_PROGRESS, "启动整改", "责任人、措施和时限"),
    Move(Status.IN_PROGRESS, Status.IN_REVIEW, "申请审核", "完成了什么、有什么佐证"),
    Move(Status.IN_PROGRESS, Status.CONTINUING, "转持续整改", "原因、阶段目标和下次复核日"),
    Move(Status.CONTINUING, Status.IN_PROGRESS, "恢复整改", "复核的结果"),
    Move(Status.CONTINUING, Status.IN_REVIEW, "申请审核", "阶段成果和佐证"),
    Move(Status.IN_REVIEW, Status.IN_VERIFICATION, "审核通过", "审核意见"),
    Move(Status.IN_REVIEW, Status.IN_PROGRESS, "审核退回", "要补做什么"),
    Move(Status.IN_VERIFICATION, Status.CLOSED, "验收销号", "检查方式和验收意见"),
    Move(Status.IN_VERIFICATION, Status.IN_PROGRESS, "验收退回", "要补做什么"),
    Move(Status.CLOSED, Status.OPEN, "重新打开", "原因和依据", opens_round=True),
    Move(Status.MERGED, Status.PROPOSED, "恢复", "恢复的理由"),
    Move(Status.REJECTED, Status.PROPOSED, "恢复", "恢复的理由"),
)

_BY_PAIR = {(move.source, move.target): move for move in MOVES}

OUTSTANDING = frozenset(
    {
        Status.PROPOSED,
        Status.OPEN,
        Status.IN_PROGRESS,
        Status.CONTINUING,
        Status.IN_REVIEW,
        Status.IN_VERIFICATION,
    }
)
"""The states of an item that is not finished: it is carried into the next year with its number and age."""


def moves_from(source: Status) -> tuple[Move, ...]:
    """The moves that may follow from a state, in the order of the table."""
    return tuple(move for move in MOVES if move.source is source)


def check_move(source: Status, target: Status, *, note: str, into: str | None = None) -> Move:
    """The move from ``source`` to ``target``, if the rules allow it and what it needs is there.

    Raises:
        MoveError: the move is not in the table, or its note or target item is missing.
    """
    if source is target:
        raise MoveError(f"已经是“{source.label}”了", "无须再改")
    move = _BY_PAIR.get((source, target))
    if move is None:
        ways = "、".join(m.target.label for m in moves_from(source)) or "（无）"
        raise MoveError(f"不能从“{source.label}”直接改为“{target.label}”", f"现在可以改为：{ways}")
    if not note.strip():
        raise MoveError(f"“{move.name}”要写说明", f"请用 --note 写明{move.note_says}")
    if move.needs_target_item and not into:
        raise MoveError("“并入”要写明并入哪一项", "请用 --into 给出那一项的编号")
    return move
