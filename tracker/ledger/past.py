"""The history as lists want it: the commands that fit, and the first entries of each, however many it has.

A command is known by the id of its first entry. Entries from before commands were kept are each one of their own.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.kinds import Status
from tracker.ledger import tables as t
from tracker.ledger.history import ENTRY_COLUMNS, StoredEntry
from tracker.ledger.kinds import EventKind

_E = t.event.c
_CHUNK = 400


class PastQuery(NamedTuple):
    """Which commands. ``None`` means: no matter."""

    item_id: int | None = None
    actor: str | None = None
    since: datetime | None = None
    """Aware; the first instant."""
    until: datetime | None = None
    """Aware; the first instant after."""


class Shape(NamedTuple):
    """What kind of thing some entries of a command tell of."""

    kind: EventKind
    source: Status | None
    target: Status | None
    of_item: bool
    of_document: bool


def commands(session: Session, wanted: PastQuery, *, limit: int | None = None) -> array[int]:
    """The numbers of the commands wanted, newest first."""
    query = select(_E.command).where(_E.command.is_not(None), *_conditions(wanted))
    query = query.group_by(_E.command).order_by(_E.command.desc()).limit(limit)
    found = array("q", session.execute(query).scalars())
    if limit is None or len(found) < limit:
        older = select(_E.id).where(_E.command.is_(None), *_conditions(wanted)).order_by(_E.id.desc())
        left = None if limit is None else limit - len(found)
        found.extend(session.execute(older.limit(left)).scalars())
    return found


def _conditions(wanted: PastQuery) -> list[Any]:
    found: list[Any] = []
    if wanted.item_id is not None:
        found.append(_E.item_id == wanted.item_id)
    if wanted.actor is not None:
        found.append(_E.actor == wanted.actor)
    if wanted.since is not None:
        found.append(_E.at >= wanted.since.astimezone(UTC))
    if wanted.until is not None:
        found.append(_E.at < wanted.until.astimezone(UTC))
    return found


def heads(session: Session, numbers: Sequence[int], *, each: int) -> dict[int, list[StoredEntry]]:
    """The first entries of some commands, oldest first; commands that are not there are left out.

    Args:
        session: a reading session.
        numbers: of the commands.
        each: how many at the most of those about items, and of those about reports and units.
    """
    place = func.row_number().over(partition_by=(_E.command, _E.item_id.is_(None)), order_by=_E.id)
    ids: list[int] = []
    for start in range(0, len(numbers), _CHUNK):
        chunk = list(numbers[start : start + _CHUNK])
        ranked = select(_E.id, place.label("place")).where(_E.command.in_(chunk)).subquery()
        ids += session.execute(select(ranked.c.id).where(ranked.c.place <= each)).scalars()
        ids += session.execute(select(_E.id).where(_E.command.is_(None), _E.id.in_(chunk))).scalars()
    found: dict[int, list[StoredEntry]] = {number: [] for number in numbers}
    for entry in entries(session, sorted(ids)):
        found[entry.command if entry.command is not None else entry.id].append(entry)
    return {number: some for number, some in found.items() if some}


def shapes(session: Session, numbers: Sequence[int]) -> dict[int, list[Shape]]:
    """The kinds of things that some commands did, in the order in which each first happened."""
    number = func.coalesce(_E.command, _E.id)
    columns = (_E.kind, _E.source, _E.target, _E.item_id.is_not(None), _E.document_id.is_not(None))
    found: dict[int, list[Shape]] = {}
    for start in range(0, len(numbers), _CHUNK):
        query = (
            select(number.label("number"), *columns)
            .where(_of(numbers[start : start + _CHUNK]))
            .group_by(number, *columns)
            .order_by(func.min(_E.id))
        )
        for row in session.execute(query):
            found.setdefault(row[0], []).append(Shape(row[1], row[2], row[3], bool(row[4]), bool(row[5])))
    return found


def touched(session: Session, numbers: Sequence[int]) -> dict[int, int]:
    """How many items each of some commands touched."""
    number = func.coalesce(_E.command, _E.id)
    found: dict[int, int] = {}
    for start in range(0, len(numbers), _CHUNK):
        query = select(number, func.count(_E.item_id.distinct())).where(_of(numbers[start : start + _CHUNK]))
        found |= {int(one): int(items) for one, items in session.execute(query.group_by(number))}
    return found


def undone(session: Session, numbers: Sequence[int]) -> frozenset[int]:
    """Those of the commands that are undone now."""
    if not len(numbers):
        return frozenset()
    query = select(_E.kind, _E.payload).where(_E.id > min(numbers), _E.kind.in_([EventKind.UNDONE, EventKind.REDONE]))
    last = {int(payload["of"]): kind for kind, payload in session.execute(query.order_by(_E.id))}
    return frozenset(one for one in numbers if last.get(one) is EventKind.UNDONE)


def entry_ids(session: Session, command: int) -> array[int]:
    """The ids of the entries of a command, oldest first."""
    return array("q", session.execute(select(_E.id).where(_of([command])).order_by(_E.id)).scalars())


def entries(session: Session, ids: Sequence[int]) -> list[StoredEntry]:
    """Entries by id, oldest first."""
    found: list[StoredEntry] = []
    for start in range(0, len(ids), _CHUNK):
        query = select(*ENTRY_COLUMNS).where(_E.id.in_(list(ids[start : start + _CHUNK])))
        found += [StoredEntry(*row) for row in session.execute(query)]
    return sorted(found, key=lambda entry: entry.id)


def actors(session: Session) -> list[str]:
    """Everybody who has ever given a command, by name."""
    return sorted(session.execute(select(_E.actor).distinct()).scalars())


def _of(numbers: Sequence[int]) -> Any:
    wanted = list(numbers)
    return or_(_E.command.in_(wanted), (_E.command.is_(None)) & _E.id.in_(wanted))
