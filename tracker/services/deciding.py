"""Confirming and refusing items as they were seen: what another person has changed meanwhile is not decided unseen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError, UsageError
from tracker.domain.kinds import Role, Status
from tracker.domain.spans import Span
from tracker.domain.status import DEFAULT_RULES, Given, WorkflowRules
from tracker.ledger import worklist
from tracker.ledger.store import Ledger
from tracker.services.judging import TAKEN_UP
from tracker.services.review_views import ReviewItem
from tracker.services.rows import find_item, item_row
from tracker.services.views import ItemRow
from tracker.services.workflow import move_in

_NAMED = 5


def take_up(
    ledger: Ledger,
    items: Sequence[ReviewItem],
    *,
    note: str = "",
    actor: str,
    now: datetime,
    roles: frozenset[Role] | None = None,
    rules: WorkflowRules = DEFAULT_RULES,
) -> tuple[ItemRow, ...]:
    """Confirm items, all of them or none, as one command to undo.

    Args:
        ledger: the ledger.
        items: as they were seen.
        note: how they were checked.
        actor: who.
        now: when, aware.
        roles: what the person may do; ``None`` for what whoever signed in may do, where the ledger tells people apart.
        rules: what the office set.

    Raises:
        MoveError: one was changed meanwhile, or the rules refuse.
        UsageError: no item is given.
        LedgerError: the database fails.
    """
    given = Given(note=note.strip() or TAKEN_UP)
    return _decide(ledger, items, Status.OPEN, given, actor=actor, now=now, roles=roles, rules=rules)


def refuse(
    ledger: Ledger,
    item: ReviewItem,
    *,
    note: str,
    actor: str,
    now: datetime,
    roles: frozenset[Role] | None = None,
    rules: WorkflowRules = DEFAULT_RULES,
) -> ItemRow:
    """Say that something is no item, and why. See ``take_up``.

    Raises:
        MoveError: it was changed meanwhile, the reason is missing, or the rules refuse.
        LedgerError: the database fails.
    """
    given = Given(note=note)
    (row,) = _decide(ledger, [item], Status.REJECTED, given, actor=actor, now=now, roles=roles, rules=rules)
    return row


def _decide(
    ledger: Ledger,
    items: Sequence[ReviewItem],
    target: Status,
    given: Given,
    *,
    actor: str,
    now: datetime,
    roles: frozenset[Role] | None,
    rules: WorkflowRules,
) -> tuple[ItemRow, ...]:
    if not items:
        raise UsageError("没有要确认的事项", "请选至少一项")
    with ledger.write() as session:
        ids = _as_seen(session, items)
        move_in(session, ids, target, given=given, actor=actor, now=now, roles=roles, rules=rules)
        after = worklist.rows_by_id(session, ids)
        return tuple(item_row(after[one]) for one in ids)


def _as_seen(session: Session, items: Sequence[ReviewItem]) -> list[int]:
    ids = [find_item(session, item.row.number) for item in items]
    rows = worklist.rows_by_id(session, ids)
    changed = []
    for item, one in zip(items, ids, strict=True):
        row, seen = rows[one], item.row
        now = (row.status, row.title, row.document_id, Span(row.span_start, row.span_end))
        if now != (seen.status, seen.title, item.quote.document_id, item.quote.span):
            changed.append(seen.number)
    if changed:
        listed = "、".join(changed[:_NAMED]) + ("等" if len(changed) > _NAMED else "")
        raise MoveError(f"{listed} 刚被别人改过，都没有改", "请重新查看后再定")
    return ids
