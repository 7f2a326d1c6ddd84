"""What stands in the ledger of items as their report has them, so that a correction can be told as changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from tracker.ledger import tables as t
from tracker.ledger.changes import Change, Key

_FROM_REPORT = (
    "title",
    "where",
    "confidence",
    "document_id",
    "source_id",
    "position",
    "in_source",
    "span_start",
    "span_end",
    "quote",
    "theme",
    "severity",
    "missing",
)
_BELONGING: tuple[tuple[Table, str], ...] = (
    (t.item_action, "item_id"),
    (t.item_passage, "item_id"),
    (t.item_address, "commitment_id"),
)

Rows = dict[tuple[str, Key], dict[str, Any]]


def snapshot(session: Session, ids: Iterable[int]) -> dict[int, Rows]:
    """The columns that come from the report, and the rows that go with each item."""
    wanted = sorted(set(ids))
    found: dict[int, Rows] = {item: {} for item in wanted}
    own = [t.item.c[name] for name in _FROM_REPORT]
    for row in session.execute(select(t.item.c.id, *own).where(t.item.c.id.in_(wanted))).mappings():
        found[row["id"]]["item", (row["id"],)] = {name: row[name] for name in _FROM_REPORT}
    for table, column in _BELONGING:
        keys = [key.name for key in table.primary_key]
        for row in session.execute(select(table).where(table.c[column].in_(wanted))).mappings():
            key = tuple(row[name] for name in keys)
            found[row[column]][table.name, key] = {str(name): value for name, value in row.items()}
    return found


def difference(before: Rows, after: Rows) -> list[Change]:
    """What became of one item's rows, as changes: removed ones first, so that their keys are free."""
    gone = [Change(table, key, row, None) for (table, key), row in before.items() if (table, key) not in after]
    kept = []
    for (table, key), row in after.items():
        earlier = before.get((table, key))
        if earlier is None:
            kept.append(Change(table, key, None, row))
        elif differing := [name for name in row if row[name] != earlier[name]]:
            kept.append(Change(table, key, _only(earlier, differing), _only(row, differing)))
    return gone + kept


def _only(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}
