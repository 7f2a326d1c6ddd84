"""What is known of an item, written out for reading. Pure: views in, marked text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from tracker.domain.chains import years_of
from tracker.domain.fields import Field, shown_value
from tracker.domain.following import overdue
from tracker.domain.kinds import ActionStanding, DocumentKind, ItemKind, Missing, PassageKind, Status, Where
from tracker.domain.record import Round
from tracker.domain.report import UNSURE
from tracker.services.due import Left
from tracker.services.views import DocumentRow, EventView, FollowUpView, ItemDetail, ItemRow, Quote
from tracker.tui.cells import one_line
from tracker.tui.labels import STATUS_TONE, VERDICT_TONE, Tone
from tracker.tui.sheet import MarkedText, Sheet, shortened

STANDING_TONE = {
    ActionStanding.DONE: Tone.GOOD,
    ActionStanding.UNDER_WAY: Tone.INFO,
    ActionStanding.NO_TRACE: Tone.WARN,
}
"""How what became of a single action is meant."""

_STANDINGS = tuple(ActionStanding)
"""From the furthest to the least."""

_VALUE = 60
"""Characters of a column's content that the history shows."""

_SAID = (
    PassageKind.CAUSE,
    PassageKind.EXAMPLE,
    PassageKind.LEADER,
    PassageKind.RESPONSIBLE,
    PassageKind.LEAD_UNIT,
    PassageKind.SUPPORT_UNIT,
    PassageKind.DEADLINE,
)
"""Passages inside an item that are told, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What has to be known of this place and moment to write an item out."""

    states: Mapping[Status, str]
    """What each state is called here."""
    today: date
    zone: tzinfo | None = None
    """The time zone in which times are told; ``None`` is that of this machine."""


def describe_item(
    detail: ItemDetail, here: Here, *, chain: Sequence[ItemRow] = (), left: Left | None = None
) -> MarkedText:
    """Everything about one item, the most asked first.

    Args:
        detail: the item.
        here: place and moment.
        chain: all items that are the same matter, by year, this one among them.
        left: how much time it has left.
    """
    row = detail.row
    sheet = Sheet()
    sheet.line((one_line(row.title), Tone.STRONG))
    sheet.line((f"{row.number}  {row.unit}  {row.year} 年  {row.kind.label}", Tone.MUTED))
    _write_doubts(sheet, row)
    sheet.blank()
    _write_status(sheet, detail, here, left)
    sheet.heading(_source(detail))
    sheet.line(shortened(detail.quote.text), indent=2)
    _write_said(sheet, detail)
    _write_actions(sheet, detail, here)
    _write_links(sheet, detail, here)
    _write_columns(sheet, detail)
    _write_chain(sheet, chain, row, here)
    for follow_up in detail.follow_ups:
        sheet.heading(f"{follow_up.year} 年报告的说法")
        _write_follow_up(sheet, follow_up)
    if not detail.follow_ups:
        sheet.heading("下一年报告的说法")
        sheet.line(("台账里还没有下一年的报告。", Tone.MUTED), indent=2)
    _write_kept(sheet, detail, here)
    sheet.heading("经过")
    for event in detail.events:
        _write_event(sheet, event, here)
    return sheet.done()


def _write_doubts(sheet: Sheet, row: ItemRow) -> None:
    if row.void:
        sheet.line(("登记已撤销，编号不再使用。", Tone.BAD))
    if row.confidence < UNSURE:
        sheet.line((f"先核对这一项：提取的把握只有 {row.confidence:.0%}，请对照原文。", Tone.WARN))
    if row.vague:
        sheet.line((f"说得笼统：{unsaid(row.missing)}，明年不好核对。", Tone.WARN))
    elif row.missing:
        sheet.line((unsaid(row.missing), Tone.MUTED))


def unsaid(missing: Sequence[Missing]) -> str:
    """What a promise leaves unsaid: ``没写明谁来做、做到什么``."""
    return f"没写明{'、'.join(what.label for what in missing)}" if missing else ""


def place_of(quote: Quote) -> str:
    """Where a passage stands, as people say it: the page and the paragraph of the file, else the character."""
    parts = [f"第 {quote.page} 页" if quote.page is not None else ""]
    parts.append(f"第 {quote.paragraph} 段" if quote.paragraph is not None else "")
    return "，".join(part for part in parts if part) or f"第 {quote.span.start + 1} 字起"


def name_of(document: DocumentRow) -> str:
    """What people call a text that items stand in: ``2023 年报告``, ``2023 年手工登记``."""
    return f"{document.year} 年{'报告' if document.kind is DocumentKind.REPORT else document.kind.label}"


def _source(detail: ItemDetail) -> str:
    name = name_of(detail.document)
    if detail.document.kind is DocumentKind.REPORT:
        return f"{name}原文（{place_of(detail.quote)}）"
    return f"{name}的原话"


