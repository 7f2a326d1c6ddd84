"""What people did, command by command: one line for each, however many items it touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.numbering import ItemNumber
from tracker.ledger import past, reports, units, worklist
from tracker.ledger.history import StoredEntry
from tracker.ledger.kinds import EventKind
from tracker.ledger.past import PastQuery, Shape
from tracker.ledger.store import Ledger
from tracker.services.rows import event_name, field_changes, find_item

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
    of: int | None = None
    """The command that it undid or did again, where it did no more."""

    @property
    def id(self) -> int:
        """What lists know it by."""
        return self.number


_TOGGLES = (EventKind.UNDONE, EventKind.REDONE)

NAMED = 3
"""How many items of a command are named."""

_HEAD = 20
"""How many entries of a command are read to tell what it is about."""


def log(ledger: Ledger, number: str | None = None, *, limit: int | None = None) -> tuple[CommandView, ...]:
    """The last commands, newest first; of one item where its number is given.

    Raises:
        NotFoundError: no such item.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        item_id = None if number is None else find_item(session, number)
        return views_of(session, past.commands(session, PastQuery(item_id=item_id), limit=limit))


def views_of(session: Session, numbers: Sequence[int]) -> tuple[CommandView, ...]:
    """Some commands in the order given; of a long one only its first entries are read."""
    heads = past.heads(session, numbers, each=_HEAD)
    shapes = past.shapes(session, numbers)
    touched = past.touched(session, numbers)
    undone = past.undone(session, numbers)
    texts = number_texts(session, [entry for entries in heads.values() for entry in entries])
    return tuple(
        _view(session, one, heads[one], shapes[one], texts, items=touched[one], undone=one in undone)
        for one in numbers
        if one in heads
    )


def number_texts(session: Session, entries: Iterable[StoredEntry]) -> dict[int, str]:
    """The numbers of the items that entries speak of, by id."""
    return numbers_of(session, {entry.item_id for entry in entries if entry.item_id is not None})


def numbers_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The numbers of some items, by id."""
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
    shapes = [
        Shape(entry.kind, entry.source, entry.target, entry.item_id is not None, entry.document_id is not None)
        for entry in entries
    ]
    items = {entry.item_id for entry in entries if entry.item_id is not None}
    last = toggled.get(number)
    undone = last is not None and last.kind is EventKind.UNDONE
    return _view(session, number, entries, shapes, texts, items=len(items), undone=undone)


def _view(
    session: Session,
    number: int,
    entries: Sequence[StoredEntry],
    shapes: Sequence[Shape],
    texts: Mapping[int, str],
    *,
    items: int,
    undone: bool,
) -> CommandView:
    first = entries[0]
    ids = sorted({entry.item_id for entry in entries if entry.item_id is not None})
    notes = dict.fromkeys(entry.note for entry in entries if entry.note)
    if not notes and first.kind is EventKind.ITEM_EDITED:
        notes = dict.fromkeys(["、".join(change.label for change in field_changes(first.payload))])
    return CommandView(
        number=number,
        at=first.at,
        actor=first.actor,
        what=_what(first, shapes),
        items=items,
        numbers=tuple(texts[one] for one in ids[:NAMED] if one in texts),
        places=_places(session, entries),
        note="；".join(list(notes)[:2]),
        undone=undone,
        of=first.payload.get("of") if first.kind in _TOGGLES else None,
    )


def _what(first: StoredEntry, shapes: Sequence[Shape]) -> str:
    if first.kind in _TOGGLES:
        return f"{first.kind.label}第 {first.payload.get('of')} 号"
    main = [shape for shape in shapes if shape.kind not in _BESIDES] or list(shapes)
    if any(shape.of_document and not shape.of_item for shape in main):
        main = [shape for shape in main if not shape.of_item]
    names = list(dict.fromkeys(event_name(shape.kind, shape.source, shape.target) for shape in main))
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
