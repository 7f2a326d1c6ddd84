"""The tables of the ledger. Declared without relationships: every query says what it wants and how it joins.

Primary keys are given by the program, not by the database: only one writer is at work at a time (see ``engine``), so
``max + 1`` is safe, whole reports go in with bulk inserts, and no sequence can fall out of step.

Nothing here names PostgreSQL: an index that did (``postgresql_where``) would load that dialect at every start. The
migrations, which make the tables, give both databases the same partial indexes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.kinds import DocumentKind, ItemKind, Origin, PassageKind, Severity, Status, Term, Theme, Where
from tracker.ledger.base import EMPTY, Base
from tracker.ledger.file_models import DocumentLayout, Original
from tracker.ledger.issue_models import IssuedReport
from tracker.ledger.kinds import EventKind
from tracker.ledger.record_models import Evidence, EvidenceFile, ItemExtension, ItemRound, Judgement
from tracker.ledger.report_models import (
    Closure,
    ClosureItem,
    ClosureMeasure,
    Comparison,
    FollowUp,
    FollowUpAction,
    FollowUpEvidence,
    Metric,
    ReadingWarning,
    Reconciliation,
    Section,
    Tally,
)

__all__ = [
    "Base",
    "Closure",
    "ClosureItem",
    "ClosureMeasure",
    "Comparison",
    "Document",
    "DocumentLayout",
    "Event",
    "Evidence",
    "EvidenceFile",
    "FollowUp",
    "FollowUpAction",
    "FollowUpEvidence",
    "IssuedReport",
    "Item",
    "ItemAction",
    "ItemAddress",
    "ItemExtension",
    "ItemPassage",
    "ItemRound",
    "Judgement",
    "Metric",
    "Original",
    "ReadingWarning",
    "Reconciliation",
    "Section",
    "Tally",
    "Unit",
    "UnitName",
]


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
    """One text that items stand in: a report, or the words of an entry that was made otherwise.

    A corrected report replaces the row of the one before it, which is kept.
    """

    __tablename__ = "document"
    __table_args__ = (
        Index(
            "uq_document_current",
            "unit_code",
            "year",
            unique=True,
            sqlite_where=sql("superseded_at IS NULL AND kind = 'report'"),
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
    """When a corrected report took its place, or it was withdrawn; ``None`` for the one current report of a unit and
    year."""
    kind: Mapped[DocumentKind] = mapped_column(server_default=DocumentKind.REPORT.value)
    """Only reports are held against each other; the other kinds are what items entered in other ways stand in."""
    withdrawn: Mapped[bool] = mapped_column(server_default=false())
    """True where it was taken in by mistake and taken out again; its items are void."""
    text: Mapped[str]
    """Last, so that SQLite need not read it to reach the other columns."""


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
    missing: Mapped[str] = mapped_column(server_default=EMPTY)
    """For commitments: values of ``Missing``, parted by commas."""
    void: Mapped[bool] = mapped_column(server_default=false())
    """True where entering it was undone. Its number stays its own; no list shows it."""
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    """The item it was split from."""
    origin: Mapped[Origin | None]
    channel: Mapped[str] = mapped_column(server_default=EMPTY)
    found_on: Mapped[date | None]
    category: Mapped[str] = mapped_column(server_default=EMPTY)
    term: Mapped[Term | None]
    cause: Mapped[str] = mapped_column(server_default=EMPTY)
    goal: Mapped[str] = mapped_column(server_default=EMPTY)
    measures: Mapped[str] = mapped_column(server_default=EMPTY)
    leader: Mapped[str] = mapped_column(server_default=EMPTY)
    lead_unit: Mapped[str] = mapped_column(server_default=EMPTY)
    support_units: Mapped[str] = mapped_column(server_default=EMPTY)
    post: Mapped[str] = mapped_column(server_default=EMPTY)
    person: Mapped[str] = mapped_column(server_default=EMPTY)
    due_on: Mapped[date | None]
    due_original: Mapped[date | None]
    stage_goal: Mapped[str] = mapped_column(server_default=EMPTY)
    review_on: Mapped[date | None]
    expected_on: Mapped[date | None]
    progress: Mapped[str] = mapped_column(server_default=EMPTY)
    notes: Mapped[str] = mapped_column(server_default=EMPTY)


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
    missing: Mapped[str] = mapped_column(server_default=EMPTY)
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


class Event(Base):
    """One entry of the history: appended, never changed, chained to the entry before it by ``hash``."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    command: Mapped[int | None] = mapped_column(index=True)
    """The command it is part of, by the id of that command's first entry. Stands in the sealed payload too, from where
    this column comes; ``None`` for entries made before commands were kept."""
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
