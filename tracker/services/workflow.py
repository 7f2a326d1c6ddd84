"""Moving items through the states of the trade. Only people move items; each move is kept with who, when and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError, UsageError
from tracker.domain.fields import Field
from tracker.domain.filling import columns_to_write
from tracker.domain.kinds import Role, Status
from tracker.domain.status import DEFAULT_RULES, Given, Move, WorkflowRules, check_move, took_part
from tracker.ledger import changes, history, worklist
from tracker.ledger import tables as t
from tracker.ledger.changes import Change
from tracker.ledger.history import Entry
from tracker.ledger.keys import roles_of
from tracker.ledger.kinds import EventKind
from tracker.ledger.store import Ledger
from tracker.services.rows import find_item, item_row
from tracker.services.standing import ItemState, all_or_none, find_items, states
from tracker.services.views import ItemRow


def move_item(
    ledger: Ledger,
    number: str,
    target: Status,
    *,
    note: str,
    actor: str,
    now: datetime,
    into: str | None = None,
    given: Given | None = None,
    expected: Status | None = None,
    roles: frozenset[Role] | None = None,
    rules: WorkflowRules = DEFAULT_RULES,
) -> ItemRow:
    """Move an item to another state.

    Args:
        ledger: the ledger.
        number: the item's number.
        target: the state it moves to.
        note: why; what it has to say stands in the table of moves.
        actor: who moves it.
        now: when, aware.
        into: number of the item it is merged into, for ``Status.MERGED``.
        given: what else comes along with the move; its note and target item are overridden by ``note`` and ``into``.
        expected: the state the person saw; where another has moved the item meanwhile, the move is refused.
        roles: what the person may do; ``None`` for what whoever signed in may do, where the ledger tells people apart.
        rules: what the office set.

    Raises:
        MoveError: the rules refuse the move, or the item was moved meanwhile.
        NotFoundError: no such item, or none to merge it into.
        LedgerError: the database fails.
    """
    along = replace(given or Given(), note=note, into=into or (given.into if given else None))
    (row,) = move_items(
        ledger, [number], target, given=along, actor=actor, now=now, expected=expected, roles=roles, rules=rules
    )
    return row


def move_items(
    ledger: Ledger,
    numbers: Sequence[str],
    target: Status,
    *,
    given: Given,
    actor: str,
    now: datetime,
    expected: Status | None = None,
    roles: frozenset[Role] | None = None,
    rules: WorkflowRules = DEFAULT_RULES,
) -> tuple[ItemRow, ...]:
    """Move several items to another state with one note: all of them or none, and one command to undo.

    Raises:
        MoveError: the rules refuse the move of at least one; the message names which and why.
        NotFoundError: no such item, or none to merge it into.
        UsageError: no item is named.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        ids = find_items(session, numbers)
        if not ids:
            raise UsageError("没有指明事项", "请写出编号，或用条件选出事项")
        move_in(session, ids, target, given=given, actor=actor, now=now, expected=expected, roles=roles, rules=rules)
        after = worklist.rows_by_id(session, ids)
        return tuple(item_row(after[one]) for one in ids)


def move_in(
    session: Session,
    ids: Sequence[int],
    target: Status,
    *,
    given: Given,
    actor: str,
    now: datetime,
    expected: Status | None = None,
    roles: frozenset[Role] | None = None,
    rules: WorkflowRules = DEFAULT_RULES,
) -> None:
    """See ``move_items``, for what is one command together with other changes."""
    into_id = merge_target(session, ids, given.into) if target is Status.MERGED and given.into else None
    may = roles if roles is not None else roles_of(session)

    def plan(state: ItemState) -> Entry:
        if expected is not None and expected is not state.status:
            raise MoveError(f"这一项刚被别人改为“{state.status.label}”", "请重新查看后再改")
        move = check_move(state.standing, target, given, actor=actor, roles=may, rules=rules)
        return make_move(session, state, move, given, into_id=into_id, actor=actor, now=now, rules=rules)

    history.append(session, all_or_none(states(session, ids), plan))


