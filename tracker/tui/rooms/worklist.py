"""The worklist: ids in their order, rows by id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tracker.services import items, units
from tracker.services.views import ItemFilter, ItemRow, UnitRow
from tracker.tui.rooms.seat import Seat


class Worklist(Protocol):
    """What the worklist asks for."""

    def first_rows(self, wanted: ItemFilter, limit: int) -> Sequence[ItemRow]:
        """The first rows of the worklist, to paint at once."""

    def item_ids(self, wanted: ItemFilter) -> Sequence[int]:
        """The ids of the whole worklist in its order."""

    def rows_by_id(self, ids: Sequence[int]) -> Sequence[ItemRow]:
        """The rows of some ids, in any order; ids that are gone are left out."""

    def units(self) -> Sequence[UnitRow]:
        """The units of the ledger."""


class LedgerWorklist(Seat):
    """A ``Worklist`` on the services."""

    def first_rows(self, wanted: ItemFilter, limit: int) -> Sequence[ItemRow]:
        return items.list_items(self._ledger, wanted, limit=limit).rows

    def item_ids(self, wanted: ItemFilter) -> Sequence[int]:
        return items.item_ids(self._ledger, wanted)

    def rows_by_id(self, ids: Sequence[int]) -> Sequence[ItemRow]:
        return items.rows_by_id(self._ledger, list(ids))

    def units(self) -> Sequence[UnitRow]:
        return units.list_units(self._ledger)
