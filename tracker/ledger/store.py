"""Opening a ledger and working on it: reading and writing transactions, and rehearsals that leave no trace."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tracker.domain.errors import LedgerError, reason_of
from tracker.ledger.engine import Place, connect, find_place, sqlite_engine
from tracker.ledger.faults import plainly, refuse_damage
from tracker.ledger.history import OWN, go_on_with
from tracker.ledger.keys import SIGNED_IN
from tracker.ledger.schema import SCHEMA_HEAD, driver_connection, migrate, refresh_team, schema_of, upgrade
from tracker.ledger.signing import SignedIn, signed_in, to_bring_up
from tracker.ledger.stopping import Stop

_AT_REST = "mode=ro&immutable=1"
"""SQLite's parameters for a file that nobody changes meanwhile."""


class Ledger:
    """An open ledger. Threads may share it; each transaction has a connection of its own."""

    def __init__(
        self,
        place: Place,
        engine: Engine,
        *,
        writable: bool = True,
        signed_in: SignedIn | None = None,
        only_looking: bool = False,
        in_file: bool = False,
    ) -> None:
        """Take an engine.

        Args:
            place: where the ledger is.
            engine: connects to it.
            writable: False where nothing can be written.
            signed_in: who works here, where the database knows.
            only_looking: nothing is to be written, because whoever opened it said so.
            in_file: the engine works on the file of ``place`` itself and not on a copy of it.
        """
        self._place = place
        self._only_looking = only_looking
        self._at_close: list[Callable[[], None]] = []
        self._file = _identity(place.file) if in_file and place.file is not None else None
        self._signed_in = signed_in
        self._own: dict[str, str] = {}
        self._writable = writable
        self._engine = engine
        self._reader = engine
        self._writer = engine.execution_options(write=True)
        if place.file is None:
            self._reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @property
    def url_for_people(self) -> str:
        """Where the ledger is, as people may see it: the password is masked."""
        return self._place.for_people

    @property
    def place(self) -> Place:
        """Where the ledger is."""
        return self._place

    @property
    def signed_in(self) -> SignedIn | None:
        """Who works here, where a team's database knows that."""
        return self._signed_in

    @property
    def writable(self) -> bool:
        """False where only reading is possible, as on a read-only disk."""
        return self._writable

    @contextmanager
    def read(self, *, stop: Stop | None = None) -> Iterator[Session]:
        """A session that sees one state of the ledger throughout.

        Args:
            stop: where it is told to stop, the query at work fails.

        Raises:
            LedgerError: the database fails.
        """
        self.still_there()
        with plainly(self.url_for_people), Session(self._reader, info=self._info()) as session:
            if stop is None:
                yield session
                return
            with stop.over(session.connection()):
                yield session

    @contextmanager
    def write(self, *, command: int | None = None) -> Iterator[Session]:
        """A session that is the only writer until it ends; committed at the end, undone whole where the body raises.

        Args:
            command: the command that its entries of the history go on with; a new one unless told.

        Raises:
            LedgerError: the ledger is read-only, another program keeps it too long, or the database fails.
        """
        if self._only_looking:
            raise LedgerError("这里只看不改", "要办事，请在自己的电脑上打开台账")
        if not self._writable:
            raise LedgerError(f"台账“{self.url_for_people}”是只读的，不能写入", "请检查文件和所在文件夹的权限")
        self.still_there()
        with plainly(self.url_for_people), Session(self._writer, info=self._info()) as session, session.begin():
            session.info[OWN] = self._own
            go_on_with(session, command)
            yield session

    def wrote_all(self, since: str, upto: str) -> bool:
        """True where the whole history between two hashes was written through this ledger; what is told is forgotten.

        Args:
            since: of the entry before it.
            upto: of its last entry.
        """
        while upto != since:
            before = self._own.pop(upto, None)
            if before is None:
                return False
            upto = before
        return True

    def still_there(self) -> bool:
        """Make sure that the file is the one that was opened, and go over to another that stands in its place.

        Without this, work would go on in a file that was deleted or replaced, and nobody would ever see it again.

        Returns:
            True where another file stands there now.

        Raises:
            LedgerError: there is no file any more, or one of another version.
        """
        file = self._place.file
        if self._file is None or file is None:
            return False
        try:
            now = _identity(file)
        except OSError as error:
            self._engine.dispose()
            raise LedgerError(
                f"台账“{file}”不见了（{reason_of(error)}）", "把文件放回原处，网络盘断了就重新接上，接着就能用"
            ) from error
        if now == self._file:
            return False
        self._engine.dispose()
        with plainly(self.url_for_people), self._engine.connect() as connection:
            if schema_of(connection) != SCHEMA_HEAD:
                raise LedgerError(f"台账“{file}”换成了别的版本的", "请退出以后重新打开")
        self._file = now
        return True

    def connect(self) -> Connection:
        """A connection for looking at the database itself; whoever asks for it closes it."""
        return self._engine.connect()

    @contextmanager
    def rehearsal(self) -> Iterator[Ledger]:
        """A private copy of this ledger; what is written to it is forgotten.

        Raises:
            LedgerError: the database fails.
        """
        with plainly(self.url_for_people):
            copy = _rehearse(self._place, self._engine, alone=False)
        with copy:
            yield copy

    def _info(self) -> dict[str, Any]:
        return {SIGNED_IN: self._signed_in}

    def at_close(self, act: Callable[[], None]) -> None:
        """Let ``act`` be called when the ledger is let go of, by whoever keeps connections of his own."""
        self._at_close.append(act)

    def close(self) -> None:
        """Let go of the database."""
        while self._at_close:
            self._at_close.pop()()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _OnOneConnection(Ledger):
    """A rehearsal on PostgreSQL: all its transactions are savepoints of one that is rolled back."""

    def __init__(
        self, place: Place, engine: Engine, connection: Connection, *, alone: bool, signed_in: SignedIn | None
    ) -> None:
        super().__init__(place, engine, signed_in=signed_in)
        self._connection = connection
        self._alone = alone

    @contextmanager
    def read(self, *, stop: Stop | None = None) -> Iterator[Session]:  # noqa: ARG002 - a rehearsal is never left early
        """See ``Ledger.read``."""
        with plainly(self.url_for_people), self._session() as session:
            yield session

    @contextmanager
    def write(self, *, command: int | None = None) -> Iterator[Session]:
        """See ``Ledger.write``."""
        with plainly(self.url_for_people), self._session() as session, session.begin():
            go_on_with(session, command)
            yield session

    @contextmanager
    def rehearsal(self) -> Iterator[Ledger]:
        """A rehearsal of a rehearsal is the same rehearsal."""
        yield self

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()
        if self._alone:
            super().close()

    def _session(self) -> Session:
        return Session(self._connection, join_transaction_mode="create_savepoint", info=self._info())


