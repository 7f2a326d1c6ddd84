"""The worklist and one item with all that is known of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from tracker.domain.errors import NotFoundError, UsageError
from tracker.domain.order import Order
from tracker.ledger import comparisons, history, originals, records, worklist
from tracker.ledger.dueness import LightQuery, assumed_days
from tracker.ledger.particulars import of_text, passages_of
from tracker.ledger.stopping import Stop
from tracker.ledger.store import Ledger
from tracker.profile.model import Profile
from tracker.services.rows import (
    documents_by_id,
    event_view,
    find_item,
    follow_up_view,
    item_quote,
    item_row,
    placed,
    quote,
)
from tracker.services.units import resolve_unit
from tracker.services.views import ActionView, ItemDetail, ItemFilter, ItemRow, PassageView

__all__ = [
    "Morning",
    "Occasion",
    "Page",
    "Stop",
    "first_items",
    "id_of_number",
    "ids_in_order",
    "item_detail",
    "item_ids",
    "list_items",
    "morning",
    "query_of",
    "rows_by_id",
    "rows_by_number",
    "show_item",
]


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the list."""

    rows: tuple[ItemRow, ...]
    total: int
    """How many items fit the filter in all."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What lights and deadlines are told by."""

    profile: Profile
    today: date

    @property
    def asked(self) -> LightQuery:
        """The same, for the ledger."""
        days = {origin: regime.assumed for origin, regime in self.profile.regimes.items()}
        return LightQuery(self.profile.lights, assumed_days(days), self.today)


EVERYTHING = ItemFilter()


def bare(wanted: ItemFilter) -> ItemFilter:
    """The filter without what ``Morning`` counts."""
    return replace(wanted, light="", overdue=False, returned=False, waiting=False)


@dataclass(frozen=True, slots=True)
class Morning:
    """How much there is to look at today, in the whole ledger or among what a filter finds."""

    lights: tuple[tuple[str, int], ...]
    """How many items show each light, in the order of the profile."""
    overdue: int
    returned: int
    waiting: int
    total: int


def list_items(
    ledger: Ledger,
    wanted: ItemFilter,
    *,
    limit: int | None = None,
    offset: int = 0,
    order: Order = Order.UNIT,
    occasion: Occasion | None = None,
) -> Page:
    """The items that fit, by unit code, year (newest first) and number unless told otherwise.

    Args:
        ledger: the ledger.
        wanted: what has to fit.
        limit: at most so many rows; ``None`` for all.
        offset: so many rows of the list are passed over.
        order: how the list is put in order.
        occasion: needed where ``wanted`` asks for lights or for what is overdue.

    Raises:
        NotFoundError: no unit of the name given, or no such light.
        AmbiguousError: several units fit the name given.
        UsageError: ``occasion`` is needed and not given.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        query = query_of(session, wanted, order=order, occasion=occasion)
        rows = worklist.rows(session, query, limit=limit, offset=offset)
        all_here = limit is None and not offset
        total = len(rows) if all_here else worklist.count(session, query)
        return Page(tuple(item_row(row) for row in rows), total)


def first_items(
    ledger: Ledger,
    wanted: ItemFilter,
    limit: int,
    *,
    order: Order = Order.UNIT,
    occasion: Occasion | None = None,
    stop: Stop | None = None,
) -> tuple[ItemRow, ...]:
    """The first rows of ``list_items``, without counting how many there are: as fast in a large ledger as in a small.

    Raises:
        NotFoundError, AmbiguousError, UsageError, LedgerError: see ``list_items``.
    """
    with ledger.read(stop=stop) as session:
        query = query_of(session, wanted, order=order, occasion=occasion)
        return tuple(item_row(row) for row in worklist.rows(session, query, limit=limit))


def item_ids(ledger: Ledger, wanted: ItemFilter) -> list[int]:
    """The ids of the items that fit, in the order of ``list_items``.

    Raises:
        NotFoundError, AmbiguousError, UsageError, LedgerError: see ``list_items``.
    """
    return ids_in_order(ledger, wanted).tolist()


def ids_in_order(
    ledger: Ledger,
    wanted: ItemFilter,
    *,
    order: Order = Order.UNIT,
    occasion: Occasion | None = None,
    stop: Stop | None = None,
) -> array[int]:
    """The ids of the items that fit, in the order of ``list_items``: a million take eight megabytes.

    Raises:
        NotFoundError, AmbiguousError, UsageError, LedgerError: see ``list_items``.
    """
    with ledger.read(stop=stop) as session:
        return worklist.ids(session, query_of(session, wanted, order=order, occasion=occasion))


def morning(
    ledger: Ledger, occasion: Occasion, wanted: ItemFilter = EVERYTHING, *, stop: Stop | None = None
) -> Morning:
    """What there is to look at today.

    Args:
        ledger: the ledger.
        occasion: what tells lights and today.
        wanted: counts among these items only; what it says itself of lights and the like is no matter.
        stop: where given, lets another thread stop it.

    Raises:
        NotFoundError: no unit of the name given.
        AmbiguousError: several units fit the name given.
        LedgerError: the database fails.
    """
    with ledger.read(stop=stop) as session:
        within = query_of(session, bare(wanted), occasion=occasion)
        counted = worklist.counts(session, occasion.asked, within)
        return Morning(
            lights=tuple(
                (light.name, number) for light, number in zip(occasion.profile.lights, counted.lights, strict=True)
            ),
            overdue=counted.overdue,
            returned=worklist.count(session, replace(within, returned=True)),
            waiting=counted.waiting,
            total=worklist.count(session, within),
        )


def id_of_number(ledger: Ledger, number: str) -> int:
    """The id of the item with that number.

    Raises:
        NotFoundError: it is no number, or no item has it.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        return find_item(session, number)


