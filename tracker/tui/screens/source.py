"""A report's whole text with the passages that matter marked and one of them lit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from textual.app import ComposeResult

from tracker.domain.spans import Span
from tracker.services.originals import OriginalFile
from tracker.services.views import DocumentRow, ItemRow
from tracker.tui.background import Failure
from tracker.tui.bars import Caption, HintBar
from tracker.tui.describe import name_of
from tracker.tui.desktop import download_name, file_name, hand_over
from tracker.tui.gateway import Gateway
from tracker.tui.screens.items import ItemScreen
from tracker.tui.sheet import MarkedText, lit
from tracker.tui.text_view import TextView


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a report and what it is about."""

    span: Span
    caption: str
    row: ItemRow
    """The item it belongs to."""


def item_passage(row: ItemRow, span: Span) -> Passage:
    """Where an item stands in the report that raised it."""
    return Passage(span, f"{row.number} {row.kind.label} {row.status.label} {row.title}", row)


class SourceScreen(ItemScreen):
    """The text of one report."""

    KEYS = "source"

    def __init__(
        self,
        gateway: Gateway,
        document: DocumentRow,
        *,
        at: int | None = None,
        passages: Sequence[Passage] | None = None,
        own: Passage | None = None,
    ) -> None:
        """Show a report.

        Args:
            gateway: where its text is read.
            document: the report.
            at: id of the item whose passage is lit first; ``None`` lights the first passage.
            passages: what to mark; ``None`` marks every item that the report raised.
            own: the passage of the item the report was opened for. Of a report that has been corrected since, nothing
                else may be left to mark.
        """
        super().__init__(gateway)
        self.document = document
        self.at = at
        self.passages: tuple[Passage, ...] = tuple(passages or ())
        self.chosen: int | None = None
        self._given = passages is not None
        self._own = own
        self._text = ""

    def compose(self) -> ComposeResult:
        yield Caption()
        yield TextView(id="text")
        yield HintBar(id="hints")

    def set_up(self) -> None:
        super().set_up()
        self._say_where()
        self.action_refresh_all()

    def action_refresh_all(self) -> None:
        document_id = self.document.id

        def read() -> tuple[str, tuple[Passage, ...]]:
            text = self.gateway.document_text(document_id)
            if self._given:
                return text, self.passages
            found = [item_passage(row, quote.span) for row, quote in self.gateway.document_items(document_id)]
            if self._own is not None and all(one.row.id != self._own.row.id for one in found):
                found.append(self._own)
            return text, tuple(found)

        self.ask("text", read, self._show, self._fail)

    def _show(self, found: tuple[str, tuple[Passage, ...]]) -> None:
        self._text, passages = found
        keep = self.passages[self.chosen].row.id if self.chosen is not None else self.at
        self.passages = tuple(sorted(passages, key=lambda passage: passage.span))
        wanted = [at for at, passage in enumerate(self.passages) if passage.row.id == keep]
        self.chosen = wanted[0] if wanted else (0 if self.passages else None)
        self._light()

    def _light(self) -> None:
        spans = [passage.span for passage in self.passages]
        at = spans[self.chosen] if self.chosen is not None else None
        self.query_one(TextView).show(lit(self._text, spans, self.chosen), at=at)
        self._say_where()

    def _say_where(self) -> None:
        document = self.document
        where = f"{document.unit} {name_of(document)}  {document.chars:,} 字"
        if self.chosen is None:
            self.query_one(Caption).say(where)
        else:
            nth = f"第 {self.chosen + 1}/{len(self.passages)} 处"
            self.query_one(Caption).say(f"{where}  {nth}", self.passages[self.chosen].caption)

    def _fail(self, failure: Failure) -> None:
        self.query_one(TextView).show(MarkedText(f"没有读成：{failure.reason}。\n{failure.next_step}"))

    def current_item(self) -> ItemRow | None:
        return self.passages[self.chosen].row if self.chosen is not None else None

    def item_moved(self, row: ItemRow) -> None:
        self.passages = tuple(
            passage
            if passage.row.id != row.id
            else replace(passage, row=row)
            if self._given
            else item_passage(row, passage.span)
            for passage in self.passages
        )
        self._say_where()

    def action_open_original(self) -> None:
        """Open the file that the report came in with the desktop's program; say where in it the passage stands."""
        document_id = self.document.id
        at = self.passages[self.chosen].span.start if self.chosen is not None else 0

        if self.app.is_web:
            self.ask("original", lambda: self.gateway.original(document_id, at), self._download, self.tell_failure)
            return

        def work() -> str:
            original, place = self.gateway.original(document_id, at)
            return hand_over(original, place)

        self.ask("original", work, self.tell, self.tell_failure)

    def _download(self, found: tuple[OriginalFile, str]) -> None:
        """The desktop that could open it is not the one that whoever looks sits at: give the file to the browser."""
        original, place = found
        name = file_name(original)
        self.app.deliver_binary(BytesIO(original.content), save_filename=download_name(name))
        self.tell(f"原件交给浏览器下载：{name}" + (f"，看{place}" if place else ""))

    def action_step(self, by: int) -> None:
        """Light the next or the previous passage."""
        if self.chosen is None:
            self.tell("这份报告里没有标出的地方。")
            return
        chosen = self.chosen + by
        if not 0 <= chosen < len(self.passages):
            self.tell("已经是最后一处。" if by > 0 else "已经是第一处。")
            return
        self.chosen = chosen
        self._light()
