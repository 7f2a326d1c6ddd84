"""The table of issued reports: what left the building, as it left it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.ledger.base import Base


class IssuedReport(Base):
    """One issue of a unit's closure report. Never changed; what changes later makes a new issue."""

    __tablename__ = "issued_report"
    __table_args__ = (UniqueConstraint("unit_code", "year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    unit_code: Mapped[int] = mapped_column(ForeignKey("unit.code"))
    year: Mapped[int]
    """The year reported on."""
    number: Mapped[int]
    """1 for the first issue of a unit's year."""
    made_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    """Hash of ``content``; stands in the history as well."""
    content: Mapped[str]
    """The report as ``tracker.reporting.stored`` writes it."""
