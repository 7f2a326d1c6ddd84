"""Taking a report out of the ledger again: imported by mistake, or under the wrong year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import AmbiguousError, MoveError, NotFoundError, UsageError
from tracker.domain.numbering import ItemNumber
from tracker.ledger import changes, history, reports, storing
from tracker.ledger import tables as t
from tracker.ledger.changes import Change
from tracker.ledger.history import Entry
from tracker.ledger.kinds import EventKind
from tracker.ledger.loading import load
from tracker.ledger.replay import text_digest
from tracker.ledger.store import Ledger
from tracker.services.following import Follow, pair_up
from tracker.services.recording import raise_items
from tracker.services.rows import documents_by_id
from tracker.services.units import resolve_unit
from tracker.services.views import DocumentRow

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What taking out a report takes along."""

    unit: str
    year: int
    path: str
    numbers: tuple[str, ...]
    """Numbers of the items that go with it; they are not given again."""
    worked_on: tuple[str, ...]
    """Those of them that people have done something with."""


def to_withdraw(ledger: Ledger, unit: str, year: int) -> Withdrawal:
    """What taking out the report of a unit and year would take along; nothing is changed.

    Raises:
        NotFoundError: no such unit, or no report of it for that year.
        AmbiguousError: several units fit the name.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        document = _find(session, unit, year)
        return _told(session, document, _items(session, document))


def withdraw_report(
    ledger: Ledger, unit: str, year: int, *, note: str, actor: str, now: datetime, follow: Follow | None = None
) -> Withdrawal:
    """Take the report of a unit and year out of the ledger, with the items that it raised. ``undo`` brings all back.

    Raises:
        NotFoundError: no such unit, or no report of it for that year.
        AmbiguousError: several units fit the name.
        MoveError: items of other reports were merged into its items.
        UsageError: it is not said why.
        LedgerError: the database fails.
    """
    _require(note)
    with ledger.write() as session:
        document = _find(session, unit, year)
        told = _told(session, document, _items(session, document))
        _withdraw(session, document, note=note, actor=actor, now=now)
        pair_up(session, document.unit_code, follow=follow)
        return told


def change_year(
    ledger: Ledger,
    unit: str,
    year: int,
    to: int,
    *,
    note: str,
    actor: str,
    now: datetime,
    follow: Follow | None = None,
) -> DocumentRow:
    """Put a report that was imported under the wrong year under the right one; its items get numbers of that year.

    Only where nobody has worked on its items yet: a number that people have used does not change hands.

    Raises:
        NotFoundError: no such unit, or no report of it for that year.
        AmbiguousError: several units fit the name, or there is a report for the other year.
        MoveError: people have worked on its items.
        UsageError: it is not said why, or both years are the same.
        LedgerError: the database fails.
    """
    _require(note)
    if year == to:
        raise UsageError(f"这份报告本来就是 {year} 年度的", "无须改")
    with ledger.write() as session:
        document = _find(session, unit, year)
        if reports.current(session, unit_code=document.unit_code, year=to):
            raise AmbiguousError(
                f"“{document.unit_name}”已有 {to} 年度的报告", "如果是更正稿，请撤下这一份，再按那一年度重新导入"
            )
        worked_on = _told(session, document, _items(session, document)).worked_on
        if worked_on:
            raise MoveError(
                f"这份报告的事项已有人办过（{'、'.join(worked_on[:_NAMED])}），改年度就要换编号，不能改",
                "请先撤销那些操作，再改年度",
            )
        source, found = load(session, document.id)
        _withdraw(session, document, note=note, actor=actor, now=now)
        moved = replace(found, identity=replace(found.identity, year=to))
        new_id = storing.add_document(session, source, moved, unit_code=document.unit_code, year=to, at=now)
        entry = Entry(
            *(now, actor, EventKind.DOCUMENT_IMPORTED),
            document_id=new_id,
            unit_code=document.unit_code,
            note=note.strip(),
            payload={
                "path": source.path,
                "sha256": source.sha256,
                "text": text_digest(source.text),
                "year": to,
                "problems": len(found.problems),
                "commitments": len(found.commitments),
            },
        )
        history.append(session, [entry])
        raise_items(
            session,
            storing.drafts(source, moved),
            document_id=new_id,
            unit_code=document.unit_code,
            year=to,
            actor=actor,
            now=now,
        )
        pair_up(session, document.unit_code, follow=follow)
        return documents_by_id(session, [new_id])[new_id]


def _require(note: str) -> None:
    if not note.strip():
        raise UsageError("要写理由", "请用 --note 写明为什么，如“导错了单位”")


def _find(session: Session, unit: str, year: int) -> Any:
    row = resolve_unit(session, unit)
    found = reports.current(session, unit_code=row.code, year=year)
    if not found:
        raise NotFoundError(f"台账里没有“{row.name}”{year} 年度的报告", "用 tracker unit list 查看有哪些年度")
    return found[0]


def _items(session: Session, document: Any) -> Sequence[Any]:
    """The items that the report and its former versions raised, with the parts split from them."""
    chain, before = [document.id], document.id
    while before is not None:
        before = session.execute(select(t.document.c.replaces_id).where(t.document.c.id == before)).scalar_one()
        chain += [] if before is None else [before]
    item = t.item.c
    query = select(item.id, item.unit_code, item.year, item.sequence)
    return session.execute(
        query.where(item.document_id.in_(chain), ~item.void).order_by(item.unit_code, item.year, item.sequence)
    ).all()


def _told(session: Session, document: Any, rows: Sequence[Any]) -> Withdrawal:
    touched = history.worked_on(session, [row.id for row in rows])
    return Withdrawal(
        unit=document.unit_name,
        year=document.year,
        path=document.path,
        numbers=tuple(_number(row) for row in rows),
        worked_on=tuple(_number(row) for row in rows if row.id in touched),
    )


def _withdraw(session: Session, document: Any, *, note: str, actor: str, now: datetime) -> None:
    rows = _items(session, document)
    ids = [row.id for row in rows]
    item = t.item.c
    query = select(item.unit_code, item.year, item.sequence).where(
        item.merged_into_id.in_(ids), item.id.not_in(ids), ~item.void
    )
    if others := session.execute(query).all():
        listed = "、".join(_number(row) for row in others[:_NAMED])
        raise MoveError(f"别的事项（{listed}）并入了这份报告的事项，不能撤下", "请先恢复那些事项，或改并到别处")
    own = Change(
        "document",
        (document.id,),
        {"superseded_at": None, "withdrawn": False},
        {"superseded_at": now, "withdrawn": True},
    )
    changes.apply(session, own)
    entries = [
        Entry(
            *(now, actor, EventKind.DOCUMENT_WITHDRAWN),
            document_id=document.id,
            unit_code=document.unit_code,
            note=note.strip(),
            payload=changes.payload([own]),
        )
    ]
    for row in rows:
        made = changes.put(session, t.item, (row.id,), {"void": True, "in_source": False})
        entries.append(
            Entry(
                *(now, actor, EventKind.ITEM_WITHDRAWN, row.id),
                document_id=document.id,
                note=note.strip(),
                payload=changes.payload(made),
            )
        )
    history.append(session, entries)


def _number(row: Any) -> str:
    return str(ItemNumber(row.unit_code, row.year, row.sequence))
