"""Holding together what the program proposes: of some items for one year's report, or of a whole origin.

Accepting is a person's judgement of what a report says, no more: no item's state changes by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tracker.domain.errors import NotFoundError, UsageError
from tracker.domain.kinds import Origin
from tracker.ledger import comparisons
from tracker.ledger.store import Ledger
from tracker.services.comparing import claims_of, pair_of
from tracker.services.judging import Confirmed, confirm, refuse_changed, told_by
from tracker.services.rows import find_item
from tracker.services.views import Held

__all__ = ["accept_origin", "accept_verdicts"]


def accept_verdicts(
    ledger: Ledger,
    chosen: Mapping[str, Held | None],
    *,
    year: int,
    actor: str,
    now: datetime,
    note: str = "",
) -> Confirmed:
    """Hold what the program proposes of some items for what the report of a year says: one command to undo.

    All of them or none. An item that the person saw as undecided and that somebody has judged since refuses the whole;
    one that stands as accepted already is left as it is. No item's state changes: accepting is not closing.

    Args:
        ledger: the ledger.
        chosen: numbers of the items with what the person saw of each; ``None`` where it does not matter.
        year: year of the report.
        actor: who.
        now: when, aware.
        note: how it was checked.

    Raises:
        MoveError: at least one was judged meanwhile, or the report was corrected.
        NotFoundError: no such item, or no report of that year tells of it.
        UsageError: no item is named.
        LedgerError: the database fails.
    """
    if not chosen:
        raise UsageError("没有要认可的事项", "请写编号")
    with ledger.write() as session:
        ids = [find_item(session, number) for number in chosen]
        told = []
        for number, item in zip(chosen, ids, strict=True):
            row = told_by(session, item, year)
            refuse_changed(number, row, chosen[number])
            if row.judged is not row.proposed or row.judged_on is not row.proposed:
                told.append(row)
        return confirm(session, ids, (), told, note=note, actor=actor, now=now)


def accept_origin(
    ledger: Ledger, origin: Origin, *, org: str, year: int, actor: str, now: datetime, note: str = ""
) -> Confirmed:
    """Hold what the program proposes of all items that a report speaks of by the number of one origin.

    Those that somebody has judged are left alone.

    Args:
        ledger: the ledger.
        origin: whose problems the report's count is of.
        org: name, part of a name, or code of the unit.
        year: year of the report.
        actor: who.
        now: when, aware.
        note: how it was checked.

    Raises:
        NotFoundError: no such unit or report, or the report gives no number of that origin.
        AmbiguousError: several units fit the name.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        _, newer = pair_of(session, org, year)
        covered = claims_of(session, newer)
        if not covered.get(origin):
            known = "、".join(one.label for one, items in covered.items() if items)
            raise NotFoundError(
                f"{year}年度的报告没有按数目说到{origin.label}问题，没有可以一起认可的",
                f"按数目说到的有：{known}" if known else "请逐项认可",
            )
        told = [row for row in comparisons.of_document(session, newer) if row.item_id in covered[origin]]
        open_ = [row for row in told if row.judged is None]
        return confirm(session, covered[origin], (), open_, note=note, actor=actor, now=now)
