"""历史: what was done, command by command, the newest first; the one under the cursor written out beside the list."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from tracker.services.commands import CommandView
from tracker.services.histories import HistoryFilter
from tracker.services.undoing import Toggled
from tracker.services.views import ItemRow
from tracker.tui.describe_history import command_columns, describe_command
from tracker.tui.gateway import Gateway
from tracker.tui.history_query import HistoryQuery, parse_history
from tracker.tui.inputs import HistoryFilterInput
from tracker.tui.rooms.histories import CommandStart
from tracker.tui.rows import PAGE_SIZE
from tracker.tui.screens.base import QUIET, SETTLE
from tracker.tui.screens.command import CommandScreen
from tracker.tui.screens.filtered_list import FilteredListScreen
from tracker.tui.screens.pick import Choice, PickScreen
from tracker.tui.screens.toggle import ToggleScreen
from tracker.tui.sheet import MarkedText
from tracker.tui.states import Note, no_history
from tracker.tui.virtual_list import VirtualList

_WRITTEN_OUT = 20
"""How many entries of a command stand in the pane beside the list."""


class HistoryScreen(FilteredListScreen[CommandView, CommandStart]):
    """The list of commands, known by their numbers."""

    KEYS = "history"

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway)
        self.query_now = HistoryQuery(HistoryFilter())
        self._actors: tuple[str, ...] = ()

    def make_filter(self) -> HistoryFilterInput:
        return HistoryFilterInput(id="filter")

    def make_items(self) -> VirtualList[CommandView]:
        return VirtualList(command_columns(self.home.zone), id="items")

    def nothing(self) -> Note:
        return no_history(writable=self.gateway.writable)

    # Reading

    def action_refresh_all(self) -> None:
        self.ask("actors", self.gateway.actors, self._take_actors, lambda _failure: None)
        super().action_refresh_all()

    def _take_actors(self, actors: Sequence[str]) -> None:
        self._actors = tuple(actors)
        self._apply_filter()

    def _parse(self) -> HistoryQuery:
        asked = parse_history(self.filter_line.value, actors=self._actors, now=self.home.clock())
        return asked.following(self.query_now)

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

    def asks_otherwise(self) -> bool:
        return self._parse() != self.query_now

    def _show_rows(self, numbers: Sequence[int], first: Sequence[CommandView], *, complete: bool = True) -> None:
        trouble = f"{self.query_now.trouble}    " if self.query_now.trouble else ""
        said = f"{trouble}{len(numbers):,}{'' if complete else '+'} 次操作"
        self.put_rows(numbers, said, keep=self.current_id() if self.items.cursor else None, first=first)

    def read_rows(self, ids: Sequence[int]) -> Sequence[CommandView]:
        return self.gateway.commands_by_number(ids)

    def in_full(self, row_id: int) -> CommandStart:
        return self.gateway.command_start(row_id, _WRITTEN_OUT)

    def id_found(self, found: CommandStart) -> int:
        return found.command.number

    def written_out(self, found: CommandStart) -> MarkedText:
        return describe_command(
            found, self.home.zone, self.home.profile.states, self.own_keys, writable=self.gateway.writable
        )

    def item_moved(self, row: ItemRow) -> None:  # noqa: ARG002 - whatever was done, the history has it
        self.later("changed", SETTLE, self.action_refresh_all)

    # The command under the cursor

    @on(VirtualList.Opened, "#items")
    def action_open(self) -> None:
        """Show everything that the command changed."""
        number = self.current_id()
        if number is not None:
            self.app.push_screen(CommandScreen(self.gateway, number))

    def action_toggle_command(self) -> None:
        """Take the command back, or do it again, after asking."""
        command = self.items.current
        if command is None:
            self.tell("先把光标放到一次操作上。")
            return
        if command.of is not None:
            at = self.rows.index_of(command.of)
            self.items.cursor = self.items.cursor if at is None else at
            self.tell_of(command, here=at is not None)
            return

        def toggled(done: Toggled | None) -> None:
            if done is not None:
                self.tell_toggled(done, "重做" if command.undone else "撤销")

        self.app.push_screen(ToggleScreen(self.gateway, command, self.home.zone), toggled)

    def action_pick_person(self) -> None:
        """Choose whose commands to see."""
        choices = [Choice(name, "", name) for name in self._actors]

        def picked(name: str | None) -> None:
            if name is not None:
                kept = [word for word in self.filter_line.value.split() if not word.startswith(("@", "＠"))]
                self.filter_line.value = " ".join([f"@{name}", *kept])

        self.app.push_screen(PickScreen("看谁做的", choices, none="没有这个人"), picked)
