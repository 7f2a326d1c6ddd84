"""Ledgers of older programs, and taking one up and down through the revisions, on either engine."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, MetaData, inspect

from tracker.ledger import guards, schema
from tracker.ledger.store import Ledger
from tracker.ledger.tables import metadata
from tracker.ledger.types import CanonicalJson

FIRST = Path(__file__).with_name("first_ledger.sql")
"""A ledger as the first released program wrote it: two years, a correction, a closure and its re-opening, a merger."""


def to_revision(engine: Engine, revision: str) -> None:
    """Take a ledger up or down to a revision, the way the program does it."""
    config = Config()
    config.set_main_option("script_location", str(schema.migrations_folder()).replace("%", "%%"))
    with engine.execution_options(write=True).connect() as connection:
        if connection.dialect.name == "sqlite":
            schema.driver_connection(connection).execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            config.attributes["connection"] = connection
            present = revision_of(connection)
            with guards.lifted(connection):
                if present is None or present < revision:
                    command.upgrade(config, revision)
                elif present > revision:
                    command.downgrade(config, revision)
            if connection.dialect.name == "sqlite":
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None


def revision_of(connection: Connection) -> str | None:
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    return found


def put_first_ledger(engine: Engine) -> None:
    """Make a ledger of the first revision with what the first released program wrote."""
    to_revision(engine, schema.REVISIONS[0])
    tables = MetaData()
    with closing(sqlite3.connect(":memory:")) as source, engine.connect() as connection, connection.begin():
        source.executescript(FIRST.read_text(encoding="utf-8"))
        source.row_factory = sqlite3.Row
        guards.lift(connection)
        tables.reflect(connection)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for table in tables.sorted_tables:
            if table.name == "alembic_version":
                continue
            rows = [dict(row) for row in source.execute(f'SELECT * FROM "{table.name}"')]
            if rows:
                connection.execute(sa.insert(table), [_typed(table, row) for row in rows])
        guards.install(connection)


def _typed(table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
    def typed(kind: sa.types.TypeEngine[Any], value: Any) -> Any:
        if value is None:
            return None
        if isinstance(kind, sa.DateTime):
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        if isinstance(kind, sa.Date):
            return date.fromisoformat(value)
        return bool(value) if isinstance(kind, sa.Boolean) else value

    return {name: typed(table.c[name].type, value) for name, value in row.items()}


def fill_empty_tables(ledger: Ledger) -> None:
    """Give every table that holds nothing yet a row made up from its columns, so that none migrates empty."""
    with ledger.write() as session:
        connection = session.connection()
        for table in metadata.sorted_tables:
            if connection.execute(sa.select(1).select_from(table).limit(1)).first() is None:
                connection.execute(sa.insert(table), [_made_up(connection, table)])


def _made_up(connection: Connection, table: sa.Table) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for constraint in table.foreign_key_constraints:
        if any(column.nullable for column in constraint.columns):
            continue
        targets = [element.column for element in constraint.elements]
        parent = connection.execute(sa.select(*targets).limit(1)).one()
        row |= dict(zip((column.name for column in constraint.columns), parent, strict=True))
    for column in table.columns:
        if column.name not in row and not column.nullable:
            row[column.name] = _some(column.type)
    return row


def _some(kind: sa.types.TypeEngine[Any]) -> Any:
    if isinstance(kind, sa.Enum) and kind.enum_class is not None:
        return next(iter(kind.enum_class))
    if isinstance(kind, CanonicalJson):
        return {"某": [1, None]}
    if isinstance(kind, sa.TypeDecorator):
        return _some(kind.impl_instance)
    made: dict[type, Any] = {int: 7, float: 0.5, bool: False, str: "某", bytes: b"\x00\xff"}
    made |= {datetime: datetime(2024, 1, 8, 9, 30, tzinfo=UTC), date: date(2024, 1, 8)}
    return made[kind.python_type]


def contents(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, by table."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    tables = MetaData()
    with engine.connect() as connection:
        tables.reflect(connection)
        for name, table in sorted(tables.tables.items()):
            if name == "alembic_version":
                continue
            columns = sorted(column.name for column in table.columns)
            rows = connection.execute(sa.select(*(table.c[column] for column in columns))).all()
            found[name] = [tuple(columns), *sorted((tuple(row) for row in rows), key=repr)]
    return found


def counts(engine: Engine) -> dict[str, int]:
    """How many rows every table has."""
    return {name: len(rows) - 1 for name, rows in contents(engine).items()}
