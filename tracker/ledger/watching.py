"""Noticing what others have done: a look every few seconds that costs next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from tracker.ledger import tables as t
from tracker.ledger.faults import plainly
from tracker.ledger.schema import driver_connection

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class Watch:
    """Remembers the state of a ledger as it was when last looked at. One thread at a time may look.

    On SQLite a number that moves when another connection commits; on a server the last entry of the history, which
    every change adds to.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._connection: Connection | None = None
        self._seen: object = None

    def moved(self) -> bool:
        """True where something was written since the last look; the first look only remembers.

        Raises:
            LedgerError: the ledger cannot be reached. The next look tries again.
        """
        before = self._seen
        try:
            changed_hands = self._ledger.still_there()
            if changed_hands:
                self.close()
            with plainly(self._ledger.url_for_people):
                now = self._state()
        except BaseException:
            self.close()
            raise
        self._seen = now
        return changed_hands or before not in (None, now)

    def close(self) -> None:
        """Let go of the connection. A later look makes another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    def _state(self) -> object:
        if self._ledger.place.file is None:
            with self._ledger.read() as session:
                return session.execute(select(func.max(t.event.c.id))).scalar_one() or 0
        if self._connection is None:
            self._connection = self._ledger.connect()
        # Only comparable within one connection, so a new one counts as moved.
        number = driver_connection(self._connection).execute("PRAGMA data_version").fetchone()[0]
        return (id(self._connection), number)
