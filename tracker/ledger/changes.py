"""Changing rows so that the history can tell it: each change with what was there before, as the history keeps it.

The history is the truth: what stands in the tables named here is what the changes in it add up to, and undoing a
command is applying its changes backwards. What only follows from reports (follow-ups, sections, metrics) is not kept
so; it is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from tracker.domain.errors import LedgerError
from tracker.ledger import tables as t
from tracker.ledger.types import CanonicalJson, UtcDateTime

CHANGES = "changes"
"""Under this name the payload of an entry keeps its changes."""

_TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        t.unit,
        t.unit_name,
        t.document,
        t.item,
        t.item_action,
        t.item_address,
        t.item_passage,
        t.item_round,
        t.item_extension,
        t.evidence,
        t.judgement,
    )
}

_UNDYING = {"document": "withdrawn", "item": "void", "evidence": "void"}
"""Tables whose rows are never deleted, with the flag that says that one does not count: numbers are not given again."""

Key = tuple[int | str, ...]


class Change(NamedTuple):
    """What became of one row. Values are Python values; ``before`` and ``after`` have the same columns."""

    table: str
    key: Key
    before: Mapping[str, Any] | None
    """``None`` where the row was added."""
    after: Mapping[str, Any] | None
    """``None`` where the row was removed."""

    @property
    def backwards(self) -> Change:
        """The change that takes this one back. What never goes away is marked as not counting instead."""
        flag = _UNDYING.get(self.table)
        if flag is not None and self.before is None:
            # What counts no longer stands in no report either.
            stood = {"in_source": True} if (self.after or {}).get("in_source") else {}
            return Change(self.table, self.key, {flag: False, **stood}, {flag: True, **dict.fromkeys(stood, False)})
        return Change(self.table, self.key, self.after, self.before)


class StaleError(Exception):
    """A row is not what a change takes it to be."""


def put(session: Session, table: Table, key: Key, values: Mapping[str, Any]) -> list[Change]:
    """Give a row other values; nothing where it has them already.

    Returns:
        The one change, with the columns that differ, or none.
    """
    present = _row(session, table, key)
    if present is None:
        raise StaleError(f"{table.name} {key} is not there")
    after = {name: value for name, value in values.items() if present[name] != value}
    if not after:
        return []
    _write(session, update(table).where(_is(table, key)).values(**after))
    return [Change(table.name, key, {name: present[name] for name in after}, after)]


def add(session: Session, table: Table, row: Mapping[str, Any]) -> Change:
    """Add a row."""
    session.connection().execute(insert(table), [dict(row)])
    key = tuple(row[column.name] for column in table.primary_key)
    stored = _row(session, table, key)
    return Change(table.name, key, None, stored)


def remove(session: Session, table: Table, key: Key) -> Change:
    """Remove a row."""
    present = _row(session, table, key)
    if present is None or table.name in _UNDYING:
        raise StaleError(f"{table.name} {key} cannot be removed")
    _write(session, delete(table).where(_is(table, key)))
    return Change(table.name, key, present, None)


def apply(session: Session, change: Change) -> None:
    """Make a change that is known from the history.

    Raises:
        StaleError: the row is not as it was before the change.
    """
    table = _TABLES[change.table]
    present = _row(session, table, change.key)
    if change.before is None:
        if present is not None or change.after is None:
            raise StaleError(f"{change.table} {change.key} is there already")
        session.connection().execute(insert(table), [dict(change.after)])
        return
    if present is None or any(present[name] != value for name, value in change.before.items()):
        raise StaleError(f"{change.table} {change.key} has changed")
    if change.after is None:
        _write(session, delete(table).where(_is(table, change.key)))
    else:
        _write(session, update(table).where(_is(table, change.key)).values(**change.after))


def payload(changes: Iterable[Change], **more: Any) -> dict[str, Any]:
    """What an entry of the history keeps of changes, besides what else it keeps."""
    kept = [
        {
            "table": change.table,
            "key": list(change.key),
            "before": _kept(change.before),
            "after": _kept(change.after),
        }
        for change in changes
    ]
    return {**more, CHANGES: kept} if kept else more


def changes_in(kept: Mapping[str, Any]) -> Sequence[Change]:
    """The changes that an entry of the history keeps, in the order in which they were made."""
    return [
        Change(
            one["table"],
            tuple(one["key"]),
            _meant(_TABLES[one["table"]], one["before"]),
            _meant(_TABLES[one["table"]], one["after"]),
        )
        for one in kept.get(CHANGES, ())
    ]


def table_named(name: str) -> Table:
    """The table of a change."""
    return _TABLES[name]


def _write(session: Session, statement: sa.Update | sa.Delete) -> None:
    """Change or remove the one row that is there.

    Raises:
        LedgerError: a team's database lets the row be seen but not written, and leaves it without a word.
    """
    if session.connection().execute(statement).rowcount != 1:
        raise LedgerError("这不是你的单位的，数据库没有让写", "请找看全部单位的经办，或请管理员核对你的单位")


def _row(session: Session, table: Table, key: Key) -> dict[str, Any] | None:
    columns = [column for column in table.c if column.name != "text"]
    found = session.execute(select(*columns).where(_is(table, key))).mappings().one_or_none()
    return None if found is None else {str(name): value for name, value in found.items()}


def _is(table: Table, key: Key) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == value for column, value in zip(table.primary_key, key, strict=True)))


def _kept(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else {name: plain(value) for name, value in values.items()}


def plain(value: Any) -> Any:
    """A value of a column as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _meant(table: Table, values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else {name: _value(table.c[name].type, value) for name, value in values.items()}


def _value(kind: Any, value: Any) -> Any:
    if value is None or isinstance(kind, CanonicalJson):
        return value
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    if isinstance(kind, sa.Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    return value