def open_ledger(url: str | None = None, *, only_looking: bool = False) -> Ledger:
    """See ``tracker.ledger.open_ledger``."""
    place = find_place(url)
    if only_looking:
        return _look_at(place)
    if place.file is None:
        return _bring_up(place)
    file = place.file
    if not _is_there(file):
        return _make(place, file)
    refuse_damage(file)
    if not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        engine = read_only_engine(file)
        with _disposing(engine), plainly(place.for_people), engine.connect() as connection:
            if schema_of(connection) != SCHEMA_HEAD:
                raise LedgerError(f"台账“{file}”要先升级，但它是只读的", "请检查文件和所在文件夹的权限")
        return Ledger(place, engine, writable=False, in_file=True)
    return _bring_up(place)


def _look_at(place: Place) -> Ledger:
    """The ledger opened so that the database itself refuses to be written."""
    if place.file is not None:
        if not _is_there(place.file):
            raise LedgerError(f"还没有台账“{place.file}”", "先导入一份报告，或用 --db 指明台账")
        refuse_damage(place.file)
        engine = read_only_engine(place.file)
    else:
        engine = connect(place, read_only=True)
    with _disposing(engine), plainly(place.for_people), engine.connect() as connection:
        if schema_of(connection) != SCHEMA_HEAD:
            raise LedgerError(f"台账“{place.for_people}”要先升级", "先不带只看的选项打开一次，例如运行 tracker list")
        who = signed_in(connection)
    return Ledger(place, engine, writable=False, signed_in=who, only_looking=True, in_file=True)


def open_rehearsal(url: str | None = None) -> Ledger:
    """See ``tracker.ledger.open_rehearsal``."""
    place = find_place(url)
    if place.file is None:
        engine = connect(place)
    elif _is_there(place.file):
        refuse_damage(place.file)
        engine = quiet_engine(place.file)
    else:
        engine = sqlite_engine(":memory:")
    with _disposing(engine), plainly(place.for_people):
        return _rehearse(place, engine, alone=True)


