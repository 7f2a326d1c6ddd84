"""Copies of a ledger that is a SQLite file, made and put back page by page while others may be at work in it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tracker.domain.errors import LedgerError, reason_of

_WAIT_S = 30
"""How long copying waits for a writer."""

_LOGS = ("-wal", "-shm", "-journal")


def copy_out(file: Path, target: Path) -> None:
    """Write one consistent state of a ledger into a new file that needs no log beside it.

    Raises:
        sqlite3.Error: the ledger cannot be read, or the copy not be written.
    """
    discard(target)
    with closing(_reader(file)) as source, closing(sqlite3.connect(target)) as copy:
        # In one step: all of it is of one moment, and a writer does not make it start again.
        source.backup(copy, progress=_refuse_to_wait)
        copy.execute("PRAGMA journal_mode = DELETE")
    flush(target)


def copy_bytes(file: Path, target: Path) -> None:
    """Copy a file that cannot be opened as a ledger, with the logs that belong to it."""
    for ending in ("", *_LOGS):
        part = file.with_name(file.name + ending)
        if part.exists():
            shutil.copyfile(part, target.with_name(target.name + ending))


def in_one_file(file: Path) -> None:
    """Have all of a ledger in its file: what is in a log beside it is not."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def last_hash(file: Path) -> str | None:
    """What seals the history of a ledger; ``None`` where it has none yet.

    Raises:
        sqlite3.Error: it is none, or cannot be read.
    """
    with closing(_reader(file)) as connection:
        row = connection.execute("SELECT hash FROM event ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else None


def discard(file: Path) -> None:
    """Remove a file of ours with the logs that belong to it; there may be none."""
    for ending in (*_LOGS, ""):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def put_back(copy: Path, file: Path, *, when_held: Callable[[], None]) -> None:
    """Make a ledger hold what a copy holds: whole or not at all, for whoever has it open, too.

    Args:
        copy: a ledger of more than one page.
        file: the ledger.
        when_held: called when nobody else can write in the ledger any more, which still says what it said before. What
            it raises leaves the ledger so.

    Raises:
        sqlite3.Error: another program keeps it too long, or it cannot be written.
    """
    held = False

    def told(status: int, left: int, whole: int) -> None:
        nonlocal held
        _refuse_to_wait(status, left, whole)
        if status == sqlite3.SQLITE_OK and not held:
            held = True
            when_held()

    with closing(_reader(copy)) as source, closing(sqlite3.connect(file, timeout=_WAIT_S)) as target:
        # Only with a log beside it can a ledger be read while it is written. A folder on a server may not have one.
        (mode,) = target.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            held = True
            when_held()
        # The first page is written within the transaction that ends with the last one: from then on it is held.
        source.backup(target, pages=1, progress=told)
        target.execute("PRAGMA journal_mode = WAL")


def put_instead(copy: Path, file: Path) -> None:
    """Put a copy in the place of a file that cannot be opened. Nobody can be at work in it."""
    for ending in _LOGS:  # the log of one file must never be taken for that of another
        file.with_name(file.name + ending).unlink(missing_ok=True)
    copy.replace(file)


def require_whole(file: Path) -> None:
    """Look through every page of a SQLite file and at every reference between its rows.

    Raises:
        LedgerError: something does not hold together.
        sqlite3.Error: it cannot be read at all.
    """
    with closing(_reader(file)) as connection:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
        if said != ["ok"]:
            raise LedgerError(f"“{file}”已损坏（{said[0]}）", "请换用另一份备份")
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise LedgerError(f"“{file}”里有互相对不上的记录", "请运行 tracker verify 查看，或换用另一份备份")


def flush(file: Path) -> None:
    """Have the system write a file, and its name, to the disk."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def into_place(unfinished: Path, target: Path) -> None:
    """Give a finished file its name, unless the name was taken meanwhile.

    Raises:
        LedgerError: there is such a file.
    """
    try:
        # A link refuses where a rename would overwrite.
        os.link(unfinished, target)
    except FileExistsError:
        unfinished.unlink()
        raise LedgerError(f"“{target}”已经有了，没有覆盖", "请另起一个名字") from None
    except OSError:  # a file system without links
        if target.exists():
            raise LedgerError(f"“{target}”已经有了，没有覆盖", "请另起一个名字") from None
        unfinished.replace(target)
        return
    unfinished.unlink()


def refused(error: OSError, target: Path) -> LedgerError:
    """What to say where the system does not let a copy be written."""
    return LedgerError(f"写不了“{target}”（{reason_of(error)}）", "请另指一个能写的位置")


def _refuse_to_wait(status: int, _left: int, _whole: int) -> None:
    """Stop copying where another program keeps a ledger: a step has waited for it, and Python would try for ever.

    Raises:
        sqlite3.OperationalError: it is kept.
    """
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("database is locked")


def _reader(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT_S)
