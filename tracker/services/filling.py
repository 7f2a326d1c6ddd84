"""Filling in the ledger's columns, handing over what a post answers for, and extending deadlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError, NotFoundError, UsageError
from tracker.domain.fields import Field, FieldValue
from tracker.domain.filling import check_extension, columns_to_write
from tracker.domain.status import DEFAULT_RULES, WorkflowRules
from tracker.ledger import changes, history, worklist
from tracker.ledger import tables as t
from tracker.ledger.history import Entry
from tracker.ledger.kinds import EventKind
from tracker.ledger.store import Ledger
from tracker.services.rows import item_row
from tracker.services.standing import ItemState, all_or_none, find_items, states
from tracker.services.units import resolve_unit
from tracker.services.views import ItemRow

_RESPONSIBLE = (Field.LEADER, Field.POST, Field.PERSON)


@dataclass(frozen=True, slots=True)
class Filled:
    """What filling in did."""

    rows: tuple[ItemRow, ...]
    """All items asked for."""
    changed: int
    """How many of them hold something else than before."""


def fill_in(
    ledger: Ledger,
    numbers: Sequence[str],
    values: Mapping[Field, FieldValue],
    *,
    note: str = "",
    actor: str,
    now: datetime,
    expected: Mapping[Field, FieldValue] | None = None,
    rules: WorkflowRules = DEFAULT_RULES,
) -> Filled:
    """Fill in columns of several items alike: all of them or none, and one command to undo.

    Args:
        ledger: the ledger.
        numbers: of the items.
        values: what the columns are to hold.
        note: why, where there is something to say.
        actor: who does it.
        now: when, aware.
        expected: what the person saw in columns; where another has changed one of them meanwhile, all is refused.
        rules: what the office set.

    Raises:
        MoveError: an item's state does not allow it, or it was changed meanwhile.
        NotFoundError: no such item.
        UsageError: nothing to fill in.
        LedgerError: the database fails.
    """
    if not values or not numbers:
        raise UsageError("没有写明改什么", "例如：tracker set 01-2022-03 责任人=张三 整改时限=2024-06-30")
    with ledger.write() as session:
        ids = find_items(session, numbers)

        def plan(state: ItemState) -> Entry | None:
            for field, seen in (expected or {}).items():
                if state.fields.of(field) != seen:
                    raise MoveError(f"“{field.label}”刚被别人改过", "请重新查看后再改")
            return fill_state(session, state, values, note=note, actor=actor, now=now, rules=rules)

        entries = all_or_none(states(session, ids), plan)
        history.append(session, entries)
        after = worklist.rows_by_id(session, ids)
        return Filled(tuple(item_row(after[one]) for one in ids), len(entries))


def fill_state(
    session: Session,
    state: ItemState,
    values: Mapping[Field, FieldValue],
    *,
    note: str,
    actor: str,
    now: datetime,
    rules: WorkflowRules,
) -> Entry | None:
    """Fill in columns of one item; ``None`` where they hold that already.

    Raises:
        MoveError: its state does not allow it.
    """
    columns = columns_to_write(state.status, state.fields, values, rules=rules)
    made = changes.put(session, t.item, (state.id,), columns) if columns else []
    if not made:
        return None
    return Entry(now, actor, EventKind.ITEM_EDITED, state.id, note=note.strip(), payload=changes.payload(made))


def to_hand_over(ledger: Ledger, holder: str, *, unit: str | None = None) -> tuple[ItemRow, ...]:
    """The unfinished items for which a post or a person answers, as 责任领导, 责任岗位 or 责任人.

    Raises:
        NotFoundError: there are none, or no such unit.
        AmbiguousError: several units fit the name.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        code = resolve_unit(session, unit).code if unit else None
        ids = worklist.held_by(session, holder.strip(), owner_code=code)
        rows = worklist.rows_by_id(session, ids)
    if not ids:
        raise NotFoundError(
            f"没有由“{holder}”负责、还没有了结的事项", "姓名或岗位要和台账里写的一样，用 tracker list 查看"
        )
    return tuple(item_row(rows[one]) for one in ids)


