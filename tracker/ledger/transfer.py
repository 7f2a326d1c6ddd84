"""Carrying a whole ledger from one database into another, whichever they are, and proving that all of it arrived.

Everything is taken from the metadata of the tables: a table that is added tomorrow is carried tomorrow.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, func, insert, select

from tracker.domain.errors import LedgerError
from tracker.ledger.schema import driver_connection
from tracker.ledger.tables import metadata
from tracker.ledger.types import canonical_json

_BATCH = 500
_MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds, in short."""

    rows: int
    digest: str
    """Over all rows whatever their order, the same on every database."""


def tables() -> tuple[Table, ...]:
    """Every table of the ledger, those first that others refer to."""
    return tuple(metadata.sorted_tables)


def holds_nothing(connection: Connection) -> bool:
    """True where not a single row is in any table of the ledger."""
    return not any(connection.execute(select(1).select_from(table).limit(1)).first() for table in tables())


def copy_all(source: Connection, target: Connection) -> dict[str, Content]:
    """Copy every row of every table into a ledger that holds nothing, within the transactions of both.

    Returns:
        What was read, by table.
    """
    read: dict[str, Content] = {}
    for table in tables():
        digest = _Digest()
        rows = digest.passing(_rows(source, table))
        if target.dialect.name == "postgresql":
            _copy_in(target, table, rows)
        else:
            for batch in _batches(rows):
                target.execute(insert(table), batch)
        read[table.name] = digest.content
    return read


def contents(connection: Connection) -> dict[str, Content]:
    """What every table holds."""
    found = {}
    for table in tables():
        digest = _Digest()
        for _ in digest.passing(_rows(connection, table)):
            pass
        found[table.name] = digest.content
    return found


def require_equal(sent: dict[str, Content], arrived: dict[str, Content]) -> None:
    """Make sure that all that was sent is there.

    Raises:
        LedgerError: a table differs.
    """
    for name, content in sent.items():
        if arrived.get(name) != content:
            counted = arrived[name].rows if name in arrived else 0
            raise LedgerError(
                f"核对不上：“{name}”表送出 {content.rows} 行，收到 {counted} 行，内容不一致",
                "什么都没有写入；请把这句话交给维护人员",
            )


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


class _Digest:
    """A hash over rows that does not depend on their order: text keys sort differently on every database."""

    def __init__(self) -> None:
        self._rows = 0
        self._sum = 0

    def passing(self, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The rows, taken into the digest as they go by."""
        for row in rows:
            plain = canonical_json({name: _plain(value) for name, value in row.items()})
            self._rows += 1
            self._sum = (self._sum + int.from_bytes(hashlib.sha256(plain.encode()).digest())) % _MODULUS
            yield row

    @property
    def content(self) -> Content:
        return Content(self._rows, f"{self._sum:064x}")


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    key = list(table.primary_key.columns)
    heavy = any(isinstance(column.type, LargeBinary) for column in table.columns)
    query = select(table).order_by(*key).execution_options(yield_per=1 if heavy else _BATCH)
    with connection.execute(query) as result:
        for row in result.mappings():
            yield {str(name): value for name, value in row.items()}


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _copy_in(target: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    # COPY is one statement: a row may refer to a later one of the same table, and it is ten times as fast.
    dialect = target.dialect
    columns = list(table.columns)
    writers = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    quoted = ", ".join(dialect.identifier_preparer.quote(column.name) for column in columns)
    statement = f"COPY {dialect.identifier_preparer.format_table(table)} ({quoted}) FROM STDIN"
    with driver_connection(target).cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            values = (row[column.name] for column in columns)
            copy.write_row(
                [value if write is None else write(value) for value, write in zip(values, writers, strict=True)]
            )


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return hashlib.sha256(value).hexdigest()
    return value
