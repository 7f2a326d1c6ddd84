"""Reading back what was filled in offline: compared three ways, taken cell by cell, refused row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from tracker.domain.columns import FIELDS, LedgerColumn
from tracker.domain.errors import SheetError, TrackerError
from tracker.domain.fields import Field, FieldValue, parse_value
from tracker.domain.filling import columns_to_write
from tracker.domain.status import Given, check_move
from tracker.ledger import changes, history
from tracker.ledger import tables as t
from tracker.ledger.faults import plainly
from tracker.ledger.history import Entry
from tracker.ledger.keys import roles_of
from tracker.ledger.kinds import EventKind
from tracker.ledger.store import Ledger
from tracker.ledger.worklist import ItemQuery
from tracker.profile.model import Profile
from tracker.services.rows import find_item
from tracker.services.sheet_rows import identity, sheet_rows
from tracker.services.standing import ItemState, states
from tracker.services.workflow import make_move
from tracker.sheets.cells import fitting, text_of
from tracker.sheets.comparing import CellFinding, Comparison, Finding, compare
from tracker.sheets.model import Cells, FilledSheet
from tracker.sheets.reading import read_filled

C = LedgerColumn

NOTE = "Excel 读回"
"""What the history says where the sheet gives no words of its own."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was filled in and cannot be taken."""

    line: int
    """The row of the sheet, from 1."""
    number: str
    cells: tuple[CellFinding, ...]
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What became of a sheet that came back."""

    comparison: Comparison
    taken: tuple[CellFinding, ...]
    """What the ledger holds now."""
    refused: tuple[Refusal, ...]
    lost: tuple[str, ...]
    """Titles of exported columns that the sheet no longer has; nothing is read from them."""
    command: int | None
    """The command to undo; ``None`` where nothing was taken."""
    dry_run: bool = False

    @property
    def clean(self) -> bool:
        """True where nothing has to be looked at by a person."""
        found = self.comparison
        return not (
            self.refused or found.troubles or found.of(Finding.CONFLICT) or found.of(Finding.LOCKED) or self.lost
        )


def read_sheet(
    ledger: Ledger, path: Path, *, profile: Profile, actor: str, now: datetime, dry_run: bool = False
) -> ReadBack:
    """Take what was filled in; one command to undo. Where the ledger has moved on as well, it stays as it is.

    Args:
        ledger: the ledger.
        path: an exported workbook that came back.
        profile: names of states and rules of the workflow.
        actor: who reads it back.
        now: when, aware.
        dry_run: look only; nothing is written.

    Raises:
        SheetError: it cannot be read, or was exported from another ledger.
        LedgerError: the database fails.
    """
    sheet = read_filled(path)
    if dry_run:
        with ledger.rehearsal() as copy:
            return replace(_read(copy, sheet, path, profile, actor, now), dry_run=True, command=None)
    return _read(ledger, sheet, path, profile, actor, now)


def _read(ledger: Ledger, sheet: FilledSheet, path: Path, profile: Profile, actor: str, now: datetime) -> ReadBack:
    with ledger.read() as session:
        if sheet.base.stamp.ledger not in ("", identity(ledger, session) or sheet.base.stamp.ledger):
            raise SheetError(f"“{path}”是从另一个台账导出的", "用 --db 指明是哪个台账；别处的台账请用那里导出的表")
        found = compare(sheet, _present(session, sheet, profile, now))
        if not found.of(Finding.CHANGE):
            return ReadBack(found, (), (), sheet.lost, None)
    with ledger.write() as session:
        found = compare(sheet, _present(session, sheet, profile, now))
        by_number: dict[str, list[CellFinding]] = defaultdict(list)
        for cell in found.of(Finding.CHANGE):
            by_number[cell.number].append(cell)
        taken: list[CellFinding] = []
        refused: list[Refusal] = []
        for number, cells in by_number.items():
            apart = partial(_apart, session, ledger.url_for_people)
            _take(session, number, cells, taken, refused, apart=apart, profile=profile, actor=actor, now=now)
        return ReadBack(found, tuple(taken), tuple(refused), sheet.lost, history.command_of(session))


def _present(session: Session, sheet: FilledSheet, profile: Profile, now: datetime) -> Mapping[str, Cells]:
    """What the items of a sheet would be exported as now."""
    wanted = {*sheet.base.rows, *(row.number for row in sheet.rows)}
    rows = sheet_rows(session, ItemQuery(), profile, today=now.astimezone().date(), numbers=wanted)
    return {
        row.number: {column: fitting(text_of(row.cells.get(column))) for column in sheet.base.columns} for row in rows
    }


def _take(
    session: Session,
    number: str,
    cells: Sequence[CellFinding],
    taken: list[CellFinding],
    refused: list[Refusal],
    *,
    apart: Callable[[], AbstractContextManager[None]],
    profile: Profile,
    actor: str,
    now: datetime,
) -> None:
    """Take the cells of one row: fields first, then the move that may need them. What is refused leaves the rest."""
    item_id = find_item(session, number)
    fields = [cell for cell in cells if cell.column in FIELDS]
    note = next((cell.filled for cell in cells if cell.column is C.MOVE_NOTE), "")
    status = [cell for cell in cells if cell.column is C.STATUS]
    values: dict[Field, FieldValue] = {}
    for cell in fields:
        try:
            values[Field(cell.column.value)] = parse_value(Field(cell.column.value), cell.filled)
        except TrackerError as error:
            refused.append(_refusal([cell], error))
    good = [cell for cell in fields if Field(cell.column.value) in values]
    if good:
        try:
            with apart():
                (state,) = states(session, [item_id])
                _fill(session, state, values, note=note or NOTE, profile=profile, actor=actor, now=now)
            taken.extend(good)
        except TrackerError as error:
            refused.append(_refusal(good, error))
    told = [cell for cell in cells if cell.column is C.MOVE_NOTE]
    if status:
        try:
            with apart():
                (state,) = states(session, [item_id])
                _move(session, state, status[0], note, profile=profile, actor=actor, now=now)
            taken.extend([*status, *told])
        except TrackerError as error:
            refused.append(_refusal([*status, *told], error))
    elif told and not good:
        why = SheetError("写了变更说明，状态没有改", "要改状态的，在状态一列选新的状态；不改的，说明写在备注里")
        refused.append(_refusal(told, why))
    elif told:
        taken.extend(told)


@contextmanager
def _apart(session: Session, place: str) -> Iterator[None]:
    """What the body writes stands or falls by itself: a team's database may refuse what the rules let pass."""
    with plainly(place), session.begin_nested():
        yield


