"""Entering the items of a report into the ledger with their history: for the first time, or from a corrected report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.kinds import Status
from tracker.domain.numbering import ItemNumber
from tracker.ledger import changes, history, storing
from tracker.ledger.changes import Change
from tracker.ledger.history import Entry, append
from tracker.ledger.kinds import EventKind
from tracker.ledger.particulars import PROPOSED
from tracker.ledger.snapshots import difference, snapshot
from tracker.ledger.storing import Draft
from tracker.services.correcting import FoundItem, KnownItem, match


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


def correct_items(
    session: Session,
    drafts: Sequence[Draft],
    *,
    document_id: int,
    unit_code: int,
    year: int,
    actor: str,
    now: datetime,
) -> str:
    """Enter the items of a corrected report: what was there keeps number, state and history.

    Returns:
        What changed, one Chinese sentence.
    """
    before = {row.id: row for row in storing.items_of_year(session, unit_code=unit_code, year=year)}
    known = match(
        [KnownItem(row.id, row.kind, row.title, row.quote, row.in_source) for row in before.values()],
        [FoundItem(draft.found.id, draft.kind, draft.found.title, draft.quote) for draft in drafts],
    )
    ours = snapshot(session, before)
    edited = history.edited(session, before, "title")
    storing.put_items(
        session, drafts, document_id=document_id, unit_code=unit_code, year=year, known=known, keep_title=edited
    )
    kept = set(known.values())
    gone = [row for row in before.values() if row.in_source and row.id not in kept]
    storing.mark_gone(session, [row.id for row in gone])
    after = storing.items_of_year(session, unit_code=unit_code, year=year)
    added = [row for row in after if row.id not in before]
    theirs = snapshot(session, before)
    made = {number: difference(ours[number], theirs[number]) for number in before}
    entries = [
        _corrected(before[row.id], row, document_id, actor, now, made[row.id]) for row in after if row.id in kept
    ]
    entries += [_raised(row, document_id, actor, now) for row in added]
    entries += [
        Entry(
            *(now, actor, EventKind.ITEM_LEFT_SOURCE),
            item_id=row.id,
            document_id=document_id,
            payload=changes.payload(made[row.id]),
        )
        for row in gone
    ]
    append(session, entries)
    numbers = "、".join(_number(row) for row in gone)
    return f"按更正后的报告：{len(kept)} 项对上原有编号，新增 {len(added)} 项，原文不再提及 {len(gone)} 项" + (
        f"（{numbers}，仍留在台账）" if gone else ""
    )


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


def _corrected(before: Any, after: Any, document_id: int, actor: str, now: datetime, made: Sequence[Change]) -> Entry:
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
        payload=changes.payload(made, **{"from": _place(before), "to": _place(after)}),
    )


def _place(row: Any) -> dict[str, Any]:
    return {"document": row.document_id, "title": row.title, "start": row.span_start, "end": row.span_end}


def _number(row: Any) -> str:
    return str(ItemNumber(row.unit_code, row.year, row.sequence))
