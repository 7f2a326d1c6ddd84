"""Queries over the follow-ups that are stored: which report is held against which, and what it says of each item.

What a person has judged goes before what the program proposed; both are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Subquery, and_, case, func, or_, select, union, update
from sqlalchemy.orm import Session

from tracker.domain.kinds import ItemKind, Verdict
from tracker.ledger import tables as t

_AGAIN = (Verdict.CONTESTED, Verdict.RECURRING)
_PROMISED_AGAIN = (*_AGAIN, Verdict.IN_PROGRESS)

verdict_in_force: ColumnElement[Verdict] = func.coalesce(t.judgement.c.verdict, t.follow_up.c.verdict)
"""What is held of an item: a person's verdict, else the proposed one."""

_AS_PROPOSED = or_(t.judgement.c.verdict.is_(None), t.judgement.c.verdict == t.follow_up.c.verdict)


def _in_force(proposed: ColumnElement[int | None], kind: ItemKind, verdicts: Sequence[Verdict]) -> ColumnElement[Any]:
    told = case((t.item.c.kind == kind, t.judgement.c.again_id), else_=None)
    return case(
        (and_(_AS_PROPOSED, t.judgement.c.again_id.is_(None)), proposed),
        (t.judgement.c.verdict.in_(verdicts), func.coalesce(told, proposed)),
        else_=None,
    )


recurs_as_id = _in_force(t.follow_up.c.recurs_as_id, ItemKind.PROBLEM, _AGAIN)
repeated_as_id = _in_force(t.follow_up.c.repeated_as_id, ItemKind.COMMITMENT, _PROMISED_AGAIN)

_COLUMNS = (
    t.follow_up.c.item_id,
    t.follow_up.c.document_id,
    verdict_in_force.label("verdict"),
    t.follow_up.c.verdict.label("proposed"),
    t.follow_up.c.reason,
    t.follow_up.c.claim_start,
    t.follow_up.c.claim_end,
    recurs_as_id.label("recurs_as_id"),
    repeated_as_id.label("repeated_as_id"),
    t.follow_up.c.score,
    t.follow_up.c.foremost,
    t.document.c.year,
    t.judgement.c.verdict.label("judged"),
    t.judgement.c.proposed.label("judged_on"),
    t.judgement.c.note.label("judged_note"),
    t.judgement.c.at.label("judged_at"),
    t.judgement.c.by.label("judged_by"),
)

_JUDGED = and_(t.judgement.c.item_id == t.follow_up.c.item_id, t.judgement.c.year == t.document.c.year)


