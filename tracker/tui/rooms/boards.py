"""A year as a whole: its figures, and the report that is written of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

from tracker.reporting.year_board import Which, YearBoard
from tracker.services import delivering, year_board
from tracker.services.delivering import FileForm, Written
from tracker.services.items import Occasion, Stop
from tracker.tui.rooms.remembered import Remembered
from tracker.tui.rooms.seat import Seat


class Boards(Protocol):
    """What is asked and done about a whole year."""

    def year_board(
        self, year: int, unit: str | None, *, progress: Callable[[int, int], None], stop: Stop | None = None
    ) -> YearBoard:
        """The figures of a year, of one unit or of all. ``stop`` lets go of it in the middle."""

    def items_of(self, which: Which, *, stop: Stop | None = None) -> Sequence[int]:
        """The ids of the items that a figure counts, in no order."""

    def write_year_report(
        self,
        year: int,
        unit: str | None,
        *,
        forms: Sequence[FileForm],
        folder: Path,
        issue: bool,
        progress: Callable[[int, int, str], None],
    ) -> Written:
        """Write the closure report of a unit's year, or the overview of all units."""


class LedgerBoards(Seat):
    """``Boards`` on the services."""

    @cached_property
    def _last(self) -> Remembered[YearBoard]:
        return Remembered(self._ledger)

    def year_board(
        self, year: int, unit: str | None, *, progress: Callable[[int, int], None], stop: Stop | None = None
    ) -> YearBoard:
        occasion = Occasion(self._profile, self._clock().date())

        def ask() -> YearBoard:
            return year_board.year_board(
                self._ledger, year=year, org=unit, occasion=occasion, progress=progress, stop=stop
            )

        return self._last.answer((year, unit, occasion.today), ask)

    def items_of(self, which: Which, *, stop: Stop | None = None) -> Sequence[int]:
        occasion = Occasion(self._profile, self._clock().date())
        return year_board.items_of(self._ledger, which, occasion=occasion, stop=stop)

    def write_year_report(
        self,
        year: int,
        unit: str | None,
        *,
        forms: Sequence[FileForm],
        folder: Path,
        issue: bool,
        progress: Callable[[int, int, str], None],
    ) -> Written:
        now = self._clock()
        return delivering.write_year_report(
            self._ledger,
            org=unit,
            year=year,
            forms=forms,
            folder=folder,
            today=now.date(),
            actor=self._actor,
            now=now,
            counting=self._profile.counting if self._profile.path is not None else None,
            states=self._profile.states,
            issue=issue,
            progress=progress,
        )
