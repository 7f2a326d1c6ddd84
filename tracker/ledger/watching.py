"""Noticing what others have done: a look every few seconds that costs next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from tracker.ledger import tables as t
from tracker.ledger.engine import CHANNEL
from tracker.ledger.faults import plainly
from tracker.ledger.history import FIRST_SEAL
from tracker.ledger.keys import last_entry
from tracker.ledger.schema import driver_connection

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class Watch:
    """Remembers the state of a ledger as it was when last looked at. One thread at a time may look.

    What was written through the same ledger is not news: whoever did it has told of it.

    On SQLite a number moves when another connection commits; on a server the history, which every change adds to, has
    another last entry. A server calls out as well, so that nobody has to look again and again, see ``ear``; whatever
    keeps it from being heard, such as a pool between it and us, looking does without it.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._connection: Connection | None = None
        self._seen: object = None
        self._head: str = FIRST_SEAL
        """Hash of the last entry of the history when last looked at."""
        self._listening: Connection | None = None
        self._deaf = ledger.place.file is not None
        ledger.at_close(self.close)

    def moved(self) -> bool:
        """True where others have written something since the last look; the first look only remembers.

        Raises:
            LedgerError: the ledger cannot be reached. The next look tries again.
        """
        before = self._seen
        try:
            changed_hands = self._ledger.still_there()
            if changed_hands:
                self.close()
            with plainly(self._ledger.url_for_people):
                self._listen()
                now = self._state()
                since = self._head
                if now != before:
                    self._head = self._last_hash()
        except BaseException:
            self.close()
            raise
        self._seen = now
        if changed_hands or before in (None, now):
            return changed_hands
        return not self._ledger.wrote_all(since, self._head)

    @property
    def ear(self) -> int | None:
        """A file descriptor that can be read from once a look is worth while; ``None`` where nobody calls out.

        It holds until the next look, which may take another.
        """
        listening = self._listening
        return None if listening is None else int(driver_connection(listening).fileno())

    def close(self) -> None:
        """Let go of the connections. A later look makes others."""
        connection, self._connection = self._connection, None
        _let_go(connection)
        self._hang_up()

    def _hang_up(self) -> None:
        connection, self._listening = self._listening, None
        _let_go(connection)

    def _listen(self) -> None:
        """Begin to listen, or take in what was called out so far: the look that follows sees what it is about."""
        if self._deaf:
            return
        if self._listening is not None:
            try:
                for _call in driver_connection(self._listening).notifies(timeout=0):
                    pass
            except self._listening.dialect.loaded_dbapi.Error:  # broken off; if the server has gone, what follows fails
                self._hang_up()
            else:
                return
        connection = self._ledger.connect()
        try:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        except SQLAlchemyError:  # a copy of a server that only reads has nothing to listen to
            self._deaf = not connection.invalidated
            _let_go(connection)
        else:
            self._listening = connection

    def _state(self) -> object:
        if self._ledger.place.file is None:
            with self._ledger.read() as session:
                return session.execute(select(func.max(t.event.c.id))).scalar_one() or 0
        if self._connection is None:
            self._connection = self._ledger.connect()
        # Only comparable within one connection, so with a new one the history is looked at.
        number = driver_connection(self._connection).execute("PRAGMA data_version").fetchone()[0]
        return (id(self._connection), number)

    def _last_hash(self) -> str:
        with self._ledger.read() as session:
            last = last_entry(session)
        return FIRST_SEAL if last is None else str(last.hash)


def _let_go(connection: Connection | None) -> None:
    if connection is not None:
        connection.invalidate()
        connection.close()
