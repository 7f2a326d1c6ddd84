"""Items as the office's ledger shows them: one row each, in the columns of the profile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.columns import FIELDS, LedgerColumn
from tracker.domain.fields import Field, ItemFields, shown_value
from tracker.domain.kinds import Status
from tracker.domain.record import EvidenceRecord, Round
from tracker.ledger import records, scrutiny, worklist
from tracker.ledger.store import Ledger
from tracker.ledger.worklist import ItemQuery
from tracker.profile.model import Profile
from tracker.services.due import time_left
from tracker.services.rows import item_row
from tracker.services.views import ItemRow
from tracker.sheets.cells import CellValue
from tracker.sheets.model import SheetRow

C = LedgerColumn


def sheet_rows(
    session: Session,
    wanted: ItemQuery,
    profile: Profile,
    *,
    today: date,
    without: Collection[Status] = (),
    numbers: Collection[str] | None = None,
) -> tuple[SheetRow, ...]:
    """The items wanted, as they are written.

    Args:
        session: of the ledger.
        wanted: which items.
        profile: names of states, lights.
        today: the day that days left are counted from.
        without: states whose items are left out.
        numbers: only items with these numbers; ``None`` for all.
    """
    stored = [(item_row(row), row) for row in worklist.rows(session, wanted)]
    stored = [
        (row, raw) for row, raw in stored if row.status not in without and (numbers is None or row.number in numbers)
    ]
    ids = [row.id for row, _ in stored]
    fields = records.fields_by_id(session, ids)
    rounds = records.rounds(session, ids)
    evidence = records.evidence(session, ids)
    return tuple(
        SheetRow(
            row.number,
            _cells(
                row,
                raw,
                fields[row.id],
                rounds.get(row.id, ()),
                evidence.get(row.id, ()),
                profile,
                sequence=sequence,
                today=today,
            ),
        )
        for sequence, (row, raw) in enumerate(stored, start=1)
    )


def identity(ledger: Ledger, session: Session) -> str:
    """What tells this ledger from any other; empty for somebody who sees a part of it only and cannot know."""
    bound = ledger.signed_in is not None and ledger.signed_in.bound
    return "" if bound else scrutiny.first_seal(session)


def _cells(
    row: ItemRow,
    raw: Any,
    fields: ItemFields,
    rounds: Sequence[Round],
    evidence: Sequence[EvidenceRecord],
    profile: Profile,
    *,
    sequence: int,
    today: date,
) -> dict[LedgerColumn, CellValue]:
    this_round = next((one for one in rounds if one.number == row.round), None)
    proofs = [f"{one.title}（{one.dated}）" for one in evidence if one.round == row.round]
    left = time_left(row, profile, today=today)
    own: dict[LedgerColumn, CellValue] = {column: _field(fields, column) for column in FIELDS}
    return own | {
        C.SEQUENCE: sequence,
        C.NUMBER: row.number,
        C.UNIT: row.unit,
        C.YEAR: row.year,
        C.KIND: row.kind.label,
        C.QUOTE: raw.quote,
        C.DUE_ORIGINAL: row.due_original,
        C.DAYS_LEFT: left.days if left else None,
        C.LIGHT: left.light.name if left and left.light else None,
        C.STATUS: profile.states[row.status],
        C.MOVE_NOTE: None,
        C.EVIDENCE: "\n".join(proofs),
        C.CLOSED_ON: _day(this_round.closed_at) if this_round else None,
        C.VERIFIER: this_round.closed_by if this_round else "",
        C.SELF_VERIFIED: "自验" if row.self_verified else "",
        C.ROUND: row.round,
        C.VERDICT: f"{row.verdict_year} 年度：{row.verdict.label}" if row.verdict else "",
    }


def _field(fields: ItemFields, column: LedgerColumn) -> CellValue:
    value = fields.of(Field(column.value))
    return value if isinstance(value, date) else shown_value(value)


def _day(instant: datetime | None) -> date | None:
    return None if instant is None else instant.astimezone().date()
