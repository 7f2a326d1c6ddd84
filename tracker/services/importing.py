"""Taking reports in: plan all files first, then write each in a transaction of its own, oldest year first."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import LedgerError, ReadingError, TrackerError
from tracker.domain.kinds import LabelledEnum
from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract
from tracker.extraction.particulars import with_particulars
from tracker.extraction.uncovered import uncovered
from tracker.ledger import comparisons, reports, storing, units
from tracker.ledger.history import Entry, append, command_of
from tracker.ledger.kinds import EventKind
from tracker.ledger.particulars import tell_late
from tracker.ledger.replay import text_digest
from tracker.ledger.store import Ledger
from tracker.reading import find_reports, read_report
from tracker.reading.limits import limits_from
from tracker.services.comparing import pair_view
from tracker.services.following import Follow, pair_up
from tracker.services.originals import keep_original
from tracker.services.own_output import is_own_output
from tracker.services.recording import correct_items, raise_items
from tracker.services.rows import documents_by_id, doubtful_items
from tracker.services.units import merge, rename, unit_name
from tracker.services.views import DocumentRow, ItemRow, YearOnYear

_log = logging.getLogger(__name__)


class ImportStatus(LabelledEnum):
    """What became of a file."""

    IMPORTED = "imported", "已导入"
    CORRECTED = "corrected", "已更正"
    UNCHANGED = "unchanged", "没有变化"
    FAILED = "failed", "没有导入"
    CANCELLED = "cancelled", "取消了"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file."""

    path: Path
    status: ImportStatus
    document: DocumentRow | None = None
    """The report as it is in the ledger; ``None`` where the file failed."""
    extraction: Extraction | None = None
    """What was found in it; ``None`` where it could not be read."""
    follow_ups: tuple[YearOnYear, ...] = ()
    """The pairs of neighbouring years that this file made or changed."""
    warnings: tuple[str, ...] = ()
    """What a person should know, each one Chinese sentence."""
    doubtful: tuple[ItemRow, ...] = ()
    """Items that a person should look at first: those hardly sure to be right, then promises with nothing to check."""
    error: str | None = None
    """Why it failed, one Chinese line."""
    hint: str = ""
    """What to do about it."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of all the files."""

    files: tuple[FileOutcome, ...]
    """In the order handled: what cannot be read first, then by organisation and year."""
    dry_run: bool = False

    @property
    def failed(self) -> tuple[FileOutcome, ...]:
        """The files that were not imported."""
        return tuple(file for file in self.files if file.status is ImportStatus.FAILED)


@dataclass(frozen=True, slots=True)
class Plan:
    """A file that was read, before anything is written."""

    path: Path
    source: PlainText
    extraction: Extraction


