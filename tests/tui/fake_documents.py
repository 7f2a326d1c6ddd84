"""The reports of a ledger in memory, for the screens of reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC

from tracker.domain.kinds import SectionKind, Status
from tracker.domain.spans import Span
from tracker.services.document_views import DocumentDetail, DocumentFilter, DocumentLine, SectionView, VersionView
from tracker.services.views import DocumentRow, ItemRow, Quote, UnitRow
from tracker.services.withdrawing import Withdrawal


class FakeDocuments:
    """The part of the gateway that asks for reports and puts them right."""

    rows: dict[int, ItemRow]
    documents: dict[int, DocumentRow]
    texts: dict[int, str]
    quotes: dict[int, Quote]
    _check: Callable[[str], None]

    def _line(self, row: DocumentRow) -> DocumentLine:
        own = [self.rows[item] for item, quote in self.quotes.items() if quote.document_id == row.id]
        waiting = [one.confidence for one in own if one.status is Status.PROPOSED]
        return DocumentLine(row, None, len(waiting), min(waiting, default=None), row.id % 2)

    def document_ids(self, wanted: DocumentFilter) -> Sequence[int]:
        self._check("document_ids")
        return [
            row.id
            for row in self.documents.values()
            if wanted.year in (None, row.year)
            and all(word in row.unit + row.path for word in wanted.text.split())
            and (not wanted.waiting or self._line(row).waiting)
        ]

    def document_lines(self, ids: Sequence[int]) -> Sequence[DocumentLine]:
        self._check("document_lines")
        return [self._line(self.documents[one]) for one in ids if one in self.documents]

    def document_detail(self, document_id: int) -> DocumentDetail:
        self._check("document_detail")
        row = self.documents[document_id]
        return DocumentDetail(
            line=self._line(row),
            title=self.texts[document_id].partition("\n")[0],
            org_in_text=row.unit,
            year_in_text=row.year,
            format="txt",
            paragraphs=None,
            file_size=row.chars * 3,
            kept=True,
            sections=(SectionView(SectionKind.PROBLEMS, "存在的问题", Span(0, 9)),),
            closures=1,
            tallies=0,
            metrics=2,
            uncovered=1,
            statuses=((Status.PROPOSED, 3), (Status.OPEN, 1)),
            warnings=("没有找到“下一步打算”部分",),
            versions=(
                VersionView(row.id, row.path, row.sha256, row.imported_at.astimezone(UTC), current=True),
                VersionView(99, row.path, "0" * 64, row.imported_at.astimezone(UTC), current=False),
            ),
        )

    def document_text(self, document_id: int) -> str:
        self._check("document_text")
        return self.texts[document_id]

    def document_items(self, document_id: int) -> Sequence[tuple[ItemRow, Quote]]:
        self._check("document_items")
        return [
            (self.rows[item_id], quote) for item_id, quote in self.quotes.items() if quote.document_id == document_id
        ]

    def change_year(self, unit: str, year: int, to: int, *, note: str) -> DocumentRow:
        raise NotImplementedError

    def name_unit(self, unit: str, name: str) -> UnitRow:
        raise NotImplementedError

    def withdraw(self, unit: str, year: int, *, note: str) -> Withdrawal:
        raise NotImplementedError
