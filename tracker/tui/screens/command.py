"""One command in full: every entry of it in a list of any length, and each value before and after below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult

from tracker.services.commands import CommandView
from tracker.services.histories import EntryView
from tracker.services.undoing import Toggled
from tracker.services.views import ItemRow
from tracker.tui.background import Failure
from tracker.tui.bars import Caption, HintBar
from tracker.tui.describe import moment
from tracker.tui.describe_history import ENTRY_COLUMNS, command_items, describe_entry
from tracker.tui.gateway import Gateway
from tracker.tui.rows import PagedRows
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.screens.detail import DetailScreen
from tracker.tui.screens.toggle import ToggleScreen
from tracker.tui.sheet import MarkedText
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import ListHeader, VirtualList

_Read = tuple[CommandView, Sequence[int]]


class CommandScreen(TrackerScreen):
    """The entries of one command."""

    KEYS = "command"
    AUTO_FOCUS = "#items"

    def __init__(self, gateway: Gateway, number: int) -> None:
        super().__init__(gateway)
        self.number = number
        self.rows: PagedRows[EntryView] = self._paged(())
        self._command: CommandView | None = None

    def compose(self) -> ComposeResult:
        items: VirtualList[EntryView] = VirtualList(ENTRY_COLUMNS, id="items")
        yield Caption()
        yield ListHeader(items, id="header")
        yield items
        yield TextView(id="entry")
        yield HintBar(id="hints")

    def set_up(self) -> None:
        super().set_up()
        self.show_hints()
        self.action_refresh_all()

    @property
    def items(self) -> VirtualList[EntryView]:
        """The list of entries."""
        return self.query_one("#items", VirtualList)

    def action_refresh_all(self) -> None:
        number = self.number

        def read() -> _Read:
            return self.gateway.command_start(number, 0).command, self.gateway.entry_ids(number)

        self.ask("command", read, self._show, self._fail)

    def item_moved(self, row: ItemRow) -> None:  # noqa: ARG002 - it may have been this command that was taken back
        self.action_refresh_all()

    def _paged(self, ids: Sequence[int]) -> PagedRows[EntryView]:
        def read(wanted: Sequence[int], deliver: Callable[[Sequence[EntryView]], None]) -> None:
            self.ask("page", lambda: self.gateway.entries_by_id(wanted), deliver, self._page_failed)

        return PagedRows(ids, read, changed=self._arrived)

    def _page_failed(self, failure: Failure) -> None:
        self.rows.stalled()
        self.tell_failure(failure)

    def _show(self, found: _Read) -> None:
        self._command, ids = found
        command = self._command
        undone = "（已撤销）" if command.undone else ""
        first = f"第 {command.number} 号  {command.what}{undone}  {command_items(command)}"
        second = f"{moment(command.at, self.home.zone)}  {command.actor}  共 {len(ids):,} 条  {command.note}"
        self.query_one(Caption).say(first, second)
        self.forget("page")
        cursor = self.items.cursor if len(self.rows) == len(ids) else 0
        self.rows = self._paged(ids)
        self.items.show(self.rows, cursor=cursor)

    def _fail(self, failure: Failure) -> None:
        self.query_one("#entry", TextView).show(MarkedText(f"没有读成：{failure.reason}。\n{failure.next_step}"))

    def _arrived(self) -> None:
        self.items.redraw()
        self._write_out()

    @on(VirtualList.Moved, "#items")
    def _write_out(self) -> None:
        entry = self.items.current
        shown = describe_entry(entry, self.home.zone, self.home.profile.states) if entry is not None else MarkedText()
        self.query_one("#entry", TextView).show(shown)

    @on(VirtualList.Opened, "#items")
    def action_open(self) -> None:
        """Show all that is known of the item that the entry is about."""
        entry = self.items.current
        if entry is None or not entry.number:
            self.tell("这一条不是某一项的。")
            return
        number = entry.number

        def show(item: int) -> None:
            self.app.push_screen(DetailScreen(self.gateway, item))

        self.ask("item", lambda: self.gateway.id_of_number(number), show, self.tell_failure)

    def action_toggle_command(self) -> None:
        """Take the command back, or do it again, after asking."""
        command = self._command
        if command is None:
            return
        if command.of is not None:
            self.tell_of(command)
            return

        def toggled(done: Toggled | None) -> None:
            if done is not None:
                self.tell_toggled(done, "重做" if command.undone else "撤销")

        self.app.push_screen(ToggleScreen(self.gateway, command, self.home.zone), toggled)

    def action_back(self) -> None:
        if self.focused is not self.items:
            self.set_focus(self.items)
        else:
            self.dismiss()
