"""Reports held against those of the year before, and the years as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tracker.services import comparing
from tracker.services.views import DocumentRow, UnitRow, YearOnYear
from tracker.tui.rooms.seat import Seat

Pair = tuple[UnitRow, DocumentRow, DocumentRow]
"""A unit with an older report and the one that follows it."""


class YearGateway(Protocol):
    """What is asked and done about years."""

    def pairs(self) -> Sequence[Pair]:
        """Unit, older and newer report, for all reports that follow one another."""

    def year_on_year(self, unit: str, year: int) -> YearOnYear:
        """The report of a year held against the one before it."""


class LedgerYears(Seat):
    """``YearGateway`` on the services."""

    def pairs(self) -> Sequence[Pair]:
        return comparing.all_pairs(self._ledger)

    def year_on_year(self, unit: str, year: int) -> YearOnYear:
        return comparing.year_on_year(self._ledger, unit=unit, year=year)
