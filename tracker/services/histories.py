"""The history of the whole ledger for lists of any length: which commands fit, a page of them, one in full."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from tracker.domain.errors import NotFoundError
from tracker.ledger import past, reports, worklist
from tracker.ledger.changes import changes_in
from tracker.ledger.history import StoredEntry
from tracker.ledger.past import PastQuery
from tracker.ledger.store import Ledger
from tracker.services.change_texts import change_texts, pointed_to
from tracker.services.commands import CommandView, numbers_of, views_of
from tracker.services.rows import event_view, find_item
from tracker.services.views import EventView, FieldChange

__all__ = [
    "EntryView",
    "HistoryFilter",
    "actors",
    "command_numbers",
    "command_view",
    "commands_by_number",
    "entries_by_id",
    "entry_ids",
    "first_commands",
]


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which commands. ``None`` and the empty string mean: no matter."""

    number: str = ""
    """Number of an item that they touched."""
    actor: str = ""
    since: datetime | None = None
    """Aware; the first instant."""
    until: datetime | None = None
    """Aware; the first instant after."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of the history with all that it changed."""

    id: int
    event: EventView
    number: str
    """Of the item it is about; empty where it is about none."""
    title: str
    """The item's, or the report as people call it."""
    changes: tuple[FieldChange, ...]


def command_numbers(ledger: Ledger, wanted: HistoryFilter) -> array[int]:
    """The numbers of the commands that fit, newest first.

    Raises:
        NotFoundError: no item has the number given.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        return past.commands(session, _query(session, wanted))


def first_commands(ledger: Ledger, wanted: HistoryFilter, *, limit: int) -> tuple[CommandView, ...]:
    """The newest of the commands that fit.

    Raises:
        NotFoundError: no item has the number given.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        return views_of(session, past.commands(session, _query(session, wanted), limit=limit))


def commands_by_number(ledger: Ledger, numbers: Sequence[int]) -> tuple[CommandView, ...]:
    """Some commands in the order given; those that are not there are left out.

    Raises:
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        return views_of(session, numbers)


def command_view(ledger: Ledger, number: int) -> CommandView:
    """One command.

    Raises:
        NotFoundError: there is none with that number.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        found = views_of(session, [number])
    if not found:
        raise NotFoundError(f"没有第 {number} 号命令", "用 tracker log 查看命令号")
    return found[0]


def entry_ids(ledger: Ledger, command: int) -> array[int]:
    """The ids of the entries of a command, oldest first.

    Raises:
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        return past.entry_ids(session, command)


def entries_by_id(ledger: Ledger, ids: Sequence[int], *, zone: tzinfo | None) -> tuple[EntryView, ...]:
    """Entries with all that they changed, in the order of the history.

    Args:
        ledger: the ledger.
        ids: of the entries.
        zone: the time zone in which instants are told; ``None`` is that of this machine.

    Raises:
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        stored = past.entries(session, ids)
        changes = {entry.id: changes_in(entry.payload) for entry in stored}
        items = {entry.item_id for entry in stored if entry.item_id is not None}
        rows = worklist.rows_by_id(session, items)
        numbers = numbers_of(session, items | pointed_to(change for made in changes.values() for change in made))
        documents = reports.by_id(session, {entry.document_id for entry in stored if entry.document_id is not None})

        def title(entry: StoredEntry) -> str:
            if entry.item_id is not None:
                return str(rows[entry.item_id].title) if entry.item_id in rows else ""
            about = documents.get(entry.document_id or 0)
            return f"{about.unit_name} {about.year} 年度" if about is not None else ""

        return tuple(
            EntryView(
                id=entry.id,
                event=event_view(entry),
                number=numbers.get(entry.item_id or 0, ""),
                title=title(entry),
                changes=change_texts(changes[entry.id], numbers=numbers, zone=zone),
            )
            for entry in stored
        )


def actors(ledger: Ledger) -> tuple[str, ...]:
    """Everybody who has ever given a command, by name.

    Raises:
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        return tuple(past.actors(session))


def _query(session: Session, wanted: HistoryFilter) -> PastQuery:
    return PastQuery(
        item_id=find_item(session, wanted.number) if wanted.number else None,
        actor=wanted.actor or None,
        since=wanted.since,
        until=wanted.until,
    )
