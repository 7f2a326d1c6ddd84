"""Letting go of a question that nobody waits for any more: the database is told to stop in the middle of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from tracker.domain.errors import LedgerError
from tracker.ledger.schema import driver_connection


class Stop:
    """Handed along with a question. ``stop`` may be called by any thread, at any time, more than once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._interrupt: Callable[[], object] | None = None
        self.stopped = False
        """True once nobody waits for the answer."""

    def stop(self) -> None:
        """The answer is not wanted any more."""
        with self._lock:
            self.stopped = True
            if self._interrupt is not None:
                self._interrupt()

    def go_on(self) -> None:
        """To be asked between two queries, when there is none that could be made to fail.

        Raises:
            LedgerError: it was stopped.
        """
        if self.stopped:
            raise LedgerError("没有读完就停下了", "再来一次就好")

    @contextmanager
    def over(self, connection: Connection) -> Iterator[None]:
        """While the body runs, ``stop`` makes the statement at work on ``connection`` fail.

        Raises:
            LedgerError: it was stopped before it began.
        """
        driver = driver_connection(connection)
        with self._lock:
            self.go_on()
            self._interrupt = driver.interrupt if connection.dialect.name == "sqlite" else driver.cancel
        try:
            yield
        finally:
            with self._lock:
                self._interrupt = None
