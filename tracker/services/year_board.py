"""One year on one page: all units, or one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from tracker.domain.kinds import ItemKind
from tracker.domain.numbering import ItemNumber
from tracker.domain.status import OUTSTANDING
from tracker.ledger import reports, worklist, year_end
from tracker.ledger.store import Ledger
from tracker.reporting.year_board import BoardCounter, Matter, YearBoard
from tracker.services.closing import counting_rule
from tracker.services.items import Occasion, query_of
from tracker.services.units import resolve_unit
from tracker.services.views import ItemFilter

__all__ = ["year_board"]


def year_board(
    ledger: Ledger,
    *,
    year: int,
    occasion: Occasion,
    org: str | None = None,
    progress: Callable[[int, str], None] | None = None,
) -> YearBoard:
    """What became, in ``year``, of what had been raised before it; from one state of the ledger, unit by unit.

    For all units the rates are of the problems of the year before, as in the overview; for one unit they are of those
    of its last report before the year, as in its closure report.

    Args:
        ledger: the ledger.
        year: the year reported on.
        occasion: the day, and the office's way: its rule of counting and its deadlines.
        org: name, part of a name, or code of the unit; all units unless told.
        progress: told after each unit how many are done and the unit's name.

    Raises:
        NotFoundError: no such unit.
        AmbiguousError: several units fit the name.
        LedgerError: the database fails.
    """
    profile = occasion.profile
    rule = counting_rule(profile.counting if profile.path is not None else None, profile.states)
    with ledger.read() as session:
        owner = resolve_unit(session, org) if org else None
        code = owner.code if owner is not None else None
        base = None
        if owner is not None:
            before = [known for _, known in reports.current_years(session, owner.code) if known < year]
            base = max(before, default=None)
        counter = BoardCounter(
            year=year, today=occasion.today, rule=rule, unit=owner.name if owner is not None else "", base_year=base
        )
        late = frozenset(worklist.ids(session, query_of(session, ItemFilter(org, overdue=True), occasion=occasion)))
        again: dict[int, int] = {}
        for item, later in year_end.returns_up_to(session, year, owner_code=code):
            again.setdefault(item, later)
        rows = year_end.standing_of_all(session, year + 1, told_up_to=year, owner_code=code)
        by_unit = groupby(rows, key=lambda row: (row.owner_code, row.unit_name))
        for done, ((_, name), of_unit) in enumerate(by_unit, start=1):
            counter.take(name, _matters(list(of_unit), year, again, late))
            if progress is not None:
                progress(done, name)
        return counter.board(profile.states)


def _matters(rows: Sequence[Any], year: int, again: Mapping[int, int], late: frozenset[int]) -> list[Matter]:
    """What is counted of a unit's items: nobody asks after finished commitments that never returned."""
    chained = {one for row in rows if (later := again.get(row.id)) is not None for one in (row.id, later)}
    numbers = {
        row.id: str(ItemNumber(row.unit_code, row.year, row.sequence)) for row in rows if chained and row.id in chained
    }
    return [
        Matter(
            id=row.id,
            number=numbers.get(row.id, ""),
            kind=row.kind,
            year=row.year,
            title=row.title,
            status=row.status,
            verdict=row.verdict,
            theme=row.theme,
            origin=row.origin,
            late=row.id in late,
            again_as=numbers.get(again.get(row.id, 0)),
        )
        for row in rows
        if (row.kind is ItemKind.PROBLEM and row.year < year) or row.status in OUTSTANDING or row.id in numbers
    ]
