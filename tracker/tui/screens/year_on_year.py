"""对账: last year's items on the left; for the one chosen, its old words and the new report's answer side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tracker.services.views import DocumentRow, FollowUpView, ItemRow, Quote, YearOnYear
from tracker.tui.background import Failure
from tracker.tui.bars import HintBar, TopBar
from tracker.tui.columns import PairedItem, paired_columns
from tracker.tui.describe import describe_counts, describe_new, describe_old
from tracker.tui.gateway import Gateway
from tracker.tui.rooms.years import Pair
from tracker.tui.rows import KnownRows
from tracker.tui.screens.base import QUIET, TrackerScreen
from tracker.tui.screens.detail import DetailScreen
from tracker.tui.screens.pick import Choice, PickScreen
from tracker.tui.screens.source import Passage, SourceScreen
from tracker.tui.sheet import MarkedText
from tracker.tui.states import LOADING, NO_ITEMS, NO_PAIRS, Note, NoteView, failed
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import ListHeader, VirtualList


@dataclass(frozen=True, slots=True)
class _Found:
    """One comparison with the places of the old items."""

    comparison: YearOnYear
    old_quotes: dict[int, Quote]


class YearOnYearScreen(TrackerScreen):
    """One report against the one before it."""

    KEYS = "year_on_year"
    AUTO_FOCUS = "#items"

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway)
        self.pairs: tuple[Pair, ...] = ()
        self.pair: Pair | None = None
        self.found: _Found | None = None

    def compose(self) -> ComposeResult:
        items: VirtualList[PairedItem] = VirtualList(paired_columns(self.home.profile.states), id="items")
        yield TopBar("year_on_year", id="top")
        yield TextView(id="counts")
        yield NoteView(id="note")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield ListHeader(items, id="header")
                yield items
            with Horizontal(id="sides"):
                yield TextView(id="old")
                yield TextView(id="new")
        yield HintBar(id="hints")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#counts").can_focus = False
        self._show_note(None)
        self.show_hints()
        self.action_refresh_all()

    @property
    def items(self) -> VirtualList[PairedItem]:
        """The list of last year's items."""
        return self.query_one("#items", VirtualList)

    # Reading

    def action_refresh_all(self) -> None:
        self.later("loading", QUIET, self._say_loading)
        self.ask("pairs", self.gateway.pairs, self._take_pairs, self._fail)

    def _say_loading(self) -> None:
        if self.found is None:
            self._show_note(LOADING)

    def _take_pairs(self, pairs: Sequence[Pair]) -> None:
        self.pairs = tuple(pairs)
        self.call_off("loading")
        if not self.pairs:
            self.found = None
            self._show_note(NO_PAIRS)
            self.query_one(TopBar).say("")
            return
        place = self._place(self.pair)
        self.show_pair(self.pairs[place] if place is not None else _latest(self.pairs))

    def _place(self, pair: Pair | None) -> int | None:
        if pair is None:
            return None
        known = [(older.id, newer.id) for _unit, older, newer in self.pairs]
        key = (pair[1].id, pair[2].id)
        return known.index(key) if key in known else None

    def show_pair(self, pair: Pair) -> None:
        """Read and show one pair of reports."""
        self.pair = pair
        unit, older, newer = pair

        def read() -> _Found:
            comparison = self.gateway.year_on_year(unit.name, newer.year)
            old = self.gateway.document_items(older.id)
            return _Found(comparison, {row.id: quote for row, quote in old})

        self.ask("comparison", read, self._show, self._fail)

    def _show(self, found: _Found) -> None:
        current = self.current_item()
        self.found = found
        comparison = found.comparison
        place = self._place(self.pair)
        where = f"（第 {place + 1}/{len(self.pairs)} 对）" if place is not None else ""
        self.query_one(TopBar).say(
            f"{comparison.unit}  {comparison.older.year} 年列出 → {comparison.newer.year} 年答复 {where}"
        )
        self.query_one("#counts", TextView).show(describe_counts(comparison))
        ids = [row.id for row, _follow_up in comparison.items]
        cursor = ids.index(current.id) if current is not None and current.id in ids else 0
        self._show_note(None if comparison.items else NO_ITEMS)
        self.items.show(KnownRows(comparison.items), cursor=cursor)

    def _show_note(self, note: Note | None) -> None:
        self.query_one("#note", NoteView).show(note)
        self.query_one("#body").display = note is None
        self.query_one("#counts").display = note is None
        if note is None and self.focused is None:
            self.set_focus(self.items)

    def _fail(self, failure: Failure) -> None:
        self.call_off("loading")
        self.found = None
        self._show_note(failed(failure))
        self.query_one(TopBar).say("没有读成")

    # The item under the cursor

    def _current(self) -> PairedItem | None:
        return self.items.current if self.found is not None else None

    def current_item(self) -> ItemRow | None:
        current = self._current()
        return current[0] if current else None

    @on(VirtualList.Moved, "#items")
    def _cursor_moved(self) -> None:
        current = self._current()
        old, new = self.query_one("#old", TextView), self.query_one("#new", TextView)
        if current is None or self.found is None:
            old.show(MarkedText())
            new.show(MarkedText())
            return
        row, follow_up = current
        old.show(describe_old(row, self.found.old_quotes.get(row.id), self.home.profile.states))
        new.show(describe_new(follow_up))

    def item_moved(self, row: ItemRow) -> None:
        if self.found is not None and any(one.id == row.id for one, _follow_up in self.found.comparison.items):
            self.action_refresh_all()

    @on(VirtualList.Opened, "#items")
    def action_open(self) -> None:
        """Show all that is known of the item."""
        row = self.current_item()
        if row is not None:
            self.app.push_screen(DetailScreen(self.gateway, row.id, step=self._step))

    def _step(self, by: int) -> int | None:
        before = self.items.cursor
        self.items.cursor += by
        row = self.current_item()
        return row.id if row is not None and self.items.cursor != before else None

    def action_open_newer(self) -> None:
        """Open the newer report where it answers the item."""
        current = self._current()
        if current is None or self.found is None:
            self.tell("先把光标放到一项上。")
            return
        row, follow_up = current
        passages = _answers(row, follow_up)
        if not passages:
            self.tell("新报告里没有找到答复这一项的地方，打开的是全文。")
        newer: DocumentRow = self.found.comparison.newer
        self.app.push_screen(SourceScreen(self.gateway, newer, at=row.id, passages=passages))

    # The pair

    def action_pick_pair(self) -> None:
        """Choose the unit and the years."""
        choices = [
            Choice(f"{unit.name}  {older.year} → {newer.year}", "", (unit, older, newer))
            for unit, older, newer in self.pairs
        ]

        def picked(pair: Pair | None) -> None:
            if pair is not None:
                self.show_pair(pair)

        self.app.push_screen(
            PickScreen("选哪两年的报告对账", choices, none="没有这样的报告", at=self._place(self.pair) or 0), picked
        )

    def action_step_pair(self, by: int) -> None:
        """Go on to another pair."""
        place = self._place(self.pair)
        if place is None or not 0 <= place + by < len(self.pairs):
            self.tell("已经是最后一对。" if by > 0 else "已经是第一对。")
        else:
            self.show_pair(self.pairs[place + by])

    def action_back(self) -> None:
        if self.focused is not self.items:
            self.set_focus(self.items)


def _latest(pairs: Sequence[Pair]) -> Pair:
    """The first of the pairs whose newer report is of the latest year."""
    return max(pairs, key=lambda pair: pair[2].year)


def _answers(row: ItemRow, follow_up: FollowUpView) -> list[Passage]:
    """The passages of the newer report that answer an item: what it claims and what it shows, each place once."""
    passages = {}
    if follow_up.claim is not None:
        passages[follow_up.claim.span] = Passage(follow_up.claim.span, f"说法：{row.number} {row.title}", row)
    for quote in follow_up.evidence:
        passages.setdefault(quote.span, Passage(quote.span, f"佐证：{row.number} {row.title}", row))
    return list(passages.values())
