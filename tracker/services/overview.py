"""All units side by side for one year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import groupby

from tracker.domain.kinds import Status
from tracker.domain.numbering import ItemNumber
from tracker.ledger import year_end
from tracker.ledger.store import Ledger
from tracker.profile.model import Counting
from tracker.reporting.overview import Entry, Overview, Themes, UnitLine, ranked, unit_line
from tracker.services.closing import counting_rule

__all__ = ["overview"]


def overview(
    ledger: Ledger,
    *,
    year: int,
    today: date,
    counting: Counting | None = None,
    states: Mapping[Status, str] | None = None,
    progress: Callable[[int, str], None] | None = None,
) -> Overview:
    """What became, in ``year``, of what all units had raised before it; from one state of the ledger, unit by unit.

    Args:
        ledger: the ledger.
        year: the year reported on.
        today: the day it is made; what is overdue is overdue on it.
        counting: the office's rule of counting; the usual one unless told.
        states: what the office calls the states; the usual names unless told.
        progress: told after each unit how many are done and the unit's name.

    Raises:
        LedgerError: the database fails.
    """
    rule = counting_rule(counting, states)
    lines: list[UnitLine] = []
    themes = Themes()
    with ledger.read() as session:
        rows = year_end.standing_of_all(session, year)
        for (_, name), of_unit in groupby(rows, key=lambda row: (row.owner_code, row.unit_name)):
            entries = [
                Entry(
                    number=str(ItemNumber(row.unit_code, row.year, row.sequence)),
                    kind=row.kind,
                    year=row.year,
                    status=row.status,
                    verdict=row.verdict,
                    theme=row.theme,
                    due_by=row.due_by,
                )
                for row in of_unit
            ]
            lines.append(unit_line(name, entries, year=year, today=today, rule=rule))
            themes.take(entries)
            if progress is not None:
                progress(len(lines), name)
        return Overview(year, today, ranked(lines), themes.counts(), year_end.last_hash(session), rule)
