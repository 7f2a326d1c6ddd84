"""The part of the worklist that reads: the first page to paint at once, the ids of all rows, pages as they are seen."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

from textual.widgets import Static

from tracker.domain.order import Order
from tracker.services.items import Stop
from tracker.services.views import ItemFilter, ItemRow
from tracker.tui.background import Failure
from tracker.tui.bars import TopBar
from tracker.tui.cells import one_line
from tracker.tui.gateway import Gateway
from tracker.tui.own_keys import OwnKeys
from tracker.tui.query import Query, Vocabulary
from tracker.tui.rows import PAGE_SIZE, place_of
from tracker.tui.screens.base import QUIET
from tracker.tui.screens.items import InFull
from tracker.tui.screens.marking import MarkingScreen
from tracker.tui.screens.paged_list import PagedListScreen
from tracker.tui.states import Note, empty_ledger, hidden_by_filter

AT_HAND = 0.05
"""Seconds that the ids of all rows may take before the first rows are shown without them. Ids that were read before are
here sooner, and the list is laid out and drawn once instead of twice."""
_REST = 10
"""A list that nobody asked for rests so many times as long as reading it took."""


class Ids(NamedTuple):
    """The ids of all rows, with the place of one of them, looked for in the thread that read them."""

    ids: array[int]
    sought: int | None
    place: int | None

    @classmethod
    def of(cls, found: Sequence[int], sought: int | None) -> Ids:
        """Look for an id. May take a while: call it in a thread."""
        ids = found if isinstance(found, array) else array("q", found)
        return cls(ids, sought, place_of(ids, sought) if sought is not None else None)

    @property
    def page(self) -> int:
        """The page on which the id stands; the first one without it."""
        return (self.place or 0) // PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Only:
    """Certain items, chosen in the overview of a year: those that a figure was counted from."""

    label: str
    """What they are."""
    ids: Collection[int]

    def words(self, keys: OwnKeys) -> str:
        """What is said of it above the list."""
        return f"只看：{self.label}（{len(self.ids):,} 项）  {keys.hint('app.back', '回到年度')}"


class WorklistRows(MarkingScreen, PagedListScreen[ItemRow, InFull]):
    """What is shown and how it is read. The screen itself says what is asked for (``asked_now``)."""

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway)
        self.query_now = Query(ItemFilter())
        self.order = Order.UNIT
        self._total: int | None = None
        self._goal: int | None = None
        self._anchor: int | None = None
        """While a filter is being typed: the item on which the cursor stood before."""
        self.only: Only | None = None
        self._complete = True
        self._rest_until = 0.0

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the office."""
        return self.home.vocabulary

    def asked_now(self) -> Query:
        """What the filter line asks for."""
        return self.query_now

    def filter_words(self) -> str:
        """The filter as it was typed."""
        return ""

    def load(self, *, goal: int | None = None, quietly: bool = False) -> None:
        """Read the list as the filter line asks.

        Args:
            goal: id of the item that the cursor is to stand on; where it stands unless told.
            quietly: nobody asked for it, so nothing is said while it takes.
        """
        self.query_now = self.asked_now()
        wanted, order = self.query_now.wanted, self.order
        if goal is not None:
            self._goal = goal
        if not quietly:
            self.later("loading", QUIET, self._say_loading)
        self.forget("ids")
        self.call_off("first rows")
        stop = Stop()
        sought = self._sought()
        trouble = self._fail_quietly if quietly else self._fail
        only, begun = self.only, monotonic()

        def whole(known: Sequence[ItemRow] = ()) -> tuple[Ids, Sequence[ItemRow]]:
            found = self.gateway.item_ids(wanted, order=order, stop=stop)
            ids = Ids.of(found if only is None else array("q", (one for one in found if one in only.ids)), sought)
            page = ids.ids[ids.page * PAGE_SIZE :][:PAGE_SIZE]
            return ids, known if [row.id for row in known] == list(page) else self.gateway.rows_by_id(page)

        def all_here(found: tuple[Ids, Sequence[ItemRow]]) -> None:
            self._rest_until = monotonic() + _REST * (monotonic() - begun)
            self._show_rows(*found)

        def first(rows: Sequence[ItemRow]) -> None:
            if len(rows) < PAGE_SIZE:
                self._show_rows(Ids.of([row.id for row in rows], sought), rows)
                return

            def show_first() -> None:
                self._show_rows(Ids.of([row.id for row in rows], sought), rows, complete=False)

            delay = AT_HAND if self._asked_last is not None else 0.0
            self.later("first rows", delay, show_first)
            self.ask("ids", lambda: whole(rows), all_here, trouble, stop=stop.stop)

        if len(self.rows) or only is not None:
            self.ask("first", whole, all_here, trouble, stop=stop.stop)
            return
        # There is nothing to look at meanwhile: the first rows are shown before the others are known.
        start = Stop()
        self.ask(
            "first",
            lambda: self.gateway.first_rows(wanted, PAGE_SIZE, order=order, stop=start),
            first,
            trouble,
            stop=start.stop,
        )

    def show_only(self, only: Only | None) -> None:
        """Show certain items and no others, within which the filter works; or all again."""
        self.only = only
        line = self.query_one("#only", Static)
        line.display = only is not None
        if only is not None:
            line.update(one_line(only.words(self.own_keys)))
        self.load()

    def rest_left(self) -> float:
        """Seconds for which the list should not be read again unasked: reading a million rows takes the machine."""
        return max(self._rest_until - monotonic(), 0.0)

    def read_rows(self, ids: Sequence[int]) -> Sequence[ItemRow]:
        return self.gateway.rows_by_id(ids)

    def _sought(self) -> int | None:
        """The id that the cursor is to stand on: the goal, else the one that it stands on or has left for a filter."""
        wished = self._goal if self._goal is not None else self._anchor
        return wished if wished is not None else self.current_id()

    def _show_rows(self, found: Ids, first: Sequence[ItemRow], *, complete: bool = True) -> None:
        self.call_off("loading")
        self.call_off("first rows")
        self.forget("page")
        before = self.rows
        at, top = self.items.cursor, round(self.items.scroll_y)
        keep = self._sought()
        ids = found.ids
        rows = self._paged(ids)
        rows.lend(before.at_hand(top, top + self.items.size.height))
        rows.fill(found.page, first)
        cursor = found.place
        if keep != found.sought:  # the cursor has moved while the ids were read
            cursor = rows.index_of(keep) if keep is not None else None
        self.rows = rows
        if complete:
            self._goal = None
        if self.query_now.empty and complete and self.only is None:
            self._total = len(ids)
        self._show_note(None if len(rows) else self._why_empty())
        if cursor is None:
            # The item is gone: the one that has come into its place is as near as it gets.
            cursor = min(at, len(rows) - 1) if keep is not None and before and self._same_question else 0
        self.items.show(rows, cursor=cursor, top=max(top + cursor - at, 0))
        self._tell_count(complete=complete)
        self._asked_last = (self.query_now.wanted, self.order)
        if complete:
            self.let_go()

    def let_go(self) -> None:
        """The cursor is free to stay where it is, unless a filter is still being typed."""

    _asked_last: tuple[ItemFilter, Order] | None = None

    @property
    def _same_question(self) -> bool:
        return self._asked_last == (self.query_now.wanted, self.order)

    def _why_empty(self) -> Note:
        typed, change = self.filter_words(), "worklist.filter"
        if self.only is not None:
            some = " ".join(part for part in (self.only.label, typed) if part)
            return hidden_by_filter(some, change, self.own_keys)
        if self.query_now.empty:
            return empty_ledger(self.own_keys, writable=self.gateway.writable)
        return hidden_by_filter(typed, change, self.own_keys)

    def _tell_count(self, *, complete: bool) -> None:
        count = f"{len(self.rows):,}" if complete else f"{len(self.rows):,}+"
        some = self.only is not None or not self.query_now.empty
        of_all = f" / {self._total:,}" if self._total is not None and some else ""
        trouble = f"{self.query_now.trouble}    " if self.query_now.trouble else ""
        order = f"  {self.order.label}" if self.order is not Order.UNIT else ""
        self._complete = complete
        self.query_one(TopBar).say(f"{trouble}{self.marks_words()}{count}{of_all} 项{order}")

    def all_known(self) -> bool:
        return self._complete

    def marks_changed(self) -> None:
        self._tell_count(complete=self._complete)

    def _fail_quietly(self, _failure: Failure) -> None:
        """What was read stays to be read. Whoever looks after the connection says what is wrong with it."""
