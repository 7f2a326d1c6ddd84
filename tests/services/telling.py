"""What a ledger says, put so that two ledgers can be held against each other."""

from __future__ import annotations

import itertools
from typing import Any

from tests.ledger.samples import broken_links, follow
from tracker.ledger import comparisons, reports
from tracker.ledger.loading import load, source_ids
from tracker.ledger.store import Ledger
from tracker.services.comparing import all_pairs, year_on_year
from tracker.services.documents import document_items, document_text, list_documents
from tracker.services.following import Follow
from tracker.services.items import list_items, show_item
from tracker.services.units import list_units
from tracker.services.views import ItemFilter


def everything(ledger: Ledger) -> dict[str, Any]:
    """What the ledger says, without what depends on the order of arrival: unit codes, ids, instants."""

    def plain(number: str | None) -> str | None:
        return number and number.partition("-")[2]

    told: dict[str, Any] = {"units": sorted((u.name, u.placeholder, u.years) for u in list_units(ledger))}
    rows = list_items(ledger, ItemFilter()).rows
    told["items"] = sorted(
        (r.unit, plain(r.number), r.kind.value, r.title, r.status.value, r.verdict, r.verdict_year) for r in rows
    )
    for row in rows:
        detail = show_item(ledger, row.number)
        told[f"{row.unit} {plain(row.number)}"] = (
            detail.quote.span,
            detail.quote.text,
            [(a.quote.span, a.deadline, a.checkable) for a in detail.actions],
            [plain(a.number) for a in detail.addresses],
            [plain(p.number) for p in detail.previous],
            [
                (
                    *(f.year, f.verdict, f.reason, f.claim and f.claim.span, [(e.span, e.score) for e in f.evidence]),
                    *(plain(f.recurs_as), plain(f.repeated_as)),
                )
                for f in detail.follow_ups
            ],
        )
    for unit, older, newer in all_pairs(ledger):
        pair = year_on_year(ledger, unit=unit.name, year=newer.year)
        told[f"{unit.name} {older.year} {newer.year}"] = (pair.closures and len(pair.closures), pair.reconciliation)
    return told


def assert_sound(ledger: Ledger, rule: Follow = follow) -> None:
    """What holds at any time, whatever was imported."""
    with ledger.read() as session:
        assert broken_links(session) == []
        by_unit: dict[int, list[int]] = {}
        for row in reports.current(session):
            by_unit.setdefault(row.unit_code, []).append(row.id)
        neighbours = [pair for ids in by_unit.values() for pair in itertools.pairwise(ids)]
        assert sorted(comparisons.pairs(session)) == sorted(neighbours)
        for older, newer in neighbours:
            expected = rule(*load(session, older), *load(session, newer))
            ids = {number: name for name, number in source_ids(session, older).items()}
            stored = {ids[row.item_id]: row for row in comparisons.of_document(session, newer) if row.item_id in ids}
            assert set(stored) == {item.item_id for item in expected.items}
            for item in expected.items:
                row = stored[item.item_id]
                claim = item.claim and (item.claim.start, item.claim.end)
                assert (row.verdict, row.reason) == (item.verdict, item.reason)
                assert (row.claim_start, row.claim_end) == (claim or (None, None))
    for document in list_documents(ledger):
        text = document_text(ledger, document.id)
        assert len(text) == document.chars
        for _, quote in document_items(ledger, document.id):
            assert quote.span.of(text) == quote.text
