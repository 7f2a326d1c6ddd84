"""Reports held against those of the year before, and what people hold of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from tracker.domain.kinds import Verdict
from tracker.services import accepting, comparing, judging
from tracker.services.judging import Confirmed
from tracker.services.views import DocumentRow, Held, ItemRow, OwnWords, UnitRow, YearOnYear
from tracker.tui.rooms.seat import Seat

Pair = tuple[UnitRow, DocumentRow, DocumentRow]
"""A unit with an older report and the one that follows it."""

InFull = tuple[YearOnYear, Mapping[int, OwnWords]]
"""One comparison, and what each of the older items says itself, by the item's id."""


class YearGateway(Protocol):
    """What is asked and done about two years."""

    def pairs(self) -> Sequence[Pair]:
        """Unit, older and newer report, for all reports that follow one another."""

    def year_on_year(self, unit: str, year: int) -> InFull:
        """The report of a year held against the one before it."""

    def accept_verdicts(self, chosen: Mapping[str, Held], *, year: int, note: str) -> Confirmed:
        """Hold what the program proposes of items, by number, if each is still as it was seen."""

    def judge(
        self, number: str, verdict: Verdict, *, year: int, note: str, again: str | None, expected: Held
    ) -> ItemRow:
        """Hold something else of an item, if it is still as it was seen."""

    def withdraw_judgement(self, number: str, *, year: int, expected: Held) -> ItemRow:
        """Take back what was held of an item, if it is still as it was seen."""


class LedgerYears(Seat):
    """``YearGateway`` on the services."""

    def pairs(self) -> Sequence[Pair]:
        return comparing.all_pairs(self._ledger)

    def year_on_year(self, unit: str, year: int) -> InFull:
        return comparing.year_on_year_in_full(self._ledger, unit=unit, year=year)

    def accept_verdicts(self, chosen: Mapping[str, Held], *, year: int, note: str) -> Confirmed:
        return accepting.accept_verdicts(
            self._ledger, chosen, year=year, note=note, actor=self._actor, now=self._clock()
        )

    def judge(
        self, number: str, verdict: Verdict, *, year: int, note: str, again: str | None, expected: Held
    ) -> ItemRow:
        return judging.judge(
            self._ledger,
            number,
            verdict,
            note=note,
            actor=self._actor,
            now=self._clock(),
            year=year,
            again=again,
            expected=expected,
        )

    def withdraw_judgement(self, number: str, *, year: int, expected: Held) -> ItemRow:
        return judging.withdraw_judgement(
            self._ledger, number, actor=self._actor, now=self._clock(), year=year, expected=expected
        )
