"""The tables of the ledger. Every query says what it wants and how it joins.

Plain tables, no mapped classes: statements over tables compile in half the time, and to map the classes took as long at
every start as a tenth of an import.

Primary keys are given by the program, not by the database: only one writer is at work at a time (see ``engine``), so
``max + 1`` is safe, whole reports go in with bulk inserts, and no sequence can fall out of step.

Nothing here names PostgreSQL: an index that did (``postgresql_where``) would load that dialect at every start. The
migrations, which make the tables, give both databases the same partial indexes.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Double, ForeignKey, Index, Integer, String, Table, UniqueConstraint, false
from sqlalchemy import text as sql

from tracker.domain.kinds import DocumentKind, ItemKind, Origin, PassageKind, Severity, Status, Term, Theme, Where
from tracker.ledger.base import EMPTY, metadata
from tracker.ledger.file_tables import document_layout, original
from tracker.ledger.issue_tables import issued_report
from tracker.ledger.kinds import EventKind
from tracker.ledger.record_tables import evidence, evidence_file, item_extension, item_round, judgement
from tracker.ledger.report_tables import (
    closure,
    closure_item,
    closure_measure,
    comparison,
    follow_up,
    follow_up_action,
    follow_up_evidence,
    metric,
    reading_warning,
    reconciliation,
    section,
    tally,
)
from tracker.ledger.types import CanonicalJson, PlainString, UtcDateTime, enum_by_value

__all__ = [
    "closure",
    "closure_item",
    "closure_measure",
    "comparison",
    "document",
    "document_layout",
    "event",
    "evidence",
    "evidence_file",
    "follow_up",
    "follow_up_action",
    "follow_up_evidence",
    "issued_report",
    "item",
    "item_action",
    "item_address",
    "item_extension",
    "item_passage",
    "item_round",
    "judgement",
    "metadata",
    "metric",
    "original",
    "reading_warning",
    "reconciliation",
    "section",
    "tally",
    "unit",
    "unit_name",
]

unit = Table(
    "unit",
    metadata,
    Column("code", Integer, primary_key=True, autoincrement=False),
    Column("name", PlainString, nullable=False),
    Column("placeholder", Boolean, default=False, nullable=False),
    Column("merged_into", Integer, ForeignKey("unit.code")),
    Index(
        "uq_unit_name_standing",
        "name",
        unique=True,
        sqlite_where=sql("merged_into IS NULL"),
    ),
)
"""An organisation. Its row is never deleted, so its code is never given to another."""


unit_name = Table(
    "unit_name",
    metadata,
    Column("name", PlainString, primary_key=True),
    Column("unit_code", Integer, ForeignKey("unit.code"), index=True, nullable=False),
)
"""A name that reports of a unit come under: its present one, former ones, and those of units merged into it."""


document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("unit_code", Integer, ForeignKey("unit.code"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("sha256", String(64), index=True, nullable=False),
    Column("path", PlainString, nullable=False),
    Column("title", PlainString),
    # The name it came under; ``None`` where that is unknown.
    Column("org", PlainString),
    Column("org_in_text", PlainString),
    Column("year_in_text", Integer),
    Column("encoding", PlainString, nullable=False),
    Column("chars", Integer, nullable=False),
    Column("imported_at", UtcDateTime, nullable=False),
    Column("replaces_id", Integer, ForeignKey("document.id")),
    # When a corrected report took its place, or it was withdrawn; ``None`` for the one current report of a unit
    # and year.
    Column("superseded_at", UtcDateTime),
    # Only reports are held against each other; the other kinds are what items entered in other ways stand in.
    Column("kind", enum_by_value(DocumentKind), server_default=DocumentKind.REPORT.value, nullable=False),
    # True where it was taken in by mistake and taken out again; its items are void.
    Column("withdrawn", Boolean, server_default=false(), nullable=False),
    # Last, so that SQLite need not read it to reach the other columns.
    Column("text", PlainString, nullable=False),
    Index(
        "uq_document_current",
        "unit_code",
        "year",
        unique=True,
        sqlite_where=sql("superseded_at IS NULL AND kind = 'report'"),
    ),
)
"""One text that items stand in: a report, or the words of an entry that was made otherwise.

