"""Going through a report of a ledger in memory: what screens show while it loads, fails or is hostile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tracker.domain.kinds import ItemKind, SectionKind
from tracker.domain.report import PlainText
from tracker.domain.spans import Span
from tracker.extraction.bounds import bounds_of
from tracker.services.importing import FileOutcome, ImportOutcome, ImportStatus
from tracker.services.originals import OriginalFile
from tracker.services.review_views import LeftOut, Review, ReviewItem
from tracker.services.views import DocumentRow, ItemRow, Quote
from tracker.tui.rooms.importing import Progress


class FakeReviewing:
    """The part of the gateway that goes through reports and takes them in. It shows; a real ledger does."""

    rows: dict[int, ItemRow]
    documents: dict[int, DocumentRow]
    texts: dict[int, str]
    quotes: dict[int, Quote]
    _check: Callable[[str], None]

    def review(self, document_id: int) -> Review:
        self._check("review")
        text = self.texts[document_id]
        own = [
            ReviewItem(self.rows[at], quote) for at, quote in self.quotes.items() if quote.document_id == document_id
        ]
        at = text.find("这一段说的是")
        left = (LeftOut(Quote(document_id, Span(at, at + 17), text[at : at + 17]), SectionKind.PROBLEMS),)
        return Review(
            document=self.documents[document_id],
            current=True,
            text=text,
            items=tuple(sorted(own, key=lambda item: (not item.unsure, item.quote.span))),
            left_out=left if at >= 0 else (),
            bounds=bounds_of(PlainText(text, "utf-8", "")),
        )

    def take_up(self, items: Sequence[ReviewItem]) -> Sequence[ItemRow]:
        raise NotImplementedError

    def refuse(self, item: ReviewItem, *, note: str) -> ItemRow:
        raise NotImplementedError

    def entitle(self, item: ReviewItem, title: str) -> ItemRow:
        raise NotImplementedError

    def redraw(self, item: ReviewItem, span: Span) -> ItemRow:
        raise NotImplementedError

    def part(self, item: ReviewItem, places: Sequence[int], *, note: str) -> Sequence[ItemRow]:
        raise NotImplementedError

    def join(self, item: ReviewItem, other: ReviewItem, *, note: str) -> ItemRow:
        raise NotImplementedError

    def add(self, left_out: LeftOut, kind: ItemKind) -> ItemRow:
        raise NotImplementedError

    def import_reports(
        self,
        paths: Sequence[Path],
        *,
        org: str | None,
        year: int | None,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> ImportOutcome:
        """As if the reports that are there had come in, with one that cannot be read."""
        self._check("import_reports")
        statuses = (ImportStatus.IMPORTED, ImportStatus.CORRECTED, ImportStatus.UNCHANGED, ImportStatus.CANCELLED)
        files = [FileOutcome(Path("坏.docx"), ImportStatus.FAILED, error="打不开“坏.docx”", hint="请另存一份再试")]
        for status, row in zip(statuses, self.documents.values(), strict=False):
            warnings = ("没有找到“下一步打算”部分",) if status is ImportStatus.IMPORTED else ()
            document = None if status is ImportStatus.CANCELLED else row
            files.append(FileOutcome(Path(row.path), status, document, warnings=warnings))
            progress(len(files), 2 * len(statuses), Path(row.path))
        return ImportOutcome(tuple(files))

    def original(self, document_id: int, at: int) -> tuple[OriginalFile, str]:
        raise NotImplementedError
