"""历史: what was done, command by command, the newest first; the one under the cursor written out beside the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from tracker.services.commands import CommandView
from tracker.services.histories import HistoryFilter
from tracker.services.undoing import Toggled
from tracker.services.views import ItemRow
from tracker.tui.background import Failure
from tracker.tui.bars import HintBar, TopBar
from tracker.tui.describe_history import command_columns, command_items, describe_command
from tracker.tui.gateway import Gateway
from tracker.tui.history_query import HistoryQuery, parse_history
from tracker.tui.inputs import HistoryFilterInput
from tracker.tui.rooms.histories import CommandStart
from tracker.tui.rows import PAGE_SIZE, PagedRows
from tracker.tui.screens.base import QUIET, SETTLE, TrackerScreen
from tracker.tui.screens.command import CommandScreen
from tracker.tui.screens.pick import Choice, PickScreen
from tracker.tui.screens.toggle import toggle_form
from tracker.tui.sheet import MarkedText
from tracker.tui.states import LOADING, NO_HISTORY, Note, NoteView, failed, hidden_by_filter
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import ListHeader, VirtualList

TYPING = 0.12
"""Seconds after the last key before the filter is applied."""
_WRITTEN_OUT = 20
"""How many entries of a command stand in the pane beside the list."""


class HistoryScreen(TrackerScreen):
    """The list of commands. Narrow terminals show the list alone."""

    KEYS = "history"
    AUTO_FOCUS = "#items"

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway)
        self.rows: PagedRows[CommandView] = self._paged(())
        self.query_now = HistoryQuery(HistoryFilter())
        self._actors: tuple[str, ...] = ()
        self._shown: int | None = None

    def compose(self) -> ComposeResult:
        items: VirtualList[CommandView] = VirtualList(command_columns(self.home.zone), id="items")
        yield TopBar("history", id="top")
        yield HistoryFilterInput(id="filter")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield ListHeader(items, id="header")
                yield items
                yield NoteView(id="note")
            yield TextView(id="detail")
        yield HintBar(id="hints")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#note", NoteView).show(None)
        self.show_hints()
        self.action_refresh_all()

    @property
    def items(self) -> VirtualList[CommandView]:
        """The list."""
        return self.query_one("#items", VirtualList)

    @property
    def detail(self) -> TextView:
        """The pane beside the list."""
        return self.query_one("#detail", TextView)

    @property
    def filter_line(self) -> HistoryFilterInput:
        """The line above the list."""
        return self.query_one("#filter", HistoryFilterInput)

    # Reading

    def action_refresh_all(self) -> None:
        self._shown = None
        self.ask("actors", self.gateway.actors, self._take_actors, lambda _failure: None)
        self.load()

    def _take_actors(self, actors: Sequence[str]) -> None:
        self._actors = tuple(actors)
        if self._parse() != self.query_now:
            self.load()

    def _parse(self) -> HistoryQuery:
        return parse_history(self.filter_line.value, actors=self._actors, now=self.home.clock())

    def load(self) -> None:
        """Read what the filter line asks for: the first page to paint at once, then the numbers of all commands."""
        self.query_now = self._parse()
        wanted = self.query_now.wanted
        self.later("loading", QUIET, self._say_loading)
        self.forget("numbers")

        def first(rows: Sequence[CommandView]) -> None:
            if len(rows) < PAGE_SIZE:
                self._show_rows([row.number for row in rows], rows)
                return
            if not len(self.rows):
                self._show_rows([row.number for row in rows], rows, complete=False)
            self.ask(
                "numbers",
                lambda: self.gateway.command_numbers(wanted),
                lambda numbers: self._show_rows(numbers, rows),
                self._fail,
            )

        self.ask("first", lambda: self.gateway.first_commands(wanted, PAGE_SIZE), first, self._fail)

    def _say_loading(self) -> None:
        if not len(self.rows):
            self._show_note(LOADING)
        self.query_one(TopBar).say(LOADING.title)

    def _paged(self, numbers: Sequence[int]) -> PagedRows[CommandView]:
        def read(wanted: Sequence[int], deliver: Callable[[Sequence[CommandView]], None]) -> None:
            self.ask("page", lambda: self.gateway.commands_by_number(wanted), deliver, self._page_failed)

        return PagedRows(numbers, read, changed=self._rows_changed)

    def _rows_changed(self) -> None:
        self.items.redraw()

    def _page_failed(self, failure: Failure) -> None:
        self.rows.stalled()
        self.tell_failure(failure)

    def _show_rows(self, numbers: Sequence[int], first: Sequence[CommandView], *, complete: bool = True) -> None:
        self.call_off("loading")
        self.forget("page")
        keep = self.current_number() if self.items.cursor else None
        self.rows = self._paged(numbers)
        self.rows.fill(first)
        cursor = self.rows.index_of(keep) if keep is not None else None
        typed = self.filter_line.value.strip()
        nothing = hidden_by_filter(typed) if typed else NO_HISTORY
        self._show_note(None if len(numbers) else nothing)
        self.items.show(self.rows, cursor=cursor or 0)
        trouble = f"{self.query_now.trouble}    " if self.query_now.trouble else ""
        self.query_one(TopBar).say(f"{trouble}{len(numbers):,}{'' if complete else '+'} 次操作")

    def _show_note(self, note: Note | None) -> None:
        self.query_one("#note", NoteView).show(note)
        self.items.display = note is None
        self.query_one("#header").display = note is None
        if note is not None:
            self._shown = None
            self.detail.show(MarkedText())
        elif self.focused is None:
            self.set_focus(self.items)

    def _fail(self, failure: Failure) -> None:
        self.call_off("loading")
        self.rows = self._paged(())
        self.items.show(self.rows)
        self._show_note(failed(failure))
        self.query_one(TopBar).say("没有读成")

    def item_moved(self, row: ItemRow) -> None:  # noqa: ARG002 - whatever was done, the history has it
        self.later("changed", SETTLE, self.action_refresh_all)

    # The command under the cursor

    def current_number(self) -> int | None:
        """The number of the command under the cursor."""
        return self.rows.ids[self.items.cursor] if len(self.rows) else None

    @on(VirtualList.Moved, "#items")
    def _cursor_moved(self) -> None:
        if self.detail.display and self.current_number() != self._shown:
            self.later("detail", SETTLE, self._read_detail)

    def _read_detail(self) -> None:
        number = self.current_number()
        if number is None:
            self._shown = None
            self.detail.show(MarkedText())
            return
        self.ask(
            "detail",
            lambda: self.gateway.command_start(number, _WRITTEN_OUT),
            self._show_detail,
            self._detail_failed,
        )

    def _show_detail(self, start: CommandStart) -> None:
        if start.command.number == self.current_number():
            self._shown = start.command.number
            self.detail.show(describe_command(start, self.home.zone, self.home.profile.states))

    def _detail_failed(self, failure: Failure) -> None:
        self._shown = None
        self.detail.show(MarkedText(f"没有读成：{failure.reason}。\n{failure.next_step}"))

    @on(VirtualList.Opened, "#items")
    def action_open(self) -> None:
        """Show everything that the command changed."""
        number = self.current_number()
        if number is not None:
            self.app.push_screen(CommandScreen(self.gateway, number))

    def on_resize(self, _event: events.Resize) -> None:
        if self._shown is None:
            self.call_after_refresh(self._cursor_moved)

    def action_toggle_command(self) -> None:
        """Take the command back, or do it again, after asking."""
        command = self.items.current
        if command is None:
            self.tell("先把光标放到一次操作上。")
            return

        def toggled(done: Toggled | None) -> None:
            if done is not None:
                verb = "已重做" if command.undone else "已撤销"
                self.tell(f"{verb}第 {done.command.number} 号：{done.command.what} {command_items(done.command)}")
                self.home.much_changed.publish(None)

        self.app.push_screen(toggle_form(self.gateway, command, self.home.zone), toggled)

    # The filter

    def action_filter(self) -> None:
        """Go to the filter line."""
        self.set_focus(self.filter_line)

    @on(Input.Changed, "#filter")
    def _typed(self) -> None:
        self.later("filter", TYPING, self._apply_filter)

    def _apply_filter(self) -> None:
        if self._parse() != self.query_now:
            self.load()

    def action_leave_filter(self) -> None:
        """Keep the filter, go back to the list."""
        self.set_focus(self.items)

    def action_clear_filter(self) -> None:
        """Drop the filter, go back to the list."""
        self.filter_line.value = ""
        self.set_focus(self.items)

    def action_pick_person(self) -> None:
        """Choose whose commands to see."""
        choices = [Choice(name, "", name) for name in self._actors]

        def picked(name: str | None) -> None:
            if name is not None:
                kept = [word for word in self.filter_line.value.split() if not word.startswith(("@", "＠"))]
                self.filter_line.value = " ".join([f"@{name}", *kept])

        self.app.push_screen(PickScreen("看谁做的", choices, none="没有这个人"), picked)

    def action_back(self) -> None:
        if self.detail.has_focus:
            self.set_focus(self.items)
        elif self.filter_line.value:
            self.action_clear_filter()
