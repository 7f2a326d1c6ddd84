"""The reports in the ledger: their list, their texts, and the items that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy.orm import Session

from tracker.domain.errors import AmbiguousError, NotFoundError, UsageError
from tracker.domain.kinds import Status
from tracker.domain.spans import Span
from tracker.extraction.uncovered import uncovered
from tracker.ledger import originals, overviews, reports, worklist
from tracker.ledger.loading import load
from tracker.ledger.store import Ledger
from tracker.services.document_views import DocumentDetail, DocumentFilter, DocumentLine, SectionView, VersionView
from tracker.services.rows import document_row, documents_by_id, item_quote, item_row
from tracker.services.units import resolve_unit
from tracker.services.views import DocumentRow, ItemRow, Quote


def list_documents(ledger: Ledger, unit: str | None = None) -> tuple[DocumentRow, ...]:
    """The current reports, by unit and year.

    Raises:
        NotFoundError: no unit of the name given.
        AmbiguousError: several units fit the name given.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        unit_code = resolve_unit(session, unit).code if unit else None
        counts = reports.item_counts_of_current(session)
        return tuple(document_row(row, counts) for row in reports.current(session, unit_code=unit_code))


def document_ids(ledger: Ledger, wanted: DocumentFilter) -> list[int]:
    """The ids of the current reports that fit: by unit, newest year first.

    Raises:
        NotFoundError: no unit of the name given.
        AmbiguousError: several units fit the name given.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        return overviews.ids(
            session,
            overviews.DocumentQuery(
                unit_code=resolve_unit(session, wanted.unit).code if wanted.unit else None,
                year=wanted.year,
                waiting=wanted.waiting,
                words=tuple(wanted.text.split()),
            ),
        )


def document_lines(ledger: Ledger, ids: Iterable[int]) -> list[DocumentLine]:
    """The lines of those reports, in the order of ``ids``; ids that are not in the ledger are left out.

    Raises:
        LedgerError: the database fails.
    """
    listed = list(ids)
    with ledger.read() as session:
        return _lines(session, listed)


def document_detail(ledger: Ledger, document_id: int) -> DocumentDetail:
    """All that is known of one report.

    Raises:
        NotFoundError: no such report.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        lines = _lines(session, [document_id])
        if not lines:
            raise _missing()
        (line,) = lines
        source, found = load(session, document_id)
        own = overviews.identity(session, document_id)
        file = overviews.file_of(session, line.document.sha256)
        closures, tallies, metrics = overviews.found(session, document_id)
        counts = overviews.statuses(session, document_id)
        return DocumentDetail(
            line=line,
            title=own.title,
            org_in_text=own.org_in_text,
            year_in_text=own.year_in_text,
            format=source.layout.format,
            paragraphs=len(source.layout.paragraphs) or None,
            file_size=file[0] if file else None,
            kept=bool(file and file[1]),
            sections=tuple(
                SectionView(row.kind, row.heading, Span(row.span_start, row.span_end))
                for row in overviews.sections(session, document_id)
            ),
            closures=closures,
            tallies=tallies,
            metrics=metrics,
            uncovered=len(uncovered(source, found)),
            statuses=tuple((status, counts[status]) for status in Status if status in counts),
            warnings=overviews.warnings(session, document_id),
            versions=tuple(
                VersionView(row.id, row.path, row.sha256, row.imported_at, row.superseded_at is None)
                for row in overviews.versions(session, document_id)
            ),
        )


def _lines(session: Session, listed: list[int]) -> list[DocumentLine]:
    rows = documents_by_id(session, listed)
    waiting, corrections = overviews.waiting(session, listed), overviews.corrections(session, listed)
    layouts = originals.layouts(session, listed)
    found = []
    for one in listed:
        if one in rows:
            count, lowest = waiting.get(one, (0, None))
            pages = len(layouts[one].pages) or None
            found.append(DocumentLine(rows[one], pages, count, lowest, corrections.get(one, 0)))
    return found


def find_document(ledger: Ledger, unit: str, year: int) -> DocumentRow:
    """The current report of a unit and year.

    Raises:
        NotFoundError: no such unit, or no report of it for that year.
        AmbiguousError: several units fit the name given.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        row = resolve_unit(session, unit)
        found = reports.current(session, unit_code=row.code, year=year)
        if not found:
            raise NotFoundError(f"台账里没有“{row.name}”{year} 年度的报告", "用 tracker document list 查看有哪些")
        return documents_by_id(session, [found[0].id])[found[0].id]


def document_text(ledger: Ledger, document_id: int) -> str:
    """The stored text of a report: what every span of it refers to.

    Raises:
        NotFoundError: no such report.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        found = reports.texts(session, [document_id])
    if document_id not in found:
        raise _missing()
    return found[document_id]


def place_of_words(ledger: Ledger, document_id: int, words: str, *, inside: Span | None = None) -> Span:
    """Where words stand in a report, whatever blanks and line breaks stand between them.

    Args:
        ledger: the ledger.
        document_id: the report.
        words: as the report has them.
        inside: only there.

    Raises:
        NotFoundError: no such report, or the words do not stand in it.
        AmbiguousError: they stand in it several times.
        UsageError: there are no words.
        LedgerError: the database fails.
    """
    wanted = "".join(words.split())
    if not wanted:
        raise UsageError("没有写原文", "请照抄报告里的一段")
    with ledger.read() as session:
        texts = reports.texts(session, [document_id])
    if document_id not in texts:
        raise NotFoundError("台账里没有这份报告", "用 tracker document list 查看台账里有什么")
    whole = inside or Span(0, max(len(texts[document_id]), 1))
    pattern = re.compile(r"\s*".join(map(re.escape, wanted)))
    found = [Span(*one.span()) for one in pattern.finditer(texts[document_id], whole.start, whole.end)]
    if not found:
        where = "这一项里" if inside else "报告里"
        raise NotFoundError(f"{where}没有“{wanted[:40]}”这句话", "请照抄原文，一个字也不要改")
    if len(found) > 1:
        raise AmbiguousError(f"“{wanted[:40]}”在报告里有 {len(found)} 处", "请多抄几个字，抄到只有一处为止")
    return found[0]


def document_items(ledger: Ledger, document_id: int) -> tuple[tuple[ItemRow, Quote], ...]:
    """The items that stand in a report with their passages: problems, then commitments, in the order of the text.

    Raises:
        NotFoundError: no such report.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        rows = worklist.rows_of_document(session, document_id)
        if not rows and not reports.by_id(session, [document_id]):
            raise _missing()
        return tuple((item_row(row), item_quote(row)) for row in rows)


def _missing() -> NotFoundError:
    return NotFoundError("台账里没有这份报告", "用 tracker list 查看台账里有什么")
