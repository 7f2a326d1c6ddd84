"""Evidence for what was done: added to the present round with its date and its hash, listed, taken back, given out."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError, NotFoundError, ReadingError, UsageError
from tracker.domain.kinds import EvidenceKind
from tracker.domain.numbering import ItemNumber
from tracker.domain.record import EvidenceRecord
from tracker.domain.status import AT_WORK
from tracker.ledger import changes, entering, history, records, worklist
from tracker.ledger import tables as t
from tracker.ledger.history import Entry
from tracker.ledger.keys import next_key
from tracker.ledger.kinds import EventKind
from tracker.ledger.store import Ledger
from tracker.services.rows import find_item
from tracker.services.standing import ItemState, all_or_none, find_items, states

LARGEST_KEPT = 64 * 2**20
"""Bytes of the largest file that a copy is kept of: the ledger is one file that people carry and back up whole."""


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    content: bytes | None
    """``None`` where no copy is kept."""
    sha256: str | None
    size: int | None


def add_evidence(
    ledger: Ledger,
    numbers: Sequence[str],
    file: Path,
    *,
    dated: date,
    kind: EvidenceKind | None = None,
    title: str = "",
    note: str = "",
    keep: bool = True,
    actor: str,
    now: datetime,
) -> tuple[EvidenceRecord, ...]:
    """Add a file as evidence to the present round of one or several items; its copy is kept once.

    Args:
        ledger: the ledger.
        numbers: of the items.
        file: the evidence.
        dated: the day the evidence is of.
        kind: what it is; told by the file's name unless given.
        title: what people call it; the file's name unless given.
        note: what it shows.
        keep: copy the file into the ledger; otherwise only its place, and its hash where it can be read. What cannot
            be read is kept in the words given: it may be a shelf in an archive.
        actor: who adds it.
        now: when, aware.

    Raises:
        MoveError: nobody works on an item, so there is nothing to show.
        NotFoundError: no such item.
        ReadingError: the file cannot be read, is empty, or is too large to keep.
        UsageError: the date lies in the future.
        LedgerError: the database fails.
    """
    if dated > now.astimezone().date():
        raise UsageError(f"佐证的日期 {dated} 在将来", "请写佐证本身的日期，如会议、发文、拍照的那一天")
    taken = _take(file, keep=keep)
    with ledger.write() as session:
        found = states(session, find_items(session, numbers))
        if taken.content is not None and taken.sha256 is not None:
            entering.keep_file(session, taken.sha256, taken.content)
        first = next_key(session, t.evidence.c.id)
        rows = {
            state.id: {
                "id": first + at,
                "item_id": state.id,
                "round": state.row.round,
                "kind": kind or _kind_of(file),
                "title": title.strip() or file.stem,
                "dated": dated,
                "path": taken.path,
                "sha256": taken.sha256,
                "size": taken.size,
                "kept": taken.content is not None,
                "note": note.strip(),
                "added_at": now,
                "added_by": actor,
            }
            for at, state in enumerate(found)
        }

        def plan(state: ItemState) -> Entry:
            if state.status not in AT_WORK:
                raise MoveError(f"“{state.status.label}”的事项不能附佐证", "佐证附在待整改、整改中和持续整改的事项上")
            row = rows[state.id]
            made = [changes.add(session, t.evidence, row)]
            told = f"{row['title']}（{dated}）"
            return Entry(now, actor, EventKind.EVIDENCE_ADDED, state.id, note=told, payload=changes.payload(made))

        history.append(session, all_or_none(found, plan))
        kept = records.evidence(session, [state.id for state in found])
        added = {row["id"] for row in rows.values()}
        return tuple(one for state in found for one in kept[state.id] if one.id in added)


def remove_evidence(ledger: Ledger, evidence_id: int, *, note: str, actor: str, now: datetime) -> EvidenceRecord:
    """Take back evidence that was added by mistake. The history keeps it; it no longer counts.

    Raises:
        NotFoundError: there is none of that id.
        MoveError: it has been handed in: while others judge an item, and afterwards, its evidence stays.
        UsageError: it is not said why.
        LedgerError: the database fails.
    """
    if not note.strip():
        raise UsageError("撤下佐证要写理由", "请用 --note 写明为什么撤下")
    with ledger.write() as session:
        row = records.evidence_by_id(session, evidence_id)
        if row is None or row.void:
            raise NotFoundError(f"没有编号为 {evidence_id} 的佐证", "用 tracker evidence list 编号 查看")
        (state,) = states(session, [row.item_id])
        if state.status not in AT_WORK or row.round != state.row.round:
            raise MoveError(f"“{state.status.label}”的事项和以前各轮的佐证不能撤下", "先退回，或先重新打开")
        (record,) = (one for one in state.evidence if one.id == evidence_id)
        made = changes.put(session, t.evidence, (evidence_id,), {"void": True})
        told = f"{record.title}（{record.dated}）：{note.strip()}"
        entry = Entry(now, actor, EventKind.EVIDENCE_REMOVED, state.id, note=told, payload=changes.payload(made))
        history.append(session, [entry])
        return record


def list_evidence(ledger: Ledger, number: str) -> tuple[EvidenceRecord, ...]:
    """The evidence of an item, of all rounds, oldest entry first.

    Raises:
        NotFoundError: no such item.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        item_id = find_item(session, number)
        return records.evidence(session, [item_id]).get(item_id, ())


