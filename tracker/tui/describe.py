"""What is known of an item, written out for reading. Pure: views in, marked text out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from tracker.domain.kinds import ItemKind, Status, Where
from tracker.services.views import EventView, FollowUpView, ItemDetail, ItemRow, Quote
from tracker.tui.cells import one_line
from tracker.tui.labels import STATUS_TONE, VERDICT_TONE, Tone
from tracker.tui.sheet import MarkedText, Sheet, shortened

_UNSURE = 0.6
"""Below this confidence a person is told to look at the source."""


def describe_item(detail: ItemDetail, zone: tzinfo | None, states: Mapping[Status, str]) -> MarkedText:
    """Everything about one item, the most asked first.

    Args:
        detail: the item.
        zone: the time zone in which times are told; ``None`` is that of this machine.
        states: what each state is called here.
    """
    row = detail.row
    sheet = Sheet()
    sheet.line((one_line(row.title), Tone.STRONG))
    sheet.line((f"{row.number}  {row.unit}  {row.year} 年  {row.kind.label}", Tone.MUTED))
    sheet.blank()
    _write_status(sheet, detail, states)
    sheet.heading(f"{row.year} 年报告原文")
    sheet.line(shortened(detail.quote.text), indent=2)
    if row.confidence < _UNSURE:
        sheet.line((f"提取的把握只有 {row.confidence:.0%}，请对照原文核实。", Tone.WARN), indent=2)
    _write_actions(sheet, detail)
    _write_links(sheet, detail, states)
    for follow_up in detail.follow_ups:
        sheet.heading(f"{follow_up.year} 年报告的说法")
        _write_follow_up(sheet, follow_up)
    if not detail.follow_ups:
        sheet.heading("下一年报告的说法")
        sheet.line(("台账里还没有下一年的报告。", Tone.MUTED), indent=2)
    sheet.heading("经过")
    for event in detail.events:
        _write_event(sheet, event, zone, states)
    return sheet.done()


def _write_status(sheet: Sheet, detail: ItemDetail, states: Mapping[Status, str]) -> None:
    row = detail.row
    extra = "".join(
        (
            f"  第 {row.round} 轮" if row.round > 1 else "",
            "  自验" if row.self_verified else "",
            f"  并入 {detail.merged_into}" if detail.merged_into else "",
            "  文中提及，不在问题清单里" if row.where is Where.INLINE else "",
        )
    )
    sheet.line((states[row.status], STATUS_TONE[row.status]), extra, label="状态 ")
    if row.verdict is not None:
        sheet.line(
            (row.verdict.label, VERDICT_TONE[row.verdict]),
            f"（{row.verdict_year} 年报告）" if row.verdict_year else "",
            label="对账 ",
        )


def _write_actions(sheet: Sheet, detail: ItemDetail) -> None:
    if not detail.actions:
        return
    sheet.heading("要做的事")
    for at, action in enumerate(detail.actions, 1):
        deadline = (f"  {action.deadline.isoformat()} 前", Tone.WARN) if action.deadline else ""
        vague = "" if action.checkable else ("  说得笼统，明年不好核对", Tone.MUTED)
        sheet.line(shortened(action.quote.text, 300), deadline, vague, indent=2, label=f"{at}.")


def _write_links(sheet: Sheet, detail: ItemDetail, states: Mapping[Status, str]) -> None:
    if detail.addresses:
        sheet.heading("对应的承诺" if detail.row.kind is ItemKind.PROBLEM else "针对的问题")
        for row in detail.addresses:
            _write_row(sheet, row, states)
    if detail.previous:
        sheet.heading("以前也提过")
        for row in detail.previous:
            _write_row(sheet, row, states)


def _write_row(sheet: Sheet, row: ItemRow, states: Mapping[Status, str]) -> None:
    status = (states[row.status], STATUS_TONE[row.status])
    sheet.line(status, "  ", one_line(row.title), indent=2, label=f"{row.number} ")


def _write_follow_up(sheet: Sheet, follow_up: FollowUpView) -> None:
    sheet.line((follow_up.verdict.label, VERDICT_TONE[follow_up.verdict]), indent=2)
    sheet.line(follow_up.reason, indent=2, label="理由 ")
    if follow_up.recurs_as:
        sheet.line(follow_up.recurs_as, indent=2, label="又列为问题 ")
    if follow_up.repeated_as:
        sheet.line(follow_up.repeated_as, indent=2, label="再次承诺 ")
    if follow_up.claim is not None:
        sheet.line(("说法", Tone.MUTED), indent=2)
        sheet.line(shortened(follow_up.claim.text, 600), indent=4)
    for quote in follow_up.evidence:
        sheet.line((_evidence_title(quote), Tone.MUTED), indent=2)
        sheet.line(shortened(quote.text, 600), indent=4)


def _evidence_title(quote: Quote) -> str:
    return "佐证" if quote.score is None else f"佐证（相关度 {quote.score:.0%}）"


def _write_event(sheet: Sheet, event: EventView, zone: tzinfo | None, states: Mapping[Status, str]) -> None:
    change = f"  {states[event.source]} → {states[event.target]}" if event.source and event.target else ""
    who = (one_line(event.actor), Tone.MUTED)
    sheet.line(who, "  ", event.what, change, indent=2, label=f"{moment(event.at, zone)} ")
    if event.note:
        sheet.line(event.note, indent=4)


def moment(at: datetime, zone: tzinfo | None) -> str:
    """An instant as people write it: day, hour and minute."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
