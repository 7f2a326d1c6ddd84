"""The tables of the ledger. Declared without relationships: every query says what it wants and how it joins.

Primary keys are given by the program, not by the database: only one writer is at work at a time (see ``engine``), so
``max + 1`` is safe, whole reports go in with bulk inserts, and no sequence can fall out of step.

Nothing here names PostgreSQL: an index that did (``postgresql_where``) would load that dialect at every start. The
migrations, which make the tables, give both databases the same partial indexes.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Double, ForeignKey, ForeignKeyConstraint, Index, MetaData, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from tracker.domain.kinds import (
    ClosureItemStatus,
    ClosureStatus,
    ItemKind,
    Origin,
    PassageKind,
    SectionKind,
    Severity,
    Status,
    Theme,
    Verdict,
    Where,
)
from tracker.ledger.kinds import EventKind
from tracker.ledger.types import CanonicalJson, PlainString, UtcDateTime, enum_by_value

_ENUMERATIONS: tuple[type[Enum], ...] = (
    ClosureItemStatus,
    ClosureStatus,
    EventKind,
    ItemKind,
    Origin,
    PassageKind,
    SectionKind,
    Severity,
    Status,
    Theme,
    Verdict,
    Where,
)


class Base(DeclarativeBase):
    """What all tables share: named constraints (SQLite cannot drop nameless ones) and one type for each Python type."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: PlainString(),
        float: Double(),
        datetime: UtcDateTime(),
        dict[str, Any]: CanonicalJson(),
        **{kind: enum_by_value(kind) for kind in _ENUMERATIONS},
    }


class Unit(Base):
    """An organisation. Its row is never deleted, so its code is never given to another."""

    __tablename__ = "unit"
    __table_args__ = (
        Index(
            "uq_unit_name_standing",
            "name",
            unique=True,
            sqlite_where=sql("merged_into IS NULL"),
        ),
    )

    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    placeholder: Mapped[bool] = mapped_column(default=False)
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("unit.code"))


class UnitName(Base):
    """A name that reports of a unit come under: its present one, former ones, and those of units merged into it."""

    __tablename__ = "unit_name"

    name: Mapped[str] = mapped_column(primary_key=True)
    unit_code: Mapped[int] = mapped_column(ForeignKey("unit.code"), index=True)


