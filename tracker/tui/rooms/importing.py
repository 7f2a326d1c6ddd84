"""Taking reports in, and giving the files back that they came in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from tracker.lexicon.loader import office_words
from tracker.services import importing, originals
from tracker.services.importing import ImportOutcome
from tracker.services.originals import OriginalFile
from tracker.tui.rooms.seat import Seat

Progress = Callable[[int, int, Path], None]
"""Steps done, steps in all, the file; called from the thread that imports."""


class Importing(Protocol):
    """What is asked and done about files."""

    def import_reports(
        self,
        paths: Sequence[Path],
        *,
        org: str | None,
        year: int | None,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> ImportOutcome:
        """Take files and folders of reports in, as ``tracker import`` does."""

    def original(self, document_id: int, at: int) -> tuple[OriginalFile, str]:
        """The file of a report, and where in it a code point of the stored text is found, in words."""


class LedgerImporting(Seat):
    """``Importing`` on the services."""

    def import_reports(
        self,
        paths: Sequence[Path],
        *,
        org: str | None,
        year: int | None,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> ImportOutcome:
        office_words()  # a word list that does not hold together stops everything, not every file by itself
        return importing.import_reports(
            self._ledger,
            paths,
            org=org,
            year=year,
            actor=self._actor,
            now=self._clock(),
            progress=progress,
            cancelled=cancelled,
        )

    def original(self, document_id: int, at: int) -> tuple[OriginalFile, str]:
        return originals.original_of_document(self._ledger, document_id, at=at)
