"""How what the ledger keeps of an item looks on the page: columns, rounds, evidence, commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.cli.layout import Column
from tracker.cli.page import Page
from tracker.domain.fields import Field, shown_value
from tracker.domain.lines import listed
from tracker.domain.record import EvidenceRecord, Round
from tracker.services.views import ItemDetail

if TYPE_CHECKING:  # an import shows no commands
    from tracker.services.commands import CommandView


def evidence_table(page: Page, records: Sequence[EvidenceRecord]) -> None:
    """Pieces of evidence."""
    page.table(
        [
            Column("号", right=True),
            Column("轮次", right=True),
            Column("日期"),
            Column("类别"),
            Column("留存"),
            Column("名称"),
        ],
        [
            (
                str(one.id),
                str(one.round),
                one.dated.isoformat(),
                one.kind.label,
                "是" if one.kept else "只记位置",
                f"{one.title}（{one.note}）" if one.note else one.title,
            )
            for one in records
        ],
    )


def command_items(command: CommandView) -> str:
    """The items and reports that a command touched, in a few words."""
    if command.places:
        more = f"（{command.items} 项）" if command.items else ""
        return "、".join(command.places) + more
    if command.items <= len(command.numbers):
        return "、".join(command.numbers)
    return f"{command.numbers[0]} 等 {command.items} 项" if command.numbers else f"{command.items} 项"


def command_line(command: CommandView) -> str:
    """A command in one line."""
    items = command_items(command)
    return f"{command.what} {items}".rstrip() + (f"（{command.note}）" if command.note else "")


def kept_page(page: Page, detail: ItemDetail) -> None:
    """What the ledger keeps of an item beside its report: columns, rounds, extensions, evidence."""
    filled = [
        (field.label, listed(shown_value(detail.fields.of(field)))) for field in Field if field is not Field.TITLE
    ]
    if any(value for _, value in filled):
        page.title("台账")
        page.pairs(filled)
    for one in detail.extensions:
        page.text(f"延期：{one.old_on} → {one.new_on}，{one.reason}（{one.approved_by}批准）", indent=2)
    finished = [one for one in detail.rounds if one.finished or one.reason]
    if finished:
        page.title("轮次")
        for passed in finished:
            page.text(_round(passed), indent=2)
    if detail.evidence:
        page.title("佐证")
        evidence_table(page, detail.evidence)


def _round(one: Round) -> str:
    parts = [f"第 {one.number} 轮"]
    if one.reason:
        parts.append(f"重新打开：{one.reason}" + (f"（依据：{one.basis}）" if one.basis else ""))
    if one.closed_at is not None:
        how = "、".join(method.label for method in one.methods)
        day = one.closed_at.astimezone().date().isoformat()
        own = "，自验" if one.self_verified else ""
        parts.append(f"{day} 由 {one.closed_by} 验收销号" + (f"（{how}）" if how else "") + f"：{one.opinion}{own}")
    return "，".join(parts)
