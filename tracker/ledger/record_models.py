"""The tables of what is kept of an item's way through the ledger: rounds, evidence, extensions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.kinds import EvidenceKind, Verdict
from tracker.ledger.base import EMPTY, Base


class ItemRound(Base):
    """One pass of an item from taking it up to closing it. See ``tracker.domain.record.Round``."""

    __tablename__ = "item_round"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    reason: Mapped[str] = mapped_column(server_default=EMPTY)
    basis: Mapped[str] = mapped_column(server_default=EMPTY)
    applied_at: Mapped[datetime | None]
    applied_by: Mapped[str] = mapped_column(server_default=EMPTY)
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[str] = mapped_column(server_default=EMPTY)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(server_default=EMPTY)
    methods: Mapped[str] = mapped_column(server_default=EMPTY)
    """Values of ``CheckMethod``, parted by commas."""
    opinion: Mapped[str] = mapped_column(server_default=EMPTY)
    self_verified: Mapped[bool] = mapped_column(server_default=false())
    record: Mapped[dict[str, Any]] = mapped_column(server_default="{}")


class Evidence(Base):
    """A piece of evidence for what was done about an item. See ``tracker.domain.record.EvidenceRecord``."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    round: Mapped[int]
    kind: Mapped[EvidenceKind]
    title: Mapped[str]
    dated: Mapped[date]
    path: Mapped[str]
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    size: Mapped[int | None] = mapped_column(BigInteger)
    kept: Mapped[bool]
    note: Mapped[str] = mapped_column(server_default=EMPTY)
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    void: Mapped[bool] = mapped_column(server_default=false())
    """True where it was taken back. Its row and its copy stay."""


class EvidenceFile(Base):
    """The bytes of evidence that is kept in the ledger, once for each content. Never changed, never deleted."""

    __tablename__ = "evidence_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[bytes]
    """Last, so that SQLite need not read it to reach the other columns."""


class ItemExtension(Base):
    """A deadline put off. See ``tracker.domain.record.Extension``."""

    __tablename__ = "item_extension"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    round: Mapped[int]
    old_on: Mapped[date]
    new_on: Mapped[date]
    reason: Mapped[str]
    approved_by: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class Judgement(Base):
    """What a person holds of what a year's report says of an item: the proposed verdict, or another with a reason.

    Kept by year, not by report: it stands when a corrected report takes the place of the one it was made on.
    """

    __tablename__ = "judgement"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, autoincrement=False)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Year of the report judged."""
    verdict: Mapped[Verdict]
    proposed: Mapped[Verdict | None]
    """What the program proposed when it was judged."""
    again_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    """The item that a person says is the same again, where that differs from what was proposed."""
    note: Mapped[str] = mapped_column(server_default=EMPTY)
    at: Mapped[datetime]
    by: Mapped[str]