def _write_status(sheet: Sheet, detail: ItemDetail, here: Here, left: Left | None) -> None:
    row = detail.row
    extra = "".join(
        (
            f"  第 {row.round} 轮" if row.round > 1 else "",
            "  自验" if row.self_verified else "",
            f"  并入 {detail.merged_into}" if detail.merged_into else "",
            f"  拆自 {detail.parent}" if detail.parent else "",
            "  文中提及，不在问题清单里" if row.where is Where.INLINE else "",
        )
    )
    sheet.line((here.states[row.status], STATUS_TONE[row.status]), extra, label="状态 ")
    if left is not None:
        days = f"还剩 {left.days} 天" if left.days > 0 else "今天到期" if not left.days else f"超期 {-left.days} 天"
        light = f"  {left.light.name}" if left.light is not None else ""
        put_off = f"（原定 {row.due_original}）" if row.due_original and row.due_original != row.due_on else ""
        tone = Tone.BAD if left.days < 0 else Tone.WARN if left.days <= 0 else Tone.PLAIN
        sheet.line(f"{left.due}  ", (days, tone), light, put_off, label="时限 ")
    if row.verdict is not None:
        sheet.line(
            (row.verdict.label, VERDICT_TONE[row.verdict]),
            f"（{row.verdict_year} 年报告）" if row.verdict_year else "",
            label="对账 ",
        )
    if row.severity is not None:
        hedges = dict.fromkeys(passage.words for passage in detail.passages if passage.kind is PassageKind.HEDGE)
        sheet.line(row.severity.label, f"（原文说“{'”“'.join(hedges)}”）" if hedges else "", label="程度 ")
    if row.theme is not None:
        sheet.line(row.theme.label, label="主题 ")


def _write_said(sheet: Sheet, detail: ItemDetail) -> None:
    for kind in _SAID:
        words = [passage.words for passage in detail.passages if passage.kind is kind]
        if words:
            sheet.line(shortened("；".join(words), 300), indent=2, label=f"{kind.label} ")


def _write_actions(sheet: Sheet, detail: ItemDetail, here: Here) -> None:
    """What the commitment says will be done, each with the furthest that any later report says it has come."""
    if not detail.actions:
        return
    told = [one for one in detail.follow_ups if len(one.actions) == len(detail.actions)]
    sheet.heading("要做的事（后来的报告逐条怎么说）" if told else "要做的事")
    for at, action in enumerate(detail.actions):
        best = min(told, key=lambda one: (_STANDINGS.index(one.actions[at].standing), -one.year), default=None)
        standing = best.actions[at].standing if best is not None else ActionStanding.NO_TRACE
        late = overdue(standing, action.deadline, today=here.today)
        due = f"  {action.deadline.isoformat()} 前" if action.deadline else ""
        vague = "没写明做到什么" if Missing.WHAT in action.missing else "" if action.checkable else "不好核对"
        sheet.line(
            *([(f"{standing.label}  ", STANDING_TONE[standing])] if best is not None else []),
            shortened(action.quote.text, 300),
            (due, Tone.BAD if late else Tone.MUTED),
            ("，已过" if late else "", Tone.BAD),
            (f"  {vague}" if vague else "", Tone.WARN),
            indent=2,
            label=f"{at + 1}.",
        )
        said = best.actions[at].quote if best is not None else None
        if best is not None and said is not None:
            sheet.line((f"{best.year} 年：“{shortened(said.text, 300)}”", Tone.MUTED), indent=5)


def _write_links(sheet: Sheet, detail: ItemDetail, here: Here) -> None:
    groups = (
        ("对应的承诺" if detail.row.kind is ItemKind.PROBLEM else "针对的问题", detail.addresses),
        ("拆成的各项", detail.parts),
        ("并到这里的", detail.merged_here),
    )
    for title, rows in groups:
        if rows:
            sheet.heading(title)
        for row in rows:
            _write_row(sheet, row, here)


def _write_row(sheet: Sheet, row: ItemRow, here: Here) -> None:
    status = (here.states[row.status], STATUS_TONE[row.status])
    sheet.line(status, "  ", one_line(row.title), indent=2, label=f"{row.number} ")


def _write_columns(sheet: Sheet, detail: ItemDetail) -> None:
    filled = [(field, shown_value(detail.fields.of(field))) for field in Field if field is not Field.TITLE]
    if any(value for _field, value in filled):
        sheet.heading("台账栏目")
    for field, value in filled:
        if value:
            sheet.line(shortened(value, 600), indent=2, label=f"{field.label} ")


