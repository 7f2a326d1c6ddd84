"""A list read by the page under a line that filters it while one types."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from tracker.tui.bars import HintBar, TopBar
from tracker.tui.inputs import LineInput
from tracker.tui.screens.paged_list import FoundT, PagedListScreen, RowT
from tracker.tui.states import Note, hidden_by_filter
from tracker.tui.virtual_list import VirtualList

TYPING = 0.12
"""Seconds after the last key before the filter is applied."""


class FilteredListScreen(PagedListScreen[RowT, FoundT]):
    """What a filter line does with such a list; what is typed is understood by the screen itself."""

    # What screens differ in

    def make_filter(self) -> LineInput:
        """The filter line, with the id ``filter``."""
        raise NotImplementedError

    def make_items(self) -> VirtualList[RowT]:
        """The list, with the id ``items``."""
        raise NotImplementedError

    def load(self) -> None:
        """Read what the filter line asks for."""
        raise NotImplementedError

    def nothing(self) -> Note:
        """What stands in the place of the list where there is nothing, filter or not."""
        raise NotImplementedError

    def asks_otherwise(self) -> bool:
        """True where the filter line asks for something else than what was read last."""
        raise NotImplementedError

    # What they share

    def compose(self) -> ComposeResult:
        yield TopBar(self.KEYS, id="top")
        yield self.make_filter()
        yield from self.compose_body(self.make_items())
        yield HintBar(id="hints")

    def set_up(self) -> None:
        super().set_up()
        self.note.show(None)
        self.show_hints()
        self.action_refresh_all()

    @property
    def filter_line(self) -> LineInput:
        """The line above the list."""
        return self.query_one("#filter", LineInput)

    def action_refresh_all(self) -> None:
        self._shown_id = None
        self.load()

    def put_rows(self, ids: Sequence[int], said: str, *, keep: int | None, first: Sequence[RowT] = ()) -> None:
        """Show what was found.

        Args:
            ids: ids of all rows.
            said: how many they are, for the top line.
            keep: the row that the cursor is to stand on; the first one where it is not among them.
            first: the first page, where it has been read.
        """
        self.call_off("loading")
        self.forget("page")
        self.rows = self._paged(ids)
        self.rows.fill(0, first)
        cursor = self.rows.index_of(keep) if keep is not None else None
        typed = self.filter_line.value.strip()
        nothing = hidden_by_filter(typed, f"{self.KEYS}.filter", self.own_keys) if typed else self.nothing()
        self._show_note(None if len(ids) else nothing)
        self.items.show(self.rows, cursor=cursor or 0)
        self.query_one(TopBar).say(said)

    def action_filter(self) -> None:
        """Go to the filter line."""
        self.filter_line.go_on()
        self.set_focus(self.filter_line)

    @on(Input.Changed, "#filter")
    def _typed(self) -> None:
        self.later("filter", TYPING, self._apply_filter)

    def _apply_filter(self) -> None:
        if self.asks_otherwise():
            self.load()

    def action_leave_filter(self) -> None:
        """Keep the filter, go back to the list."""
        self.set_focus(self.items)

    def action_clear_filter(self) -> None:
        """Drop the filter, go back to the list."""
        self.filter_line.value = ""
        self.set_focus(self.items)

    def action_back(self) -> None:
        if self.detail.has_focus:
            self.set_focus(self.items)
        elif self.filter_line.value:
            self.action_clear_filter()
