"""What others do in the ledger meanwhile, and whether anything can be done in it from here."""

from __future__ import annotations

from typing import Protocol

from tracker.services.watching import Watch, watch
from tracker.tui.rooms.seat import Seat


class Watching(Protocol):
    """What the app itself asks for."""

    @property
    def writable(self) -> bool:
        """False where the ledger is only looked at. Never waits."""

    def moved(self) -> bool:
        """True where something was written since the last call. Raises where the ledger cannot be reached."""

    @property
    def ear(self) -> int | None:
        """A file descriptor that can be read from once ``moved`` is worth asking, until it is. Never waits."""


class LedgerWatching(Seat):
    """A ``Watching`` on the services."""

    _watch: Watch | None = None

    @property
    def writable(self) -> bool:
        return self._ledger.writable

    def moved(self) -> bool:
        if self._watch is None:
            self._watch = watch(self._ledger)
        return self._watch.moved()

    @property
    def ear(self) -> int | None:
        return self._watch.ear if self._watch is not None else None