@dataclass(frozen=True, slots=True)
class Copy:
    """The kept copy of a piece of evidence."""

    number: str
    """Of the item."""
    name: str
    """The name of the file it was taken from."""
    content: bytes


def evidence_copy(ledger: Ledger, evidence_id: int) -> Copy:
    """The kept copy of a piece of evidence, checked against its hash.

    Raises:
        NotFoundError: there is none of that id, or only its path is kept.
        ReadingError: the copy is not what was added.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        row = records.evidence_by_id(session, evidence_id)
        if row is None or row.void:
            raise NotFoundError(f"没有编号为 {evidence_id} 的佐证", "用 tracker evidence list 编号 查看")
        content = records.evidence_content(session, row.sha256) if row.kept else None
        if content is None:
            raise NotFoundError(f"佐证 {evidence_id} 只记了位置，没有留存文件", _where(row))
        if hashlib.sha256(content).hexdigest() != row.sha256:
            raise ReadingError(f"佐证 {evidence_id} 的留存文件被改动过", "请用 tracker verify 核验台账")
        return Copy(_number(session, row.item_id), Path(row.path).name, content)


def _where(row: Any) -> str:
    """Where a file lies of which only the place was kept."""
    if row.sha256 is not None and not Path(row.path).is_absolute():
        return f"当时记的是“{row.path}”，没有记在哪个文件夹下，请问附上的人"
    return f"它在：{row.path}"


def _number(session: Session, item_id: int) -> str:
    row: Any = worklist.rows_by_id(session, [item_id])[item_id]
    return str(ItemNumber(row.unit_code, row.year, row.sequence))


def _take(file: Path, *, keep: bool) -> _File:
    try:
        size = file.stat().st_size
        if keep and size > LARGEST_KEPT:
            raise ReadingError(
                f"“{file}”有 {size / 2**20:.0f} MB，超过 {LARGEST_KEPT // 2**20} MB，不留存", "加 --by-path 只记位置"
            )
        content = file.read_bytes()
    except OSError as error:
        if not keep:
            return _File(str(file), None, None, None)
        raise ReadingError(f"读不了“{file}”", "请检查路径；文件在别处的，加 --by-path 只记位置") from error
    if not content:
        raise ReadingError(f"“{file}”是空的", "请另选佐证文件")
    path = file if keep else file.absolute()
    return _File(str(path), content if keep else None, hashlib.sha256(content).hexdigest(), len(content))


def _kind_of(file: Path) -> EvidenceKind:
    guessed, _ = mimetypes.guess_type(file.name)
    if guessed and guessed.partition("/")[0] in {"image", "video"}:
        return EvidenceKind.PHOTO
    if "纪要" in file.stem or "会议记录" in file.stem:
        return EvidenceKind.MINUTES
    return EvidenceKind.DOCUMENT