def told(*columns: Any) -> Any:
    """A query over what reports say of items, with the items, the reports and what people hold of it."""
    return (
        select(*columns)
        .select_from(t.follow_up)
        .join(t.item, t.item.c.id == t.follow_up.c.item_id)
        .join(t.document, t.document.c.id == t.follow_up.c.document_id)
        .outerjoin(t.judgement, _JUDGED)
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
    return session.execute(told(*_COLUMNS).where(t.follow_up.c.item_id == item_id).order_by(t.document.c.year)).all()


def of_document(session: Session, document_id: int) -> Sequence[Any]:
    """All that a report says of older items: of the report before it, of reports before that, and of other origins."""
    query = told(*_COLUMNS).where(t.follow_up.c.document_id == document_id)
    return session.execute(query.order_by(t.follow_up.c.item_id)).all()


def of_unit(session: Session, owner_code: int) -> Sequence[Any]:
    """The follow-ups of all items of a unit, oldest newer report first."""
    query = told(*_COLUMNS).where(t.item.c.owner_code == owner_code)
    return session.execute(query.order_by(t.document.c.year, t.follow_up.c.item_id)).all()


def evidence_of_item(session: Session, item_id: int) -> Sequence[Any]:
    """The passages that answer one item, in their order."""
    return evidence_of_items(session, [item_id])


def evidence_of_items(session: Session, wanted: Sequence[int]) -> Sequence[Any]:
    """The passages that answer some items, in their order."""
    return session.execute(_evidence().where(t.follow_up_evidence.c.item_id.in_(sorted(set(wanted))))).all()


def evidence_in_document(session: Session, document_id: int) -> Sequence[Any]:
    """The passages of a newer report that answer older items, in their order."""
    return session.execute(_evidence().where(t.follow_up_evidence.c.document_id == document_id)).all()


def actions_of_items(session: Session, wanted: Sequence[int]) -> Sequence[Any]:
    """What reports say of the single things that some commitments promise, in their order."""
    return session.execute(_actions().where(t.follow_up_action.c.item_id.in_(sorted(set(wanted))))).all()


def actions_in_document(session: Session, document_id: int) -> Sequence[Any]:
    """What a report says of the single things that older commitments promise, in their order."""
    return session.execute(_actions().where(t.follow_up_action.c.document_id == document_id)).all()


def earlier_items(session: Session, item_id: int) -> list[int]:
    """Ids of the older items of which this one is the return or the repetition."""
    # The expressions in force look into both tables and use no index: they are asked of the few that name the item.
    named = union(
        select(t.follow_up.c.item_id).where(t.follow_up.c.recurs_as_id == item_id),
        select(t.follow_up.c.item_id).where(t.follow_up.c.repeated_as_id == item_id),
        select(t.judgement.c.item_id).where(t.judgement.c.again_id == item_id),
    )
    query = told(t.follow_up.c.item_id).where(
        t.follow_up.c.item_id.in_(named), or_(recurs_as_id == item_id, repeated_as_id == item_id)
    )
    return sorted(set(session.execute(query).scalars()))


_RANK = case(
    {Verdict.SILENT: 0, Verdict.EVIDENCED: 1},
    value=t.follow_up.c.verdict,
    else_=2,
)


def foremost_up_to(year: int) -> Subquery:
    """Of each item (``item_id``) the ``verdict`` that weighs most up to a year; see ``mark_foremost``."""
    place = func.row_number().over(
        partition_by=t.follow_up.c.item_id, order_by=(_RANK.desc(), t.document.c.year.desc())
    )
    ranked = (
        told(t.follow_up.c.item_id, verdict_in_force.label("verdict"), place.label("place"))
        .where(t.document.c.year <= year)
        .subquery()
    )
    weightiest: Subquery = select(ranked.c.item_id, ranked.c.verdict).where(ranked.c.place == 1).subquery()
    return weightiest


def verdict_up_to(year: int) -> ScalarSelect[Verdict | None]:
    """The verdict of ``foremost_up_to`` as a column of items: cheaper where few of them are asked about."""
    return (
        select(verdict_in_force)
        .select_from(t.follow_up)
        .join(t.document, t.document.c.id == t.follow_up.c.document_id)
        .outerjoin(t.judgement, _JUDGED)
        .where(t.follow_up.c.item_id == t.item.c.id, t.document.c.year <= year)
        .order_by(_RANK.desc(), t.document.c.year.desc())
        .limit(1)
        .correlate(t.item)
        .scalar_subquery()
    )


def mark_foremost(session: Session, owner_code: int) -> None:
    """Mark of each item of a unit the one follow-up that lists show.

    A return or a claim goes before work told without a claim, that before silence, and among equals the latest report:
    that a later report is silent takes nothing back.
    """
    rows = session.execute(
        told(t.follow_up.c.item_id, t.follow_up.c.document_id, t.follow_up.c.foremost)
        .where(t.item.c.owner_code == owner_code)
        .order_by(t.follow_up.c.item_id, _RANK.desc(), t.document.c.year.desc())
    ).all()
    last = None
    for row in rows:
        foremost = row.item_id != last
        last = row.item_id
        if row.foremost != foremost:
            session.execute(
                update(t.follow_up)
                .where(t.follow_up.c.item_id == row.item_id, t.follow_up.c.document_id == row.document_id)
                .values(foremost=foremost)
            )


def _evidence() -> Any:
    return select(
        t.follow_up_evidence.c.item_id,
        t.follow_up_evidence.c.document_id,
        t.follow_up_evidence.c.score,
        t.follow_up_evidence.c.span_start,
        t.follow_up_evidence.c.span_end,
    ).order_by(t.follow_up_evidence.c.item_id, t.follow_up_evidence.c.document_id, t.follow_up_evidence.c.position)


def _actions() -> Any:
    return select(
        t.follow_up_action.c.item_id,
        t.follow_up_action.c.document_id,
        t.follow_up_action.c.position,
        t.follow_up_action.c.standing,
        t.follow_up_action.c.score,
        t.follow_up_action.c.span_start,
        t.follow_up_action.c.span_end,
    ).order_by(t.follow_up_action.c.item_id, t.follow_up_action.c.document_id, t.follow_up_action.c.position)
