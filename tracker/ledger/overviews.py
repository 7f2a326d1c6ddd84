"""Queries for the list of reports: which there are, and what is still to be looked at in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.kinds import DocumentKind, Status
from tracker.ledger import tables as t
from tracker.ledger.worklist import contains

_DOCUMENT, _ITEM = t.document.c, t.item.c
_STANDS = _ITEM.in_source & ~_ITEM.void


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which reports to look for. ``None`` and nothing mean: no matter."""

    unit_code: int | None = None
    year: int | None = None
    waiting: bool = False
    words: tuple[str, ...] = ()


def ids(session: Session, wanted: DocumentQuery) -> list[int]:
    """Ids of the current reports wanted: by unit, newest year first."""
    query = (
        select(_DOCUMENT.id)
        .join(t.unit, t.unit.c.code == _DOCUMENT.unit_code)
        .where(*_conditions(session, wanted))
        .order_by(_DOCUMENT.unit_code, _DOCUMENT.year.desc())
    )
    return list(session.execute(query).scalars())


def waiting(session: Session, wanted: Iterable[int]) -> dict[int, tuple[int, float]]:
    """Of some reports, those with items that wait for a person: how many, and the least confidence among them."""
    query = (
        select(_ITEM.document_id, func.count(), func.min(_ITEM.confidence))
        .where(_ITEM.document_id.in_(sorted(set(wanted))), _STANDS, _ITEM.status == Status.PROPOSED)
        .group_by(_ITEM.document_id)
    )
    return {document: (count, lowest) for document, count, lowest in session.execute(query)}


def statuses(session: Session, document_id: int) -> dict[Status, int]:
    """How many of a report's items are in each state."""
    query = select(_ITEM.status, func.count()).where(_ITEM.document_id == document_id, _STANDS).group_by(_ITEM.status)
    return dict(session.execute(query).all())


def corrections(session: Session, wanted: Iterable[int]) -> dict[int, int]:
    """How many former versions some reports have; those with none are left out."""
    older = t.document.alias()
    query = (
        select(_DOCUMENT.id, func.count())
        .join(older, (older.c.unit_code == _DOCUMENT.unit_code) & (older.c.year == _DOCUMENT.year))
        .where(_DOCUMENT.id.in_(sorted(set(wanted))), *_former(older))
        .group_by(_DOCUMENT.id)
    )
    return dict(session.execute(query).all())


def versions(session: Session, document_id: int) -> Sequence[Any]:
    """A report and its former versions, newest first."""
    own = session.execute(select(_DOCUMENT.unit_code, _DOCUMENT.year).where(_DOCUMENT.id == document_id)).one()
    former = t.document.alias()
    query = (
        select(former.c.id, former.c.path, former.c.sha256, former.c.imported_at, former.c.superseded_at)
        .where(former.c.unit_code == own.unit_code, former.c.year == own.year)
        .where(or_(former.c.id == document_id, and_(*_former(former))))
        .order_by(former.c.id.desc())
    )
    return session.execute(query).all()


def _former(document: Any) -> list[ColumnElement[bool]]:
    """That a row is a version which a later one has replaced."""
    return [document.c.kind == DocumentKind.REPORT, document.c.superseded_at.is_not(None), ~document.c.withdrawn]


def found(session: Session, document_id: int) -> tuple[int, int, int]:
    """How many closure statements, tallies and metrics a report has."""
    counts = [
        session.execute(select(func.count()).where(table.c.document_id == document_id)).scalar_one()
        for table in (t.closure, t.tally, t.metric)
    ]
    return counts[0], counts[1], counts[2]


def warnings(session: Session, document_id: int) -> tuple[str, ...]:
    """What a person should know about how a report was read."""
    warning = t.reading_warning.c
    query = select(warning.message).where(warning.document_id == document_id).order_by(warning.position)
    return tuple(session.execute(query).scalars())


def sections(session: Session, document_id: int) -> Sequence[Any]:
    """The parts of a report, in their order."""
    section = t.section
    query = select(section).where(section.c.document_id == document_id).order_by(section.c.position)
    return session.execute(query).all()


def identity(session: Session, document_id: int) -> Any:
    """What a report says of itself."""
    columns = (_DOCUMENT.title, _DOCUMENT.org_in_text, _DOCUMENT.year_in_text)
    return session.execute(select(*columns).where(_DOCUMENT.id == document_id)).one()


def file_of(session: Session, sha256: str) -> tuple[int, bool] | None:
    """How many bytes the file of a report has and whether the ledger holds them; ``None`` where nothing is known."""
    original = t.original.c
    query = select(original.size, original.content.is_not(None)).where(original.sha256 == sha256)
    row = session.execute(query).first()
    return None if row is None else (row[0], bool(row[1]))


def _conditions(session: Session, wanted: DocumentQuery) -> list[ColumnElement[bool]]:
    conditions = [_DOCUMENT.superseded_at.is_(None), _DOCUMENT.kind == DocumentKind.REPORT]
    if wanted.unit_code is not None:
        conditions.append(_DOCUMENT.unit_code == wanted.unit_code)
    if wanted.year is not None:
        conditions.append(_DOCUMENT.year == wanted.year)
    if wanted.waiting:
        # Not correlated: asked anew for every report, the index on states would be walked through every time.
        conditions.append(_DOCUMENT.id.in_(select(_ITEM.document_id).where(_STANDS, _ITEM.status == Status.PROPOSED)))
    searched = (t.unit.c.name, _DOCUMENT.path, func.coalesce(_DOCUMENT.title, ""))
    conditions.extend(or_(*(contains(session, column, word) for column in searched)) for word in wanted.words)
    return conditions
