"""The gateway to a real ledger: every question is one call of a service, for the person at this terminal."""

from __future__ import annotations

from tracker.tui.rooms.boards import LedgerBoards
from tracker.tui.rooms.documents import LedgerDocuments
from tracker.tui.rooms.histories import LedgerHistories
from tracker.tui.rooms.importing import LedgerImporting
from tracker.tui.rooms.item_actions import LedgerItemActions
from tracker.tui.rooms.reviewing import LedgerReviewing
from tracker.tui.rooms.watching import LedgerWatching
from tracker.tui.rooms.worklist import LedgerWorklist
from tracker.tui.rooms.years import LedgerYears


class LedgerGateway(
    LedgerWorklist,
    LedgerItemActions,
    LedgerDocuments,
    LedgerImporting,
    LedgerReviewing,
    LedgerYears,
    LedgerBoards,
    LedgerHistories,
    LedgerWatching,
):
    """A ``Gateway`` on the services."""
