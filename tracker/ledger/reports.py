"""Queries over the reports in the ledger: rows, texts, and what a report was found to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.domain.kinds import DocumentKind, ItemKind
from tracker.ledger import tables as t

_CURRENT = t.document.c.superseded_at.is_(None) & (t.document.c.kind == DocumentKind.REPORT)


def current(session: Session, *, unit_code: int | None = None, year: int | None = None) -> Sequence[Any]:
    """The current reports, by unit and year."""
    query = _documents().where(_CURRENT).order_by(t.document.c.unit_code, t.document.c.year)
    if unit_code is not None:
        query = query.where(t.document.c.unit_code == unit_code)
    if year is not None:
        query = query.where(t.document.c.year == year)
    return session.execute(query).all()


def current_years(session: Session, unit_code: int) -> list[tuple[int, int]]:
    """The current reports of a unit (id, year), by year."""
    query = select(t.document.c.id, t.document.c.year).where(t.document.c.unit_code == unit_code, _CURRENT)
    return [(row.id, row.year) for row in session.execute(query.order_by(t.document.c.year))]


def current_of(session: Session, items: Iterable[int]) -> set[int]:
    """Ids of the current reports that some items stand in."""
    query = (
        select(t.document.c.id)
        .join(t.item, t.item.c.document_id == t.document.c.id)
        .where(t.item.c.id.in_(sorted(set(items))), _CURRENT)
    )
    return set(session.execute(query).scalars())


def by_id(session: Session, wanted: Iterable[int]) -> dict[int, Any]:
    """Reports by id, superseded ones too."""
    query = _documents().where(t.document.c.id.in_(sorted(set(wanted))))
    return {row.id: row for row in session.execute(query)}


def texts(session: Session, wanted: Iterable[int]) -> dict[int, str]:
    """The stored texts of reports, by id."""
    query = select(t.document.c.id, t.document.c.text).where(t.document.c.id.in_(sorted(set(wanted))))
    return dict(session.execute(query).all())


def item_counts(session: Session, wanted: Iterable[int]) -> dict[tuple[int, ItemKind], int]:
    """How many problems and commitments stand in each report."""
    return _counts(session, t.item.c.document_id.in_(sorted(set(wanted))))


def item_counts_of_current(session: Session) -> dict[tuple[int, ItemKind], int]:
    """How many problems and commitments stand in each report of the ledger."""
    return _counts(session)


def _counts(session: Session, *conditions: ColumnElement[bool]) -> dict[tuple[int, ItemKind], int]:
    # All items are counted on the index alone, and then the few that were split from others taken off: to look into
    # each row whether it is one would take ten times as long.
    item = t.item.c
    query = select(item.document_id, item.kind, func.count()).where(item.in_source, *conditions)
    counts = {(document, kind): number for document, kind, number in _grouped(session, query)}
    for document, kind, number in _grouped(session, query.where(item.parent_id.is_not(None))):
        counts[document, kind] -= number
    return {place: number for place, number in counts.items() if number}


def _grouped(session: Session, query: Any) -> Iterable[Any]:
    return session.execute(query.group_by(t.item.c.document_id, t.item.c.kind))


def closures(session: Session, document_id: int) -> Sequence[Any]:
    """The closure statements of a report, in the order of the text."""
    return session.execute(
        select(
            t.closure.c.origin,
            t.closure.c.status,
            t.closure.c.total,
            t.closure.c.done,
            t.closure.c.span_start,
            t.closure.c.span_end,
        )
        .where(t.closure.c.document_id == document_id)
        .order_by(t.closure.c.position)
    ).all()


def reconciliations(session: Session, document_id: int) -> Sequence[Any]:
    """The counts that a report claims, held against the one before it."""
    return session.execute(
        select(t.reconciliation.c.origin, t.reconciliation.c.claimed_total, t.reconciliation.c.ledger_total)
        .where(t.reconciliation.c.document_id == document_id)
        .order_by(t.reconciliation.c.position)
    ).all()


def _documents() -> Any:
    return select(
        t.document.c.id,
        t.document.c.unit_code,
        t.document.c.year,
        t.document.c.sha256,
        t.document.c.path,
        t.document.c.title,
        t.document.c.encoding,
        t.document.c.chars,
        t.document.c.imported_at,
        t.document.c.kind,
        t.unit.c.name.label("unit_name"),
    ).join(t.unit, t.unit.c.code == t.document.c.unit_code)
