"""Last year's items with what this year's report says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import NotFoundError
from tracker.domain.following import statement_around
from tracker.domain.kinds import Origin
from tracker.domain.spans import Span
from tracker.ledger import comparisons, originals, reports, units, worklist
from tracker.ledger.particulars import of_text
from tracker.ledger.store import Ledger
from tracker.services.rows import (
    document_row,
    documents_by_id,
    follow_up_view,
    item_quote,
    item_row,
    placed,
    quote,
)
from tracker.services.units import resolve_unit, unit_row
from tracker.services.views import (
    ActionView,
    ClosureView,
    DocumentRow,
    FollowUpView,
    ItemRow,
    OriginClaim,
    OwnWords,
    ReconciliationView,
    UnitRow,
    YearOnYear,
)


def year_on_year(ledger: Ledger, *, unit: str, year: int) -> YearOnYear:
    """The report of ``year`` held against the one before it in the ledger.

    Raises:
        NotFoundError: no such unit, no report of that year, or none before it.
        AmbiguousError: several units fit the name given.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        return pair_view(session, *pair_of(session, unit, year))


def year_on_year_in_full(ledger: Ledger, *, unit: str, year: int) -> tuple[YearOnYear, Mapping[int, OwnWords]]:
    """The same, with what each of the older items says itself, by the item's id.

    Raises:
        NotFoundError: no such unit, no report of that year, or none before it.
        AmbiguousError: several units fit the name given.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        found = pair_view(session, *pair_of(session, unit, year))
        return found, _own_words(session, [row.id for row, _ in (*found.items, *found.carried)])


def pair_of(session: Session, unit: str, year: int) -> tuple[int, int]:
    """The ids of the report of ``year`` and of the one before it, the older one first.

    Raises:
        NotFoundError: no such unit, no report of that year, or none before it.
        AmbiguousError: several units fit the name given.
    """
    row = resolve_unit(session, unit)
    pairs = comparisons.pairs(session, unit_code=row.code, year=year)
    if pairs:
        return pairs[0]
    years = units.years(session).get(row.code, ())
    if year in years:
        raise NotFoundError(f"“{row.name}”没有比{year}年更早的报告，无从对照", "请用 tracker import 导入上一年的报告")
    known = f"台账里有它{'、'.join(map(str, years))}年的报告" if years else "请用 tracker import 导入"
    raise NotFoundError(f"台账里没有“{row.name}”{year}年的报告", known)


def _own_words(session: Session, wanted: Sequence[int]) -> dict[int, OwnWords]:
    rows = worklist.rows_by_id(session, wanted)
    sources = originals.sources(session, {row.document_id for row in rows.values()})
    actions: dict[int, list[ActionView]] = defaultdict(list)
    for one in worklist.actions_of_items(session, wanted):
        text, layout = sources[rows[one.item_id].document_id]
        passage = placed(quote(rows[one.item_id].document_id, text, one.span_start, one.span_end), layout)
        actions[one.item_id].append(ActionView(passage, one.deadline, one.checkable, of_text(one.missing)))
    return {
        number: OwnWords(placed(item_quote(row), sources[row.document_id][1]), tuple(actions[number]))
        for number, row in rows.items()
    }


def claims_of(session: Session, document_id: int) -> dict[Origin, list[int]]:
    """Ids of the older items whose claim stands in a report's closure statements that give a number, by origin."""
    statements = reports.closures(session, document_id)
    spans = [Span(one.span_start, one.span_end) for one in statements]
    found: dict[Origin, list[int]] = {
        one.origin: [] for one in statements if one.total is not None or one.done is not None
    }
    for row in comparisons.of_document(session, document_id):
        if row.claim_start is None:
            continue
        place = statement_around(Span(row.claim_start, row.claim_end), spans)
        if place is not None and statements[place].origin in found:
            found[statements[place].origin].append(row.item_id)
    return found


def all_pairs(ledger: Ledger) -> tuple[tuple[UnitRow, DocumentRow, DocumentRow], ...]:
    """Every two neighbouring reports: the unit, the older one, the newer one; by unit and year.

    Raises:
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        years = units.years(session)
        listed = {row.code: unit_row(row, years.get(row.code, ())) for row in units.standing(session)}
        counts = reports.item_counts_of_current(session)
        documents = {row.id: document_row(row, counts) for row in reports.current(session)}
        return tuple(
            (listed[documents[newer].unit_code], documents[older], documents[newer])
            for older, newer in comparisons.pairs(session)
        )


def pair_view(session: Session, older_id: int, newer_id: int) -> YearOnYear:
    """Two reports that are held against each other, with all that is stored of it."""
    documents = documents_by_id(session, [older_id, newer_id])
    older, newer = documents[older_id], documents[newer_id]
    text, layout = originals.sources(session, [newer_id])[newer_id]
    items = worklist.rows_of_document(session, older_id)
    said = {row.item_id: row for row in comparisons.of_document(session, newer_id)}
    passages: dict[int, list[Any]] = defaultdict(list)
    for passage in comparisons.evidence_in_document(session, newer_id):
        passages[passage.item_id].append(passage)
    actions: dict[int, list[Any]] = defaultdict(list)
    for action in comparisons.actions_in_document(session, newer_id):
        actions[action.item_id].append(action)
    beside = worklist.rows_by_id(session, set(said) - {item.id for item in items})
    carried = sorted(beside.values(), key=lambda item: (item.year, item.unit_code, item.sequence))

    def told(item: Any) -> tuple[ItemRow, FollowUpView]:
        view = follow_up_view(
            said[item.id],
            passages[item.id],
            document=newer,
            text=text,
            numbers=numbers,
            actions=actions[item.id],
            layout=layout,
        )
        return item_row(item), view

    numbers = {row.id: item_row(row).number for row in worklist.rows_of_document(session, newer_id)}
    own = {row.id: item_row(row).number for row in (*items, *carried)}
    closures = reports.closures(session, newer_id)
    return YearOnYear(
        unit=newer.unit,
        older=older,
        newer=newer,
        items=tuple(told(item) for item in items if item.id in said),
        carried=tuple(told(item) for item in carried),
        closures=tuple(
            ClosureView(
                origin=row.origin,
                status=row.status,
                total=row.total,
                done=row.done,
                quote=quote(newer_id, text, row.span_start, row.span_end),
            )
            for row in closures
        ),
        claims=tuple(
            OriginClaim(
                origin,
                _added([row.total for row in closures if row.origin is origin]),
                tuple(own[one] for one in covered if one in own),
            )
            for origin, covered in claims_of(session, newer_id).items()
        ),
        reconciliation=tuple(
            ReconciliationView(row.origin, row.claimed_total, row.ledger_total)
            for row in reports.reconciliations(session, newer_id)
        ),
    )


def _added(totals: Sequence[int | None]) -> int | None:
    stated = [one for one in totals if one is not None]
    return sum(stated) if stated else None
