"""Bringing a report back from its rows: what is stored is what people see, so following up works on that."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.kinds import ItemKind, Where
from tracker.domain.report import (
    Action,
    Closure,
    ClosureItem,
    Commitment,
    Extraction,
    Identity,
    Metric,
    PlainText,
    Problem,
    Section,
    Tally,
)
from tracker.domain.spans import Span
from tracker.ledger import originals
from tracker.ledger import tables as t


def load(session: Session, document_id: int) -> tuple[PlainText, Extraction]:
    """The text of a report and what was found in it, equal to what was stored but for particulars (``particulars``)."""
    document = session.execute(select(t.document).where(t.document.c.id == document_id)).one()
    source = PlainText(
        text=document.text,
        encoding=document.encoding,
        sha256=document.sha256,
        path=document.path,
        layout=originals.layouts(session, [document_id])[document_id],
    )
    problems, commitments = _items(session, document_id)
    extraction = Extraction(
        identity=Identity(
            org=document.org,
            year=document.year,
            org_in_text=document.org_in_text,
            year_in_text=document.year_in_text,
            title=document.title,
        ),
        sections=tuple(Section(row.kind, _span(row), row.heading) for row in _rows(session, t.section, document_id)),
        problems=problems,
        commitments=commitments,
        closures=_closures(session, document_id),
        tallies=tuple(
            Tally(row.label, _span(row), row.total, row.done) for row in _rows(session, t.tally, document_id)
        ),
        metrics=tuple(
            Metric(row.label, row.value, row.unit, _span(row), row.approx)
            for row in _rows(session, t.metric, document_id)
        ),
        warnings=tuple(row.message for row in _rows(session, t.reading_warning, document_id)),
    )
    return source, extraction


def source_ids(session: Session, document_id: int) -> dict[str, int]:
    """Ids of the items that stand in a report, by their ids within it."""
    query = select(t.item.c.source_id, t.item.c.id).where(
        t.item.c.document_id == document_id, t.item.c.in_source, t.item.c.parent_id.is_(None)
    )
    return dict(session.execute(query).all())


def _items(session: Session, document_id: int) -> tuple[tuple[Problem, ...], tuple[Commitment, ...]]:
    item = t.item
    here = (item.c.document_id == document_id) & item.c.in_source & item.c.parent_id.is_(None)
    actions: dict[int, list[Action]] = defaultdict(list)
    action = t.item_action
    for row in session.execute(
        select(action)
        .join(item, item.c.id == action.c.item_id)
        .where(here)
        .order_by(action.c.item_id, action.c.position)
    ):
        actions[row.item_id].append(Action(_span(row), row.deadline, row.checkable))
    rows = session.execute(
        select(
            item.c.id,
            item.c.source_id,
            item.c.kind,
            item.c.title,
            item.c.where,
            item.c.confidence,
            item.c.span_start,
            item.c.span_end,
        )
        .where(here)
        .order_by(item.c.span_start, item.c.position)
    ).all()
    names = {row.id: row.source_id for row in rows}
    answered: dict[int, list[str]] = defaultdict(list)
    address = t.item_address
    for row in session.execute(
        select(address.c.commitment_id, address.c.problem_id)
        .join(item, item.c.id == address.c.commitment_id)
        .where(here)
        .order_by(address.c.commitment_id, address.c.position)
    ):
        answered[row.commitment_id].append(names[row.problem_id])
    problems = tuple(
        Problem(row.source_id, row.title, _span(row), row.where or Where.LIST, row.confidence)
        for row in rows
        if row.kind is ItemKind.PROBLEM
    )
    commitments = tuple(
        Commitment(
            row.source_id, row.title, _span(row), tuple(actions[row.id]), tuple(answered[row.id]), row.confidence
        )
        for row in rows
        if row.kind is ItemKind.COMMITMENT
    )
    return problems, commitments


def _closures(session: Session, document_id: int) -> tuple[Closure, ...]:
    measures: dict[int, list[Span]] = defaultdict(list)
    for row in _rows(session, t.closure_measure, document_id):
        measures[row.closure_position].append(_span(row))
    named: dict[int, list[ClosureItem]] = defaultdict(list)
    for row in _rows(session, t.closure_item, document_id):
        named[row.closure_position].append(ClosureItem(row.title, row.status, _span(row)))
    return tuple(
        Closure(
            row.origin,
            row.status,
            _span(row),
            row.total,
            row.done,
            tuple(measures[row.position]),
            tuple(named[row.position]),
        )
        for row in _rows(session, t.closure, document_id)
    )


def _rows(session: Session, table: Any, document_id: int) -> Any:
    return session.execute(select(table).where(table.c.document_id == document_id).order_by(table.c.position)).all()


def _span(row: Any) -> Span:
    return Span(row.span_start, row.span_end)
