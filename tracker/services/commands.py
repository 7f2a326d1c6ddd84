"""What people did, command by command: one line for each, however many items it touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.numbering import ItemNumber
from tracker.ledger import history, reports, units, worklist
from tracker.ledger.history import StoredEntry
from tracker.ledger.kinds import EventKind
from tracker.ledger.store import Ledger
from tracker.services.rows import event_view, field_changes, find_item

_BESIDES = frozenset({EventKind.ITEM_RAISED, EventKind.UNIT_ADDED, EventKind.DOCUMENT_ENTERED})
"""Kinds of entries that only come along with others."""


@dataclass(frozen=True, slots=True)
class CommandView:
    """One command."""

    number: int
    """What ``tracker undo`` takes."""
    at: datetime
    """UTC, aware."""
    actor: str
    what: str
    """What it did, in Chinese, such as 启动整改 or 撤销：导入报告."""
    items: int
    """How many items it touched."""
    numbers: tuple[str, ...]
    """Numbers of the first of them."""
    places: tuple[str, ...]
    """Reports that it brought or changed, such as 甲镇 2022."""
    note: str
    undone: bool
    """True where it was undone and not done again."""


NAMED = 3
"""How many items of a command are named."""


def log(ledger: Ledger, number: str | None = None, *, limit: int | None = None) -> tuple[CommandView, ...]:
    """The last commands, newest first; of one item where its number is given.

    Raises:
        NotFoundError: no such item.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        item_id = None if number is None else find_item(session, number)
        wanted = history.last_commands(session, item_id=item_id, limit=limit)
        by_command: dict[int, list[StoredEntry]] = {one: [] for one in wanted}
        for start in range(0, len(wanted), 500):
            for entry in history.of_commands(session, wanted[start : start + 500]):
                if entry.command is not None:
                    by_command[entry.command].append(entry)
        toggled = history.toggles(session)
        texts = number_texts(session, [entry for entries in by_command.values() for entry in entries])
        return tuple(
            describe(session, one, entries, texts, toggled=toggled) for one, entries in by_command.items() if entries
        )


def number_texts(session: Session, entries: Iterable[StoredEntry]) -> dict[int, str]:
    """The numbers of the items that entries speak of, by id."""
    ids = {entry.item_id for entry in entries if entry.item_id is not None}
    return {
        one: str(ItemNumber(row.unit_code, row.year, row.sequence))
        for one, row in worklist.rows_by_id(session, ids).items()
    }


def describe(
    session: Session,
    number: int,
    entries: Sequence[StoredEntry],
    texts: Mapping[int, str],
    *,
    toggled: Mapping[int, StoredEntry],
) -> CommandView:
    """One command in one line."""
    first = entries[0]
    items = sorted({entry.item_id for entry in entries if entry.item_id is not None})
    last = toggled.get(number)
    notes = dict.fromkeys(entry.note for entry in entries if entry.note)
    if not notes and first.kind is EventKind.ITEM_EDITED:
        notes = dict.fromkeys(["、".join(change.label for change in field_changes(first.payload))])
    return CommandView(
        number=number,
        at=first.at,
        actor=first.actor,
        what=_what(entries),
        items=len(items),
        numbers=tuple(texts[one] for one in items[:NAMED] if one in texts),
        places=_places(session, entries),
        note="；".join(list(notes)[:2]),
        undone=last is not None and last.kind is EventKind.UNDONE,
    )


def _what(entries: Sequence[StoredEntry]) -> str:
    first = entries[0]
    if first.kind in (EventKind.UNDONE, EventKind.REDONE):
        return f"{first.kind.label}第 {first.payload.get('of')} 号"
    main = [entry for entry in entries if entry.kind not in _BESIDES] or entries
    if any(entry.document_id is not None and entry.item_id is None for entry in main):
        main = [entry for entry in main if entry.item_id is None]
    names = list(dict.fromkeys(event_view(entry).what for entry in main))
    return "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")


def _places(session: Session, entries: Sequence[StoredEntry]) -> tuple[str, ...]:
    ids = list(dict.fromkeys(e.document_id for e in entries if e.document_id is not None and e.item_id is None))
    found = reports.by_id(session, ids[:NAMED]) if ids else {}
    places = [f"{found[one].unit_name} {found[one].year}" for one in ids[:NAMED] if one in found]
    for entry in entries:
        if entry.kind in (EventKind.UNIT_RENAMED, EventKind.UNIT_MERGED) and entry.unit_code is not None:
            unit = units.by_code(session, entry.unit_code)
            places += [unit.name] if unit is not None else []
    return tuple(dict.fromkeys(places))