A corrected report replaces the row of the one before it, which is kept.
"""


item = Table(
    "item",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # First part of the number: the unit that raised it. Stays when units are merged.
    Column("unit_code", Integer, ForeignKey("unit.code"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    # The unit that answers for it today.
    Column("owner_code", Integer, ForeignKey("unit.code"), nullable=False),
    Column("kind", enum_by_value(ItemKind), nullable=False),
    Column("title", PlainString, nullable=False),
    Column("where", enum_by_value(Where)),
    Column("confidence", Double, nullable=False),
    Column("status", enum_by_value(Status), nullable=False),
    Column("round", Integer, nullable=False),
    Column("self_verified", Boolean, nullable=False),
    Column("merged_into_id", Integer, ForeignKey("item.id"), index=True),
    # The report that its quote stands in: the current one, or the last that still had it.
    Column("document_id", Integer, ForeignKey("document.id"), nullable=False),
    # Its id within that report, such as ``p1``.
    Column("source_id", PlainString, nullable=False),
    # Its place among the report's items of its kind, from 0.
    Column("position", Integer, nullable=False),
    # False where a corrected report no longer has it.
    Column("in_source", Boolean, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    # ``document.text[span_start:span_end]``, kept here so that searching the list need not read the texts.
    Column("quote", PlainString, nullable=False),
    Column("theme", enum_by_value(Theme)),
    Column("severity", enum_by_value(Severity)),
    # For commitments: values of ``Missing``, parted by commas.
    Column("missing", PlainString, server_default=EMPTY, nullable=False),
    # True where entering it was undone. Its number stays its own; no list shows it.
    Column("void", Boolean, server_default=false(), nullable=False),
    # The item it was split from.
    Column("parent_id", Integer, ForeignKey("item.id"), index=True),
    Column("origin", enum_by_value(Origin)),
    Column("channel", PlainString, server_default=EMPTY, nullable=False),
    Column("found_on", Date),
    Column("category", PlainString, server_default=EMPTY, nullable=False),
    Column("term", enum_by_value(Term)),
    Column("cause", PlainString, server_default=EMPTY, nullable=False),
    Column("goal", PlainString, server_default=EMPTY, nullable=False),
    Column("measures", PlainString, server_default=EMPTY, nullable=False),
    Column("leader", PlainString, server_default=EMPTY, nullable=False),
    Column("lead_unit", PlainString, server_default=EMPTY, nullable=False),
    Column("support_units", PlainString, server_default=EMPTY, nullable=False),
    Column("post", PlainString, server_default=EMPTY, nullable=False),
    Column("person", PlainString, server_default=EMPTY, nullable=False),
    Column("due_on", Date),
    Column("due_original", Date),
    Column("stage_goal", PlainString, server_default=EMPTY, nullable=False),
    Column("review_on", Date),
    Column("expected_on", Date),
    Column("progress", PlainString, server_default=EMPTY, nullable=False),
    Column("notes", PlainString, server_default=EMPTY, nullable=False),
    UniqueConstraint("unit_code", "year", "sequence"),
    Index("ix_item_status", "status", "owner_code", "year"),
    Index("ix_item_year", "year", "owner_code"),
    # With kind and flag in it, counting the items of every report reads the index alone.
    Index("ix_item_document", "document_id", "kind", "in_source"),
)
"""A problem or a commitment under its number for life."""


Index("ix_item_worklist", item.c.owner_code, item.c.year.desc(), item.c.unit_code, item.c.sequence)


item_action = Table(
    "item_action",
    metadata,
    Column("item_id", Integer, ForeignKey("item.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("deadline", Date),
    Column("checkable", Boolean, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    # Values of ``Missing``, parted by commas.
    Column("missing", PlainString, server_default=EMPTY, nullable=False),
)
"""One thing a commitment says will be done. Its span refers to the item's document."""


item_passage = Table(
    "item_passage",
    metadata,
    Column("item_id", Integer, ForeignKey("item.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", enum_by_value(PassageKind), nullable=False),
    Column("words", PlainString, nullable=False),
    Column("deadline", Date),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
)
"""A stretch inside an item that tells something of it. Its span refers to the item's document."""


item_address = Table(
    "item_address",
    metadata,
    Column("commitment_id", Integer, ForeignKey("item.id"), primary_key=True, autoincrement=False),
    Column("problem_id", Integer, ForeignKey("item.id"), primary_key=True, autoincrement=False, index=True),
    Column("position", Integer, nullable=False),
)
"""A commitment answers a problem of the same report."""


event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # The command it is part of, by the id of that command's first entry. Stands in the sealed payload too, from
    # where this column comes; ``None`` for entries made before commands were kept.
    Column("command", Integer, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", PlainString, nullable=False),
    Column("kind", enum_by_value(EventKind), nullable=False),
    Column("item_id", Integer, ForeignKey("item.id"), index=True),
    Column("document_id", Integer, ForeignKey("document.id"), index=True),
    Column("unit_code", Integer, ForeignKey("unit.code"), index=True),
    Column("source", enum_by_value(Status)),
    Column("target", enum_by_value(Status)),
    Column("note", PlainString, nullable=False),
    Column("payload", CanonicalJson, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One entry of the history: appended, never changed, chained to the entry before it by ``hash``."""