def _write_chain(sheet: Sheet, chain: Sequence[ItemRow], own: ItemRow, here: Here) -> None:
    """The same matter year by year."""
    if len(chain) < 2:
        return
    first, last = chain[0].year, chain[-1].year
    sheet.heading(f"历年（{first} 年起，到 {last} 年是第 {years_of(first, last)} 年）")
    for row in chain:
        verdict = row.verdict
        said = f"  {row.verdict_year} 年报告：{verdict.label}" if verdict is not None and row.verdict_year else ""
        sheet.line(
            (here.states[row.status], STATUS_TONE[row.status]),
            f"  {one_line(row.title)}",
            (said, VERDICT_TONE[verdict] if verdict is not None else Tone.MUTED),
            ("  这一项" if row.id == own.id else "", Tone.MUTED),
            indent=2,
            label=f"{row.year} {row.number} ",
        )


def _write_follow_up(sheet: Sheet, follow_up: FollowUpView) -> None:
    sure = f"  把握 {follow_up.score:.0%}" if follow_up.score is not None else ""
    sheet.line((follow_up.verdict.label, VERDICT_TONE[follow_up.verdict]), (sure, Tone.MUTED), indent=2)
    sheet.line(follow_up.reason, indent=2, label="理由 ")
    held = follow_up.judgement
    if held is not None:
        what = "认可这一判断" if held.verdict is follow_up.proposed else f"改判为“{held.verdict.label}”"
        sheet.line(f"{one_line(held.by)} {what}{'：' + held.note if held.note else ''}", indent=2, label="认定 ")
    if follow_up.outdated:
        sheet.line(("认定以后报告有了更正，请复核。", Tone.BAD), indent=2)
    if follow_up.recurs_as:
        sheet.line(follow_up.recurs_as, indent=2, label="又列为问题 ")
    if follow_up.repeated_as:
        sheet.line(follow_up.repeated_as, indent=2, label="再次承诺 ")
    if follow_up.claim is not None:
        sheet.line((f"说法（{place_of(follow_up.claim)}）", Tone.MUTED), indent=2)
        sheet.line(shortened(follow_up.claim.text, 600), indent=4)
    for quote in follow_up.evidence:
        score = f"，相关度 {quote.score:.0%}" if quote.score is not None else ""
        sheet.line((f"佐证（{place_of(quote)}{score}）", Tone.MUTED), indent=2)
        sheet.line(shortened(quote.text, 600), indent=4)


def _write_kept(sheet: Sheet, detail: ItemDetail, here: Here) -> None:
    """Evidence, rounds and extensions."""
    if detail.evidence:
        sheet.heading(f"佐证材料（{len(detail.evidence)} 份）")
    for one in detail.evidence:
        kept = "" if one.kept else "，只记位置"
        note = f"：{one.note}" if one.note else ""
        told = f"{one.title}{note}"
        sheet.line(told, (f"  第 {one.round} 轮，{one.kind.label}{kept}", Tone.MUTED), indent=2, label=f"{one.dated} ")
    for put_off in detail.extensions:
        told = f"{put_off.old_on} → {put_off.new_on}，{put_off.reason}（{put_off.approved_by}批准）"
        sheet.line(told, indent=2, label="延期 ")
    finished = [one for one in detail.rounds if one.finished or one.reason]
    if finished:
        sheet.heading("轮次")
    for passed in finished:
        sheet.line(_round(passed, here), indent=2, label=f"第 {passed.number} 轮 ")


def _round(one: Round, here: Here) -> str:
    parts = []
    if one.reason:
        parts.append(f"重新打开：{one.reason}" + (f"（依据：{one.basis}）" if one.basis else ""))
    if one.closed_at is not None:
        how = "、".join(method.label for method in one.methods)
        day = one.closed_at.astimezone(here.zone).date().isoformat()
        own = "，自验" if one.self_verified else ""
        parts.append(f"{day} 由 {one.closed_by} 验收销号" + (f"（{how}）" if how else "") + f"：{one.opinion}{own}")
    return "，".join(parts)


def _write_event(sheet: Sheet, event: EventView, here: Here) -> None:
    change = f"  {here.states[event.source]} → {here.states[event.target]}" if event.source and event.target else ""
    who = (one_line(event.actor), Tone.MUTED)
    sheet.line(who, "  ", event.what, change, indent=2, label=f"{moment(event.at, here.zone)} ")
    if event.note:
        sheet.line(event.note, indent=4)
    for one in event.changes:
        before, after = (_short(line) for line in one.in_lines)
        sheet.line((f"{one.label}：{before} → {after}", Tone.MUTED), indent=4)


def _short(line: str) -> str:
    words = line or "（空）"
    return words if len(words) <= _VALUE else f"{words[: _VALUE - 2]}.."


def moment(at: datetime, zone: tzinfo | None) -> str:
    """An instant as people write it: day, hour and minute."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
