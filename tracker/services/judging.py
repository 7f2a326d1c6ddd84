"""What people decide of what an import proposes: taking items up, and holding or overruling what a report says of them.

An import only proposes. Here a person confirms, one by one or all above a score; nothing is ever closed here, and what
a person has decided is not touched by a later import, a corrected report included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError, NotFoundError, UsageError
from tracker.domain.kinds import Status, Verdict
from tracker.domain.status import DEFAULT_RULES, Given, WorkflowRules
from tracker.ledger import changes, comparisons, history, worklist
from tracker.ledger import tables as t
from tracker.ledger.changes import Change
from tracker.ledger.history import Entry
from tracker.ledger.kinds import EventKind
from tracker.ledger.store import Ledger
from tracker.services.rows import find_item, item_row
from tracker.services.standing import find_items
from tracker.services.units import resolve_unit
from tracker.services.views import Held, ItemRow
from tracker.services.workflow import move_in

__all__ = ["Accepted", "Confirmed", "confirm_above", "confirm_items", "judge", "withdraw_judgement"]

TAKEN_UP = "已对照原文核对"
"""What the history says of items taken up where the person says nothing else."""

_AGAIN = (Verdict.CONTESTED, Verdict.RECURRING)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A proposed verdict that a person holds, too."""

    item: ItemRow
    year: int
    """Year of the report."""
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was confirmed in one go: one command to undo."""

    taken_up: tuple[ItemRow, ...]
    """Items that were 待确认 and are 待整改 now."""
    accepted: tuple[Accepted, ...]
    left: tuple[ItemRow, ...] = ()
    """Items named of which nothing was left to confirm."""


def judge(
    ledger: Ledger,
    number: str,
    verdict: Verdict,
    *,
    note: str,
    actor: str,
    now: datetime,
    year: int | None = None,
    again: str | None = None,
    expected: Held | None = None,
) -> ItemRow:
    """Hold of an item what a person finds that a report says of it, whatever the program proposes.

    Args:
        ledger: the ledger.
        number: the item's number.
        verdict: what the person finds.
        note: why; needed where it differs from what is proposed.
        actor: who.
        now: when, aware.
        year: year of the report; the one whose word counts for most unless told.
        again: number of the later item that is the same again, for what has come back.
        expected: what the person saw of it; where another has judged it meanwhile, nothing is changed.

    Raises:
        MoveError: it was judged meanwhile, or the report was corrected and proposes something else now.
        NotFoundError: no such item, or no report of that year tells of it.
        UsageError: the reason is missing, or ``again`` is no later item of the same unit and kind.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        item = find_item(session, number)
        told = told_by(session, item, year)
        refuse_changed(number, told, expected)
        if verdict is not told.proposed and not note.strip():
            raise UsageError(
                f"和机器的判断（{told.proposed.label}）不同，要写理由", "请用 --note 写明理由，如“现场看过，路灯没有装”"
            )
        row = worklist.rows_by_id(session, [item])[item]
        again_id = _again(session, row, again, verdict) if again else None
        entry = _judged(session, told, verdict, again_id=again_id, note=note, actor=actor, now=now)
        if entry is not None:
            history.append(session, [entry])
        return item_row(worklist.rows_by_id(session, [item])[item])


def withdraw_judgement(
    ledger: Ledger,
    number: str,
    *,
    actor: str,
    now: datetime,
    year: int | None = None,
    expected: Held | None = None,
) -> ItemRow:
    """Take back what a person held of an item: what the program proposes counts again.

    Raises:
        MoveError: it was judged anew meanwhile.
        NotFoundError: no such item, or nobody has judged it.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        item = find_item(session, number)
        told = [row for row in comparisons.of_item(session, item) if row.judged is not None]
        told = [row for row in told if year in (None, row.year)]
        if not told:
            raise NotFoundError(f"{number} 没有人工认定", f"用 tracker show {number} 看一看")
        refuse_changed(number, told[-1], expected)
        made = changes.remove(session, t.judgement, (item, told[-1].year))
        entry = Entry(
            at=now,
            actor=actor,
            kind=EventKind.ITEM_JUDGED,
            item_id=item,
            note=f"{told[-1].year} 年度报告：撤回认定，恢复机器的判断“{told[-1].proposed.label}”",
            payload=changes.payload([made], year=told[-1].year),
        )
        history.append(session, [entry])
        return item_row(worklist.rows_by_id(session, [item])[item])


def confirm_items(
    ledger: Ledger,
    numbers: Sequence[str],
    *,
    actor: str,
    now: datetime,
    note: str = "",
    items: bool = True,
    verdicts: bool = True,
    rules: WorkflowRules = DEFAULT_RULES,
) -> Confirmed:
    """Take items up, and hold what the program proposes of them.

    Args:
        ledger: the ledger.
        numbers: of the items.
        actor: who.
        now: when, aware.
        note: how it was checked.
        items: take up what is 待确认.
        verdicts: hold the verdict that counts for most, where nobody has judged it yet.
        rules: what the office set.

    Raises:
        NotFoundError: no such item.
        UsageError: no item is named.
        LedgerError: the database fails.
    """
    if not numbers:
        raise UsageError("没有指明事项", "请写编号，或用 --above 把有把握的一起确认")
    with ledger.write() as session:
        ids = find_items(session, numbers)
        rows = worklist.rows_by_id(session, ids)
        proposed = [one for one in ids if items and rows[one].status is Status.PROPOSED]
        told = [row for one in ids if verdicts and (row := _open_verdict(session, one)) is not None]
        return confirm(session, ids, proposed, told, note=note, actor=actor, now=now, rules=rules)


def confirm_above(
    ledger: Ledger,
    score: float,
    *,
    org: str,
    year: int,
    actor: str,
    now: datetime,
    note: str = "",
    items: bool = True,
    verdicts: bool = True,
    rules: WorkflowRules = DEFAULT_RULES,
) -> Confirmed:
    """Confirm together what the program is sure of: what a year's report raises, and what it says of older items.

    Silence is never held so: that nothing is said has no score.

    Args:
        ledger: the ledger.
        score: 0 to 1, how sure it has to be.
        org: name, part of a name, or code of the unit.
        year: year of the report.
        actor: who.
        now: when, aware.
        note: how it was checked.
        items: take up what the report raises.
        verdicts: hold what it says of older items, where nobody has judged it yet.
        rules: what the office set.

    Raises:
        NotFoundError: no such unit.
        AmbiguousError: several units fit the name.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        owner = resolve_unit(session, org).code
        query = worklist.ItemQuery(owner_code=owner, year=year, status=Status.PROPOSED)
        raised = [row.id for row in worklist.rows(session, query) if items and row.confidence >= score]
        told = [
            row
            for row in comparisons.of_unit(session, owner)
            if verdicts and row.year == year and row.judged is None and row.score is not None and row.score >= score
        ]
        ids = list(dict.fromkeys([*raised, *(row.item_id for row in told)]))
        return confirm(session, ids, raised, told, note=note, actor=actor, now=now, rules=rules)


