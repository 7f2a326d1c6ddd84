"""The tables of what is kept of an item's way through the ledger: rounds, evidence, extensions."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Integer, LargeBinary, String, Table, false

from tracker.domain.kinds import EvidenceKind, Verdict
from tracker.ledger.base import EMPTY, metadata
from tracker.ledger.types import CanonicalJson, PlainString, UtcDateTime, enum_by_value

item_round = Table(
    "item_round",
    metadata,
    Column("item_id", Integer, ForeignKey("item.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("opened_by", PlainString, nullable=False),
    Column("reason", PlainString, server_default=EMPTY, nullable=False),
    Column("basis", PlainString, server_default=EMPTY, nullable=False),
    Column("applied_at", UtcDateTime),
    Column("applied_by", PlainString, server_default=EMPTY, nullable=False),
    Column("reviewed_at", UtcDateTime),
    Column("reviewed_by", PlainString, server_default=EMPTY, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("closed_by", PlainString, server_default=EMPTY, nullable=False),
    # Values of ``CheckMethod``, parted by commas.
    Column("methods", PlainString, server_default=EMPTY, nullable=False),
    Column("opinion", PlainString, server_default=EMPTY, nullable=False),
    Column("self_verified", Boolean, server_default=false(), nullable=False),
    Column("record", CanonicalJson, server_default="{}", nullable=False),
)
"""One pass of an item from taking it up to closing it. See ``tracker.domain.record.Round``."""


evidence = Table(
    "evidence",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("item_id", Integer, ForeignKey("item.id"), index=True, nullable=False),
    Column("round", Integer, nullable=False),
    Column("kind", enum_by_value(EvidenceKind), nullable=False),
    Column("title", PlainString, nullable=False),
    Column("dated", Date, nullable=False),
    Column("path", PlainString, nullable=False),
    Column("sha256", String(64), index=True),
    Column("size", BigInteger),
    Column("kept", Boolean, nullable=False),
    Column("note", PlainString, server_default=EMPTY, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("added_by", PlainString, nullable=False),
    # True where it was taken back. Its row and its copy stay.
    Column("void", Boolean, server_default=false(), nullable=False),
)
"""A piece of evidence for what was done about an item. See ``tracker.domain.record.EvidenceRecord``."""


evidence_file = Table(
    "evidence_file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    # Last, so that SQLite need not read it to reach the other columns.
    Column("content", LargeBinary, nullable=False),
)
"""The bytes of evidence that is kept in the ledger, once for each content. Never changed, never deleted."""


item_extension = Table(
    "item_extension",
    metadata,
    Column("item_id", Integer, ForeignKey("item.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("round", Integer, nullable=False),
    Column("old_on", Date, nullable=False),
    Column("new_on", Date, nullable=False),
    Column("reason", PlainString, nullable=False),
    Column("approved_by", PlainString, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", PlainString, nullable=False),
)
"""A deadline put off. See ``tracker.domain.record.Extension``."""


judgement = Table(
    "judgement",
    metadata,
    Column("item_id", Integer, ForeignKey("item.id"), primary_key=True, autoincrement=False),
    # Year of the report judged.
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("verdict", enum_by_value(Verdict), nullable=False),
    # What the program proposed when it was judged.
    Column("proposed", enum_by_value(Verdict)),
    # The item that a person says is the same again, where that differs from what was proposed.
    Column("again_id", Integer, ForeignKey("item.id")),
    Column("note", PlainString, server_default=EMPTY, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", PlainString, nullable=False),
)
"""What a person holds of what a year's report says of an item: the proposed verdict, or another with a reason.

Kept by year, not by report: it stands when a corrected report takes the place of the one it was made on.
"""
