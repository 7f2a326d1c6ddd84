"""The worklist: ids in their order, rows by id, and how much there is to look at today."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from tracker.domain.order import Order
from tracker.services import items, units
from tracker.services.items import Morning, Occasion, Stop
from tracker.services.views import ItemFilter, ItemRow, UnitRow
from tracker.tui.rooms.remembered import Remembered
from tracker.tui.rooms.seat import Seat


class Worklist(Protocol):
    """What the worklist asks for."""

    def first_rows(
        self, wanted: ItemFilter, limit: int, *, order: Order = Order.UNIT, stop: Stop | None = None
    ) -> Sequence[ItemRow]:
        """The first rows of the worklist, to paint at once. ``stop`` lets go of it in the middle."""

    def item_ids(self, wanted: ItemFilter, *, order: Order = Order.UNIT, stop: Stop | None = None) -> Sequence[int]:
        """The ids of the whole worklist in its order."""

    def rows_by_id(self, ids: Sequence[int]) -> Sequence[ItemRow]:
        """The rows of some ids, in any order; ids that are gone are left out."""

    def id_of_number(self, number: str) -> int:
        """The id of the item with that number."""

    def morning(self, wanted: ItemFilter, *, stop: Stop | None = None) -> Morning:
        """How much there is to look at today among what a filter finds, whatever it says of that itself."""

    def units(self) -> Sequence[UnitRow]:
        """The units of the ledger."""


class LedgerWorklist(Seat):
    """A ``Worklist`` on the services."""

    @cached_property
    def _everything(self) -> dict[Order, Remembered[array[int]]]:
        return {order: Remembered(self._ledger) for order in Order}

    def first_rows(
        self, wanted: ItemFilter, limit: int, *, order: Order = Order.UNIT, stop: Stop | None = None
    ) -> Sequence[ItemRow]:
        return items.first_items(self._ledger, wanted, limit, order=order, occasion=self._occasion, stop=stop)

    def item_ids(self, wanted: ItemFilter, *, order: Order = Order.UNIT, stop: Stop | None = None) -> array[int]:
        occasion = self._occasion

        def ask() -> array[int]:
            return items.ids_in_order(self._ledger, wanted, order=order, occasion=occasion, stop=stop)

        # People come back to the list of all items again and again, and a million ids take a second to read.
        return self._everything[order].answer(occasion.today, ask) if wanted == ItemFilter() else ask()

    def rows_by_id(self, ids: Sequence[int]) -> Sequence[ItemRow]:
        return items.rows_by_id(self._ledger, list(ids))

    def id_of_number(self, number: str) -> int:
        return items.id_of_number(self._ledger, number)

    def morning(self, wanted: ItemFilter, *, stop: Stop | None = None) -> Morning:
        return items.morning(self._ledger, self._occasion, wanted, stop=stop)

    def units(self) -> Sequence[UnitRow]:
        return units.list_units(self._ledger)

    @property
    def _occasion(self) -> Occasion:
        return Occasion(self._profile, self._clock().date())