def _fill(
    session: Session,
    state: ItemState,
    values: Mapping[Field, FieldValue],
    *,
    note: str,
    profile: Profile,
    actor: str,
    now: datetime,
) -> None:
    columns = columns_to_write(state.status, state.fields, values, rules=profile.rules)
    made = changes.put(session, t.item, (state.id,), columns) if columns else []
    if made:
        entry = Entry(now, actor, EventKind.ITEM_EDITED, state.id, note=note, payload=changes.payload(made))
        history.append(session, [entry])


def _move(
    session: Session,
    state: ItemState,
    cell: CellFinding,
    note: str,
    *,
    profile: Profile,
    actor: str,
    now: datetime,
) -> None:
    target = profile.status_named(cell.filled)
    if target is None:
        raise SheetError(f"没有“{cell.filled}”这个状态", f"可用的有：{'、'.join(profile.states.values())}")
    given = Given(note=note)
    move = check_move(state.standing, target, given, actor=actor, roles=roles_of(session), rules=profile.rules)
    entry = make_move(session, state, move, given, into_id=None, actor=actor, now=now, rules=profile.rules)
    history.append(session, [entry])


def _refusal(cells: Sequence[CellFinding], error: TrackerError) -> Refusal:
    return Refusal(cells[0].line, cells[0].number, tuple(cells), error.message, error.hint)
