"""Queries over what is kept of items beside their reports: columns, rounds, evidence, extensions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from tracker.domain.fields import ItemFields
from tracker.domain.kinds import CheckMethod
from tracker.domain.record import EvidenceRecord, Extension, Round
from tracker.ledger import tables as t

_CHUNK = 500
"""How many ids one query takes; SQLite allows 999 variables at the least."""

FIELD_NAMES = tuple(field.name for field in fields(ItemFields))
"""The columns of the item table that are the columns of the ledger."""

_FIELDS = tuple(t.item.c[name] for name in FIELD_NAMES)


def fields_by_id(session: Session, wanted: Iterable[int]) -> dict[int, ItemFields]:
    """What the ledger's columns hold for those items, by id."""
    return {
        row.id: fields_of(row)
        for ids in _chunks(wanted)
        for row in session.execute(select(t.item.c.id, *_FIELDS).where(t.item.c.id.in_(ids)))
    }


def fields_of(row: Any) -> ItemFields:
    """The ledger's columns out of a row that has them all."""
    return ItemFields(**{name: getattr(row, name) for name in FIELD_NAMES})


def rounds(session: Session, wanted: Iterable[int]) -> dict[int, tuple[Round, ...]]:
    """The rounds of those items, first one first, by id; an item that nobody took up has none."""
    return {
        item: tuple(_round(row) for row in rows)
        for item, rows in _of_items(session, t.item_round, wanted, order="number").items()
    }


def evidence(session: Session, wanted: Iterable[int]) -> dict[int, tuple[EvidenceRecord, ...]]:
    """The evidence that stands for those items, oldest entry first, by id; what was taken back is left out."""
    return {
        item: tuple(_evidence(row) for row in rows if not row.void)
        for item, rows in _of_items(session, t.evidence, wanted, order="id").items()
    }


def evidence_by_id(session: Session, evidence_id: int) -> Any:
    """One piece of evidence with its ``item_id`` and ``void``, or ``None``."""
    return session.execute(select(t.evidence).where(t.evidence.c.id == evidence_id)).one_or_none()


def evidence_content(session: Session, sha256: str) -> bytes | None:
    """The kept copy with that hash; ``None`` where none is kept."""
    found = select(t.evidence_file.c.content).where(t.evidence_file.c.sha256 == sha256)
    return session.execute(found).scalar_one_or_none()


def extensions(session: Session, wanted: Iterable[int]) -> dict[int, tuple[Extension, ...]]:
    """How often those items were put off, first time first, by id."""
    return {
        item: tuple(
            Extension(
                position=row.position,
                round=row.round,
                old_on=row.old_on,
                new_on=row.new_on,
                reason=row.reason,
                approved_by=row.approved_by,
                at=row.at,
                by=row.by,
            )
            for row in rows
        )
        for item, rows in _of_items(session, t.item_extension, wanted, order="position").items()
    }


def parts(session: Session, item_id: int) -> list[int]:
    """Ids of the items that this one was split into, by number."""
    query = select(t.item.c.id).where(t.item.c.parent_id == item_id, ~t.item.c.void)
    return list(session.execute(query.order_by(t.item.c.unit_code, t.item.c.year, t.item.c.sequence)).scalars())


def merged_here(session: Session, item_id: int) -> list[int]:
    """Ids of the items that were merged into this one, by number."""
    query = select(t.item.c.id).where(t.item.c.merged_into_id == item_id, ~t.item.c.void)
    return list(session.execute(query.order_by(t.item.c.unit_code, t.item.c.year, t.item.c.sequence)).scalars())


def _of_items(session: Session, table: Table, wanted: Iterable[int], *, order: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for ids in _chunks(wanted):
        query = select(table).where(table.c.item_id.in_(ids)).order_by(table.c.item_id, table.c[order])
        for row in session.execute(query):
            found[row.item_id].append(row)
    return found


def _chunks(wanted: Iterable[int]) -> Iterator[Sequence[int]]:
    ids = sorted(set(wanted))
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _round(row: Any) -> Round:
    return Round(
        number=row.number,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        reason=row.reason,
        basis=row.basis,
        applied_at=row.applied_at,
        applied_by=row.applied_by,
        reviewed_at=row.reviewed_at,
        reviewed_by=row.reviewed_by,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        methods=tuple(CheckMethod(value) for value in row.methods.split(",") if value),
        opinion=row.opinion,
        self_verified=row.self_verified,
        record=row.record,
    )


def _evidence(row: Any) -> EvidenceRecord:
    return EvidenceRecord(
        id=row.id,
        round=row.round,
        kind=row.kind,
        title=row.title,
        dated=row.dated,
        path=row.path,
        sha256=row.sha256,
        size=row.size,
        kept=row.kept,
        note=row.note,
        added_at=row.added_at,
        added_by=row.added_by,
    )
