"""The history: entries are appended, never changed, each one sealed by a hash over itself and the hash before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from tracker.domain.errors import LedgerError
from tracker.domain.kinds import Status
from tracker.ledger import tables as t
from tracker.ledger.keys import SIGNED_IN, last_entry
from tracker.ledger.kinds import EventKind
from tracker.ledger.types import canonical_json, storable

FIRST_SEAL = "0" * 64
"""What the first entry is sealed over."""

_CHUNK = 500

COMMAND = "command"
"""Under this name a session knows the command that its entries belong to."""

OWN = "own"
"""Under this name a session knows what was appended through the same ledger: from the hash after it to that before."""

ENTRY_COLUMNS = (
    t.event.c.id,
    t.event.c.at,
    t.event.c.actor,
    t.event.c.kind,
    t.event.c.source,
    t.event.c.target,
    t.event.c.note,
    t.event.c.command,
    t.event.c.payload,
    t.event.c.item_id,
    t.event.c.document_id,
    t.event.c.unit_code,
)


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
    command: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    item_id: int | None = None
    document_id: int | None = None
    unit_code: int | None = None


def go_on_with(session: Session, command: int | None) -> None:
    """Let all that the session appends be part of a command that an earlier session began."""
    if command is not None:
        session.info[COMMAND] = command


def command_of(session: Session) -> int | None:
    """The command that the session's entries belong to; ``None`` before the first of them."""
    number: int | None = session.info.get(COMMAND)
    return number


def append(session: Session, entries: Sequence[Entry]) -> None:
    """Append ``entries`` in their order. The session has to be the only writer.

    All that one session appends is one command, under the id of its first entry; ``Ledger.write`` can be told to go on
    with a command that an earlier session began.
    """
    if not entries:
        return
    for entry in entries:
        require_own_name(session, entry.actor)
    last = last_entry(session)
    number, sealed = (last.id, last.hash) if last is not None else (0, FIRST_SEAL)
    command = session.info.setdefault(COMMAND, number + 1)
    rows: list[dict[str, Any]] = []
    before = sealed
    for entry in entries:
        number += 1
        row = {
            "id": number,
            "command": command,
            "at": entry.at.astimezone(UTC),
            "actor": storable(entry.actor),
            "kind": entry.kind,
            "item_id": entry.item_id,
            "document_id": entry.document_id,
            "unit_code": entry.unit_code,
            "source": entry.source,
            "target": entry.target,
            "note": storable(entry.note),
            "payload": json.loads(storable(canonical_json({**entry.payload, "command": command}))),
        }
        sealed = seal(sealed, row)
        rows.append({**row, "hash": sealed})
    session.connection().execute(insert(t.event), rows)
    # Told before it is committed: nobody else can come by this hash, whether it will be or not.
    session.info.get(OWN, {})[sealed] = before


def require_own_name(session: Session, actor: str) -> None:
    """Make sure that whoever acts is whoever signed in: on a team's database nobody acts under another name.

    Raises:
        LedgerError: the database takes no other name; said here in plain words.
    """
    who = session.info.get(SIGNED_IN)
    if who is not None and actor != who.person:
        raise LedgerError(
            f"登录数据库的是“{who.person}”，不能记成“{actor}”办的",
            "请去掉 --actor 和 TRACKER_ACTOR，或换本人的账号",
        )


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


def entries_of_item(session: Session, item_id: int) -> tuple[StoredEntry, ...]:
    """The history of one item, oldest entry first."""
    rows: Iterable[Any] = session.execute(
        select(*ENTRY_COLUMNS).where(t.event.c.item_id == item_id).order_by(t.event.c.id)
    )
    return tuple(StoredEntry(*row) for row in rows)