def rows_by_id(ledger: Ledger, ids: Iterable[int]) -> list[ItemRow]:
    """The lines of those items, in the order of ``ids``; ids that are not in the ledger are left out.

    Raises:
        LedgerError: the database fails.
    """
    wanted = list(ids)
    with ledger.read() as session:
        found = worklist.rows_by_id(session, wanted)
    return [item_row(found[number]) for number in wanted if number in found]


def rows_by_number(ledger: Ledger, numbers: Iterable[str]) -> list[ItemRow]:
    """The lines of the items with those numbers, in the order given.

    Raises:
        NotFoundError: one is no number, or no item has it.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        ids = [find_item(session, number) for number in numbers]
        found = worklist.rows_by_id(session, ids)
    return [item_row(found[one]) for one in ids]


def show_item(ledger: Ledger, number: str) -> ItemDetail:
    """All that is known of the item with that number.

    Raises:
        NotFoundError: it is no number, or no item has it.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        return _detail(session, find_item(session, number))


def item_detail(ledger: Ledger, item_id: int) -> ItemDetail:
    """All that is known of the item with that id.

    Raises:
        NotFoundError: no item has it.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        return _detail(session, item_id)


def query_of(
    session: Session, wanted: ItemFilter, *, order: Order = Order.UNIT, occasion: Occasion | None = None
) -> worklist.ItemQuery:
    """What the ledger is asked for.

    Raises:
        NotFoundError: no unit of the name given, or no such light.
        AmbiguousError: several units fit the name given.
        UsageError: ``occasion`` is needed and not given.
    """
    if occasion is None and (wanted.light or wanted.overdue):
        raise UsageError("按时限筛选要知道今天是哪天", "这里不能按时限筛选")
    light = None
    if occasion is not None and wanted.light:
        light = next((one for one in occasion.profile.lights if one.name == wanted.light), None)
        if light is None:
            known = "、".join(one.name for one in occasion.profile.lights)
            raise NotFoundError(f"没有“{wanted.light}”这种提示", f"本地做法里有：{known}")
    return worklist.ItemQuery(
        owner_code=resolve_unit(session, wanted.unit).code if wanted.unit else None,
        year=wanted.year,
        kind=wanted.kind,
        status=wanted.status,
        verdict=wanted.verdict,
        theme=wanted.theme,
        vague=wanted.vague,
        outstanding=wanted.outstanding,
        words=tuple(wanted.text.split()),
        light=light,
        overdue=wanted.overdue,
        lights=occasion.asked if occasion is not None else None,
        returned=wanted.returned,
        waiting=wanted.waiting,
        order=order,
    )


def _detail(session: Session, item_id: int) -> ItemDetail:
    stored = worklist.rows_by_id(session, [item_id]).get(item_id)
    if stored is None:
        raise NotFoundError("没有这个事项", "用 tracker list 查看编号")
    follow_ups = comparisons.of_item(session, item_id)
    evidence = comparisons.evidence_of_item(session, item_id)
    standings = comparisons.actions_of_items(session, [item_id])
    answering = worklist.answering(session, item_id)
    earlier = comparisons.earlier_items(session, item_id)
    referred = {row.recurs_as_id for row in follow_ups} | {row.repeated_as_id for row in follow_ups}
    parts, merged_here = records.parts(session, item_id), records.merged_here(session, item_id)
    linked = {stored.merged_into_id, stored.parent_id, *answering, *earlier, *parts, *merged_here}
    referred = (referred | linked) - {None}
    others = {number: item_row(row) for number, row in worklist.rows_by_id(session, referred).items()}
    numbers = {number: row.number for number, row in others.items()}
    speaking = {row.document_id for row in follow_ups}
    documents = documents_by_id(session, {stored.document_id, *speaking})
    sources = originals.sources(session, {stored.document_id, *speaking})
    own_text, own_layout = sources[stored.document_id]
    return ItemDetail(
        row=item_row(stored),
        document=documents[stored.document_id],
        quote=placed(item_quote(stored), own_layout),
        actions=tuple(
            ActionView(
                quote=placed(quote(stored.document_id, own_text, row.span_start, row.span_end), own_layout),
                deadline=row.deadline,
                checkable=row.checkable,
                missing=of_text(row.missing),
            )
            for row in worklist.actions(session, item_id)
        ),
        addresses=tuple(others[number] for number in answering),
        previous=tuple(others[number] for number in earlier),
        follow_ups=tuple(
            follow_up_view(
                row,
                [passage for passage in evidence if passage.document_id == row.document_id],
                document=documents[row.document_id],
                text=sources[row.document_id][0],
                numbers=numbers,
                layout=sources[row.document_id][1],
                actions=[one for one in standings if one.document_id == row.document_id],
            )
            for row in follow_ups
        ),
        events=tuple(event_view(entry) for entry in history.entries_of_item(session, item_id)),
        merged_into=numbers.get(stored.merged_into_id),
        passages=tuple(
            PassageView(
                row.kind,
                placed(quote(stored.document_id, own_text, row.span_start, row.span_end), own_layout),
                row.words,
                row.deadline,
            )
            for row in passages_of(session, item_id)
        ),
        fields=records.fields_by_id(session, [item_id])[item_id],
        rounds=records.rounds(session, [item_id]).get(item_id, ()),
        evidence=records.evidence(session, [item_id]).get(item_id, ()),
        extensions=records.extensions(session, [item_id]).get(item_id, ()),
        parent=numbers.get(stored.parent_id),
        parts=tuple(others[number] for number in parts),
        merged_here=tuple(others[number] for number in merged_here),
    )
