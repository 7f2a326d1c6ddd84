"""Where the ledger is and how to connect to it: SQLite set up to behave, or PostgreSQL.

One writer at a time, on both databases: ``BEGIN IMMEDIATE`` on SQLite, an advisory lock on PostgreSQL. Numbers, keys
and the chain of the history rest on it.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from tracker.domain.errors import LedgerError

WRITE_LOCK = 0x7452_6163
"""Key of PostgreSQL's advisory lock; any number that other programs do not use will do."""

CHANNEL = "tracker_ledger"
"""What PostgreSQL calls out on when something has been written, to whoever listens."""

_CONNECT_TIMEOUT_S = 10

_BUSY_TIMEOUT_MS = 5_000
"""How long a writer waits for another, on both databases."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ledger is kept."""

    url: URL
    file: Path | None
    """The SQLite file; ``None`` on PostgreSQL."""

    @property
    def for_people(self) -> str:
        """The place as people may see it: a path, or a URL with the password masked."""
        if self.file is not None:
            return str(self.file)
        return self.url.set(drivername="postgresql").render_as_string(hide_password=True)


def find_place(url: str | None = None) -> Place:
    """Where the ledger is: ``url``, else ``TRACKER_DB``, else ``ledger.db`` in the user's data folder.

    Raises:
        LedgerError: the URL is malformed or names a database that is not supported.
    """
    given = (url if url is not None else os.environ.get("TRACKER_DB", "")).strip()
    if not given:
        from platformdirs import user_data_path  # noqa: PLC0415 - only where no place is given

        return _sqlite(user_data_path("tracker", appauthor=False) / "ledger.db")
    if "://" not in given:
        return _sqlite(Path(given))
    try:
        parsed = make_url(given)
    except ArgumentError as error:
        raise LedgerError("台账的地址写法不对", "可以写文件路径，或 postgresql://用户@主机/库名") from error
    backend = parsed.drivername.partition("+")[0]
    if backend == "sqlite":
        return _sqlite(Path(parsed.database or ""))
    if backend in ("postgresql", "postgres"):
        return Place(url=parsed.set(drivername="postgresql+psycopg"), file=None)
    raise LedgerError(f"不支持“{backend}”数据库", "台账可以放在 SQLite 文件里，或 PostgreSQL 里")


def connect(place: Place, *, read_only: bool = False) -> Engine:
    """An engine for ``place``. Opens no connection yet.

    Args:
        place: where the ledger is.
        read_only: on a server: its transactions refuse to write. A file is opened so by ``store.read_only_engine``.

    Raises:
        LedgerError: the driver for PostgreSQL is not installed.
    """
    if place.file is not None:
        return sqlite_engine(str(place.file))
    try:
        engine = create_engine(place.url, pool_pre_ping=True, connect_args={"connect_timeout": _CONNECT_TIMEOUT_S})
    except (ImportError, NoSuchModuleError) as error:
        raise LedgerError("没有安装 PostgreSQL 的驱动", "请运行：pip install 'psycopg[binary]'") from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if read_only:
            # Each time: psycopg says READ WRITE of its own accord once a connection has been used for reading.
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        elif connection.get_execution_options().get("write"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_BUSY_TIMEOUT_MS}")
            # Heard by others when, and only if, the transaction is committed.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK}), pg_notify('{CHANNEL}', '')")

    return engine


def sqlite_engine(file: str, *, parameters: str = "") -> Engine:
    """An engine for one SQLite file, its transactions under our control.

    Args:
        file: path of the file, or ``:memory:``.
        parameters: SQLite URI parameters such as ``mode=ro``.
    """
    if file == ":memory:":
        return _controlled(create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}))
    if not parameters:
        return _controlled(create_engine(URL.create("sqlite", database=file)))
    uri = f"{Path(file).absolute().as_uri()}?{parameters}"
    engine = create_engine(
        "sqlite://", poolclass=QueuePool, creator=lambda: sqlite3.connect(uri, uri=True, check_same_thread=False)
    )
    return _controlled(engine)


def _controlled(engine: Engine) -> Engine:
    # The sqlite3 module begins transactions where it likes (never for DDL) unless isolation_level is None.
    @event.listens_for(engine, "connect")
    def connect(raw: Any, _record: object) -> None:
        raw.isolation_level = None
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
        raw.execute("PRAGMA synchronous = NORMAL")
        raw.create_function("tracker_spells", 2, _spells, deterministic=True)

    # A plain BEGIN that reads first and writes later fails at once when another process has committed in between.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")

    return engine


def _spells(text: str, word: str) -> bool:
    """The function by which SQLite finds Chinese text by its initials."""
    from tracker.lexicon.pinyin import spells  # noqa: PLC0415 - where a query asks for it

    return spells(text, word)


def _sqlite(file: Path) -> Place:
    if str(file) in ("", ".", ":memory:"):
        raise LedgerError("台账要放在一个文件里", "请用 --db 写明文件，例如 --db 台账.db")
    try:
        file = file.expanduser()
    except RuntimeError as error:
        raise LedgerError(f"找不到“{file}”所指的用户文件夹", "请写完整的路径") from error
    return Place(url=URL.create("sqlite", database=str(file)), file=file)
