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
from tracker.ledger import models


def load(session: Session, document_id: int) -> tuple[PlainText, Extraction]:
    """The text of a report and what was found in it, equal to what was stored."""
    document = session.execute(select(models.Document.__table__).where(models.Document.id == document_id)).one()
    source = PlainText(text=document.text, encoding=document.encoding, sha256=document.sha256, path=document.path)
    problems, commitments = _items(session, document_id)
    extraction = Extraction(
        identity=Identity(
            org=document.org,
            year=document.year,
            org_in_text=document.org_in_text,
            year_in_text=document.year_in_text,
            title=document.title,
        ),
        sections=tuple(
            Section(row.kind, _span(row), row.heading) for row in _rows(session, models.Section, document_id)
        ),
        problems=problems,
        commitments=commitments,
        closures=_closures(session, document_id),
        tallies=tuple(
            Tally(row.label, _span(row), row.total, row.done) for row in _rows(session, models.Tally, document_id)
        ),
        metrics=tuple(
            Metric(row.label, row.value, row.unit, _span(row), row.approx)
            for row in _rows(session, models.Metric, document_id)
        ),
        warnings=tuple(row.message for row in _rows(session, models.ReadingWarning, document_id)),
    )
    return source, extraction


def source_ids(session: Session, document_id: int) -> dict[str, int]:
    """Ids of the items that stand in a report, by their ids within it."""
    query = select(models.Item.source_id, models.Item.id).where(
        models.Item.document_id == document_id, models.Item.in_source
    )
    return dict(session.execute(query).all())


def _items(session: Session, document_id: int) -> tuple[tuple[Problem, ...], tuple[Commitment, ...]]:
    item = models.Item
    here = (item.document_id == document_id) & item.in_source
    actions: dict[int, list[Action]] = defaultdict(list)
    action = models.ItemAction
    for row in session.execute(
        select(action.__table__)
        .join(item, item.id == action.item_id)
        .where(here)
        .order_by(action.item_id, action.position)
    ):
        actions[row.item_id].append(Action(_span(row), row.deadline, row.checkable))
    rows = session.execute(
        select(
            item.id, item.source_id, item.kind, item.title, item.where, item.confidence, item.span_start, item.span_end
        )
        .where(here)
        .order_by(item.position)
    ).all()
    names = {row.id: row.source_id for row in rows}
    answered: dict[int, list[str]] = defaultdict(list)
    address = models.ItemAddress
    for row in session.execute(
        select(address.commitment_id, address.problem_id)
        .join(item, item.id == address.commitment_id)
        .where(here)
        .order_by(address.commitment_id, address.position)
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
    for row in _rows(session, models.ClosureMeasure, document_id):
        measures[row.closure_position].append(_span(row))
    named: dict[int, list[ClosureItem]] = defaultdict(list)
    for row in _rows(session, models.ClosureItem, document_id):
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
        for row in _rows(session, models.Closure, document_id)
    )


def _rows(session: Session, model: Any, document_id: int) -> Any:
    table = model.__table__
    return session.execute(select(table).where(table.c.document_id == document_id).order_by(table.c.position)).all()


def _span(row: Any) -> Span:
    return Span(row.span_start, row.span_end)
