"""The table of issued reports: what left the building, as it left it."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, UniqueConstraint

from tracker.ledger.base import metadata
from tracker.ledger.types import PlainString, UtcDateTime

issued_report = Table(
    "issued_report",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("unit_code", Integer, ForeignKey("unit.code"), nullable=False),
    # The year reported on.
    Column("year", Integer, nullable=False),
    # 1 for the first issue of a unit's year.
    Column("number", Integer, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("issued_at", UtcDateTime, nullable=False),
    Column("issued_by", PlainString, nullable=False),
    # Hash of ``content``; stands in the history as well.
    Column("sha256", String(64), nullable=False),
    # The report as ``tracker.reporting.stored`` writes it.
    Column("content", PlainString, nullable=False),
    UniqueConstraint("unit_code", "year", "number"),
)
"""One issue of a unit's closure report. Never changed; what changes later makes a new issue."""
