"""One item: all that is known of it, and what is done with it."""

from __future__ import annotations

from typing import Protocol

from tracker.domain.kinds import Status
from tracker.services import items, workflow
from tracker.services.views import ItemDetail, ItemRow
from tracker.tui.rooms.seat import Seat


class ItemActions(Protocol):
    """What is asked and done about single items."""

    def item_detail(self, item_id: int) -> ItemDetail:
        """All that is known of one item."""

    def move_item(self, number: str, target: Status, *, note: str, into: str | None) -> ItemRow:
        """Move an item to another state, as the person at this terminal, now."""


class LedgerItemActions(Seat):
    """``ItemActions`` on the services."""

    def item_detail(self, item_id: int) -> ItemDetail:
        return items.item_detail(self._ledger, item_id)

    def move_item(self, number: str, target: Status, *, note: str, into: str | None) -> ItemRow:
        return workflow.move_item(
            self._ledger,
            number,
            target,
            note=note,
            actor=self._actor,
            now=self._clock(),
            into=into,
            rules=self._profile.rules,
        )
