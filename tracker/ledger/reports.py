"""Queries over the reports in the ledger: rows, texts, and what a report was found to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.kinds import ItemKind
from tracker.ledger.models import Closure, Document, Item, Reconciliation, Unit


def current(session: Session, *, unit_code: int | None = None, year: int | None = None) -> Sequence[Any]:
    """The current reports, by unit and year."""
    query = _documents().where(Document.superseded_at.is_(None)).order_by(Document.unit_code, Document.year)
    if unit_code is not None:
        query = query.where(Document.unit_code == unit_code)
    if year is not None:
        query = query.where(Document.year == year)
    return session.execute(query).all()


def current_ids(session: Session, unit_code: int) -> list[int]:
    """Ids of the current reports of a unit, by year."""
    query = select(Document.id).where(Document.unit_code == unit_code, Document.superseded_at.is_(None))
    return list(session.execute(query.order_by(Document.year)).scalars())


def by_id(session: Session, wanted: Iterable[int]) -> dict[int, Any]:
    """Reports by id, superseded ones too."""
    query = _documents().where(Document.id.in_(sorted(set(wanted))))
    return {row.id: row for row in session.execute(query)}


def texts(session: Session, wanted: Iterable[int]) -> dict[int, str]:
    """The stored texts of reports, by id."""
    query = select(Document.id, Document.text).where(Document.id.in_(sorted(set(wanted))))
    return dict(session.execute(query).all())


def item_counts(session: Session, wanted: Iterable[int]) -> dict[tuple[int, ItemKind], int]:
    """How many problems and commitments stand in each report."""
    query = (
        select(Item.document_id, Item.kind, func.count())
        .where(Item.document_id.in_(sorted(set(wanted))), Item.in_source)
        .group_by(Item.document_id, Item.kind)
    )
    return {(document, kind): number for document, kind, number in session.execute(query)}


def item_counts_of_current(session: Session) -> dict[tuple[int, ItemKind], int]:
    """How many problems and commitments stand in each report of the ledger."""
    query = (
        select(Item.document_id, Item.kind, func.count()).where(Item.in_source).group_by(Item.document_id, Item.kind)
    )
    return {(document, kind): number for document, kind, number in session.execute(query)}


def closures(session: Session, document_id: int) -> Sequence[Any]:
    """The closure statements of a report, in the order of the text."""
    return session.execute(
        select(Closure.origin, Closure.status, Closure.total, Closure.done, Closure.span_start, Closure.span_end)
        .where(Closure.document_id == document_id)
        .order_by(Closure.position)
    ).all()


def reconciliations(session: Session, document_id: int) -> Sequence[Any]:
    """The counts that a report claims, held against the one before it."""
    return session.execute(
        select(Reconciliation.origin, Reconciliation.claimed_total, Reconciliation.ledger_total)
        .where(Reconciliation.document_id == document_id)
        .order_by(Reconciliation.position)
    ).all()


def _documents() -> Any:
    return select(
        Document.id,
        Document.unit_code,
        Document.year,
        Document.sha256,
        Document.path,
        Document.title,
        Document.encoding,
        Document.chars,
        Document.imported_at,
        Unit.name.label("unit_name"),
    ).join(Unit, Unit.code == Document.unit_code)
