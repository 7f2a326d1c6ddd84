"""Writing what reports say of items, and forgetting it: all of it can be made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.orm import Session

from tracker.domain.following import FollowUp
from tracker.domain.kinds import Origin
from tracker.ledger import tables as t
from tracker.ledger.loading import source_ids
from tracker.ledger.storing import LARGEST


def drop_comparison(session: Session, document_id: int) -> None:
    """Forget what a newer report says of the one before it."""
    for table in (t.follow_up_evidence, t.follow_up_action, t.follow_up, t.reconciliation, t.comparison):
        session.connection().execute(delete(table).where(table.c.document_id == document_id))


def drop_follow_ups(session: Session, document_id: int, items: Iterable[int], origins: Iterable[Origin] = ()) -> None:
    """Forget what a report says of some items, and of the counts of some origins."""
    wanted = sorted(set(items))
    for table in (t.follow_up_evidence, t.follow_up_action, t.follow_up):
        here = (table.c.document_id == document_id) & table.c.item_id.in_(wanted)
        session.connection().execute(delete(table).where(here))
    count = t.reconciliation
    here = (count.c.document_id == document_id) & count.c.origin.in_(sorted(set(origins)))
    session.connection().execute(delete(count).where(here))


def add_comparison(session: Session, older_id: int, newer_id: int, follow_up: FollowUp) -> None:
    """Write what a newer report says of the items of the one before it."""
    _add(session, t.comparison, [{"document_id": newer_id, "older_document_id": older_id}])
    add_follow_ups(session, source_ids(session, older_id), newer_id, follow_up)


def add_follow_ups(session: Session, older: Mapping[str, int], newer_id: int, follow_up: FollowUp) -> None:
    """Write what a report says of older items.

    Args:
        session: the writing session.
        older: the ids of the items by their ids in ``follow_up``; what it says of others is left out.
        newer_id: the report.
        follow_up: what it says.
    """
    newer = source_ids(session, newer_id)
    items = [item for item in follow_up.items if item.item_id in older]
    _add(
        session,
        t.follow_up,
        [
            {
                "item_id": older[item.item_id],
                "document_id": newer_id,
                "verdict": item.verdict,
                "reason": item.reason,
                "claim_start": item.claim.start if item.claim else None,
                "claim_end": item.claim.end if item.claim else None,
                "recurs_as_id": newer[item.recurs_as] if item.recurs_as else None,
                "repeated_as_id": newer[item.repeated_as] if item.repeated_as else None,
                "score": item.score,
            }
            for item in items
        ],
    )
    _add(
        session,
        t.follow_up_action,
        [
            {
                "item_id": older[item.item_id],
                "document_id": newer_id,
                "position": at,
                "standing": action.standing,
                "score": action.score,
                "span_start": action.span.start if action.span else None,
                "span_end": action.span.end if action.span else None,
            }
            for item in items
            for at, action in enumerate(item.actions)
        ],
    )
    _add(
        session,
        t.follow_up_evidence,
        [
            {
                "item_id": older[item.item_id],
                "document_id": newer_id,
                "position": at,
                "score": evidence.score,
                "span_start": evidence.span.start,
                "span_end": evidence.span.end,
            }
            for item in items
            for at, evidence in enumerate(item.evidence)
        ],
    )
    first = session.execute(
        select(func.coalesce(func.max(t.reconciliation.c.position) + 1, 0)).where(
            t.reconciliation.c.document_id == newer_id
        )
    ).scalar_one()
    _add(
        session,
        t.reconciliation,
        [
            {
                "document_id": newer_id,
                "position": at,
                "origin": count.origin,
                "claimed_total": min(count.claimed_total, LARGEST),
                "ledger_total": count.ledger_total,
            }
            for at, count in enumerate(follow_up.reconciliation, start=first)
        ],
    )


def _add(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(table), rows)
