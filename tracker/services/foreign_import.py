"""Taking the items of a ledger of another layout into this one: all of them or none, once, as one command."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.columns import FIELDS, LedgerColumn
from tracker.domain.errors import NotFoundError, UsageError
from tracker.domain.fields import Field, FieldValue, parse_value
from tracker.domain.kinds import DocumentKind, ItemKind, Origin
from tracker.ledger import history, worklist
from tracker.ledger.store import Ledger
from tracker.ledger.types import storable
from tracker.services.entering import EntryDraft, enter_items
from tracker.services.foreign import ForeignLedger
from tracker.services.units import resolve_unit, unit_name
from tracker.sheets.gathering import GatheredItem

C = LedgerColumn

_LONGEST_TITLE = 60
"""Characters of a problem that become its title as they stand; of a longer one the first sentence does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person says of the whole workbook. It fills what rows leave empty."""

    unit: str | None = None
    year: int | None = None
    """The year that items are numbered under; ``None`` for the year of their 反馈."""
    kind: ItemKind = ItemKind.PROBLEM
    origin: Origin | None = None
    channel: str = ""
    found_on: date | None = None
    new_units: bool = False
    """Make organisations that the ledger does not have."""
    confirmed: bool = False
    """The items are 待整改 from the start; otherwise 待确认."""


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item that is to be entered."""

    sheet: str
    lines: tuple[int, ...]
    unit: str
    year: int
    draft: EntryDraft

    @property
    def long_past(self) -> bool:
        """True where its deadline lies before the day of 反馈, or before the year where that day is not known."""
        due, found = self.draft.fields.get(Field.DUE_ON), self.draft.fields.get(Field.FOUND_ON)
        return isinstance(due, date) and (due < found if isinstance(found, date) else due.year < self.year)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a workbook."""

    numbers: tuple[str, ...]
    """Of the items that were entered, in the order of the workbook."""
    known: tuple[PlannedItem, ...]
    """Items that the ledger has already; they were left as they are."""
    command: int | None
    dry_run: bool = field(default=False)


def plan(foreign: ForeignLedger, wanted: Wanted) -> tuple[PlannedItem, ...]:
    """The items of a workbook with everything that is needed to enter them.

    Raises:
        UsageError: unit or year of an item is not known.
    """
    found = []
    for sheet in foreign.sheets:
        shared = Counter(item.title for item in sheet.items)
        found += [_planned(sheet.name, item, wanted, shared=shared[item.title] > 1) for item in sheet.items]
    return tuple(found)


def import_foreign(
    ledger: Ledger,
    items: Sequence[PlannedItem],
    wanted: Wanted,
    *,
    path: str,
    actor: str,
    now: datetime,
    dry_run: bool = False,
) -> Imported:
    """Enter the items that the ledger does not have yet; what it has stays as it is: a second time changes nothing.

    Args:
        ledger: the ledger.
        items: as planned.
        wanted: what a person says of the whole workbook.
        path: of the workbook; kept with the items.
        actor: who imports it.
        now: when, aware.
        dry_run: look only; nothing is written.

    Raises:
        NotFoundError: a unit is not in the ledger, and none is to be made.
        AmbiguousError: several units fit a name.
        LedgerError: the database fails.
    """
    if dry_run:
        with ledger.rehearsal() as copy:
            made = _enter(copy, items, wanted, path, actor, now)
        return Imported(made.numbers, made.known, None, dry_run=True)
    return _enter(ledger, items, wanted, path, actor, now)


def _enter(
    ledger: Ledger, items: Sequence[PlannedItem], wanted: Wanted, path: str, actor: str, now: datetime
) -> Imported:
    with ledger.read() as session:
        fresh, known = _sorted_out(session, items, wanted)
    if not fresh:
        return Imported((), tuple(known), None)
    with ledger.write() as session:
        fresh, known = _sorted_out(session, items, wanted)
        groups: dict[tuple[str, int], list[PlannedItem]] = defaultdict(list)
        for item in fresh:
            groups[item.unit, item.year].append(item)
        numbers: dict[int, str] = {}
        for (unit, year), planned in groups.items():
            rows = enter_items(
                session,
                [one.draft for one in planned],
                unit=unit,
                year=year,
                note=f"自 {path} 导入",
                actor=actor,
                now=now,
                source=DocumentKind.SHEET,
                path=path,
                new_unit=wanted.new_units,
                confirmed=wanted.confirmed,
            )
            numbers |= {id(one): row.number for one, row in zip(planned, rows, strict=True)}
        return Imported(tuple(numbers[id(one)] for one in fresh), tuple(known), history.command_of(session))


def _sorted_out(
    session: Session, items: Sequence[PlannedItem], wanted: Wanted
) -> tuple[list[PlannedItem], list[PlannedItem]]:
    """The items that are new and those that the ledger has, twins within the workbook among them."""
    present: dict[tuple[str, int], set[str]] = {}
    fresh: list[PlannedItem] = []
    known: list[PlannedItem] = []
    for item in items:
        place = item.unit, item.year
        if place not in present:
            present[place] = _words_of(session, item.unit, item.year, wanted)
        (known if item.draft.words in present[place] else fresh).append(item)
        present[place].add(item.draft.words)
    return fresh, known


def _words_of(session: Session, unit: str, year: int, wanted: Wanted) -> set[str]:
    try:
        code = resolve_unit(session, unit).code
    except NotFoundError as error:
        if wanted.new_units:
            return set()
        raise NotFoundError(
            f"台账里没有单位“{unit}”", "写错了的，用 --org 写对；确是新单位的，加 --new-units"
        ) from error
    rows = worklist.rows(session, worklist.ItemQuery(owner_code=code, year=year))
    return {row.quote for row in rows}


def _planned(sheet: str, item: GatheredItem, wanted: Wanted, *, shared: bool) -> PlannedItem:
    unit = unit_name(item.cells.get(C.UNIT, "") or wanted.unit or "")
    if not unit:
        raise UsageError(
            f"工作表“{sheet}”第 {item.lines[0]} 行看不出是哪个单位的", "用 --org 写明；有单位一列的，用 --map 单位=列"
        )
    values: dict[Field, FieldValue] = {
        Field(column.value): parse_value(Field(column.value), text)
        for column, text in item.cells.items()
        if column in FIELDS and column is not C.TITLE
    }
    if wanted.origin is not None:
        values.setdefault(Field.ORIGIN, wanted.origin)
    if wanted.channel:
        values.setdefault(Field.CHANNEL, wanted.channel)
    if wanted.found_on is not None:
        values.setdefault(Field.FOUND_ON, wanted.found_on)
    found_on = values.get(Field.FOUND_ON)
    year = wanted.year or (found_on.year if isinstance(found_on, date) else None)
    if year is None:
        raise UsageError(
            f"工作表“{sheet}”第 {item.lines[0]} 行看不出年度",
            "用 --year 写明编在哪一年度，或用 --found-on 写明反馈日期",
        )
    # The words tell an item from all others for good; its title may be edited.
    words = "\n".join(text for column in (C.TITLE, C.QUOTE) if (text := item.cells.get(column)))
    draft = EntryDraft(
        title=storable(_title_of(item, shared=shared)), kind=wanted.kind, words=storable(words), fields=values
    )
    return PlannedItem(sheet, item.lines, unit, year, draft)


def _title_of(item: GatheredItem, *, shared: bool) -> str:
    """The problem in few words; what several items share is told apart by what each says of it."""
    title = _shortened(item.title)
    detail = re.sub(r"\s*\n\s*", " ", item.cells.get(C.QUOTE, "")) if shared else ""
    return _shortened(f"{title}：{re.split('[。；;]', detail, maxsplit=1)[0]}") if detail else title


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_TITLE:
        return text
    first = re.split(r"[。；;！？]", text, maxsplit=1)[0]
    return first if len(first) <= _LONGEST_TITLE else first[: _LONGEST_TITLE - 1] + "…"
