"""Noticing what others have done in a ledger, for fronts that stay open."""

from __future__ import annotations

from tracker.ledger.store import Ledger
from tracker.ledger.watching import Watch

__all__ = ["Watch", "watch"]


def watch(ledger: Ledger) -> Watch:
    """Something that tells whether the ledger has moved since it was last asked."""
    return Watch(ledger)
