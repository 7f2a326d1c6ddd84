"""The office's ledger as an Excel workbook, and what was filled in there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.domain.kinds import Status
from tracker.ledger import worklist
from tracker.ledger.store import Ledger
from tracker.profile.model import Profile
from tracker.reporting.counting import Rate
from tracker.services.items import query_of
from tracker.services.sheet_rows import identity, sheet_rows
from tracker.services.views import ItemFilter
from tracker.sheets.model import Stamp
from tracker.sheets.writing import ledger_workbook

LEFT_OUT = (Status.MERGED, Status.SPLIT, Status.REJECTED)
"""States whose items are not written where nobody asks for a state: they are not worked on."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook that was made."""

    content: bytes
    count: int
    """How many items are in it."""


def export_sheet(
    ledger: Ledger, wanted: ItemFilter, *, profile: Profile, choice: str, actor: str, now: datetime
) -> Exported:
    """The ledger as a workbook that can be filled in and read back.

    Args:
        ledger: the ledger.
        wanted: which items.
        profile: columns, names of states, colours.
        choice: which items these are, for people.
        actor: who exports it.
        now: when, aware.

    Raises:
        NotFoundError: no unit of the name given.
        AmbiguousError: several units fit the name given.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        query = query_of(session, wanted)
        done, due = profile.counting.figures([row.status for row in worklist.rows(session, query)])
        rows = sheet_rows(
            session,
            query,
            profile,
            today=now.astimezone().date(),
            without=() if wanted.status else LEFT_OUT,
        )
        stamp = Stamp(
            ledger=identity(ledger, session),
            exported=now.astimezone().strftime("%Y-%m-%d %H:%M"),
            by=actor,
            choice=choice,
            figures=f"应整改 {due} 项，已完成 {done} 项，完成率 {Rate(done, due)}。口径：{profile.counting.statement}",
        )
    return Exported(ledger_workbook(rows, profile, stamp, at=now), len(rows))