def hand_over(
    ledger: Ledger,
    holder: str,
    to: str,
    *,
    note: str,
    actor: str,
    now: datetime,
    unit: str | None = None,
) -> tuple[ItemRow, ...]:
    """Hand over all unfinished items for which a post or person answers: responsibility follows the post.

    Where ``holder`` is a post, ``to`` is the person who holds it from now on; where ``holder`` is a person, ``to``
    takes that person's place wherever it stands. Finished items keep who answered for them.

    Raises:
        NotFoundError: nothing to hand over, or no such unit.
        AmbiguousError: several units fit the name.
        UsageError: the new holder or the note is missing.
        LedgerError: the database fails.
    """
    successor = to.strip()
    if not successor:
        raise UsageError("没有写明移交给谁", "请用 --to 写明接手的人")
    if not note.strip():
        raise UsageError("移交要写说明", "请用 --note 写明为什么移交，如“干部调整”")
    with ledger.write() as session:
        code = resolve_unit(session, unit).code if unit else None
        ids = worklist.held_by(session, holder.strip(), owner_code=code)
        if not ids:
            raise NotFoundError(f"没有由“{holder}”负责、还没有了结的事项", "姓名或岗位要和台账里写的一样")
        entries = []
        for state in states(session, ids):
            columns = _handed_over(state, holder.strip(), successor)
            made = changes.put(session, t.item, (state.id,), columns)
            if made:
                entries.append(
                    Entry(
                        *(now, actor, EventKind.ITEM_HANDED_OVER, state.id),
                        note=note.strip(),
                        payload=changes.payload(made, **{"from": holder.strip(), "to": successor}),
                    )
                )
        if not entries:
            raise UsageError(f"这些事项本来就由“{successor}”负责", "无须移交")
        history.append(session, entries)
        after = worklist.rows_by_id(session, ids)
        return tuple(item_row(after[one]) for one in ids)


def extend(
    ledger: Ledger,
    numbers: Sequence[str],
    to: date,
    *,
    reason: str,
    approved_by: str,
    actor: str,
    now: datetime,
) -> tuple[ItemRow, ...]:
    """Put off deadlines, keeping the original one, the reason and who approved; all of them or none.

    Raises:
        MoveError: an item's state does not allow it, or the new deadline is not later than its present one.
        NotFoundError: no such item.
        UsageError: the reason or who approved is missing.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        ids = find_items(session, numbers)

        def plan(state: ItemState) -> Entry:
            return extend_state(session, state, to, reason=reason, approved_by=approved_by, actor=actor, now=now)

        history.append(session, all_or_none(states(session, ids), plan))
        after = worklist.rows_by_id(session, ids)
        return tuple(item_row(after[one]) for one in ids)


def extend_state(
    session: Session, state: ItemState, to: date, *, reason: str, approved_by: str, actor: str, now: datetime
) -> Entry:
    """Put off the deadline of one item.

    Raises:
        MoveError: its state does not allow it, or the new deadline is not later than its present one.
        UsageError: the reason or who approved is missing.
    """
    old = check_extension(state.status, state.fields.due_on, to, reason=reason, approved_by=approved_by)
    made = changes.put(session, t.item, (state.id,), {"due_on": to})
    row = {
        "item_id": state.id,
        "position": len(state.extensions) + 1,
        "round": state.row.round,
        "old_on": old,
        "new_on": to,
        "reason": reason.strip(),
        "approved_by": approved_by.strip(),
        "at": now,
        "by": actor,
    }
    made.append(changes.add(session, t.item_extension, row))
    return Entry(
        *(now, actor, EventKind.ITEM_EXTENDED, state.id),
        note=reason.strip(),
        payload=changes.payload(made, approved_by=approved_by.strip()),
    )


def _handed_over(state: ItemState, holder: str, successor: str) -> dict[str, str]:
    fields = state.fields
    if fields.post == holder:
        return {Field.PERSON.value: successor} | ({Field.LEADER.value: successor} if fields.leader == holder else {})
    return {field.value: successor for field in _RESPONSIBLE if fields.of(field) == holder}
