"""Where the person at this terminal sits: the ledger, the name, the clock, the office's own way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.profile.loading import default_profile
from tracker.profile.model import Profile

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class Seat:
    """What every room of the gateway to a real ledger knows."""

    def __init__(
        self, ledger: Ledger, *, actor: str, clock: Callable[[], datetime], profile: Profile | None = None
    ) -> None:
        """Sit down.

        Args:
            ledger: the open ledger.
            actor: who sits at this terminal; every change is written down in this name.
            clock: the present moment, aware.
            profile: the office's own way; the default unless told.
        """
        self._ledger = ledger
        self._actor = actor
        self._clock = clock
        self._profile = profile or default_profile()