class Document(Base):
    """One report. A corrected report replaces the row of the one before it, which is kept."""

    __tablename__ = "document"
    __table_args__ = (
        Index(
            "uq_document_current",
            "unit_code",
            "year",
            unique=True,
            sqlite_where=sql("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    unit_code: Mapped[int] = mapped_column(ForeignKey("unit.code"))
    year: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    path: Mapped[str]
    title: Mapped[str | None]
    org: Mapped[str | None]
    """The name it came under; ``None`` where that is unknown."""
    org_in_text: Mapped[str | None]
    year_in_text: Mapped[int | None]
    encoding: Mapped[str]
    chars: Mapped[int]
    imported_at: Mapped[datetime]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    superseded_at: Mapped[datetime | None]
    """When a corrected report took its place; ``None`` for the one current report of a unit and year."""
    text: Mapped[str]
    """Last, so that SQLite need not read it to reach the other columns."""


class Section(Base):
    """A stretch of a report with one purpose."""

    __tablename__ = "section"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[SectionKind]
    heading: Mapped[str]
    span_start: Mapped[int]
    span_end: Mapped[int]


class Item(Base):
    """A problem or a commitment under its number for life."""

    __tablename__ = "item"
    __table_args__ = (
        UniqueConstraint("unit_code", "year", "sequence"),
        Index("ix_item_status", "status", "owner_code", "year"),
        Index("ix_item_year", "year", "owner_code"),
        # With kind and flag in it, counting the items of every report reads the index alone.
        Index("ix_item_document", "document_id", "kind", "in_source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    unit_code: Mapped[int] = mapped_column(ForeignKey("unit.code"))
    """First part of the number: the unit that raised it. Stays when units are merged."""
    year: Mapped[int]
    sequence: Mapped[int]
    owner_code: Mapped[int] = mapped_column(ForeignKey("unit.code"))
    """The unit that answers for it today."""
    kind: Mapped[ItemKind]
    title: Mapped[str]
    where: Mapped[Where | None]
    confidence: Mapped[float]
    status: Mapped[Status]
    round: Mapped[int]
    self_verified: Mapped[bool]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    """The report that its quote stands in: the current one, or the last that still had it."""
    source_id: Mapped[str]
    """Its id within that report, such as ``p1``."""
    position: Mapped[int]
    """Its place among the report's items of its kind, from 0."""
    in_source: Mapped[bool]
    """False where a corrected report no longer has it."""
    span_start: Mapped[int]
    span_end: Mapped[int]
    quote: Mapped[str]
    """``document.text[span_start:span_end]``, kept here so that searching the list need not read the texts."""
    theme: Mapped[Theme | None]
    severity: Mapped[Severity | None]
    missing: Mapped[str] = mapped_column(server_default=sql("''"))
    """For commitments: values of ``Missing``, parted by commas."""


Index("ix_item_worklist", Item.owner_code, Item.year.desc(), Item.unit_code, Item.sequence)


class ItemAction(Base):
    """One thing a commitment says will be done. Its span refers to the item's document."""

    __tablename__ = "item_action"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    deadline: Mapped[date | None]
    checkable: Mapped[bool]
    span_start: Mapped[int]
    span_end: Mapped[int]
    missing: Mapped[str] = mapped_column(server_default=sql("''"))
    """Values of ``Missing``, parted by commas."""


class ItemPassage(Base):
    """A stretch inside an item that tells something of it. Its span refers to the item's document."""

    __tablename__ = "item_passage"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[PassageKind]
    words: Mapped[str]
    deadline: Mapped[date | None]
    span_start: Mapped[int]
    span_end: Mapped[int]


class ItemAddress(Base):
    """A commitment answers a problem of the same report."""

    __tablename__ = "item_address"

    commitment_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, autoincrement=False)
    problem_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, autoincrement=False, index=True)
    position: Mapped[int]


class Closure(Base):
    """A statement about problems raised earlier or by others."""

    __tablename__ = "closure"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[Origin]
    status: Mapped[ClosureStatus]
    total: Mapped[int | None] = mapped_column(BigInteger)
    done: Mapped[int | None] = mapped_column(BigInteger)
    span_start: Mapped[int]
    span_end: Mapped[int]


class ClosureMeasure(Base):
    """A measure that a closure statement tells of."""

    __tablename__ = "closure_measure"
    __table_args__ = (
        ForeignKeyConstraint(["document_id", "closure_position"], ["closure.document_id", "closure.position"]),
    )

    document_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    closure_position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    span_start: Mapped[int]
    span_end: Mapped[int]


class ClosureItem(Base):
    """A problem that a closure statement names."""

    __tablename__ = "closure_item"
    __table_args__ = (
        ForeignKeyConstraint(["document_id", "closure_position"], ["closure.document_id", "closure.position"]),
    )

    document_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    closure_position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    status: Mapped[ClosureItemStatus]
    span_start: Mapped[int]
    span_end: Mapped[int]


class Tally(Base):
    """A counted list of matters with how many of them are done."""

    __tablename__ = "tally"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str]
    total: Mapped[int | None] = mapped_column(BigInteger)
    done: Mapped[int | None] = mapped_column(BigInteger)
    span_start: Mapped[int]
    span_end: Mapped[int]


class Metric(Base):
    """A counted result."""

    __tablename__ = "metric"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str]
    value: Mapped[float]
    unit: Mapped[str]
    approx: Mapped[bool]
    span_start: Mapped[int]
    span_end: Mapped[int]


class ReadingWarning(Base):
    """What a person should know about how a report was read."""

    __tablename__ = "reading_warning"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message: Mapped[str]


class Comparison(Base):
    """A report held against the one before it. Each current report has at most one."""

    __tablename__ = "comparison"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, autoincrement=False)
    """The newer report."""
    older_document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)


class FollowUp(Base):
    """What the newer report of a comparison says of an item of the older one."""

    __tablename__ = "follow_up"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("comparison.document_id"), primary_key=True, autoincrement=False, index=True
    )
    verdict: Mapped[Verdict] = mapped_column(index=True)
    reason: Mapped[str]
    claim_start: Mapped[int | None]
    claim_end: Mapped[int | None]
    recurs_as_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    repeated_as_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)


class FollowUpEvidence(Base):
    """A passage of the newer report that answers an older item."""

    __tablename__ = "follow_up_evidence"
    __table_args__ = (ForeignKeyConstraint(["item_id", "document_id"], ["follow_up.item_id", "follow_up.document_id"]),)

    item_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    score: Mapped[float]
    span_start: Mapped[int]
    span_end: Mapped[int]


class Reconciliation(Base):
    """A count claimed by the newer report of a comparison, held against what the older one listed."""

    __tablename__ = "reconciliation"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("comparison.document_id"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[Origin]
    claimed_total: Mapped[int] = mapped_column(BigInteger)
    ledger_total: Mapped[int] = mapped_column(BigInteger)


class Event(Base):
    """One entry of the history: appended, never changed, chained to the entry before it by ``hash``."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str]
    kind: Mapped[EventKind]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    unit_code: Mapped[int | None] = mapped_column(ForeignKey("unit.code"), index=True)
    source: Mapped[Status | None]
    target: Mapped[Status | None]
    note: Mapped[str]
    payload: Mapped[dict[str, Any]]
    hash: Mapped[str] = mapped_column(String(64))