def confirm(
    session: Session,
    ids: Sequence[int],
    proposed: Sequence[int],
    told: Sequence[Any],
    *,
    note: str,
    actor: str,
    now: datetime,
    rules: WorkflowRules = DEFAULT_RULES,
) -> Confirmed:
    """Take up the items ``proposed`` and hold the proposals of the stored follow-ups ``told``, of all of ``ids``."""
    if proposed:
        move_in(
            session,
            proposed,
            Status.OPEN,
            given=Given(note=note.strip() or TAKEN_UP),
            actor=actor,
            now=now,
            rules=rules,
        )
    entries = [_judged(session, row, row.proposed, note=note, actor=actor, now=now) for row in told]
    history.append(session, [entry for entry in entries if entry is not None])
    after = {number: item_row(row) for number, row in worklist.rows_by_id(session, ids).items()}
    touched = {*proposed, *(row.item_id for row in told)}
    return Confirmed(
        taken_up=tuple(after[one] for one in proposed),
        accepted=tuple(Accepted(after[row.item_id], row.year, row.proposed) for row in told),
        left=tuple(after[one] for one in ids if one not in touched),
    )


def told_by(session: Session, item: int, year: int | None) -> Any:
    """What the report of a year says of an item; without a year what counts for most."""
    rows = comparisons.of_item(session, item)
    found = [row for row in rows if (row.foremost if year is None else row.year == year)]
    if found:
        return found[0]
    if not rows:
        raise NotFoundError("还没有报告说到这一项，没有判断可以认定", "导入下一年度的报告以后再看")
    years = "、".join(f"{row.year}年" for row in rows)
    raise NotFoundError(f"{year}年度的报告没有对照过这一项", f"对照过它的有{years}的报告")


def refuse_changed(number: str, told: Any, expected: Held | None) -> None:
    """Refuse where what there is to see of an item is not what the person saw.

    Raises:
        MoveError: somebody has judged it since, or withdrawn it, or the program proposes something else now.
    """
    if expected is None or expected == Held(told.proposed, told.judged_at):
        return
    if told.judged_at != expected.judged_at and told.judged is not None:
        raise MoveError(f"{number} 刚由{told.judged_by}认定为“{told.judged.label}”", "看过再定")
    if told.judged_at != expected.judged_at:
        raise MoveError(f"{number} 的认定刚被撤回", "看过再定")
    raise MoveError(f"{number} 的报告有了更正，机器的判断现在是“{told.proposed.label}”", "看过再定")


def _open_verdict(session: Session, item: int) -> Any:
    return next((row for row in comparisons.of_item(session, item) if row.foremost and row.judged is None), None)


def _judged(
    session: Session,
    told: Any,
    verdict: Verdict,
    *,
    again_id: int | None = None,
    note: str,
    actor: str,
    now: datetime,
) -> Entry | None:
    """Keep a judgement; ``None`` where it says what stands already."""
    key = (told.item_id, told.year)
    values = {
        "verdict": verdict,
        "proposed": told.proposed,
        "again_id": again_id,
        "note": note.strip(),
        "at": now,
        "by": actor,
    }
    made: list[Change]
    if told.judged is None:
        made = [changes.add(session, t.judgement, {"item_id": told.item_id, "year": told.year, **values})]
    else:
        made = changes.put(session, t.judgement, key, values)
        if not {name for change in made for name in change.after or ()} - {"at", "by"}:
            return None
    held = "认可" if verdict is told.proposed else f"认定为“{verdict.label}”，不采用机器的判断"
    words = f"{told.year} 年度报告：{held}“{told.proposed.label}”"
    return Entry(
        at=now,
        actor=actor,
        kind=EventKind.ITEM_JUDGED,
        item_id=told.item_id,
        note=f"{words}；{note.strip()}" if note.strip() else words,
        payload=changes.payload(made, year=told.year),
    )


def _again(session: Session, row: Any, number: str, verdict: Verdict) -> int:
    if verdict not in _AGAIN:
        raise UsageError("只有再次出现的，才写明再现为哪一项", "请去掉 --as，或用 --verdict 再次出现")
    found = find_item(session, number)
    other = worklist.rows_by_id(session, [found])[found]
    if (other.owner_code, other.kind) != (row.owner_code, row.kind) or other.year <= row.year:
        raise MoveError(f"{number} 不是同一单位以后年度的{row.kind.label}", "请写以后年度里那一项的编号")
    return found
