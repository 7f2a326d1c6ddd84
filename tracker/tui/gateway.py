"""All that the terminal UI wants of the services. Every call may wait for the database: ask from threads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tracker.domain.kinds import Status
from tracker.services.views import DocumentRow, ItemDetail, ItemFilter, ItemRow, Quote, UnitRow, YearOnYear

Pair = tuple[UnitRow, DocumentRow, DocumentRow]


class Gateway(Protocol):
    """What the screens ask for and what they do. Every call raises ``TrackerError``."""

    def first_rows(self, wanted: ItemFilter, limit: int) -> Sequence[ItemRow]:
        """The first rows of the worklist, to paint at once."""

    def item_ids(self, wanted: ItemFilter) -> Sequence[int]:
        """The ids of the whole worklist in its order."""

    def rows_by_id(self, ids: Sequence[int]) -> Sequence[ItemRow]:
        """The rows of some ids, in any order; ids that are gone are left out."""

    def item_detail(self, item_id: int) -> ItemDetail:
        """All that is known of one item."""

    def units(self) -> Sequence[UnitRow]:
        """The units of the ledger."""

    def document_text(self, document_id: int) -> str:
        """The stored text of a report."""

    def document_items(self, document_id: int) -> Sequence[tuple[ItemRow, Quote]]:
        """The items that a report raised, with their places in it."""

    def pairs(self) -> Sequence[Pair]:
        """Unit, older and newer report, for all reports that follow one another."""

    def year_on_year(self, unit: str, year: int) -> YearOnYear:
        """The report of a year held against the one before it."""

    def move_item(self, number: str, target: Status, *, note: str, into: str | None) -> ItemRow:
        """Move an item to another state, as the person at this terminal, now."""
