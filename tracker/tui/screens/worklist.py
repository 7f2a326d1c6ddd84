"""台账: every problem and commitment, filtered as one types, the one under the cursor written out beside the list."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from tracker.domain.order import Order
from tracker.services.due import Left, time_left
from tracker.services.views import ItemRow
from tracker.tui.bars import HintBar, TopBar
from tracker.tui.chips import ChipBar
from tracker.tui.columns import item_columns
from tracker.tui.inputs import FilterInput
from tracker.tui.marks import MarkingList
from tracker.tui.screens.base import SETTLE
from tracker.tui.screens.detail import DetailScreen
from tracker.tui.screens.items import InFull
from tracker.tui.screens.worklist_filter import WorklistFilter
from tracker.tui.screens.year import YearScreen
from tracker.tui.virtual_list import Column, VirtualList


class WorklistScreen(WorklistFilter):
    """The first screen. Narrow terminals show the list alone and open an item on a screen of its own."""

    KEYS = "worklist"

    def compose(self) -> ComposeResult:
        home = self.home
        calm = next((light for light in home.profile.lights), None)
        columns = item_columns(home.profile.states, self._left, calm)
        items: MarkingList[ItemRow] = MarkingList(columns, id="items")
        offers: VirtualList[str] = VirtualList([Column("", lambda word: word, 20)], id="offers")
        offers.can_focus = False
        yield TopBar("worklist", id="top")
        with Horizontal(id="choosing"):
            yield FilterInput(id="filter")
            yield ChipBar(id="chips")
        yield Static("", id="only", markup=False)
        yield from self.compose_body(items)
        yield offers
        yield HintBar(id="hints")

    def _left(self, row: ItemRow) -> Left | None:
        return time_left(row, self.home.profile, today=self.home.today)

    def set_up(self) -> None:
        super().set_up()
        self.note.show(None)
        self.offers.display = False
        self.query_one("#only").display = False
        self.show_hints()
        self.show_chips()
        self.action_refresh_all()

    def others_wrote(self) -> None:
        """Read again without a word; a list that takes long to read is left in peace for longer."""
        self.later("others", self.rest_left(), self._read_again)

    def _read_again(self) -> None:
        self._shown_id = None
        self.need_units(again=self._units is not None)
        self.load(quietly=True)
        self.count_chips()

    def action_refresh_all(self) -> None:
        self._shown_id = None
        self.need_units(again=self._units is not None)
        self.load()
        self.count_chips()

    # The item under the cursor

    def current_item(self) -> ItemRow | None:
        return self.items.current

    def id_found(self, found: InFull) -> int:
        return found.detail.row.id

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
        if self._shown_id is not None:
            self.later("detail", SETTLE, self._read_detail)  # what is written out may tell of that item, too
        if self.order is Order.DEADLINE or not self.query_now.empty:
            self.later("others", self.rest_left(), self._read_again)
        else:
            self.count_chips_later()

    def action_back(self) -> None:
        if self.detail.has_focus:
            self.set_focus(self.items)
        elif self.items.ranging:
            self.leave_marks()
        elif self.filter_line.value:
            self.action_clear_filter()
        elif self.only is not None:
            self.show_only(None)
            self.home.action_show_mode(YearScreen.KEYS)
        else:
            self.leave_marks()
