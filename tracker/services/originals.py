"""The files that reports came in: kept when they are imported, given back only if they are still what they were."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import LedgerError, NotFoundError, ReadingError
from tracker.domain.report import PlainText
from tracker.ledger import originals, reports, worklist
from tracker.ledger.store import Ledger
from tracker.reading.files import take_in
from tracker.reading.limits import Limits
from tracker.services.rows import documents_by_id, find_item
from tracker.services.units import resolve_unit
from tracker.services.views import DocumentRow


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """The file a report came in, byte for byte as it was imported."""

    document: DocumentRow
    name: str
    """What the file was called."""
    format: str
    """The format that its content gave away."""
    sha256: str
    content: bytes
    in_ledger: bool
    """False where it was found at the place it was imported from."""


def keep_original(session: Session, source: PlainText, *, limits: Limits) -> bool:
    """Keep the file that a report was read from: its bytes where they are within the limit, and its place.

    Nothing is kept of text that came from no file.

    Returns:
        True where the ledger now holds the bytes.

    Raises:
        ReadingError: the file is not what it was when it was read a moment ago.
    """
    if not source.path:
        return False
    path = Path(source.path)
    try:
        data = take_in(path, limits.file_bytes)
    except ReadingError:
        return False  # gone since it was read; its hash stands in the report's own row
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise ReadingError(f"“{source.path}”在导入途中被改动了", "请等它保存完，再导入一次")
    content = data if len(data) <= limits.kept_bytes else None
    originals.keep(session, sha256=source.sha256, size=len(data), path=str(path.absolute()), content=content)
    return content is not None


def original_of_item(ledger: Ledger, number: str) -> OriginalFile:
    """The file that the item with that number stands in.

    Raises:
        NotFoundError: no such item, or the file was not kept and is not where it was.
        LedgerError: the file is not what was imported, or the database fails.
    """
    with ledger.read() as session:
        item = find_item(session, number)
        return _original(session, worklist.rows_by_id(session, [item])[item].document_id)


def original_of_report(ledger: Ledger, *, org: str, year: int) -> OriginalFile:
    """The file of the current report of a unit and year.

    Raises:
        NotFoundError: no such unit or report, or the file was not kept and is not where it was.
        AmbiguousError: several units fit the name given.
        LedgerError: the file is not what was imported, or the database fails.
    """
    with ledger.read() as session:
        unit = resolve_unit(session, org)
        found = reports.current(session, unit_code=unit.code, year=year)
        if not found:
            raise NotFoundError(f"台账里没有“{unit.name}”{year} 年度的报告", "用 tracker unit list 查看有哪些年度")
        return _original(session, found[0].id)


def original_of_document(ledger: Ledger, document_id: int, *, at: int = 0) -> tuple[OriginalFile, str]:
    """The file of a report, corrected ones too, and where in it a code point of the stored text is found.

    Args:
        ledger: the ledger.
        document_id: the report.
        at: a code point of its stored text.

    Returns:
        The file, and words for the place such as 第 3 页; empty where the file knows neither pages nor paragraphs.

    Raises:
        NotFoundError: no such report, or the file was not kept and is not where it was.
        LedgerError: the file is not what was imported, or the database fails.
    """
    with ledger.read() as session:
        if not reports.by_id(session, [document_id]):
            raise NotFoundError("台账里没有这份报告", "用 tracker document list 查看台账里有什么")
        layout = originals.layouts(session, [document_id])[document_id]
        page, paragraph = layout.page_at(at), layout.paragraph_at(at)
        place = f"第 {page} 页" if page is not None else f"第 {paragraph} 段" if paragraph is not None else ""
        return _original(session, document_id), place


def is_source(ledger: Ledger, file: Path) -> bool:
    """True where ``file`` is, byte for byte, what a report came in or what was added as evidence.

    Raises:
        OSError: the file cannot be read.
        LedgerError: the database fails.
    """
    with file.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    with ledger.read() as session:
        return originals.is_source(session, sha256)


def _original(session: Session, document_id: int) -> OriginalFile:
    document = documents_by_id(session, [document_id])[document_id]
    kept = originals.fetch(session, document.sha256)
    if kept is not None and kept.kept:
        if kept.content is None or not kept.sound:
            raise LedgerError("存在台账里的原件和导入时的校验码对不上，没有给出", "请用 tracker verify 核验台账")
        content, in_ledger = kept.content, True
    else:
        content, in_ledger = _from_place(document, kept), False
    form = originals.layouts(session, [document_id])[document_id].format
    name = Path(document.path.replace("\\", "/")).name or f"{document.unit}{document.year}.{form}"
    return OriginalFile(document, name, form, document.sha256, content, in_ledger)


def _from_place(document: DocumentRow, kept: Any) -> bytes:
    """The bytes at the place the report was imported from."""
    place = Path(kept.path if kept is not None else document.path)
    try:
        content = place.read_bytes()
    except (OSError, ValueError):
        raise NotFoundError(
            f"原件没有存在台账里，也不在原来的地方（{place}）", "请找到原来的文件，按原来的路径放回再试"
        ) from None
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise LedgerError(f"原来的地方（{place}）的文件在导入后被改动过，和校验码对不上", "请找回导入时的文件")
    return content
