"""Queries over many items at once, for the checks and for the sheet: who answers whom, what was said at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.kinds import DocumentKind, Status
from tracker.ledger import tables as t
from tracker.ledger.kinds import EventKind


def linked(session: Session) -> frozenset[int]:
    """Ids of the problems that a commitment of the same report answers, and of the commitments that answer one."""
    commitment, problem = t.item.alias(), t.item.alias()
    query = (
        select(commitment.c.id, problem.c.id)
        .select_from(t.item_address)
        .join(commitment, commitment.c.id == t.item_address.c.commitment_id)
        .join(problem, problem.c.id == t.item_address.c.problem_id)
        .where(
            commitment.c.document_id == problem.c.document_id,
            ~commitment.c.void,
            ~problem.c.void,
            commitment.c.status != Status.REJECTED,
            problem.c.status != Status.REJECTED,
        )
    )
    return frozenset(number for pair in session.execute(query) for number in pair)


def from_reports(session: Session) -> frozenset[int]:
    """Ids of the items that stand in a report; the others were entered by hand or from a sheet."""
    query = (
        select(t.item.c.id)
        .join(t.document, t.document.c.id == t.item.c.document_id)
        .where(t.document.c.kind == DocumentKind.REPORT, t.item.c.parent_id.is_(None))
    )
    return frozenset(session.execute(query).scalars())


def closing_words(session: Session, wanted: Iterable[int]) -> Mapping[int, list[tuple[int | None, str]]]:
    """What was said when items were reported done and when they were closed, with the round, oldest first, by id."""
    ids = set(wanted)
    query = (
        select(t.event.c.item_id, t.event.c.note, t.event.c.payload)
        .where(
            t.event.c.kind == EventKind.ITEM_MOVED,
            t.event.c.target.in_([Status.IN_REVIEW, Status.CLOSED]),
        )
        .order_by(t.event.c.id)
    )
    found: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    for row in session.execute(query):
        if row.item_id in ids:
            found[row.item_id].append((row.payload.get("round"), row.note))
    return found


def first_seal(session: Session) -> str:
    """The seal of the first entry of the history: it tells this ledger from any other. Empty for an empty ledger."""
    seal: str | None = session.execute(select(t.event.c.hash).order_by(t.event.c.id).limit(1)).scalar_one_or_none()
    return seal or ""


def promised(session: Session, wanted: Iterable[int]) -> Mapping[int, list[str]]:
    """What commitments say will be done, in the order of the text, by the commitment's id."""
    ids = set(wanted)
    query = (
        select(
            t.item_action.c.item_id,
            t.item_action.c.span_start,
            t.item_action.c.span_end,
            t.item.c.span_start,
            t.item.c.quote,
        )
        .join(t.item, t.item.c.id == t.item_action.c.item_id)
        .order_by(t.item_action.c.item_id, t.item_action.c.position)
    )
    found: dict[int, list[str]] = defaultdict(list)
    rows: Iterable[Any] = session.execute(query)
    for item_id, start, end, item_start, quote in rows:
        if item_id in ids and item_start <= start and end - item_start <= len(quote):
            found[item_id].append(quote[start - item_start : end - item_start])
    return found
