"""A list read by the page, the row under the cursor written out beside it, or a note in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tracker.tui.background import Failure
from tracker.tui.bars import TopBar
from tracker.tui.gateway import Gateway
from tracker.tui.rows import HasId, PagedRows
from tracker.tui.screens.base import SETTLE, TrackerScreen
from tracker.tui.sheet import MarkedText
from tracker.tui.states import LOADING, Note, NoteView, failed
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import ListHeader, VirtualList

RowT = TypeVar("RowT", bound=HasId)
FoundT = TypeVar("FoundT")


class PagedListScreen(TrackerScreen, Generic[RowT, FoundT]):
    """Rows known by id, and what is found of one of them. Narrow terminals show the list alone.

    The screen itself says how rows are read (``read_rows``), how one is read in full (``in_full``), which one an
    answer is about (``id_found``) and what is shown of it (``written_out``).
    """

    AUTO_FOCUS = "#items"

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway)
        self.rows: PagedRows[RowT] = self._paged(())
        self._shown_id: int | None = None
        """The row that is written out beside the list, or is being read to be."""

    # What screens differ in

    def read_rows(self, ids: Sequence[int]) -> Sequence[RowT]:
        """Read the rows of some ids. Waits for the database: called in a thread."""
        raise NotImplementedError

    def in_full(self, row_id: int) -> FoundT:
        """Read one row in full. Waits for the database: called in a thread."""
        raise NotImplementedError

    def id_found(self, found: FoundT) -> int:
        """The id of the row that was read in full."""
        raise NotImplementedError

    def written_out(self, found: FoundT) -> MarkedText:
        """What is shown beside the list."""
        raise NotImplementedError

    # What they share

    def compose_body(self, items: VirtualList[RowT]) -> ComposeResult:
        """The list with its header and its note, and the pane beside it."""
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield ListHeader(items, id="header")
                yield items
                yield NoteView(id="note")
            yield TextView(id="detail")

    @property
    def items(self) -> VirtualList[RowT]:
        """The list."""
        return self.query_one("#items", VirtualList)

    @property
    def note(self) -> NoteView:
        """What stands in the list's place when it is empty."""
        return self.query_one("#note", NoteView)

    @property
    def detail(self) -> TextView:
        """The pane beside the list."""
        return self.query_one("#detail", TextView)

    def current_id(self) -> int | None:
        """The id of the row under the cursor."""
        return self.rows.ids[self.items.cursor] if len(self.rows) else None

    # Reading

    def _paged(self, ids: Sequence[int]) -> PagedRows[RowT]:
        def read(wanted: Sequence[int], deliver: Callable[[Sequence[RowT]], None]) -> None:
            self.ask("page", lambda: self.read_rows(wanted), deliver, self._page_failed)

        return PagedRows(ids, read, changed=self._rows_changed)

    def _rows_changed(self) -> None:
        self.items.redraw()

    def _page_failed(self, failure: Failure) -> None:
        self.rows.stalled()
        self.tell_failure(failure)

    def _say_loading(self) -> None:
        if not len(self.rows):
            self._show_note(LOADING)
        self.query_one(TopBar).say(LOADING.title)

    def _show_note(self, note: Note | None) -> None:
        self.note.show(note)
        self.items.display = note is None
        self.query_one("#header").display = note is None
        if note is not None:
            self._show_no_detail()
        elif self.focused is None:
            self.set_focus(self.items)

    def _fail(self, failure: Failure) -> None:
        self.call_off("loading")
        self.rows = self._paged(())
        self.items.show(self.rows)
        self._show_note(failed(failure))
        self.query_one(TopBar).say("没有读成")

    # The row under the cursor

    @on(VirtualList.Moved, "#items")
    def _cursor_moved(self) -> None:
        if self.detail.display and self.current_id() != self._shown_id:
            self.later("detail", SETTLE, self._read_detail)

    def _read_detail(self) -> None:
        row_id = self.current_id()
        if row_id is None:
            self._show_no_detail()
        else:
            self._shown_id = row_id
            self.ask("detail", lambda: self.in_full(row_id), self._show_detail, self._detail_failed)

    def _show_no_detail(self) -> None:
        self._shown_id = None
        self.detail.show(MarkedText())

    def _show_detail(self, found: FoundT) -> None:
        if self.id_found(found) == self.current_id():
            self.detail.show(self.written_out(found))

    def _detail_failed(self, failure: Failure) -> None:
        self._shown_id = None
        self.detail.show(MarkedText(f"没有读成：{failure.reason}。\n{failure.next_step}"))

    def on_resize(self, _event: events.Resize) -> None:
        """Write the row out once there is room for it."""
        if self._shown_id is None:
            self.call_after_refresh(self._cursor_moved)
