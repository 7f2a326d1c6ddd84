"""Queries over the follow-ups that are stored: which report is held against which, and what it says of each item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.ledger import tables as t

_COLUMNS = (
    t.follow_up.c.item_id,
    t.follow_up.c.document_id,
    t.follow_up.c.verdict,
    t.follow_up.c.reason,
    t.follow_up.c.claim_start,
    t.follow_up.c.claim_end,
    t.follow_up.c.recurs_as_id,
    t.follow_up.c.repeated_as_id,
)


def pairs(session: Session, *, unit_code: int | None = None, year: int | None = None) -> list[tuple[int, int]]:
    """Ids (older, newer) of the reports held against each other, by unit and year.

    Args:
        session: a reading session.
        unit_code: only of this unit.
        year: only where the newer report is of this year.
    """
    newer = t.document.alias()
    query = (
        select(t.comparison.c.older_document_id, t.comparison.c.document_id)
        .join(newer, newer.c.id == t.comparison.c.document_id)
        .order_by(newer.c.unit_code, newer.c.year)
    )
    if unit_code is not None:
        query = query.where(newer.c.unit_code == unit_code)
    if year is not None:
        query = query.where(newer.c.year == year)
    return [(older, document) for older, document in session.execute(query)]


def of_item(session: Session, item_id: int) -> Sequence[Any]:
    """The follow-ups of one item, oldest newer report first."""
    return session.execute(
        select(*_COLUMNS)
        .join(t.document, t.document.c.id == t.follow_up.c.document_id)
        .where(t.follow_up.c.item_id == item_id)
        .order_by(t.document.c.year)
    ).all()


def of_document(session: Session, document_id: int) -> Sequence[Any]:
    """All that a newer report says of the items of the one before it."""
    return session.execute(select(*_COLUMNS).where(t.follow_up.c.document_id == document_id)).all()


def evidence_of_item(session: Session, item_id: int) -> Sequence[Any]:
    """The passages that answer one item, in their order."""
    return session.execute(_evidence().where(t.follow_up_evidence.c.item_id == item_id)).all()


def evidence_in_document(session: Session, document_id: int) -> Sequence[Any]:
    """The passages of a newer report that answer older items, in their order."""
    return session.execute(_evidence().where(t.follow_up_evidence.c.document_id == document_id)).all()


def earlier_items(session: Session, item_id: int) -> list[int]:
    """Ids of the older items of which this one is the return or the repetition."""
    query = select(t.follow_up.c.item_id).where(
        or_(t.follow_up.c.recurs_as_id == item_id, t.follow_up.c.repeated_as_id == item_id)
    )
    return sorted(session.execute(query).scalars())


def _evidence() -> Any:
    return select(
        t.follow_up_evidence.c.item_id,
        t.follow_up_evidence.c.document_id,
        t.follow_up_evidence.c.score,
        t.follow_up_evidence.c.span_start,
        t.follow_up_evidence.c.span_end,
    ).order_by(t.follow_up_evidence.c.item_id, t.follow_up_evidence.c.document_id, t.follow_up_evidence.c.position)
