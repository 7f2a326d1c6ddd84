"""Noticing what others have done in a ledger, for fronts that stay open."""

from __future__ import annotations

from tracker.ledger import year_end
from tracker.ledger.store import Ledger
from tracker.ledger.watching import Watch

__all__ = ["Watch", "mark", "watch"]


def watch(ledger: Ledger) -> Watch:
    """Something that tells whether the ledger has moved since it was last asked."""
    return Watch(ledger)


def mark(ledger: Ledger) -> str | None:
    """What the whole history is sealed with: while it is the same, so is all that the history tells of.

    Raises:
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        return year_end.last_hash(session)
