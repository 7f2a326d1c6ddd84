"""Copies of the whole ledger: backing up, restoring, and moving it into another database.

A backup is always a ledger in one SQLite file, whichever database it came from: it can be opened, read and verified
like any other ledger, by itself, years later.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from tracker.domain.errors import LedgerError, UsageError
from tracker.ledger import copies, history, transfer
from tracker.ledger.engine import Place, connect, find_place
from tracker.ledger.faults import plainly, refuse_damage
from tracker.ledger.history import Entry
from tracker.ledger.kinds import EventKind
from tracker.ledger.schema import SCHEMA_HEAD, migrate, require_unicode, schema_of, upgrade
from tracker.ledger.store import Ledger, open_ledger
from tracker.services.verifying import Verification, audit

_SUFFIX = ".db"

_TRIES = 5
"""How often restoring begins again where others go on writing in the ledger that is to be replaced."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made."""

    file: Path
    size: int
    """Bytes."""
    verification: Verification
    """What verifying the copy itself came to."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A ledger that was put back."""

    place: str
    verification: Verification
    kept: Path | None
    """Where the ledger that stood there before is now; ``None`` where there was none."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A ledger that was carried into another database."""

    place: str
    tables: int
    rows: int
    verification: Verification


def backup(ledger: Ledger, target: Path | None, *, now: datetime) -> Backup:
    """Write a copy of the ledger while others may be at work in it, and look through the copy.

    Args:
        ledger: the ledger.
        target: a file that does not exist yet, or a folder; ``None`` for the folder of the ledger, or the current one
            where it is on a server.
        now: the moment, which names the copy in a folder.

    Raises:
        LedgerError: it cannot be written, or is not whole; nothing is left behind.
    """
    place = ledger.place
    file = target or Path()
    try:
        file = _backup_name(place, target, now)
        unfinished = file.with_name(f"{file.name}.part")
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            raise LedgerError(f"“{file}”已经有了，没有覆盖", "请另起一个名字")
        with _tidy(unfinished), _plainly(place.for_people):
            if place.file is not None:
                copies.copy_out(place.file, unfinished)
            else:
                _write_out(ledger, unfinished)
            copies.require_whole(unfinished)
            found = _audited(unfinished)
            copies.into_place(unfinished, file)
        return Backup(file, file.stat().st_size, found)
    except OSError as error:
        raise copies.refused(error, file) from error


def restore(file: Path, url: str | None = None, *, replace: bool = False, actor: str, now: datetime) -> Restored:
    """Put a backup in the place of the ledger.

    The backup is brought to the present schema and verified first. A ledger that stands there already is kept beside
    it, and that it was replaced is entered into the history.

    Args:
        file: the backup; it is only read.
        url: where the ledger is; ``None`` for the usual place.
        replace: a ledger with something in it may be replaced.
        actor: who restores.
        now: when, aware.

    Raises:
        LedgerError: the backup is damaged or does not verify, or the place cannot be written.
        UsageError: there is a ledger and ``replace`` is not given, or it is on a server.
    """
    place = find_place(url)
    try:
        there = file.is_file()
    except OSError:  # no such name can be
        there = False
    if not there:
        raise UsageError(f"没有“{file}”这个文件", "请写备份文件的路径")
    refuse_damage(file)
    if place.file is None:
        return _restore_to_server(file, place)
    target = place.file
    if target.exists() and target.samefile(file):
        raise UsageError("备份和台账是同一个文件", "请写备份文件的路径，用 --db 写要恢复到哪里")
    unfinished = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _tidy(unfinished), _plainly(str(file)):
            found = _prepared(file, unfinished)
            if not (target.exists() and target.stat().st_size > 0):
                target.unlink(missing_ok=True)
                copies.into_place(unfinished, target)
                return Restored(place.for_people, found, None)
            if not replace:
                raise UsageError(f"“{target}”已有台账，没有动它", "要用备份换下它，请加 --replace；换下的会另存一份")
            for _ in range(_TRIES):
                with suppress(_OvertakenError):
                    kept = _replace(unfinished, target, file, found, actor=actor, now=now)
                    break
                _prepared(file, unfinished)
            else:
                raise LedgerError(f"“{target}”一直有人在写，没有动它", "请让大家先退出，再恢复一次")
        with open_ledger(str(target)) as ledger, ledger.read() as session:
            return Restored(place.for_people, audit(session), kept)
    except OSError as error:
        raise copies.refused(error, target) from error


def move(ledger: Ledger, url: str) -> Moved:
    """Carry everything into another database, in one transaction there, while nobody can write here.

    Args:
        ledger: the ledger; it stays as it is.
        url: the database; it must hold no ledger, or one without a single row.

    Raises:
        LedgerError: the database is filled or cannot be reached, or what arrived is not what was sent. Nothing stays.
    """
    return _move(ledger, find_place(url))


def _move(ledger: Ledger, place: Place) -> Moved:
    if place.file is not None and place.file.exists() and place.file.stat().st_size > 0:
        raise LedgerError(f"“{place.file}”已经有了，没有动它", "请另指一个空的数据库")
    with ledger.write() if ledger.writable else ledger.read() as source:
        return _carry(source, place)


