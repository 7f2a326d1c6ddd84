"""Where the person at this terminal sits: the ledger, the name, the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class Seat:
    """What every room of the gateway to a real ledger knows."""

    def __init__(self, ledger: Ledger, *, actor: str, clock: Callable[[], datetime]) -> None:
        """Sit down.

        Args:
            ledger: the open ledger.
            actor: who sits at this terminal; every change is written down in this name.
            clock: the present moment, aware.
        """
        self._ledger = ledger
        self._actor = actor
        self._clock = clock
