"""The table of states in ``docs/workflow.md``, written from the table that the program goes by.

Brought up to date with ``python -m tools.workflow docs/workflow.md``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tracker.domain.kinds import Status
from tracker.domain.status import DEFAULT_RULES, Move, moves_from, needed_columns

BEGIN = "<!-- states: begin -->"
END = "<!-- states: end -->"

HEAD = "| 从 | 到 | 叫做 | 谁办 | 说明写什么 | 还要什么 |\n|:--|:--|:--|:--|:--|:--|\n"


def updated(page: str) -> str:
    """The page with what stands between the two marks written anew.

    Raises:
        ValueError: a mark is missing.
    """
    before, _, rest = page.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"the page needs {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{table()}\n{END}{after}"


def table() -> str:
    """All moves, by the state they leave."""
    rows = [_row(move) for source in Status for move in moves_from(source)]
    return HEAD + "".join(rows)


def _row(move: Move) -> str:
    cells = (move.source.label, move.target.label, move.name, move.role.label, move.note_says, needs(move) or "—")
    return f"| {' | '.join(cells)} |\n"


def needs(move: Move) -> str:
    """What a move needs besides its note, in Chinese."""
    told = []
    if move.term is not None:
        told.append(f"整改类型是“{move.term.label}”")
    columns = needed_columns(move)
    if columns:
        told.append(f"填好{'、'.join(column.label for column in columns)}")
    if move.evidence:
        told.append("本轮至少一件佐证，写明日期")
    if move.approval:
        told.append("谁批准的")
    if move.methods:
        told.append("检查方式")
    if move.refuses:
        told.append(f"说明至少 {DEFAULT_RULES.redo_at_least} 个字")
    if move.basis:
        told.append("依据")
    if move.opens_round:
        told.append("轮次加一")
    if move.needs_target_item:
        told.append("并入哪一项")
    if move.needs_parts:
        told.append("拆成哪几项（用 `tracker split`）")
    if move.independent:
        told.append(
            "不是申请、审核的人；设定许可时标明自验" if move.target is Status.CLOSED else "不是申请的人；设定许可时不限"
        )
    return "；".join(told)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(updated(target.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