def _carry(source: Session, place: Place, *, even_unsound: bool = False) -> Moved:
    engine = connect(place)
    try:
        with (
            plainly(place.for_people),
            engine.execution_options(write=True).connect() as connection,
            connection.begin(),
        ):
            present = schema_of(connection)
            if present is None:
                if place.file is None:
                    require_unicode(connection)
                migrate(connection)
            elif present != SCHEMA_HEAD or not transfer.holds_nothing(connection):
                raise LedgerError(f"{place.for_people} 里已有台账，没有动它", "请另指一个空的数据库")
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            sent = transfer.copy_all(source.connection(), connection)
            transfer.require_equal(sent, transfer.contents(connection))
            found = audit(Session(connection))
            if not (found.sound or even_unsound):
                raise LedgerError("台账核验没有通过，没有搬", "请先用 tracker verify 看哪里不对")
        return Moved(place.for_people, len(sent), sum(content.rows for content in sent.values()), found)
    finally:
        engine.dispose()


def _write_out(ledger: Ledger, unfinished: Path) -> None:
    copies.discard(unfinished)
    with ledger.read() as session:
        # A person who may not see everything must not take a part for the whole.
        session.connection().exec_driver_sql("SET LOCAL row_security = off")
        _carry(session, find_place(str(unfinished)), even_unsound=True)
    copies.flush(unfinished)


def _prepared(file: Path, unfinished: Path) -> Verification:
    """Copy a backup, bring the copy to the present schema and verify it."""
    copies.copy_out(file, unfinished)
    copies.require_whole(unfinished)
    engine = connect(find_place(str(unfinished)))
    try:
        upgrade(engine)
    finally:
        engine.dispose()
    found = _audited(unfinished)
    if not found.sound:
        raise LedgerError(
            f"“{file}”核验没有通过，没有恢复", f"请用 tracker verify --db “{file}” 看哪里不对，或换用另一份备份"
        )
    return found


def _replace(unfinished: Path, target: Path, source: Path, found: Verification, *, actor: str, now: datetime) -> Path:
    """Put a prepared copy in the place of a ledger, which is kept as it was when nobody could write in it any more.

    Raises:
        _OvertakenError: somebody wrote in the ledger meanwhile; it is as it was, and the copy has to be prepared anew.
    """
    kept = _free(target.with_name(f"{target.stem}-恢复前-{now.astimezone():%Y%m%d-%H%M%S}{target.suffix or _SUFFIX}"))
    replaced: str | None = None
    readable = True
    try:
        refuse_damage(target)
        replaced = copies.last_hash(target)
    except (LedgerError, sqlite3.DatabaseError) as error:
        readable = _only_unreadable(error)
    payload = {"backup": source.name, "hash": found.head.hash, "entries": found.head.entries, "replaced": replaced}
    with open_ledger(str(unfinished)) as ledger, ledger.write() as session:
        history.append(session, [Entry(now, actor, EventKind.LEDGER_RESTORED, note=source.name, payload=payload)])
    copies.in_one_file(unfinished)

    def keep() -> None:
        copies.copy_out(target, kept)
        if copies.last_hash(kept) != replaced:
            copies.discard(kept)
            raise _OvertakenError

    if readable:
        try:
            copies.put_back(unfinished, target, when_held=keep)
        except sqlite3.DatabaseError as error:
            readable = _only_unreadable(error)
    if not readable:
        # What cannot be read as a ledger any more is kept as it is, for whoever may still get something out of it.
        copies.discard(kept)
        copies.copy_bytes(target, kept)
        copies.put_instead(unfinished, target)
    return kept


class _OvertakenError(Exception):
    """The ledger is not any more what was read of it."""


def _only_unreadable(error: Exception) -> bool:
    """False, for a ledger that is damaged; what another program keeps, what there is no room for, … is raised."""
    if isinstance(error, sqlite3.OperationalError):
        raise error
    return False


def _restore_to_server(file: Path, place: Place) -> Restored:
    with tempfile.TemporaryDirectory() as folder, _plainly(str(file)):
        copy = Path(folder) / "ledger.db"
        _prepared(file, copy)
        with open_ledger(str(copy)) as ledger:
            return Restored(place.for_people, _move(ledger, place).verification, None)


def _audited(file: Path) -> Verification:
    with open_ledger(str(file)) as ledger, ledger.read() as session:
        found = audit(session)
    copies.in_one_file(file)
    return found


def _backup_name(place: Place, target: Path | None, now: datetime) -> Path:
    stem = place.file.stem if place.file is not None else str(place.url.database or "台账")
    name = f"{stem}-备份-{now.astimezone():%Y%m%d-%H%M%S}{_SUFFIX}"
    if target is None:
        return _free((place.file.parent if place.file is not None else Path()) / name)
    return _free(target / name) if target.is_dir() else target


def _free(file: Path) -> Path:
    free, number = file, 1
    while free.exists():
        number += 1
        free = file.with_name(f"{file.stem}-{number}{file.suffix}")
    return free


@contextmanager
def _tidy(unfinished: Path) -> Iterator[None]:
    """Leave nothing unfinished behind."""
    try:
        yield
    finally:
        with suppress(OSError):
            copies.discard(unfinished)


@contextmanager
def _plainly(place: str) -> Iterator[None]:
    try:
        with plainly(place):
            yield
    except sqlite3.Error as error:
        raise LedgerError(f"“{place}”读写出错（{error}）", "请看磁盘空间和文件权限，稍后再试") from error
