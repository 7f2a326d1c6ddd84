"""The reports of the ledger: their list, their texts, and what is put right about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tracker.services import documents, units, withdrawing
from tracker.services.document_views import DocumentDetail, DocumentFilter, DocumentLine
from tracker.services.views import DocumentRow, ItemRow, Quote, UnitRow
from tracker.services.withdrawing import Withdrawal
from tracker.tui.rooms.seat import Seat


class Documents(Protocol):
    """What is asked and done about reports."""

    def document_ids(self, wanted: DocumentFilter) -> Sequence[int]:
        """The ids of the current reports that fit, in the order of the list."""

    def document_lines(self, ids: Sequence[int]) -> Sequence[DocumentLine]:
        """The lines of some reports, in any order; ids that are gone are left out."""

    def document_detail(self, document_id: int) -> DocumentDetail:
        """All that is known of one report."""

    def document_text(self, document_id: int) -> str:
        """The stored text of a report."""

    def document_items(self, document_id: int) -> Sequence[tuple[ItemRow, Quote]]:
        """The items that a report raised, with their places in it."""

    def change_year(self, unit: str, year: int, to: int, *, note: str) -> DocumentRow:
        """Put a report under another year."""

    def name_unit(self, unit: str, name: str) -> UnitRow:
        """Give a unit another name, or all that it has to the unit of that name."""

    def withdraw(self, unit: str, year: int, *, note: str) -> Withdrawal:
        """Take a report out of the ledger again."""


class LedgerDocuments(Seat):
    """``Documents`` on the services."""

    def document_ids(self, wanted: DocumentFilter) -> Sequence[int]:
        return documents.document_ids(self._ledger, wanted)

    def document_lines(self, ids: Sequence[int]) -> Sequence[DocumentLine]:
        return documents.document_lines(self._ledger, ids)

    def document_detail(self, document_id: int) -> DocumentDetail:
        return documents.document_detail(self._ledger, document_id)

    def document_text(self, document_id: int) -> str:
        return documents.document_text(self._ledger, document_id)

    def document_items(self, document_id: int) -> Sequence[tuple[ItemRow, Quote]]:
        return documents.document_items(self._ledger, document_id)

    def change_year(self, unit: str, year: int, to: int, *, note: str) -> DocumentRow:
        return withdrawing.change_year(self._ledger, unit, year, to, note=note, actor=self._actor, now=self._clock())

    def name_unit(self, unit: str, name: str) -> UnitRow:
        known = {row.name for row in units.list_units(self._ledger)}
        act = units.merge_units if name in known - {unit} else units.rename_unit
        return act(self._ledger, unit, name, actor=self._actor, now=self._clock())

    def withdraw(self, unit: str, year: int, *, note: str) -> Withdrawal:
        return withdrawing.withdraw_report(self._ledger, unit, year, note=note, actor=self._actor, now=self._clock())
