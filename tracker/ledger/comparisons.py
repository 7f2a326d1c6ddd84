"""Queries over the follow-ups that are stored: which report is held against which, and what it says of each item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from tracker.ledger.models import Comparison, Document, FollowUp, FollowUpEvidence

_COLUMNS = (
    FollowUp.item_id,
    FollowUp.document_id,
    FollowUp.verdict,
    FollowUp.reason,
    FollowUp.claim_start,
    FollowUp.claim_end,
    FollowUp.recurs_as_id,
    FollowUp.repeated_as_id,
)


def pairs(session: Session, *, unit_code: int | None = None, year: int | None = None) -> list[tuple[int, int]]:
    """Ids (older, newer) of the reports held against each other, by unit and year.

    Args:
        session: a reading session.
        unit_code: only of this unit.
        year: only where the newer report is of this year.
    """
    newer = aliased(Document)
    query = (
        select(Comparison.older_document_id, Comparison.document_id)
        .join(newer, newer.id == Comparison.document_id)
        .order_by(newer.unit_code, newer.year)
    )
    if unit_code is not None:
        query = query.where(newer.unit_code == unit_code)
    if year is not None:
        query = query.where(newer.year == year)
    return [(older, document) for older, document in session.execute(query)]


def of_item(session: Session, item_id: int) -> Sequence[Any]:
    """The follow-ups of one item, oldest newer report first."""
    return session.execute(
        select(*_COLUMNS)
        .join(Document, Document.id == FollowUp.document_id)
        .where(FollowUp.item_id == item_id)
        .order_by(Document.year)
    ).all()


def of_document(session: Session, document_id: int) -> Sequence[Any]:
    """All that a newer report says of the items of the one before it."""
    return session.execute(select(*_COLUMNS).where(FollowUp.document_id == document_id)).all()


def evidence_of_item(session: Session, item_id: int) -> Sequence[Any]:
    """The passages that answer one item, in their order."""
    return session.execute(_evidence().where(FollowUpEvidence.item_id == item_id)).all()


def evidence_in_document(session: Session, document_id: int) -> Sequence[Any]:
    """The passages of a newer report that answer older items, in their order."""
    return session.execute(_evidence().where(FollowUpEvidence.document_id == document_id)).all()


def earlier_items(session: Session, item_id: int) -> list[int]:
    """Ids of the older items of which this one is the return or the repetition."""
    query = select(FollowUp.item_id).where(or_(FollowUp.recurs_as_id == item_id, FollowUp.repeated_as_id == item_id))
    return sorted(session.execute(query).scalars())


def _evidence() -> Any:
    return select(
        FollowUpEvidence.item_id,
        FollowUpEvidence.document_id,
        FollowUpEvidence.score,
        FollowUpEvidence.span_start,
        FollowUpEvidence.span_end,
    ).order_by(FollowUpEvidence.item_id, FollowUpEvidence.document_id, FollowUpEvidence.position)
