"""What is known of a report, written out for reading. Pure: views in, marked text out."""

from __future__ import annotations

from datetime import datetime, tzinfo

from tracker.domain.report import UNSURE
from tracker.services.document_views import DocumentDetail
from tracker.tui.cells import one_line
from tracker.tui.labels import STATUS_TONE, Tone
from tracker.tui.own_keys import OwnKeys
from tracker.tui.sheet import MarkedText, Sheet

_HEADINGS_SHOWN = 30


def describe_document(detail: DocumentDetail, zone: tzinfo | None, keys: OwnKeys, *, writable: bool) -> MarkedText:
    """Everything about one report, what is still to be done first.

    Args:
        detail: the report.
        zone: the time zone in which times are told; ``None`` is that of this machine.
        keys: those of this person.
        writable: False where nothing can be done about it.
    """
    row = detail.line.document
    sheet = Sheet()
    sheet.line((one_line(f"{row.unit}  {row.year} 年度"), Tone.STRONG))
    sheet.line((one_line(detail.title or "（没有标题）"), Tone.MUTED)).blank()
    _write_waiting(sheet, detail, keys)
    for warning in detail.warnings:
        sheet.line((one_line(warning), Tone.WARN), label="提醒 ")
    sheet.heading("读出了什么")
    counts = (("问题", row.problems), ("承诺", row.commitments), ("整改说法", detail.closures))
    more = (("清单数", detail.tallies), ("指标", detail.metrics))
    sheet.line("  ".join(f"{label} {count}" for label, count in (*counts, *more)), indent=2)
    for status, count in detail.statuses:
        sheet.line((status.label, STATUS_TONE[status]), f"  {count} 项", indent=2)
    for section in detail.sections[:_HEADINGS_SHOWN]:
        named = one_line(section.heading) if section.heading else "（没有标题）"
        sheet.line(f"{named}  ", (f"{len(section.span):,} 字", Tone.MUTED), indent=2, label=f"{section.kind.label} ")
    mend = f"，{keys.press('documents.put-right')} 可以改" if writable else ""
    _write_identity(sheet, detail, mend)
    _write_file(sheet, detail, zone)
    _write_versions(sheet, detail, zone)
    return sheet.done()


def _write_waiting(sheet: Sheet, detail: DocumentDetail, keys: OwnKeys) -> None:
    line = detail.line
    if not line.waiting:
        sheet.line(("都核对过了", Tone.GOOD), label="核对 ")
    else:
        go = keys.press("documents.review")
        sheet.line((f"还有 {line.waiting} 项待确认", Tone.WARN), f"，{go} 逐项核对", label="核对 ")
        if line.lowest is not None and line.lowest < UNSURE:
            sheet.line((f"其中把握最低的只有 {line.lowest:.0%}", Tone.WARN), label="     ")
    if detail.uncovered:
        sheet.line((f"问题和打算里有 {detail.uncovered} 句没有归入任何一项", Tone.WARN), label="漏句 ")


def _write_identity(sheet: Sheet, detail: DocumentDetail, mend: str) -> None:
    sheet.heading("是谁的、哪一年的")
    row = detail.line.document
    sheet.line(one_line(row.unit), indent=2, label="单位 ")
    sheet.line(one_line(detail.org_in_text or "没有写明"), indent=2, label="文中写的单位 ")
    sheet.line(f"{row.year} 年度", indent=2, label="年度 ")
    sheet.line(str(detail.year_in_text or "没有写明"), indent=2, label="文中写的年度 ")
    if detail.org_in_text and detail.org_in_text != row.unit:
        sheet.line((f"文中的单位和记的不同{mend}。", Tone.MUTED), indent=2)
    if detail.year_in_text and detail.year_in_text != row.year:
        sheet.line((f"文中的年度和记的不同{mend}。", Tone.WARN), indent=2)


def _write_file(sheet: Sheet, detail: DocumentDetail, zone: tzinfo | None) -> None:
    row = detail.line.document
    sheet.heading("文件")
    sheet.line(one_line(row.path) or "（没有文件）", indent=2, label="路径 ")
    pages = f"  {detail.line.pages} 页" if detail.line.pages else ""
    paragraphs = f"  {detail.paragraphs} 段" if detail.paragraphs else ""
    encoding = f"  {row.encoding}" if row.encoding else ""
    sheet.line(f"{detail.format}{encoding}{pages}{paragraphs}  {row.chars:,} 字", indent=2, label="格式 ")
    size = f"{detail.file_size:,} 字节，" if detail.file_size is not None else ""
    sheet.line(f"{size}{'存在台账里' if detail.kept else '台账里没有存，只记了路径'}", indent=2, label="原件 ")
    sheet.line(row.sha256, indent=2, label="SHA-256 ")
    sheet.line(_moment(row.imported_at, zone), indent=2, label="导入 ")


def _write_versions(sheet: Sheet, detail: DocumentDetail, zone: tzinfo | None) -> None:
    if len(detail.versions) <= 1:
        return
    sheet.heading("更正")
    for version in detail.versions:
        state = ("现行", Tone.GOOD) if version.current else ("已被更正", Tone.MUTED)
        moment = _moment(version.imported_at, zone)
        sheet.line(
            state, f"  {one_line(version.path)}  ", (version.sha256[:12], Tone.MUTED), indent=2, label=f"{moment} "
        )


def _moment(at: datetime, zone: tzinfo | None) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
