"""What is kept of an item's way through the ledger: rounds, evidence, extensions. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tracker.domain.kinds import CheckMethod, EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One pass of an item from taking it up to closing it (轮次). A finished one never changes."""

    number: int
    """Counted from 1."""
    opened_at: datetime
    opened_by: str
    reason: str = ""
    """Why it was re-opened; empty for the first round."""
    basis: str = ""
    """On what basis it was re-opened (依据), such as 回头看通报; empty for the first round."""
    applied_at: datetime | None = None
    applied_by: str = ""
    """Who reported it done; empty again after it was handed back."""
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    """Who verified it."""
    methods: tuple[CheckMethod, ...] = ()
    opinion: str = ""
    self_verified: bool = False
    """True where the verifier was the applicant or the reviewer (自验)."""
    record: Mapping[str, Any] = field(default_factory=dict)
    """What the ledger's columns held when the round was finished, as JSON values by the names of ``Field``."""

    @property
    def finished(self) -> bool:
        """True where the round ended with a closure."""
        return self.closed_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRecord:
    """A piece of evidence for what was done (佐证材料)."""

    id: int
    round: int
    """The round of the item that it belongs to."""
    kind: EvidenceKind
    title: str
    dated: date
    """The day it says it is of, not the day it was added."""
    path: str
    """Where it was taken from, or where it is kept; as it was given."""
    sha256: str | None
    """Hexadecimal SHA-256 of its bytes when it was added; ``None`` where the path could not be read from here."""
    size: int | None
    """Bytes."""
    kept: bool
    """True where a copy is kept in the ledger."""
    note: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A deadline put off (延期)."""

    position: int
    """Counted from 1 for each item."""
    round: int
    old_on: date
    new_on: date
    reason: str
    approved_by: str
    at: datetime
    by: str
