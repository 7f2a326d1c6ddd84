"""The history: entries are appended, never changed, each one sealed by a hash over itself and the hash before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker.domain.kinds import Status
from tracker.ledger import tables as t
from tracker.ledger.kinds import EventKind
from tracker.ledger.types import canonical_json, storable

FIRST_SEAL = "0" * 64
"""What the first entry is sealed over."""

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written into the history."""

    at: datetime
    actor: str
    kind: EventKind
    item_id: int | None = None
    document_id: int | None = None
    unit_code: int | None = None
    source: Status | None = None
    target: Status | None = None
    note: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it stands in the history."""

    id: int
    at: datetime
    actor: str
    kind: EventKind
    source: Status | None
    target: Status | None
    note: str


def append(session: Session, entries: Sequence[Entry]) -> None:
    """Append ``entries`` in their order. The session has to be the only writer."""
    if not entries:
        return
    last = session.execute(select(t.event.c.id, t.event.c.hash).order_by(t.event.c.id.desc()).limit(1)).one_or_none()
    number, sealed = (last.id, last.hash) if last is not None else (0, FIRST_SEAL)
    rows: list[dict[str, Any]] = []
    for entry in entries:
        number += 1
        row = {
            "id": number,
            "at": entry.at.astimezone(UTC),
            "actor": storable(entry.actor),
            "kind": entry.kind,
            "item_id": entry.item_id,
            "document_id": entry.document_id,
            "unit_code": entry.unit_code,
            "source": entry.source,
            "target": entry.target,
            "note": storable(entry.note),
            "payload": json.loads(storable(canonical_json(dict(entry.payload)))),
        }
        sealed = seal(sealed, row)
        rows.append({**row, "hash": sealed})
    session.connection().execute(insert(t.event), rows)


def seal(previous: str, row: Mapping[str, Any]) -> str:
    """The hash of an entry: SHA-256 over its canonical JSON together with the hash of the entry before it."""
    content = {name: row[name] for name in ("id", "actor", "item_id", "document_id", "unit_code", "note", "payload")}
    content |= {
        "previous": previous,
        "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds"),
        "kind": row["kind"].value,
        "source": row["source"].value if row["source"] else None,
        "target": row["target"].value if row["target"] else None,
    }
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def first_broken_link(session: Session) -> int | None:
    """The id of the first entry that is not what was sealed, or ``None`` where the whole chain holds."""
    previous = FIRST_SEAL
    columns = list(t.event.c)
    query = select(*columns).order_by(t.event.c.id).execution_options(yield_per=_BATCH)
    with session.execute(query) as result:
        for expected, row in enumerate(result.mappings(), start=1):
            entry = {str(name): value for name, value in row.items()}
            if entry["id"] != expected or seal(previous, entry) != entry["hash"]:
                return expected
            previous = entry["hash"]
    return None


def entries_of_item(session: Session, item_id: int) -> tuple[StoredEntry, ...]:
    """The history of one item, oldest entry first."""
    columns = (
        t.event.c.id,
        t.event.c.at,
        t.event.c.actor,
        t.event.c.kind,
        t.event.c.source,
        t.event.c.target,
        t.event.c.note,
    )
    rows: Iterable[Any] = session.execute(select(*columns).where(t.event.c.item_id == item_id).order_by(t.event.c.id))
    return tuple(StoredEntry(*row) for row in rows)


def last_mover(session: Session, item_id: int, target: Status) -> str | None:
    """Who last moved an item into ``target``; ``None`` where nobody has."""
    return session.execute(
        select(t.event.c.actor)
        .where(t.event.c.item_id == item_id, t.event.c.kind == EventKind.ITEM_MOVED, t.event.c.target == target)
        .order_by(t.event.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
