"""Which schema a database has, and bringing it to ours. Alembic is imported only when there is something to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, column, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError

from tracker.domain.errors import LedgerError, LedgerTooNewError
from tracker.ledger import guards

SCHEMA_HEAD = "0007"
"""The newest revision in ``alembic/versions``. A test holds both together; asking Alembic would cost half a second."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Every revision this program knows, oldest first."""

_VERSION_TABLE = "alembic_version"
_COPY_SCHEMA = "tracker_before_"
_OURS = frozenset({"unit", "document", "item", "event"})


def schema_of(connection: Connection) -> str | None:
    """The revision of the ledger in this database, or ``None`` where there is no ledger yet.

    Raises:
        LedgerError: the database belongs to another program.
        LedgerTooNewError: the revision is unknown, so a newer program made it.
    """
    names = set(inspect(connection).get_table_names())
    if _VERSION_TABLE not in names:
        # An office may keep other tables in the same PostgreSQL database; a SQLite file is ours alone.
        if names and (connection.dialect.name == "sqlite" or names & _OURS):
            raise LedgerError("这个数据库里是别的程序的数据，不是整改台账", "请用 --db 另指一个文件")
        return None
    revisions: Sequence[Any] = (
        connection.execute(select(column("version_num")).select_from(table(_VERSION_TABLE))).scalars().all()
    )
    if not revisions and not names & _OURS:
        return None
    if not names >= _OURS or len(revisions) != 1:
        raise LedgerError("这个数据库里是别的程序的数据，不是整改台账", "请用 --db 另指一个文件")
    revision = str(revisions[0])
    if revision not in REVISIONS:
        raise LedgerTooNewError(
            f"台账是更新版本的程序建的（版本 {revision}，本程序认得 {SCHEMA_HEAD}），没有动它",
            "请换成建这个台账的版本，或更新的版本，再打开",
        )
    return revision


def migrations_folder() -> Path:
    """Where the migration scripts are: ``tracker/_migrations`` in an installed wheel, ``alembic`` in the checkout."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "_migrations"
    return shipped if (shipped / "versions").is_dir() else package.parent / "alembic"


def upgrade(engine: Engine, *, backup: Path | None = None) -> None:
    """Bring the database behind ``engine`` to ``SCHEMA_HEAD``, whole or not at all.

    Args:
        engine: of the database; what is there may be an older schema or nothing.
        backup: the SQLite file to copy first where it holds an older ledger.

    Raises:
        LedgerError: a migration failed; the database is as it was.
    """
    with engine.execution_options(write=True).connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # A rebuilt table would take the rows that refer to it along. Inside a transaction the pragma does nothing.
            driver_connection(connection).execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                present = schema_of(connection)
                if present == SCHEMA_HEAD:
                    return
                if present is None and not sqlite:
                    require_unicode(connection)
                if present is not None and backup is not None:
                    _copy(backup, _free_name(backup, present))
                if present is not None and not sqlite:
                    _copy_tables(connection, present)
                migrate(connection)
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise LedgerError("升级台账后数据对不上，已恢复原样", "请把台账文件交给维护人员")
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            raise LedgerError(f"台账升级没有成功，已恢复原样（{_reason(error)}）", "请看磁盘空间和文件权限") from error
        finally:
            if sqlite:
                driver_connection(connection).execute("PRAGMA foreign_keys = ON")


def migrate(connection: Connection) -> None:
    """Run the migrations that are missing inside the transaction that ``connection`` is in.

    The guards of the history are down meanwhile: a rebuilt table would lose them without a word.
    """
    from alembic import command  # noqa: PLC0415 - half a second, and only where there is something to upgrade
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    with guards.lifted(connection):
        command.upgrade(config, SCHEMA_HEAD)
    if connection.dialect.name != "sqlite":
        from tracker.ledger import team  # noqa: PLC0415 - needs the tables, and nothing else here does

        team.refresh(connection)


def refresh_team(engine: Engine) -> None:
    """Bring the team of a ledger on a server up to the rules of this program, whole or not at all."""
    from tracker.ledger import team  # noqa: PLC0415 - needs the tables, and nothing else here does

    with engine.execution_options(write=True).connect() as connection, connection.begin():
        team.refresh(connection)


def require_unicode(connection: Connection) -> None:
    """Make sure that a database on a server can hold every character.

    Raises:
        LedgerError: it cannot.
    """
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise LedgerError(f"这个数据库的编码是 {encoding}，存不下所有汉字", "请新建一个 UTF8 编码的库")


def _copy(file: Path, target: Path) -> None:
    # By a connection of its own: the one that is about to upgrade holds the lock that the copying would wait for.
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    reader = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    with closing(reader), closing(sqlite3.connect(unfinished)) as copy:
        reader.backup(copy)
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise LedgerError(f"台账“{file}”已有损坏，没有升级", "请运行 tracker doctor 查看，或换用备份")
    unfinished.replace(target)


def _copy_tables(connection: Connection, revision: str) -> None:
    """Copy every table into a schema beside the ledger's own, within the transaction of the upgrade.

    Only the copy before the last upgrade is kept: a ledger with its evidence is large.
    """
    quote = connection.dialect.identifier_preparer.quote
    for schema in inspect(connection).get_schema_names():
        if schema.startswith(_COPY_SCHEMA):
            connection.exec_driver_sql(f"DROP SCHEMA {quote(schema)} CASCADE")
    target = quote(f"{_COPY_SCHEMA}{revision}")
    connection.exec_driver_sql(f"CREATE SCHEMA {target}")
    for name in sorted({_VERSION_TABLE, *_tables_of_ours()} & {*inspect(connection).get_table_names()}):
        connection.exec_driver_sql(f"CREATE TABLE {target}.{quote(name)} AS TABLE {quote(name)}")


def _tables_of_ours() -> set[str]:
    from tracker.ledger.tables import metadata  # noqa: PLC0415 - where there is something to upgrade

    return {*metadata.tables}


def _free_name(file: Path, revision: str) -> Path:
    """Where to put the copy: an older copy of the same revision may be all that is left of an older state."""
    target, number = file.with_name(f"{file.name}.{revision}.bak"), 1
    while target.exists():
        number += 1
        target = file.with_name(f"{file.name}.{revision}-{number}.bak")
    return target


def driver_connection(connection: Connection) -> Any:
    """The connection of the driver itself, for what has to happen outside the transactions of SQLAlchemy."""
    return connection.connection.driver_connection


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]
