"""One matter over the years: what each year's report says of it, under whatever number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.chains import lineage, years_of
from tracker.domain.errors import NotFoundError
from tracker.domain.kinds import Status
from tracker.domain.numbering import ItemNumber
from tracker.domain.status import OUTSTANDING
from tracker.ledger import comparisons, history, originals, worklist
from tracker.ledger.store import Ledger
from tracker.services.rows import (
    documents_by_id,
    event_view,
    find_item,
    follow_up_view,
    item_quote,
    item_row,
    placed,
)
from tracker.services.views import DocumentRow, EventView, FollowUpView, ItemRow, Quote

__all__ = ["Trace", "TraceYear", "chain_of", "trace"]


@dataclass(frozen=True, slots=True)
class TraceYear:
    """What one year says of the matter."""

    year: int
    nth: int
    """The so-manieth year since it was first raised, 1 in the first."""
    said: tuple[tuple[ItemRow, FollowUpView], ...]
    """What this year's report says of the items that older reports raised."""
    raised: tuple[tuple[ItemRow, Quote], ...]
    """The items of the matter that this year raises, in its own words."""
    document: DocumentRow | None = None
    """The report that says so; ``None`` where none of this year says anything."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One matter over the years."""

    asked: ItemRow
    """The item asked for."""
    items: tuple[ItemRow, ...]
    """All items that are the matter, by year."""
    years: tuple[TraceYear, ...]
    events: tuple[tuple[str, EventView], ...]
    """Who moved which of its items, with the item's number, in order of time."""

    @property
    def first_year(self) -> int:
        """The year in which it was first raised."""
        return self.items[0].year

    @property
    def age(self) -> int:
        """In its so-manieth year it was when it was last raised or spoken of."""
        return years_of(self.first_year, max(one.year for one in self.years))

    @property
    def times(self) -> int:
        """In how many years it was raised."""
        return len({item.year for item in self.items})

    @property
    def outstanding(self) -> bool:
        """True where any of its items is not finished."""
        return any(item.status in OUTSTANDING for item in self.items)


@dataclass(frozen=True, slots=True)
class _Link:
    """An item as far as its chain goes."""

    id: int
    number: str
    year: int
    again_as: str | None


def trace(ledger: Ledger, number: str) -> Trace:
    """Follow a matter back to where it was first raised and on to where it stands today.

    Raises:
        NotFoundError: it is no number, or no item has it.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        asked = find_item(session, number)
        owner = worklist.rows_by_id(session, [asked])[asked].owner_code
        told = comparisons.of_unit(session, owner)
        chain = _chain(session, owner, asked, told)
        rows = worklist.rows_by_id(session, [link.id for link in chain])
        return _trace(session, asked, [rows[link.id] for link in chain], [row for row in told if row.item_id in rows])


def chain_of(ledger: Ledger, item_id: int) -> tuple[ItemRow, ...]:
    """All items that are the same matter, by year: what this one is the return of, itself, and what it returns as.

    Unlike ``trace`` it follows the links from this item alone, so it costs the same in a ledger of any size.

    Raises:
        NotFoundError: no item has that id.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        found, waiting = {item_id}, [(item_id, True, True)]
        while waiting:
            one, back, on = waiting.pop()
            earlier = comparisons.earlier_items(session, one) if back else []
            later = [row.recurs_as_id or row.repeated_as_id for row in comparisons.of_item(session, one)] if on else []
            for other, older in [
                *((key, True) for key in earlier),
                *((key, False) for key in later if key is not None),
            ]:
                if other not in found:
                    found.add(other)
                    waiting.append((other, older, not older))
        rows = worklist.rows_by_id(session, found)
        if item_id not in rows:
            raise NotFoundError("没有这个事项", "用 tracker list 查看编号")
        return tuple(sorted((item_row(row) for row in rows.values()), key=lambda row: (row.year, row.number)))


def _chain(session: Session, owner: int, asked: int, told: Any) -> tuple[_Link, ...]:
    rows = {row.id: row for row in worklist.rows(session, worklist.ItemQuery(owner_code=owner))}
    if asked not in rows:  # undone, and asked for by its number
        rows |= worklist.rows_by_id(session, [asked])
    again: dict[int, str] = {}
    for row in told:
        later = rows.get(row.recurs_as_id or row.repeated_as_id)
        if later is not None:
            again.setdefault(row.item_id, _number(later))
    links = [_Link(row.id, _number(row), row.year, again.get(row.id)) for row in rows.values()]
    return lineage(links, _number(rows[asked]))


def _trace(session: Session, asked: int, rows: list[Any], told: list[Any]) -> Trace:
    ids = [row.id for row in rows]
    numbers = {row.id: _number(row) for row in rows}
    referred = {row.recurs_as_id for row in told} | {row.repeated_as_id for row in told}
    numbers |= {one: _number(row) for one, row in worklist.rows_by_id(session, referred - {None} - set(ids)).items()}
    documents = documents_by_id(session, {row.document_id for row in (*rows, *told)})
    sources = originals.sources(session, documents)
    evidence: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for one in comparisons.evidence_of_items(session, ids):
        evidence[one.item_id, one.document_id].append(one)
    actions: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for one in comparisons.actions_of_items(session, ids):
        actions[one.item_id, one.document_id].append(one)
    items = {row.id: item_row(row) for row in rows}
    said: dict[int, list[tuple[ItemRow, FollowUpView]]] = defaultdict(list)
    for row in told:
        text, layout = sources[row.document_id]
        view = follow_up_view(
            row,
            evidence[row.item_id, row.document_id],
            document=documents[row.document_id],
            text=text,
            numbers=numbers,
            actions=actions[row.item_id, row.document_id],
            layout=layout,
        )
        said[view.year].append((items[row.item_id], view))
    raised: dict[int, list[tuple[ItemRow, Quote]]] = defaultdict(list)
    for row in rows:
        raised[row.year].append((items[row.id], placed(item_quote(row), sources[row.document_id][1])))
    reports = {documents[row.document_id].year: documents[row.document_id] for row in (*told, *rows)}
    first = rows[0].year
    return Trace(
        asked=items[asked],
        items=tuple(items.values()),
        years=tuple(
            TraceYear(year, years_of(first, year), tuple(said[year]), tuple(raised[year]), reports.get(year))
            for year in sorted({*said, *raised})
        ),
        events=_events(session, rows, numbers),
    )


def _events(session: Session, rows: list[Any], numbers: dict[int, str]) -> tuple[tuple[str, EventView], ...]:
    found = [
        (numbers[row.id], event_view(entry))
        for row in rows
        for entry in history.entries_of_item(session, row.id)
        if entry.source is not None and {entry.source, entry.target} != {Status.PROPOSED}
    ]
    return tuple(sorted(found, key=lambda one: (one[1].at, one[1].id)))


def _number(row: Any) -> str:
    return str(ItemNumber(row.unit_code, row.year, row.sequence))
