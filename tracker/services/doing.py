"""What a person does with one item or with many at once: looked at beforehand, then done as one command.

``outlook`` says what would become of each item and which of them would refuse, and keeps what it saw; ``carry_out``
does it to those that would take it. Where another person has changed one of them in between, nothing is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError, NotFoundError, TrackerError, UsageError
from tracker.domain.fields import Field, FieldValue, ItemFields, shown_value
from tracker.domain.filling import check_extension, columns_to_write
from tracker.domain.kinds import Role, Status
from tracker.domain.status import AT_WORK, DEFAULT_RULES, Given, Standing, WorkflowRules, check_move
from tracker.ledger import history, worklist
from tracker.ledger import tables as t
from tracker.ledger.history import Entry
from tracker.ledger.keys import roles_of
from tracker.ledger.store import Ledger
from tracker.services.filling import extend_state, fill_state
from tracker.services.rows import item_row
from tracker.services.standing import ItemState, all_or_none, states
from tracker.services.views import FieldChange, ItemRow
from tracker.services.workflow import make_move, merge_target

EXAMPLES = 3
"""How many items are shown before many are changed, and how many of those that refuse are named for each reason."""

_ASKED_AT_ONCE = 500
"""Ids in one query; SQLite allows 999 variables at the least."""

_CHUNK = 200
"""Items looked at between two words about how far it is."""


@dataclass(frozen=True, slots=True)
class Moving:
    """Move to another state."""

    target: Status
    given: Given
    source: Status | None = None
    """Only items in this state; ``None`` for whatever state a move to the target is open from."""


@dataclass(frozen=True, slots=True)
class Filling:
    """Give columns of the ledger other values."""

    values: Mapping[Field, FieldValue]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dating:
    """Set the deadline; where work is bound to one already, put it off."""

    to: date
    reason: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Noting:
    """Add a line to 备注."""

    text: str


Doing = Moving | Filling | Dating | Noting

Seen = tuple[object, ...]
"""What a person saw of an item where it matters for what is done."""


@dataclass(frozen=True, slots=True)
class Look:
    """What has to be known of an item before something is done with it."""

    row: ItemRow
    standing: Standing
    roles: frozenset[Role] | None
    """What whoever signed in may do; ``None`` where the ledger does not tell people apart."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why some of the items would not take it."""

    reason: str
    hint: str
    numbers: tuple[str, ...]
    """Numbers of the first of them."""
    count: int


@dataclass(frozen=True, slots=True)
class Example:
    """What would become of one item."""

    row: ItemRow
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would become of items if something were done with them."""

    seen: Mapping[int, Seen]
    """By id, what was seen of the items that would change."""
    same: int
    """How many would take it, but hold that already."""
    refusals: tuple[Refusal, ...]
    """The most frequent reason first."""
    examples: tuple[Example, ...]

    @property
    def refused(self) -> int:
        """How many would not take it."""
        return sum(one.count for one in self.refusals)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done."""

    rows: tuple[ItemRow, ...]
    """The items that changed; at most ``ROWS_GIVEN`` of them."""
    changed: int
    split: bool = False
    """True where the rows are the parts of an item that was split."""


ROWS_GIVEN = 200

Progress = Callable[[int, int], None]
"""Told how many items of how many are through. Whatever it raises calls the work off: nothing is left half done."""