def edited(session: Session, ids: Collection[int], column: str) -> set[int]:
    """Those of the items in which a person has given a column of the ledger its value; what was undone is not."""
    undone = {of for of, entry in toggles(session).items() if entry.kind is EventKind.UNDONE}
    kinds = _BY_HAND.get(column, (EventKind.ITEM_EDITED,))
    query = select(t.event.c.item_id, t.event.c.command, t.event.c.payload).where(
        t.event.c.kind.in_(kinds), t.event.c.item_id.in_(sorted(ids))
    )
    return {
        item
        for item, command, payload in session.execute(query)
        if command not in undone and any(_gives(change, item, column) for change in payload.get("changes", ()))
    }


_BY_HAND = {"span_start": (EventKind.ITEM_REDRAWN,), "span_end": (EventKind.ITEM_REDRAWN,)}
"""Columns that people change otherwise than by filling them in."""


def _gives(change: Mapping[str, Any], item_id: int, column: str) -> bool:
    own = change.get("table") == "item" and change.get("key") == [item_id]
    return own and column in (change.get("after") or {})


_BY_REPORTS = frozenset({EventKind.ITEM_RAISED, EventKind.ITEM_CORRECTED, EventKind.ITEM_LEFT_SOURCE})


def worked_on(session: Session, ids: Sequence[int]) -> set[int]:
    """Those of the items with which people have done something that stands."""
    undone = {of for of, entry in toggles(session).items() if entry.kind is EventKind.UNDONE}
    aside = {EventKind.UNDONE, EventKind.REDONE} | _BY_REPORTS
    found: set[int] = set()
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        query = select(t.event.c.item_id, t.event.c.kind, t.event.c.command).where(t.event.c.item_id.in_(chunk))
        found |= {item for item, kind, command in session.execute(query) if kind not in aside and command not in undone}
    return found


def of_commands(session: Session, commands: Collection[int]) -> tuple[StoredEntry, ...]:
    """All entries of some commands, oldest first."""
    query = select(*ENTRY_COLUMNS).where(t.event.c.command.in_(sorted(commands))).order_by(t.event.c.id)
    return tuple(StoredEntry(*row) for row in session.execute(query))


def last_commands(
    session: Session, *, item_id: int | None = None, actor: str | None = None, limit: int | None = None
) -> list[int]:
    """The last commands, newest first: of all, or of those that touched an item or that one person gave."""
    query = select(t.event.c.command).where(t.event.c.command.is_not(None))
    if item_id is not None:
        query = query.where(t.event.c.item_id == item_id)
    if actor is not None:
        query = query.where(t.event.c.actor == actor)
    query = query.group_by(t.event.c.command).order_by(t.event.c.command.desc()).limit(limit)
    return [int(number) for number in session.execute(query).scalars()]


def toggles(session: Session) -> dict[int, StoredEntry]:
    """By command, the last entry that undid it or did it again; commands that nobody undid are not in it."""
    query = (
        select(*ENTRY_COLUMNS).where(t.event.c.kind.in_([EventKind.UNDONE, EventKind.REDONE])).order_by(t.event.c.id)
    )
    found: dict[int, StoredEntry] = {}
    for row in session.execute(query):
        entry = StoredEntry(*row)
        found[int(entry.payload["of"])] = entry
    return found


def later_entries(session: Session, after: int, items: Collection[int]) -> tuple[StoredEntry, ...]:
    """The entries behind one that speak of some items or of reports and units, oldest first."""
    found = []
    wanted = sorted(items)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        query = select(*ENTRY_COLUMNS).where(t.event.c.id > after, t.event.c.item_id.in_(chunk))
        found += [StoredEntry(*row) for row in session.execute(query)]
    query = select(*ENTRY_COLUMNS).where(
        t.event.c.id > after, or_(t.event.c.document_id.is_not(None), t.event.c.unit_code.is_not(None))
    )
    found += [StoredEntry(*row) for row in session.execute(query.where(t.event.c.item_id.is_(None)))]
    return tuple(sorted(found, key=lambda entry: entry.id))
