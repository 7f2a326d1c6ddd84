"""What the services tell of reports as they were imported: a line of their list, and all that is known of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.domain.kinds import SectionKind, Status
from tracker.domain.spans import Span
from tracker.services.views import DocumentRow


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which reports to list. ``None`` and the empty string mean: no matter."""

    unit: str | None = None
    year: int | None = None
    waiting: bool = False
    """Only those with items that nobody has confirmed or refused yet."""
    text: str = ""
    """Words that the name of the unit, the path or the title must contain, all of them."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line of the list of reports."""

    document: DocumentRow
    pages: int | None
    """``None`` where the file fixes no pages."""
    waiting: int
    """How many of its items are 待确认."""
    lowest: float | None
    """The least confidence among those; ``None`` where nothing waits."""
    corrections: int
    """How many former versions it has."""

    @property
    def id(self) -> int:
        """The id of the report."""
        return self.document.id


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of a report."""

    document_id: int
    path: str
    sha256: str
    imported_at: datetime
    """UTC, aware."""
    current: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of a report."""

    kind: SectionKind
    heading: str
    span: Span


@dataclass(frozen=True, slots=True)
class DocumentDetail:
    """All that is known of one report."""

    line: DocumentLine
    title: str | None
    org_in_text: str | None
    year_in_text: int | None
    format: str
    paragraphs: int | None
    """``None`` where the file knows lines only."""
    file_size: int | None
    """Bytes of the file; ``None`` where nothing is known of it."""
    kept: bool
    """True where the ledger holds the file itself."""
    sections: tuple[SectionView, ...]
    closures: int
    tallies: int
    metrics: int
    uncovered: int
    """Stretches of its problems and plans that no item covers."""
    statuses: tuple[tuple[Status, int], ...]
    """How many of its items are in each state, in the order of the states."""
    warnings: tuple[str, ...]
    versions: tuple[VersionView, ...]
    """Newest first; one where it was never corrected."""
