"""The reports of the ledger and their texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tracker.services import documents
from tracker.services.views import ItemRow, Quote
from tracker.tui.rooms.seat import Seat


class Documents(Protocol):
    """What is asked and done about reports."""

    def document_text(self, document_id: int) -> str:
        """The stored text of a report."""

    def document_items(self, document_id: int) -> Sequence[tuple[ItemRow, Quote]]:
        """The items that a report raised, with their places in it."""


class LedgerDocuments(Seat):
    """``Documents`` on the services."""

    def document_text(self, document_id: int) -> str:
        return documents.document_text(self._ledger, document_id)

    def document_items(self, document_id: int) -> Sequence[tuple[ItemRow, Quote]]:
        return documents.document_items(self._ledger, document_id)
