"""Entering the items of a report into the ledger with their history: for the first time, or from a corrected report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.kinds import Status, Where
from tracker.domain.numbering import ItemNumber
from tracker.domain.report import PlainText
from tracker.domain.spans import Span
from tracker.extraction.at_place import read_at
from tracker.ledger import changes, history, storing
from tracker.ledger.changes import Change
from tracker.ledger.history import Entry, append
from tracker.ledger.kinds import EventKind
from tracker.ledger.particulars import PROPOSED
from tracker.ledger.snapshots import difference, snapshot
from tracker.ledger.storing import Draft
from tracker.services.correcting import FoundItem, KnownItem, match
from tracker.services.in_report import rewrite
from tracker.services.keeping import Read, as_read, find_again, keep_places, placed_by_hand


def raise_items(
    session: Session,
    drafts: Sequence[Draft],
    *,
    document_id: int,
    unit_code: int,
    year: int,
    actor: str,
    now: datetime,
) -> None:
    """Enter the items of a report that has no former version, each under a new number."""
    storing.put_items(session, drafts, document_id=document_id, unit_code=unit_code, year=year, known={})
    rows = storing.items_of_year(session, unit_code=unit_code, year=year)
    append(session, [_raised(row, document_id, actor, now) for row in rows if row.document_id == document_id])


_TELLING, _FEW = 3, 1 / 3
"""Of so many items at the least fewer than such a share stand in a corrected report: it may be another one."""


def correct_items(
    session: Session,
    drafts: Sequence[Draft],
    source: PlainText,
    *,
    document_id: int,
    unit_code: int,
    year: int,
    actor: str,
    now: datetime,
) -> str:
    """Enter the items of a corrected report: what was there keeps number, state and history.

    What people decided about places holds as far as their words still stand in the text: see ``keeping``.

    Returns:
        What changed, one Chinese sentence.
    """
    before = {row.id: row for row in storing.items_of_year(session, unit_code=unit_code, year=year)}
    by_hand = placed_by_hand(session, before)
    read = as_read(session, by_hand)
    known = match(
        [_known(row, read.get(row.id)) for row in before.values()],
        [FoundItem(draft.found.id, draft.kind, draft.found.title, draft.quote) for draft in drafts],
    )
    kept_places = keep_places(source, drafts, known, by_hand={one: before[one] for one in by_hand}, year=year)
    known = dict(kept_places.known)
    ours = snapshot(session, before)
    edited = history.edited(session, before, "title")
    storing.put_items(
        session,
        kept_places.drafts,
        document_id=document_id,
        unit_code=unit_code,
        year=year,
        known=known,
        keep_title=edited,
    )
    kept = set(known.values())
    gone = [row for row in before.values() if row.in_source and row.id not in kept]
    storing.mark_gone(session, [row.id for row in gone])
    after = storing.items_of_year(session, unit_code=unit_code, year=year)
    added = [row for row in after if row.id not in before]
    theirs = snapshot(session, before)
    made = {number: difference(ours[number], theirs[number]) for number in before}
    found = {known[name]: draft for name, draft in kept_places.read.items()}
    entries = [
        _corrected(before[row.id], row, document_id, actor, now, made[row.id], found.get(row.id))
        for row in after
        if row.id in kept
    ]
    entries += [_raised(row, document_id, actor, now) for row in added]
    entries += [_left(row, document_id, actor, now, made[row.id]) for row in gone]
    spans = {row.id: (before[row.id].quote, row) for row in after if row.id in before}
    entries += _carry_parts(session, source, spans, document_id=document_id, year=year, actor=actor, now=now)
    append(session, entries)
    numbers = "、".join(_number(row) for row in gone)
    told = f"按更正后的报告：{len(kept)} 项对上原有编号，新增 {len(added)} 项，原文不再提及 {len(gone)} 项"
    told += f"（{numbers}，仍留在台账）" if gone else ""
    if kept_places.lost:
        lost = "、".join(_number(before[one]) for one in kept_places.lost)
        told += f"；人改过起止的 {lost} 在新报告里找不到原话，照新报告重新读"
    stood = sum(row.in_source for row in before.values())
    if stood >= _TELLING and len(kept) < _FEW * stood:
        told += "。两份大半对不上：要不是同一份报告，请运行 tracker undo 撤回，再用 --org、--year 写明是谁哪年的"
    return told


def _known(row: Any, read: Read | None) -> KnownItem:
    title, quote = (row.title, row.quote) if read is None else (read.title, read.quote)
    return KnownItem(row.id, row.kind, title, quote, row.in_source)


def _carry_parts(
    session: Session,
    source: PlainText,
    parents: Mapping[int, tuple[str, Any]],
    *,
    document_id: int,
    year: int,
    actor: str,
    now: datetime,
) -> list[Entry]:
    """Let the parts of items that were split stand in the corrected report, as far as their words do.

    Args:
        session: the writing session.
        source: the corrected report.
        parents: by id what was split: its words in the former report, and its row now.
        document_id: the corrected report.
        year: of the report.
        actor: who corrects.
        now: when, aware.
    """
    entries: list[Entry] = []
    level: Mapping[int, tuple[str, Any]] = parents
    while level and (rows := storing.parts_of(session, level)):
        ids = [row.id for row in rows]
        ours, titled = snapshot(session, ids), history.edited(session, ids, "title")
        for row in rows:
            words, parent = level[row.parent_id]
            near = Span(parent.span_start, parent.span_end) if parent.document_id == document_id else None
            whole = near is not None and row.quote == words
            place = near if whole else find_again(source.text, row.quote, near)
            if place is None:
                storing.mark_gone(session, [row.id])
                continue
            found = read_at(
                source,
                row.kind,
                place,
                id=row.source_id,
                year=year,
                where=row.where or Where.LIST,
                confidence=row.confidence,
            )
            rewrite(session, row.id, found, place.of(source.text), titled=row.id in titled, document_id=document_id)
        theirs, there = snapshot(session, ids), {row.id: row for row in storing.parts_of(session, level)}
        for row in rows:
            made = difference(ours[row.id], theirs[row.id])
            if row.id in there:
                entries.append(_corrected(row, there[row.id], document_id, actor, now, made))
            else:
                entries.append(_left(row, document_id, actor, now, made))
        level = {row.id: (row.quote, there.get(row.id, row)) for row in rows}
    return entries


def _raised(row: Any, document_id: int, actor: str, now: datetime) -> Entry:
    return Entry(
        now,
        actor,
        EventKind.ITEM_RAISED,
        item_id=row.id,
        document_id=document_id,
        target=Status.PROPOSED,
        payload={"number": _number(row), "kind": row.kind.value, **_place(row), **_proposed(row)},
    )


def _proposed(row: Any) -> dict[str, Any]:
    """What the text gave for the columns that people fill in; nothing where it gave nothing."""
    given = {name: getattr(row, name) for name in PROPOSED}
    columns = {name: str(value) for name, value in given.items() if value}
    return {"columns": columns} if columns else {}


def _left(row: Any, document_id: int, actor: str, now: datetime, made: Sequence[Change]) -> Entry:
    payload = changes.payload(made)
    return Entry(now, actor, EventKind.ITEM_LEFT_SOURCE, item_id=row.id, document_id=document_id, payload=payload)


def _corrected(
    before: Any,
    after: Any,
    document_id: int,
    actor: str,
    now: datetime,
    made: Sequence[Change],
    read: Draft | None = None,
) -> Entry:
    """What a correction did to an item; ``read`` is what reading found where a person's decision goes before it."""
    notes = []
    if not before.in_source:
        notes.append("原文重新提及")
    if before.title != after.title:
        notes.append(f"标题由“{before.title}”改为“{after.title}”")
    if before.quote != after.quote:
        notes.append("原文有改动")
    return Entry(
        now,
        actor,
        EventKind.ITEM_CORRECTED,
        item_id=after.id,
        document_id=document_id,
        note="；".join(notes) or "内容未变",
        payload=changes.payload(made, **{"from": _place(before), "to": _place(after)}, **_read(read, document_id)),
    )


def _read(draft: Draft | None, document_id: int) -> dict[str, Any]:
    if draft is None:
        return {}
    span = draft.found.span
    return {"read": {"document": document_id, "title": draft.found.title, "start": span.start, "end": span.end}}


def _place(row: Any) -> dict[str, Any]:
    return {"document": row.document_id, "title": row.title, "start": row.span_start, "end": row.span_end}


def _number(row: Any) -> str:
    return str(ItemNumber(row.unit_code, row.year, row.sequence))
