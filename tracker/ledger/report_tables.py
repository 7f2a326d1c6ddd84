"""The tables of what is read in reports and told of reports: all of it can be made anew from their texts."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, ForeignKeyConstraint, Integer, Table, true

from tracker.domain.kinds import ActionStanding, ClosureItemStatus, ClosureStatus, Origin, SectionKind, Verdict
from tracker.ledger.base import metadata
from tracker.ledger.types import PlainString, enum_by_value

section = Table(
    "section",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", enum_by_value(SectionKind), nullable=False),
    Column("heading", PlainString, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
)
"""A stretch of a report with one purpose."""


closure = Table(
    "closure",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("origin", enum_by_value(Origin), nullable=False),
    Column("status", enum_by_value(ClosureStatus), nullable=False),
    Column("total", BigInteger),
    Column("done", BigInteger),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
)
"""A statement about problems raised earlier or by others."""


closure_measure = Table(
    "closure_measure",
    metadata,
    Column("document_id", Integer, primary_key=True, autoincrement=False),
    Column("closure_position", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    ForeignKeyConstraint(["document_id", "closure_position"], ["closure.document_id", "closure.position"]),
)
"""A measure that a closure statement tells of."""


closure_item = Table(
    "closure_item",
    metadata,
    Column("document_id", Integer, primary_key=True, autoincrement=False),
    Column("closure_position", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("title", PlainString, nullable=False),
    Column("status", enum_by_value(ClosureItemStatus), nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    ForeignKeyConstraint(["document_id", "closure_position"], ["closure.document_id", "closure.position"]),
)
"""A problem that a closure statement names."""


tally = Table(
    "tally",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("label", PlainString, nullable=False),
    Column("total", BigInteger),
    Column("done", BigInteger),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
)
"""A counted list of matters with how many of them are done."""


metric = Table(
    "metric",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("label", PlainString, nullable=False),
    Column("value", Double, nullable=False),
    Column("unit", PlainString, nullable=False),
    Column("approx", Boolean, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
)
"""A counted result."""


reading_warning = Table(
    "reading_warning",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("message", PlainString, nullable=False),
)
"""What a person should know about how a report was read."""


comparison = Table(
    "comparison",
    metadata,
    # The newer report.
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True, autoincrement=False),
    Column("older_document_id", Integer, ForeignKey("document.id"), unique=True, nullable=False),
)
"""A report held against the one before it. Each current report has at most one."""


follow_up = Table(
    "follow_up",
    metadata,
    Column("item_id", Integer, ForeignKey("item.id"), primary_key=True, autoincrement=False),
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True, autoincrement=False, index=True),
    Column("verdict", enum_by_value(Verdict), index=True, nullable=False),
    Column("reason", PlainString, nullable=False),
    Column("claim_start", Integer),
    Column("claim_end", Integer),
    Column("recurs_as_id", Integer, ForeignKey("item.id"), index=True),
    Column("repeated_as_id", Integer, ForeignKey("item.id"), index=True),
    Column("score", Double),
    # True for the one that lists show of an item: see ``comparisons.mark_foremost``.
    Column("foremost", Boolean, server_default=true(), nullable=False),
)
"""What a report says of an item: of the report before it, of an older one still open, or entered beside reports."""


follow_up_evidence = Table(
    "follow_up_evidence",
    metadata,
    Column("item_id", Integer, primary_key=True, autoincrement=False),
    Column("document_id", Integer, primary_key=True, autoincrement=False, index=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("score", Double, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    ForeignKeyConstraint(["item_id", "document_id"], ["follow_up.item_id", "follow_up.document_id"]),
)
"""A passage of the newer report that answers an older item."""


follow_up_action = Table(
    "follow_up_action",
    metadata,
    Column("item_id", Integer, primary_key=True, autoincrement=False),
    Column("document_id", Integer, primary_key=True, autoincrement=False, index=True),
    # Its place among the commitment's actions, from 0.
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("standing", enum_by_value(ActionStanding), nullable=False),
    Column("score", Double),
    Column("span_start", Integer),
    Column("span_end", Integer),
    ForeignKeyConstraint(["item_id", "document_id"], ["follow_up.item_id", "follow_up.document_id"]),
)
"""What a report says of one thing that an older commitment said would be done."""


reconciliation = Table(
    "reconciliation",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("origin", enum_by_value(Origin), nullable=False),
    Column("claimed_total", BigInteger, nullable=False),
    Column("ledger_total", BigInteger, nullable=False),
)
"""A count claimed by a report, held against what the ledger has of that origin."""
