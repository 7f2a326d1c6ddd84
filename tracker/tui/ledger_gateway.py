"""The gateway to a real ledger: every question is one call of a service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.domain.kinds import Status
from tracker.services import comparing, documents, items, units, workflow
from tracker.services.views import ItemDetail, ItemFilter, ItemRow, Quote, UnitRow, YearOnYear
from tracker.tui.gateway import Pair

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class LedgerGateway:
    """A ``Gateway`` on the services, for the person at this terminal."""

    def __init__(self, ledger: Ledger, *, actor: str, clock: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._actor = actor
        self._clock = clock

    def first_rows(self, wanted: ItemFilter, limit: int) -> Sequence[ItemRow]:
        return items.list_items(self._ledger, wanted, limit=limit).rows

    def item_ids(self, wanted: ItemFilter) -> Sequence[int]:
        return items.item_ids(self._ledger, wanted)

    def rows_by_id(self, ids: Sequence[int]) -> Sequence[ItemRow]:
        return items.rows_by_id(self._ledger, list(ids))

    def item_detail(self, item_id: int) -> ItemDetail:
        return items.item_detail(self._ledger, item_id)

    def units(self) -> Sequence[UnitRow]:
        return units.list_units(self._ledger)

    def document_text(self, document_id: int) -> str:
        return documents.document_text(self._ledger, document_id)

    def document_items(self, document_id: int) -> Sequence[tuple[ItemRow, Quote]]:
        return documents.document_items(self._ledger, document_id)

    def pairs(self) -> Sequence[Pair]:
        return comparing.all_pairs(self._ledger)

    def year_on_year(self, unit: str, year: int) -> YearOnYear:
        return comparing.year_on_year(self._ledger, unit=unit, year=year)

    def move_item(self, number: str, target: Status, *, note: str, into: str | None) -> ItemRow:
        return workflow.move_item(
            self._ledger, number, target, note=note, actor=self._actor, now=self._clock(), into=into
        )
