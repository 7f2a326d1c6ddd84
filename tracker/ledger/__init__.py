"""The only room that knows SQL: tables, connections, queries, history, schema upgrades.

Importing the package loads nothing heavy; SQLAlchemy comes with the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

__all__ = ["open_ledger", "open_rehearsal"]


def open_ledger(url: str | None = None, *, only_looking: bool = False) -> Ledger:
    """The ledger at ``url``, made or upgraded where that is needed.

    Args:
        url: a PostgreSQL URL, a ``sqlite:///`` URL or a bare path; ``None`` for ``TRACKER_DB``, else for a file in the
            user's data folder.
        only_looking: open it so that the database itself refuses to be written; nothing is made or upgraded.

    Raises:
        LedgerError: it cannot be opened, made or upgraded; nothing has been changed.
        LedgerTooNewError: a newer program made it; it is left untouched.
    """
    from tracker.ledger.store import open_ledger  # noqa: PLC0415 - brings SQLAlchemy

    return open_ledger(url, only_looking=only_looking)


def open_rehearsal(url: str | None = None) -> Ledger:
    """A private copy of the ledger at ``url`` (an empty one where there is none yet), forgotten when it is closed.

    What is written to it never reaches the ledger, and a ledger that does not exist is not made. For dry runs.

    Raises:
        LedgerError: the ledger is there and cannot be read.
        LedgerTooNewError: a newer program made it.
    """
    from tracker.ledger.store import open_rehearsal  # noqa: PLC0415 - brings SQLAlchemy

    return open_rehearsal(url)