def import_reports(
    ledger: Ledger,
    paths: Sequence[Path],
    *,
    org: str | None = None,
    year: int | None = None,
    dry_run: bool = False,
    actor: str,
    now: datetime,
    progress: Callable[[int, int, Path], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    follow: Follow | None = None,
) -> ImportOutcome:
    """Import files and folders of reports. A bad file is reported as failed and the others go on.

    All files are read before the first is written; each is written whole or not at all. The order in which files are
    given makes no difference to the ledger.

    Args:
        ledger: the ledger; for a dry run also one from ``open_rehearsal``.
        paths: files and folders.
        org: the organisation of all of them, whatever they say.
        year: the year of all of them, whatever they say.
        dry_run: say what would happen and write nothing.
        actor: who imports.
        now: when, aware.
        progress: called with (steps done, steps in all, file); a file takes two steps, reading and writing.
        cancelled: asked before each step; once it is true nothing more is read or written. What was written stays,
            whole, and is one command to undo; the other files come back as cancelled.
        follow: how to follow up; ``tracker.followup.follow_up`` unless told.

    Raises:
        LedgerError: the ledger is read-only.
    """
    if now.tzinfo is None:
        raise ValueError(f"an instant needs a time zone: {now!r}")
    if not (dry_run or ledger.writable):
        raise LedgerError(f"台账“{ledger.url_for_people}”是只读的，不能导入", "请检查文件和所在文件夹的权限")
    with ledger.rehearsal() if dry_run else nullcontext(ledger) as target:
        files, outcomes = _find(paths)
        steps, done = 2 * len(files), 0

        def step(path: Path, by: int = 1) -> None:
            nonlocal done
            done += by
            if progress is not None:
                progress(done, steps, path)

        plans: list[Plan] = []
        for at, path in enumerate(files):
            if cancelled():
                outcomes.extend(_given_up(plan.path) for plan in plans)
                outcomes.extend(_given_up(left) for left in files[at:])
                return ImportOutcome(tuple(outcomes), dry_run=dry_run)
            read = _read(path, org=org, year=year)
            if isinstance(read, Plan):
                plans.append(read)
                step(path)
            else:
                outcomes.append(read)
                step(path, by=2)
        outcomes.extend(
            store_plans(target, plans, actor=actor, now=now, follow=follow, stored=step, cancelled=cancelled)
        )
    return ImportOutcome(tuple(outcomes), dry_run=dry_run)


def store_plans(
    ledger: Ledger,
    plans: Sequence[Plan],
    *,
    actor: str,
    now: datetime,
    follow: Follow | None = None,
    stored: Callable[[Path], None] = lambda _path: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[FileOutcome]:
    """Write reports that were read, oldest year of each organisation first. All of them are one command to undo.

    Args:
        ledger: the ledger.
        plans: the reports.
        actor: who imports.
        now: when, aware.
        follow: how to follow up; ``tracker.followup.follow_up`` unless told.
        stored: called with each file when it is done.
        cancelled: asked before each file; once it is true the others come back as cancelled.
    """
    command: int | None = None
    for plan in sorted(plans, key=_place_in_order):
        if cancelled():
            yield _given_up(plan.path)
            continue
        try:
            with ledger.write(command=command) as session:
                outcome = _store(session, plan, actor=actor, now=now, follow=follow)
            command = command or command_of(session)
        except TrackerError as error:
            outcome = _failed(plan.path, error, plan.extraction)
        except Exception as error:  # noqa: BLE001 - undone whole; see ``_read``
            outcome = _failed(plan.path, _unforeseen(plan.path, error), plan.extraction)
        yield outcome
        stored(plan.path)


def _find(paths: Sequence[Path]) -> tuple[list[Path], list[FileOutcome]]:
    """The files to read, each once, and what to say of folders that hold none."""
    files: dict[str, Path] = {}
    empty: list[FileOutcome] = []
    for path in paths:
        try:
            for file in find_reports([path]):
                files.setdefault(os.path.realpath(file), file)
        except ReadingError as error:
            empty.append(_failed(path, error))
    return list(files.values()), empty


def _read(path: Path, *, org: str | None, year: int | None) -> Plan | FileOutcome:
    try:
        source = _report(path)
        return Plan(path, source, with_particulars(source, extract(source, org=org, year=year)))
    except TrackerError as error:
        return _failed(path, error)
    except Exception as error:  # noqa: BLE001 - one odd file must not stop a batch of two thousand
        return _failed(path, _unforeseen(path, error))


def _report(path: Path) -> PlainText:
    source = read_report(path)
    if is_own_output(source.text):
        raise ReadingError(f"“{path}”是本程序写出的文件，不是述职报告，没有导入", "请只导入报告原文")
    return source


def _unforeseen(path: Path, error: Exception) -> ReadingError:
    _log.debug("cannot import %s", path, exc_info=error)
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return ReadingError(f"处理“{path}”时程序出错（{reason[:200]}）", "请把这份文件交给维护人员")


def _place_in_order(plan: Plan) -> tuple[bool, str, int]:
    identity = plan.extraction.identity
    return identity.org is None, unit_name(identity.org or ""), identity.year or 0


def _store(session: Session, plan: Plan, *, actor: str, now: datetime, follow: Follow | None) -> FileOutcome:
    identity = plan.extraction.identity
    org = unit_name(identity.org or "") or None
    unit = units.by_name(session, org) if org else None
    same = storing.with_bytes(session, plan.source.sha256)
    for row in same:
        ours = org is None or (unit is not None and row.unit_code == unit.code)
        if ours and identity.year in (None, row.year):
            return _unchanged(session, plan, row)
    year = identity.year
    if year is None:
        raise ReadingError(f"看不出“{plan.path}”是哪一年的报告", "请用 --year 写明年份")
    if org:
        nameless = _nameless_twin(session, same, unit, year)
        if nameless is not None:
            return _name(session, plan, nameless, org, unit, actor=actor, now=now, follow=follow)
    warnings = tuple(_elsewhere(session, row) for row in same if row.superseded_at is None)[:1]
    if unit is not None:
        code = unit.code
    else:
        placeholder = org is None
        name = org or _placeholder_name(session, plan.path)
        code = units.add(session, name, placeholder=placeholder)
        payload = {"name": name, "placeholder": placeholder}
        append(session, [Entry(now, actor, EventKind.UNIT_ADDED, unit_code=code, payload=payload)])
        if placeholder:
            warnings += (f"看不出是哪个单位的报告，暂记为“{name}”，可用 --org 写明后重新导入",)
    return _write(session, plan, code, year, warnings=warnings, actor=actor, now=now, follow=follow)


def _elsewhere(session: Session, row: Any) -> str:
    """That the same file is another report of the ledger, and how to take back the wrong one."""
    name = units.by_code(session, row.unit_code).name
    return f"同一份文件已记作“{name}”{row.year}年度的报告，现在又记一份；记错的用 tracker document remove 撤下"


def _write(
    session: Session,
    plan: Plan,
    code: int,
    year: int,
    *,
    warnings: tuple[str, ...],
    actor: str,
    now: datetime,
    follow: Follow | None,
) -> FileOutcome:
    current = reports.current(session, unit_code=code, year=year)
    replaced = current[0].id if current else None
    if replaced is not None:
        storing.retire(session, replaced, now)
    document_id = storing.add_document(
        session, plan.source, plan.extraction, unit_code=code, year=year, at=now, replaces=replaced
    )
    payload = {
        "path": plan.source.path,
        "sha256": plan.source.sha256,
        "text": text_digest(plan.source.text),
        "original": keep_original(session, plan.source, limits=limits_from()),
        "year": year,
        "problems": len(plan.extraction.problems),
        "commitments": len(plan.extraction.commitments),
    }
    if replaced is None:
        kind, status = EventKind.DOCUMENT_IMPORTED, ImportStatus.IMPORTED
    else:
        kind, status = EventKind.DOCUMENT_CORRECTED, ImportStatus.CORRECTED
        payload["replaces"] = replaced
    append(session, [Entry(now, actor, kind, document_id=document_id, unit_code=code, payload=payload)])
    drafts = storing.drafts(plan.source, plan.extraction)
    if replaced is None:
        raise_items(session, drafts, document_id=document_id, unit_code=code, year=year, actor=actor, now=now)
    else:
        change = correct_items(
            session, drafts, plan.source, document_id=document_id, unit_code=code, year=year, actor=actor, now=now
        )
        warnings = (*warnings, change)
    at_hand = {document_id: (plan.source, plan.extraction)}
    pairs = pair_up(session, code, at_hand=at_hand, follow=follow)
    return FileOutcome(
        path=plan.path,
        status=status,
        document=documents_by_id(session, [document_id])[document_id],
        extraction=plan.extraction,
        follow_ups=tuple(pair_view(session, older, newer) for older, newer in pairs),
        warnings=(*plan.extraction.warnings, *_unplaced(plan), *warnings),
        doubtful=doubtful_items(session, document_id),
    )


def _unplaced(plan: Plan) -> tuple[str, ...]:
    left = len(uncovered(plan.source, plan.extraction))
    if not left:
        return ()
    return (f"问题和打算两部分里有 {left} 句没有归入任何一项，看是哪几句：tracker extract --format html",)


def _unchanged(session: Session, plan: Plan, row: Any) -> FileOutcome:
    tell_late(session, row.id, (*plan.extraction.problems, *plan.extraction.commitments))
    warnings: tuple[str, ...] = ()
    if row.superseded_at is not None:
        warnings = ("这份文件后来被更正过，台账里留着更正后的报告，没有改回",)
    return FileOutcome(
        path=plan.path,
        status=ImportStatus.UNCHANGED,
        document=documents_by_id(session, [row.id])[row.id],
        extraction=plan.extraction,
        warnings=warnings,
    )


def _nameless_twin(session: Session, same: Sequence[Any], unit: Any, year: int) -> Any:
    """The same bytes, imported before their organisation was known, where they are all that the made-up unit has."""
    years = units.years(session) if same else {}
    if unit is not None and year in years.get(unit.code, ()):
        return None
    for row in same:
        if row.placeholder and row.superseded_at is None and years[row.unit_code] == (year,):
            return row
    return None


def _name(
    session: Session,
    plan: Plan,
    twin: Any,
    org: str,
    unit: Any,
    *,
    actor: str,
    now: datetime,
    follow: Follow | None,
) -> FileOutcome:
    """Give a report that was imported without an organisation to the one that is now known."""
    made_up = units.by_code(session, twin.unit_code)
    if unit is None:
        rename(session, made_up, org, actor=actor, now=now)
    else:
        merge(session, made_up, unit, actor=actor, now=now, follow=follow)
    storing.name_document(session, twin.id, org)
    code = units.by_name(session, org).code
    document = documents_by_id(session, [twin.id])[twin.id]
    return FileOutcome(
        path=plan.path,
        status=ImportStatus.CORRECTED,
        document=document,
        extraction=plan.extraction,
        follow_ups=tuple(
            pair_view(session, older, newer)
            for older, newer in comparisons.pairs(session, unit_code=code)
            if twin.id in (older, newer)
        ),
        warnings=(f"原记为“{made_up.name}”的这份报告，现归入“{org}”，编号不变",),
    )


def _placeholder_name(session: Session, path: Path) -> str:
    label = unit_name(path.stem) or "无文件名"
    name, number = f"未知单位（{label}）", 1
    while units.by_name(session, name) is not None:
        number += 1
        name = f"未知单位（{label}，{number}）"
    return name


def _given_up(path: Path) -> FileOutcome:
    return FileOutcome(path=path, status=ImportStatus.CANCELLED)


def _failed(path: Path, error: TrackerError, extraction: Extraction | None = None) -> FileOutcome:
    return FileOutcome(
        path=path, status=ImportStatus.FAILED, extraction=extraction, error=error.message, hint=error.hint
    )