def look(ledger: Ledger, item_id: int) -> Look:
    """What has to be known of an item before something is done with it.

    Raises:
        NotFoundError: no item has that id.
        MoveError: entering it was undone.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        if item_id not in worklist.rows_by_id(session, [item_id]):
            raise NotFoundError("没有这个事项", "用 tracker list 查看编号")
        (state,) = states(session, [item_id])
        return Look(item_row(state.row), state.standing, roles_of(session))


def statuses(ledger: Ledger, ids: Sequence[int]) -> dict[Status, int]:
    """How many of those items are in which state, in the order of ``Status``.

    Raises:
        LedgerError: the database fails.
    """
    counted: Counter[Status] = Counter()
    with ledger.read() as session:
        for start in range(0, len(ids), _ASKED_AT_ONCE):
            chunk = list(ids[start : start + _ASKED_AT_ONCE])
            query = select(t.item.c.status, func.count()).where(t.item.c.id.in_(chunk)).group_by(t.item.c.status)
            for status, count in session.execute(query):
                counted[status] += count
    return {status: counted[status] for status in Status if counted[status]}


def seen_of(doing: Doing, status: Status, fields: ItemFields) -> Seen:
    """What a person who saw that state and those columns saw of what the doing is about."""
    return (status, *(fields.of(field) for field in sorted(_concerned(doing))))


def outlook(
    ledger: Ledger,
    ids: Sequence[int],
    doing: Doing,
    *,
    actor: str,
    rules: WorkflowRules = DEFAULT_RULES,
    progress: Progress | None = None,
) -> Outlook:
    """What would become of those items. Nothing is written; ids that are not in the ledger are left out.

    Raises:
        NotFoundError: there is no item to merge into.
        MoveError: that one cannot be merged into.
        LedgerError: the database fails.
    """
    seen: dict[int, Seen] = {}
    same = 0
    refused: dict[tuple[str, str], list[str]] = {}
    examples: list[Example] = []
    with ledger.read() as session:
        may = roles_of(session)
        _check_target(session, ids, doing)
        for state in _one_by_one(session, ids, progress):
            try:
                changed = _check(state, doing, actor=actor, roles=may, rules=rules)
            except TrackerError as error:
                refused.setdefault((error.message, error.hint), []).append(state.number)
                continue
            if not changed:
                same += 1
                continue
            seen[state.id] = seen_of(doing, state.status, state.fields)
            if len(examples) < EXAMPLES:
                examples.append(Example(item_row(state.row), changed))
    by_reason = [
        Refusal(reason, hint, tuple(numbers[:EXAMPLES]), len(numbers)) for (reason, hint), numbers in refused.items()
    ]
    by_reason.sort(key=lambda one: -one.count)
    return Outlook(seen, same, tuple(by_reason), tuple(examples))


def carry_out(
    ledger: Ledger,
    seen: Mapping[int, Seen],
    doing: Doing,
    *,
    actor: str,
    now: datetime,
    rules: WorkflowRules = DEFAULT_RULES,
    progress: Progress | None = None,
) -> Done:
    """Do it to those items: all of them or none, and one command to undo.

    Args:
        ledger: the ledger.
        seen: by id, what the person saw; see ``seen_of`` and ``Outlook.seen``.
        doing: what is done.
        actor: who does it.
        now: when, aware.
        rules: what the office set.
        progress: told how far it is; whatever it raises undoes what was done so far.

    Raises:
        MoveError: an item refuses, or another person has changed it since it was seen.
        NotFoundError: there is no item to merge into.
        UsageError: no item is named, or something that has to be said is missing.
        LedgerError: the database fails.
    """
    if not seen:
        raise UsageError("没有指明事项", "请先把光标放到一项上，或标出几项")
    ids = list(seen)
    changed: list[int] = []
    with ledger.write() as session:
        may = roles_of(session)
        into_id = _check_target(session, ids, doing)

        def plan(state: ItemState) -> Entry | None:
            _refuse_stale(state, doing, seen[state.id])
            return _do(session, state, doing, into_id=into_id, actor=actor, now=now, roles=may, rules=rules)

        for start in range(0, len(ids), _CHUNK):
            entries = all_or_none(states(session, ids[start : start + _CHUNK]), plan)
            history.append(session, entries)
            changed += [entry.item_id for entry in entries if entry.item_id is not None]
            if progress is not None:
                progress(min(start + _CHUNK, len(ids)), len(ids))
        given = changed[:ROWS_GIVEN] if changed else ids[:ROWS_GIVEN]
        after = worklist.rows_by_id(session, given)
        return Done(tuple(item_row(after[one]) for one in given), len(changed))


def _one_by_one(session: Session, ids: Sequence[int], progress: Progress | None) -> Iterator[ItemState]:
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        there = worklist.rows_by_id(session, chunk)
        yield from states(session, [one for one in chunk if one in there and not there[one].void])
        if progress is not None:
            progress(min(start + _CHUNK, len(ids)), len(ids))


def _check_target(session: Session, ids: Sequence[int], doing: Doing) -> int | None:
    if isinstance(doing, Moving) and doing.target is Status.MERGED and doing.given.into:
        return merge_target(session, frozenset(ids), doing.given.into)
    return None


def _concerned(doing: Doing) -> tuple[Field, ...]:
    """The columns that it is about."""
    match doing:
        case Moving():
            return tuple(doing.given.fields)
        case Filling():
            return tuple(doing.values)
        case Dating():
            return (Field.DUE_ON,)
        case Noting():
            return (Field.NOTES,)


def _refuse_stale(state: ItemState, doing: Doing, seen: Seen) -> None:
    """Refuse where the item is not what the person saw.

    Raises:
        MoveError: another person has changed it.
    """
    present = seen_of(doing, state.status, state.fields)
    if present == seen:
        return
    if present[0] != seen[0]:
        raise MoveError(f"这一项刚被别人改为“{state.status.label}”", "请重新查看后再改")
    fields = sorted(_concerned(doing))
    changed = [field.label for field, old, new in zip(fields, seen[1:], present[1:], strict=True) if old != new]
    raise MoveError(f"“{'、'.join(changed)}”刚被别人改过", "请重新查看后再改")


def _refuse_source(state: ItemState, doing: Moving) -> None:
    if doing.source is not None and state.status is not doing.source:
        raise MoveError(f"现在是“{state.status.label}”，不是“{doing.source.label}”", "这一步只办这个状态的事项")


def _check(
    state: ItemState, doing: Doing, *, actor: str, roles: frozenset[Role] | None, rules: WorkflowRules
) -> tuple[FieldChange, ...]:
    """What would change; empty where nothing would.

    Raises:
        TrackerError: the rules refuse it.
    """
    match doing:
        case Moving(target=target, given=given):
            _refuse_source(state, doing)
            check_move(state.standing, target, given, actor=actor, roles=roles, rules=rules)
            moved = FieldChange("状态", state.status.label, target.label)
            return (moved, *_differences(state, given.fields, rules))
        case Filling(values=values):
            return _differences(state, values, rules)
        case Dating():
            if puts_off(state.status, state.fields):
                check_extension(
                    *(state.status, state.fields.due_on, doing.to),
                    reason=doing.reason,
                    approved_by=doing.approved_by,
                )
            return _differences(state, {Field.DUE_ON: doing.to}, None if _bound(state) else rules)
        case Noting():
            return _differences(state, {Field.NOTES: _noted(state.fields, doing.text)}, rules)


def _differences(
    state: ItemState, values: Mapping[Field, FieldValue], rules: WorkflowRules | None
) -> tuple[FieldChange, ...]:
    """The columns that would hold something else; ``rules`` is ``None`` where they have been asked already."""
    if rules is not None:
        columns_to_write(state.status, state.fields, values, rules=rules)
    return tuple(
        FieldChange(field.label, shown_value(state.fields.of(field)), shown_value(value))
        for field, value in values.items()
        if state.fields.of(field) != value
    )


def puts_off(status: Status, fields: ItemFields) -> bool:
    """True where another deadline is an extension, which has a reason and was approved."""
    return status in AT_WORK - {Status.OPEN} and fields.due_on is not None


def _bound(state: ItemState) -> bool:
    return puts_off(state.status, state.fields)


def _noted(fields: ItemFields, text: str) -> str:
    return "\n".join(part for part in (fields.notes, text.strip()) if part)


def _do(
    session: Session,
    state: ItemState,
    doing: Doing,
    *,
    into_id: int | None,
    actor: str,
    now: datetime,
    roles: frozenset[Role] | None,
    rules: WorkflowRules,
) -> Entry | None:
    match doing:
        case Moving(target=target, given=given):
            _refuse_source(state, doing)
            move = check_move(state.standing, target, given, actor=actor, roles=roles, rules=rules)
            return make_move(session, state, move, given, into_id=into_id, actor=actor, now=now, rules=rules)
        case Filling(values=values, note=note):
            return fill_state(session, state, values, note=note, actor=actor, now=now, rules=rules)
        case Dating(to=to, reason=reason, approved_by=approved_by):
            if _bound(state):
                return extend_state(session, state, to, reason=reason, approved_by=approved_by, actor=actor, now=now)
            values = {Field.DUE_ON: to}
            return fill_state(session, state, values, note=reason, actor=actor, now=now, rules=rules)
        case Noting(text=text):
            values = {Field.NOTES: _noted(state.fields, text)}
            return fill_state(session, state, values, note="", actor=actor, now=now, rules=rules)
