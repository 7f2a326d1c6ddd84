"""Undoing whole commands and doing them again. The history only grows: both append what they put back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError, NotFoundError
from tracker.ledger import changes, history
from tracker.ledger import tables as t
from tracker.ledger.changes import Change, Key, StaleError
from tracker.ledger.history import Entry, StoredEntry
from tracker.ledger.kinds import EventKind
from tracker.ledger.reports import current_of
from tracker.ledger.store import Ledger
from tracker.ledger.worklist import rows_by_id
from tracker.services.commands import CommandView, describe, number_texts
from tracker.services.following import Follow, follow_anew, pair_up
from tracker.services.rows import event_view, item_row
from tracker.services.views import ItemRow

_TOGGLES = (EventKind.UNDONE, EventKind.REDONE)

Progress = Callable[[int, int], None]
"""Entries that are through, and how many there are; called from the thread that works."""

_TOLD_EVERY = 50

_OLD = MoveError("这是升级以前的操作，经过里没有留下撤销所需的内容", "请用 tracker move、tracker set 改回来")


@dataclass(frozen=True, slots=True)
class Toggled:
    """A command that was undone or done again."""

    command: CommandView
    """The command itself."""
    by: int
    """The command that undid it or did it again."""
    item: ItemRow | None = None
    """The item as it is now, where the command did nothing but change one; ``None`` where lists may be different."""


def undo(
    ledger: Ledger,
    command: int | None = None,
    *,
    note: str = "",
    actor: str,
    now: datetime,
    follow: Follow | None = None,
    progress: Progress | None = None,
) -> Toggled:
    """Take back a whole command: the last one that this person gave and that still stands, or the one named.

    Args:
        ledger: the ledger.
        command: its number in ``tracker log``.
        note: why.
        actor: who undoes it.
        now: when, aware.
        follow: how to follow up; ``tracker.followup.follow_up`` unless told.
        progress: told now and then how many entries are through, of how many; what it raises calls the whole off.

    Raises:
        NotFoundError: there is no such command, or none of this person's to undo.
        MoveError: it was undone before, somebody has built on it since, or an older program made it.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        toggled = history.toggles(session)
        number = command if command is not None else _last(session, toggled, actor, undone=False)
        entries = _entries(session, number)
        if entries[0].kind in _TOGGLES:
            raise MoveError(f"第 {number} 号本身就是撤销或重做", "要重做撤销了的，用 tracker redo")
        if (last := toggled.get(number)) is not None and last.kind is EventKind.UNDONE:
            raise MoveError(f"第 {number} 号已经撤销了", "要恢复，用 tracker redo")
        since = number if last is None else last.id
        return _toggle(
            session,
            number,
            entries,
            entries,
            since,
            EventKind.UNDONE,
            note=note,
            actor=actor,
            now=now,
            follow=follow,
            progress=progress,
        )


