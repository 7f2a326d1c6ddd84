"""Moving items through the states of the trade. Only people move items; each move is kept with who, when and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError
from tracker.domain.kinds import Status
from tracker.domain.status import check_move
from tracker.ledger import history, worklist
from tracker.ledger.history import Entry
from tracker.ledger.kinds import EventKind
from tracker.ledger.store import Ledger
from tracker.services.rows import find_item, item_row
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
    expected: Status | None = None,
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
        expected: the state the person saw; where another has moved the item meanwhile, the move is refused.

    Raises:
        MoveError: the rules refuse the move, or the item was moved meanwhile.
        NotFoundError: no such item, or none to merge it into.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        item_id = find_item(session, number)
        present = worklist.rows_by_id(session, [item_id])[item_id]
        source: Status = present.status
        if expected is not None and expected is not source:
            raise _moved_meanwhile(source)
        move = check_move(source, target, note=note, into=into)
        into_id = _merge_target(session, item_id, into) if move.needs_target_item and into else None
        changed = worklist.change_state(
            session,
            item_id,
            source=source,
            target=target,
            item_round=present.round + 1 if move.opens_round else present.round,
            self_verified=target is Status.CLOSED and actor in _applicants(session, item_id),
            merged_into_id=into_id,
        )
        if not changed:
            raise _moved_meanwhile(source)
        after = worklist.rows_by_id(session, [item_id])[item_id]
        entry = Entry(
            at=now,
            actor=actor,
            kind=EventKind.ITEM_MOVED,
            item_id=item_id,
            source=source,
            target=target,
            note=note.strip(),
            payload={"round": after.round, "self_verified": after.self_verified, "into": into_id},
        )
        history.append(session, [entry])
        return item_row(after)


def _applicants(session: Session, item_id: int) -> set[str | None]:
    """Who applied for review and who passed it on: a closure by one of them is no check by another."""
    return {
        history.last_mover(session, item_id, Status.IN_REVIEW),
        history.last_mover(session, item_id, Status.IN_VERIFICATION),
    }


def _merge_target(session: Session, item_id: int, into: str) -> int:
    target_id = find_item(session, into)
    if target_id == item_id:
        raise MoveError("不能并入自己", "请给出另一项的编号")
    target = worklist.rows_by_id(session, [target_id])[target_id]
    if target.status is Status.REJECTED:
        raise MoveError(f"{into} 已定为“不纳入”，不能并入它", "请先恢复那一项，或并入别的项")
    seen: int | None = target_id
    while seen is not None:
        seen = worklist.merged_into(session, seen)
        if seen == item_id:
            raise MoveError(f"{into} 已并入本项，不能反过来再并", "请先恢复那一项")
    return target_id


def _moved_meanwhile(present: Status) -> MoveError:
    return MoveError(f"这一项刚被别人改为“{present.label}”", "请重新查看后再改")
