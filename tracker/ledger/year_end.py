"""Queries for the closure report: what it needs of a whole unit, each in one query however many items there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.domain.kinds import Status
from tracker.ledger import tables as t
from tracker.ledger.comparisons import foremost_up_to, recurs_as_id, repeated_as_id, told
from tracker.ledger.dueness import due_by
from tracker.ledger.kinds import EventKind


def actions_of_unit(session: Session, owner_code: int) -> Sequence[Any]:
    """What the unit's commitments say will be done, by commitment in the order of the text."""
    return session.execute(
        select(
            t.item_action.c.item_id,
            t.item_action.c.position,
            t.item_action.c.span_start,
            t.item_action.c.span_end,
            t.item_action.c.deadline,
        )
        .join(t.item, t.item.c.id == t.item_action.c.item_id)
        .where(t.item.c.owner_code == owner_code)
        .order_by(t.item_action.c.item_id, t.item_action.c.position)
    ).all()


def answers_in_unit(session: Session, owner_code: int) -> list[tuple[int, int]]:
    """Ids (commitment, problem) of the unit's commitments with the problems they answer."""
    query = (
        select(t.item_address.c.commitment_id, t.item_address.c.problem_id)
        .join(t.item, t.item.c.id == t.item_address.c.commitment_id)
        .where(t.item.c.owner_code == owner_code)
        .order_by(t.item_address.c.commitment_id, t.item_address.c.position)
    )
    return list(session.execute(query).all())


def returns_in_unit(session: Session, owner_code: int) -> Sequence[Any]:
    """The unit's items that stand again in a later report, with the ids of the problem and commitment they stand as."""
    columns = (t.follow_up.c.item_id, recurs_as_id.label("recurs_as_id"), repeated_as_id.label("repeated_as_id"))
    return session.execute(
        told(*columns)
        .where(t.item.c.owner_code == owner_code, or_(recurs_as_id.is_not(None), repeated_as_id.is_not(None)))
        .order_by(t.follow_up.c.item_id, t.document.c.year.desc())
    ).all()


def closings_in_unit(session: Session, owner_code: int) -> Sequence[Any]:
    """The moves by which the unit's closed items were closed, oldest first: an item's last one is in force."""
    return session.execute(
        select(t.event.c.item_id, t.event.c.at, t.event.c.actor, t.event.c.note)
        .join(t.item, t.item.c.id == t.event.c.item_id)
        .where(
            t.item.c.owner_code == owner_code,
            t.item.c.status == Status.CLOSED,
            t.event.c.kind == EventKind.ITEM_MOVED,
            t.event.c.target == Status.CLOSED,
        )
        .order_by(t.event.c.id)
    ).all()


def measures(session: Session, document_id: int) -> Sequence[Any]:
    """The measures that a report's closure statements name, by statement in the order of the text."""
    return session.execute(
        select(t.closure_measure.c.closure_position, t.closure_measure.c.span_start, t.closure_measure.c.span_end)
        .where(t.closure_measure.c.document_id == document_id)
        .order_by(t.closure_measure.c.closure_position, t.closure_measure.c.position)
    ).all()


def last_hash(session: Session) -> str | None:
    """The hash of the last entry of the history, which seals all entries before it; ``None`` for an empty history."""
    return session.execute(select(t.event.c.hash).order_by(t.event.c.id.desc()).limit(1)).scalar_one_or_none()


def standing_of_all(session: Session, before: int) -> Iterator[Any]:
    """Every item raised before a year, of all units, with the verdict that weighs most up to it; unit by unit.

    Rows are fetched as they are read, so that a county's ledger is never in memory as a whole.
    """
    verdicts = foremost_up_to(before)
    query = (
        select(
            t.item.c.owner_code,
            t.unit.c.name.label("unit_name"),
            t.item.c.unit_code,
            t.item.c.year,
            t.item.c.sequence,
            t.item.c.kind,
            t.item.c.status,
            t.item.c.theme,
            due_by.label("due_by"),
            verdicts.c.verdict,
        )
        .join(t.unit, t.unit.c.code == t.item.c.owner_code)
        .outerjoin(verdicts, verdicts.c.item_id == t.item.c.id)
        .where(t.item.c.year < before, ~t.item.c.void)
        .order_by(t.item.c.owner_code, t.item.c.year, t.item.c.unit_code, t.item.c.sequence)
        .execution_options(yield_per=1_000)
    )
    yield from session.execute(query)