def redo(
    ledger: Ledger,
    command: int | None = None,
    *,
    note: str = "",
    actor: str,
    now: datetime,
    follow: Follow | None = None,
    progress: Progress | None = None,
) -> Toggled:
    """Do an undone command again: the last one that this person undid, or the one named. See ``undo``.

    Raises:
        NotFoundError: there is no such command, or nothing that this person undid.
        MoveError: it is not undone, or somebody has built on the state without it.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        toggled = history.toggles(session)
        number = command if command is not None else _last(session, toggled, actor, undone=True)
        entries = _entries(session, number)
        last = toggled.get(number)
        if last is None or last.kind is not EventKind.UNDONE or last.command is None:
            raise MoveError(f"第 {number} 号没有撤销，不用重做", "用 tracker log 查看")
        back = history.of_commands(session, [last.command])
        return _toggle(
            session,
            number,
            entries,
            back,
            last.id,
            EventKind.REDONE,
            note=note,
            actor=actor,
            now=now,
            follow=follow,
            progress=progress,
        )


def _last(session: Session, toggled: Mapping[int, StoredEntry], actor: str, *, undone: bool) -> int:
    if undone:
        mine = [(one.id, of) for of, one in toggled.items() if one.kind is EventKind.UNDONE and one.actor == actor]
        if mine:
            return max(mine)[1]
        raise NotFoundError(
            f"没有“{actor}”撤销过、可以重做的命令", "用 tracker log 查看，再写明命令号：tracker redo 号"
        )
    standing = {of for of, one in toggled.items() if one.kind is EventKind.UNDONE}
    for number in history.last_commands(session, actor=actor):
        if number not in standing and history.of_commands(session, [number])[0].kind not in _TOGGLES:
            return number
    raise NotFoundError(f"没有“{actor}”做过、可以撤销的命令", "用 tracker log 查看，再写：tracker undo 号")


def _entries(session: Session, number: int) -> tuple[StoredEntry, ...]:
    entries = history.of_commands(session, [number])
    if not entries:
        if session.execute(select(t.event.c.id).where(t.event.c.id == number, t.event.c.command.is_(None))).first():
            raise _OLD
        raise NotFoundError(f"没有第 {number} 号命令", "用 tracker log 查看命令号")
    return entries


def _toggle(
    session: Session,
    number: int,
    entries: Sequence[StoredEntry],
    taken_back: Sequence[StoredEntry],
    since: int,
    kind: EventKind,
    *,
    note: str,
    actor: str,
    now: datetime,
    follow: Follow | None,
    progress: Progress | None,
) -> Toggled:
    """Apply the changes of ``taken_back`` backwards, newest first, and append an entry for each entry taken back."""
    plan = [(entry, _backwards(session, entry, now)) for entry in reversed(taken_back)]
    _refuse_built_on(session, number, plan, since)
    appended = []
    try:
        for at, (entry, made) in enumerate(plan):
            if progress is not None and at % _TOLD_EVERY == 0:
                progress(at, len(plan))
            for change in made:
                changes.apply(session, change)
            if not made and entry.item_id is None:
                continue
            appended.append(
                Entry(
                    *(now, actor, kind),
                    item_id=entry.item_id,
                    document_id=entry.document_id,
                    unit_code=entry.unit_code,
                    source=entry.target,
                    target=entry.source,
                    note=note.strip(),
                    payload=changes.payload(made, of=number, entry=entry.id, what=entry.kind.value),
                )
            )
    except StaleError as error:
        raise MoveError(f"第 {number} 号改过的地方现在不一样了", "请用 tracker verify 核验台账") from error
    if not appended:
        raise MoveError(f"第 {number} 号没有可以撤销的内容", "用 tracker log 查看")
    history.append(session, appended)
    if changed := _reread(plan):
        follow_anew(session, current_of(session, changed), follow=follow)
    codes = _units(session, plan)
    for code in codes:
        pair_up(session, code, follow=follow)
    by = history.command_of(session)
    texts = number_texts(session, entries)
    touched = {entry.item_id for entry, _ in plan} if not (changed or codes) else set()
    return Toggled(describe(session, number, entries, texts, toggled={}), by or 0, _only_one(session, touched))


def _only_one(session: Session, touched: Collection[int | None]) -> ItemRow | None:
    """The item, where it is one and nothing else that was touched."""
    if len(touched) != 1 or None in touched:
        return None
    return next(map(item_row, rows_by_id(session, filter(None, touched)).values()), None)


def _backwards(session: Session, entry: StoredEntry, now: datetime) -> list[Change]:
    """What takes one entry back."""
    made = changes.changes_in(entry.payload)
    if made:
        return [change.backwards for change in reversed(made)]
    match entry.kind:
        case EventKind.ITEM_RAISED:
            return [
                Change(
                    *("item", (_known(entry.item_id),)),
                    {"void": False, "in_source": True},
                    {"void": True, "in_source": False},
                )
            ]
        case EventKind.DOCUMENT_IMPORTED | EventKind.DOCUMENT_CORRECTED:
            key = (_known(entry.document_id),)
            before = {"superseded_at": None, "withdrawn": False}
            found = [Change("document", key, before, {"superseded_at": now, "withdrawn": True})]
            if (replaced := entry.payload.get("replaces")) is not None:
                column = t.document.c.superseded_at
                at = session.execute(select(column).where(t.document.c.id == replaced)).scalar_one()
                found.append(Change("document", (replaced,), {"superseded_at": at}, {"superseded_at": None}))
            return found
        case EventKind.ITEM_MOVED | EventKind.ITEM_CORRECTED | EventKind.UNIT_MERGED if entry.command is None:
            raise _OLD
    return []


def _known(number: int | None) -> int:
    if number is None:
        raise _OLD
    return number


def _refuse_built_on(
    session: Session, number: int, plan: Iterable[tuple[StoredEntry, Sequence[Change]]], since: int
) -> None:
    """Refuse where anybody has since changed what the command changed.

    Raises:
        MoveError: somebody has.
    """
    cells = {cell for _, made in plan for change in made for cell in _cells(change)}
    items = {entry.item_id for entry, _ in plan if entry.item_id is not None}
    own = {entry.id for entry, _ in plan}
    toggled = history.toggles(session)
    for later in history.later_entries(session, since, items):
        if later.command == number or later.id in own or later.kind in _TOGGLES or not _stands(later, toggled):
            continue
        touched = {cell for change in changes.changes_in(later.payload) for cell in _cells(change)}
        if (replaced := later.payload.get("replaces")) is not None:
            touched.add(("document", (replaced,), "superseded_at"))
        if later.item_id in items or touched & cells:
            other = later.command or later.id
            what = event_view(later).what
            raise MoveError(
                f"第 {number} 号以后，{later.actor} 又在上面做了第 {other} 号（{what}），不能单独撤销",
                f"请先撤销第 {other} 号，或直接改",
            )


def _cells(change: Change) -> Iterator[tuple[str, Key, str]]:
    """The single values that a change is about."""
    for name in {**(change.before or {}), **(change.after or {})}:
        yield change.table, change.key, name


def _stands(entry: StoredEntry, toggled: Mapping[int, StoredEntry]) -> bool:
    last = toggled.get(entry.command) if entry.command is not None else None
    return last is None or last.kind is EventKind.REDONE


def _reread(plan: Iterable[tuple[StoredEntry, Sequence[Change]]]) -> set[int]:
    """The items that stand at another place of their report now, or stand in it no more, while it is the same report.

    What reports say of them is told anew. Where reports themselves come and go, pairing them up does that.
    """
    made = [change for _, changes_made in plan for change in changes_made]
    if any(change.table == "document" for change in made):
        return set()
    moved = {"span_start", "span_end", "in_source"}
    return {int(change.key[0]) for change in made if change.table == "item" and moved & set(change.after or {})}


def _units(session: Session, plan: Iterable[tuple[StoredEntry, Sequence[Change]]]) -> list[int]:
    """The units whose reports changed, or that have items more or less: what reports say of items is told anew."""
    codes: set[Any] = set()
    for entry, made in plan:
        documents = [change.key[0] for change in made if change.table == "document"]
        if documents:
            query = select(t.document.c.unit_code).where(t.document.c.id.in_(documents))
            codes |= set(session.execute(query).scalars())
            codes |= {
                change.after["unit_code"] for change in made if change.after is not None and "unit_code" in change.after
            }
            codes |= {
                change.before["unit_code"]
                for change in made
                if change.before is not None and "unit_code" in change.before
            }
        if any(change.table == "document" for change in made) and entry.unit_code is not None:
            codes.add(entry.unit_code)
        entered = [change.key[0] for change in made if change.table == "item" and "void" in {**(change.after or {})}]
        if entered:
            codes |= set(session.execute(select(t.item.c.owner_code).where(t.item.c.id.in_(entered))).scalars())
    return sorted(codes)
