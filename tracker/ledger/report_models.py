"""The tables of what is read in reports and told of reports: all of it can be made anew from their texts."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.kinds import ActionStanding, ClosureItemStatus, ClosureStatus, Origin, SectionKind, Verdict
from tracker.ledger.base import Base


class Section(Base):
    """A stretch of a report with one purpose."""

    __tablename__ = "section"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[SectionKind]
    heading: Mapped[str]
    span_start: Mapped[int]
    span_end: Mapped[int]


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
    """What a report says of an item: of the report before it, of an older one still open, or entered beside reports."""

    __tablename__ = "follow_up"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id"), primary_key=True, autoincrement=False, index=True
    )
    verdict: Mapped[Verdict] = mapped_column(index=True)
    reason: Mapped[str]
    claim_start: Mapped[int | None]
    claim_end: Mapped[int | None]
    recurs_as_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    repeated_as_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    score: Mapped[float | None]
    foremost: Mapped[bool] = mapped_column(server_default=true())
    """True for the one that lists show of an item: see ``comparisons.mark_foremost``."""


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


class FollowUpAction(Base):
    """What a report says of one thing that an older commitment said would be done."""

    __tablename__ = "follow_up_action"
    __table_args__ = (ForeignKeyConstraint(["item_id", "document_id"], ["follow_up.item_id", "follow_up.document_id"]),)

    item_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Its place among the commitment's actions, from 0."""
    standing: Mapped[ActionStanding]
    score: Mapped[float | None]
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]


class Reconciliation(Base):
    """A count claimed by a report, held against what the ledger has of that origin."""

    __tablename__ = "reconciliation"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[Origin]
    claimed_total: Mapped[int] = mapped_column(BigInteger)
    ledger_total: Mapped[int] = mapped_column(BigInteger)