@contextmanager
def _disposing(engine: Engine) -> Iterator[None]:
    """Let go of the database where the body raises."""
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _bring_up(place: Place) -> Ledger:
    engine = connect(place)
    with _disposing(engine), plainly(place.for_people):
        with engine.connect() as connection:
            present = schema_of(connection)
        if present != SCHEMA_HEAD:
            upgrade(engine, backup=place.file)
        if place.file is not None:
            return Ledger(place, engine, in_file=True)
        with engine.connect() as connection:
            older = to_bring_up(connection)
        if older:
            refresh_team(engine)
        with engine.connect() as connection:
            who = signed_in(connection)
    return Ledger(place, engine, signed_in=who, in_file=True)


def _make(place: Place, file: Path) -> Ledger:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        ours = not file.exists()
        # In append mode a file that another process makes in this moment is left as it is.
        file.open("ab").close()
    except OSError as error:
        reason = reason_of(error)
        raise LedgerError(f"不能在“{file.parent}”建台账（{reason}）", "请用 --db 另指一个能写的位置") from error
    engine = connect(place)
    try:
        with _disposing(engine), plainly(place.for_people):
            upgrade(engine)
            with engine.connect() as connection:
                driver_connection(connection).execute("PRAGMA journal_mode = WAL")
    except BaseException:
        with suppress(OSError):
            if ours and file.stat().st_size == 0:
                file.unlink()
        raise
    return Ledger(place, engine, in_file=True)


def _rehearse(place: Place, engine: Engine, *, alone: bool) -> Ledger:
    """A copy to try things on.

    Args:
        place: of the ledger.
        engine: of the ledger.
        alone: nobody else uses ``engine``; the copy lets go of it when it is closed or needed no more.
    """
    if place.file is None:
        connection = engine.execution_options(write=True).connect()
        try:
            connection.begin()
            if schema_of(connection) != SCHEMA_HEAD:
                migrate(connection)
            who = signed_in(connection)
        except BaseException:
            connection.close()
            raise
        return _OnOneConnection(place, engine, connection, alone=alone, signed_in=who)
    copy = sqlite_engine(":memory:")
    with _disposing(copy):
        with engine.connect() as source, copy.connect() as target:
            driver_connection(source).backup(driver_connection(target))
        if alone:
            engine.dispose()
        with copy.connect() as connection:
            present = schema_of(connection)
        if present != SCHEMA_HEAD:
            upgrade(copy)
    return Ledger(place, copy)


def read_only_engine(file: Path) -> Engine:
    """An engine for a ledger that is only read; it makes no file beside it where that can be helped."""
    engine = sqlite_engine(str(file), parameters="mode=ro")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first()
    except DatabaseError as error:
        engine.dispose()
        name = getattr(error.orig, "sqlite_errorname", "")
        if not name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
            with plainly(str(file)):
                raise
        # A WAL ledger in a folder that cannot be written has no place for its shared memory, and nobody can change it.
        engine = sqlite_engine(str(file), parameters=_AT_REST)
    return engine


def quiet_engine(file: Path) -> Engine:
    """An engine for looking at a ledger that leaves nothing beside it where nobody is at work."""
    # Even a reader leaves a log and shared memory beside a WAL ledger. Where nobody is at work it can do without.
    if file.with_name(f"{file.name}-wal").exists():
        return read_only_engine(file)
    return sqlite_engine(str(file), parameters=_AT_REST)


def _identity(file: Path) -> tuple[int, int]:
    """What tells a file from another that is put in its place."""
    found = file.stat()
    return found.st_dev, found.st_ino


def _is_there(file: Path) -> bool:
    """True where something is at that place already; an empty file is as good as none.

    Raises:
        LedgerError: it is a folder, or cannot be looked at.
    """
    try:
        if file.is_dir():
            raise LedgerError(f"“{file}”是文件夹，不是台账文件", "请用 --db 写明文件，例如 台账.db")
        return file.exists() and file.stat().st_size > 0
    except OSError as error:
        raise LedgerError(f"台账“{file}”打不开（{reason_of(error)}）", "请检查路径和权限") from error
