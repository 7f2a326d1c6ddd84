"""台账: every problem and commitment, filtered as one types, the one under the cursor written out beside the list."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from tracker.services.views import ItemDetail, ItemFilter, ItemRow, UnitRow
from tracker.tui.background import Failure
from tracker.tui.bars import HintBar, TopBar
from tracker.tui.columns import item_columns
from tracker.tui.describe import describe_item
from tracker.tui.gateway import Gateway
from tracker.tui.inputs import FilterInput
from tracker.tui.query import Query, parse_query, query_line
from tracker.tui.rows import PAGE_SIZE, PagedRows
from tracker.tui.screens.base import QUIET, SETTLE
from tracker.tui.screens.detail import DetailScreen
from tracker.tui.screens.items import ItemScreen
from tracker.tui.screens.pick_filter import PickFilterScreen
from tracker.tui.sheet import MarkedText
from tracker.tui.states import EMPTY_LEDGER, LOADING, Note, NoteView, failed, hidden_by_filter
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import ListHeader, VirtualList

TYPING = 0.12
"""Seconds after the last key before the filter is applied."""


class WorklistScreen(ItemScreen):
    """The first screen. Narrow terminals show the list alone and open an item on a screen of its own."""

    KEYS = "worklist"
    AUTO_FOCUS = "#items"

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway)
        self.rows: PagedRows[ItemRow] = self._paged(())
        self.query_now = Query(ItemFilter())
        self._units: tuple[UnitRow, ...] = ()
        self._total: int | None = None
        self._shown_id: int | None = None

    def compose(self) -> ComposeResult:
        items: VirtualList[ItemRow] = VirtualList(item_columns(self.home.profile.states), id="items")
        yield TopBar("worklist", id="top")
        yield FilterInput(id="filter")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield ListHeader(items, id="header")
                yield items
                yield NoteView(id="note")
            yield TextView(id="detail")
        yield HintBar(id="hints")

    def on_mount(self) -> None:
        super().on_mount()
        self.note.show(None)
        self.show_hints()
        self.action_refresh_all()

    @property
    def items(self) -> VirtualList[ItemRow]:
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

    @property
    def filter_line(self) -> FilterInput:
        """The line above the list."""
        return self.query_one("#filter", FilterInput)

    # Reading the list

    def action_refresh_all(self) -> None:
        self._shown_id = None
        self.ask("units", self.gateway.units, self._take_units, self._no_units)
        self.load()

    def _take_units(self, units: Sequence[UnitRow]) -> None:
        self._units = tuple(units)
        query = self._parse()
        if query.wanted != self.query_now.wanted:
            self.load()

    def _no_units(self, _failure: Failure) -> None:
        """Reading the list fails for the same reason and says so."""

    def _parse(self) -> Query:
        return parse_query(self.filter_line.value, [unit.name for unit in self._units])

    def load(self) -> None:
        """Read the list as the filter line asks: the first page to paint at once, then the ids of all rows."""
        self.query_now = self._parse()
        wanted = self.query_now.wanted
        self.later("loading", QUIET, self._say_loading)
        self.forget("ids")

        def first(rows: Sequence[ItemRow]) -> None:
            if len(rows) < PAGE_SIZE:
                self._show_rows([row.id for row in rows], rows)
            else:
                if not len(self.rows):
                    self._show_rows([row.id for row in rows], rows, complete=False)
                self.ask(
                    "ids", lambda: self.gateway.item_ids(wanted), lambda ids: self._show_rows(ids, rows), self._fail
                )

        self.ask("first", lambda: self.gateway.first_rows(wanted, PAGE_SIZE), first, self._fail)

    def _say_loading(self) -> None:
        if not len(self.rows):
            self._show_note(LOADING)
        self.query_one(TopBar).say("正在读取……")

    def _paged(self, ids: Sequence[int]) -> PagedRows[ItemRow]:
        def read(wanted: Sequence[int], deliver: object) -> None:
            self.ask("page", lambda: self.gateway.rows_by_id(wanted), deliver, self._page_failed)  # type: ignore[arg-type]

        return PagedRows(ids, read, changed=self._rows_changed)

    def _rows_changed(self) -> None:
        self.items.redraw()

    def _show_rows(self, ids: Sequence[int], first: Sequence[ItemRow], *, complete: bool = True) -> None:
        self.call_off("loading")
        self.forget("page")
        keep = self.rows.ids[self.items.cursor] if len(self.rows) else None
        self.rows = self._paged(ids)
        self.rows.fill(first)
        cursor = self.rows.index_of(keep) if keep is not None else None
        if self.query_now.empty and complete:
            self._total = len(ids)
        self._show_note(self._why_empty() if not ids else None)
        self.items.show(self.rows, cursor=cursor or 0)
        self._tell_count(complete=complete)

    def _why_empty(self) -> Note:
        return EMPTY_LEDGER if self.query_now.empty else hidden_by_filter(self.filter_line.value)

    def _show_note(self, note: Note | None) -> None:
        self.note.show(note)
        self.items.display = note is None
        self.query_one("#header").display = note is None
        if note is None:
            if self.focused is None:
                self.set_focus(self.items)
        else:
            self._shown_id = None
            self.detail.show(MarkedText())

    def _tell_count(self, *, complete: bool) -> None:
        count = f"{len(self.rows):,}" if complete else f"{len(self.rows):,}+"
        of_all = f" / {self._total:,}" if self._total is not None and not self.query_now.empty else ""
        trouble = f"{self.query_now.trouble}    " if self.query_now.trouble else ""
        self.query_one(TopBar).say(f"{trouble}{count}{of_all} 项")

    def _fail(self, failure: Failure) -> None:
        self.call_off("loading")
        self.rows = self._paged(())
        self.items.show(self.rows)
        self._show_note(failed(failure))
        self.query_one(TopBar).say("没有读成")

    def _page_failed(self, failure: Failure) -> None:
        self.rows.stalled()
        self.tell_failure(failure)

    # The item under the cursor

    def current_id(self) -> int | None:
        """The id of the item under the cursor."""
        return self.rows.ids[self.items.cursor] if len(self.rows) else None

    def current_item(self) -> ItemRow | None:
        return self.items.current

    @on(VirtualList.Moved, "#items")
    def _cursor_moved(self) -> None:
        if self.detail.display and self.current_id() != self._shown_id:
            self.later("detail", SETTLE, self._read_detail)

    def _read_detail(self) -> None:
        item_id = self.current_id()
        if item_id is None:
            self._shown_id = None
            self.detail.show(MarkedText())
            return
        self.ask("detail", lambda: self.gateway.item_detail(item_id), self._show_detail, self._detail_failed)

    def _show_detail(self, detail: ItemDetail) -> None:
        if detail.row.id != self.current_id():
            return
        self._shown_id = detail.row.id
        self.detail.show(describe_item(detail, self.home.zone, self.home.profile.states))

    def _detail_failed(self, failure: Failure) -> None:
        self._shown_id = None
        self.detail.show(MarkedText(f"没有读成：{failure.reason}。\n{failure.next_step}"))

    @on(VirtualList.Opened, "#items")
    def _open_current(self) -> None:
        item_id = self.current_id()
        if item_id is None:
            return
        if self.detail.display:
            self.set_focus(self.detail)
        else:
            self.app.push_screen(DetailScreen(self.gateway, item_id, step=self._step))

    def action_open(self) -> None:
        self._open_current()

    def _step(self, by: int) -> int | None:
        """Move the cursor by some rows for the detail screen; the id it then stands on, ``None`` at an end."""
        before = self.items.cursor
        self.items.cursor += by
        return self.current_id() if self.items.cursor != before else None

    def item_moved(self, row: ItemRow) -> None:
        self.rows.replace(row)
        if row.id == self._shown_id:
            self._read_detail()

    def on_resize(self, _event: events.Resize) -> None:
        if self._shown_id is None:
            self.call_after_refresh(self._cursor_moved)

    # The filter

    def action_filter(self) -> None:
        """Go to the filter line."""
        self.set_focus(self.filter_line)

    @on(Input.Changed, "#filter")
    def _typed(self) -> None:
        self.later("filter", TYPING, self._apply_filter)

    def _apply_filter(self) -> None:
        query = self._parse()
        if query.wanted != self.query_now.wanted or query.trouble != self.query_now.trouble:
            self.load()

    def action_leave_filter(self) -> None:
        """Keep the filter, go back to the list."""
        self.set_focus(self.items)

    def action_clear_filter(self) -> None:
        """Drop the filter, go back to the list."""
        self.filter_line.value = ""
        self.set_focus(self.items)

    def action_toggle_outstanding(self) -> None:
        """Only what is not finished, or everything again."""
        wanted = self._parse().wanted
        self._set_filter(
            ItemFilter(wanted.unit, wanted.year, wanted.kind, None, wanted.verdict, not wanted.outstanding, wanted.text)
        )

    def action_pick_filter(self) -> None:
        """Choose what to filter by from lists."""

        def picked(wanted: ItemFilter | None) -> None:
            if wanted is not None:
                self._set_filter(wanted)

        self.app.push_screen(PickFilterScreen(self._parse().wanted, self._units), picked)

    def _set_filter(self, wanted: ItemFilter) -> None:
        self.filter_line.value = query_line(wanted)

    def action_back(self) -> None:
        if self.detail.has_focus:
            self.set_focus(self.items)
        elif self.filter_line.value:
            self.action_clear_filter()