def make_move(
    session: Session,
    state: ItemState,
    move: Move,
    given: Given,
    *,
    into_id: int | None,
    actor: str,
    now: datetime,
    rules: WorkflowRules,
) -> Entry:
    """Make the move that was checked."""
    history.require_own_name(session, actor)
    closes = move.target is Status.CLOSED
    own = closes and took_part(state.standing, actor)
    number = state.row.round + 1 if move.opens_round else state.row.round
    columns: dict[str, Any] = {
        "status": move.target,
        "round": number,
        "self_verified": own,
        "merged_into_id": into_id,
        **(columns_to_write(state.status, state.fields, given.fields, rules=rules) if given.fields else {}),
    }
    made = changes.put(session, t.item, (state.id,), columns)
    made += _round_changes(session, state, move, given, number=number, own=own, actor=actor, now=now)
    told = {
        "basis": given.basis.strip(),
        "approved_by": given.approved_by.strip(),
        "methods": [method.value for method in given.methods],
    }
    return Entry(
        at=now,
        actor=actor,
        kind=EventKind.ITEM_MOVED,
        item_id=state.id,
        source=move.source,
        target=move.target,
        note=given.note.strip(),
        payload=changes.payload(
            made,
            round=number,
            self_verified=own,
            into=into_id,
            **{name: value for name, value in told.items() if value},
        ),
    )


def _round_changes(
    session: Session,
    state: ItemState,
    move: Move,
    given: Given,
    *,
    number: int,
    own: bool,
    actor: str,
    now: datetime,
) -> list[Change]:
    """What a move does to the round that the item is in."""
    made: list[Change] = []
    if move.target in (Status.PROPOSED, Status.MERGED, Status.SPLIT, Status.REJECTED):
        return made
    if move.opens_round or state.round is None:
        opened = {
            "item_id": state.id,
            "number": number,
            "opened_at": now,
            "opened_by": actor,
            "reason": given.note.strip() if move.opens_round else "",
            "basis": given.basis.strip(),
        }
        made.append(changes.add(session, t.item_round, opened))
    nobody = {"applied_at": None, "applied_by": "", "reviewed_at": None, "reviewed_by": ""}
    values: dict[str, Any] = {}
    if move.target in (Status.IN_PROGRESS, Status.CONTINUING):
        values = nobody
    elif move.target is Status.IN_REVIEW or move.source is Status.IN_PROGRESS:
        values = {**nobody, "applied_at": now, "applied_by": actor}
    elif move.target is Status.IN_VERIFICATION:
        values = {"reviewed_at": now, "reviewed_by": actor}
    elif move.target is Status.CLOSED:
        values = {
            "closed_at": now,
            "closed_by": actor,
            "methods": ",".join(method.value for method in given.methods),
            "opinion": given.note.strip(),
            "self_verified": own,
            "record": _record(state),
        }
    return made + changes.put(session, t.item_round, (state.id, number), values)


def _record(state: ItemState) -> dict[str, Any]:
    """What the ledger's columns hold when a round is finished: it is read for ever, whatever a later round does."""
    names = [*(field.value for field in Field), "due_original"]
    return {name: changes.plain(getattr(state.fields, name)) for name in names}


def _target(session: Session, number: str) -> int:
    """The id of the item that others are to be merged into.

    Raises:
        NotFoundError: there is none.
        MoveError: it is finished, void or merged itself.
    """
    (target,) = states(session, [find_item(session, number)])
    if target.status is Status.REJECTED:
        raise MoveError(f"{number} 已定为“不纳入”，不能并入它", "请先恢复那一项，或并入别的项")
    if target.status is Status.CLOSED:
        raise MoveError(f"{number} 已销号，并入它就等于没有整改", f"如果是同一个问题又出现，请先重新打开 {number}")
    if target.status in (Status.MERGED, Status.SPLIT):
        raise MoveError(f"{number} 已是“{target.status.label}”，不再单独办理", "请并入它所并入或拆成的那一项")
    return target.id


def merge_target(session: Session, ids: Collection[int], into: str) -> int:
    """The id of the item that those are to be merged into.

    Raises:
        NotFoundError: there is none.
        MoveError: it is one of them, is merged into one of them, or is finished, void or merged itself.
    """
    item_id = find_item(session, into)
    if item_id in ids:
        raise MoveError("不能并入自己", "请给出另一项的编号")
    seen: int | None = item_id
    while seen is not None:
        seen = worklist.merged_into(session, seen)
        if seen in ids:
            raise MoveError(f"{into} 已并入本项，不能反过来再并", "请先恢复那一项")
    return _target(session, into)
