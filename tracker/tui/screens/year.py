"""年度: one page for whoever leads. Every figure opens the items it was counted from."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from tracker.reporting.year_board import Part, YearBoard
from tracker.services.delivering import Written
from tracker.services.items import Stop
from tracker.services.views import ItemRow, UnitRow
from tracker.tui.background import Failure
from tracker.tui.bars import HintBar, TopBar
from tracker.tui.board_lines import BoardLine, Halves, halves
from tracker.tui.board_list import BoardList
from tracker.tui.gateway import Gateway
from tracker.tui.id_set import IdSet
from tracker.tui.labels import Tone
from tracker.tui.screens.base import QUIET, SETTLE, WIDE, TrackerScreen
from tracker.tui.screens.pick import Choice, PickScreen
from tracker.tui.screens.write_report import WriteReportScreen
from tracker.tui.sheet import Sheet
from tracker.tui.states import LOADING, Note, NoteView, failed, no_years, nothing_before
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import VirtualList

_TOLD_EVERY = 1.0
"""Seconds between two words about how far the counting is: each costs the screen a paint."""


class Counted(Message, bubble=False):
    """So many steps of the counting are done."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__()
        self.done = done
        self.of = of

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Counted)


class YearScreen(TrackerScreen):
    """The figures of one year, of all units or of one."""

    KEYS = "year"
    AUTO_FOCUS = "#items"

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway)
        self.year: int | None = None
        self.unit: str | None = None
        self.board: YearBoard | None = None
        self._halves: Halves = ((), ())
        """The lines of the board, written in the thread that counts."""
        self._counting = ""
        """How far the counting is, while it is going on."""
        self._told_at = 0.0
        """When it was told last how far the counting is."""
        self._stale = False
        """Something was written while nobody looked: a county is counted again only once somebody does."""
        self._units: tuple[UnitRow, ...] = ()

    def compose(self) -> ComposeResult:
        yield TopBar("year", id="top")
        yield TextView(id="counts")
        yield NoteView(id="note")
        with Horizontal(id="body"):
            yield BoardList(id="items")
            yield BoardList(id="more")
        yield HintBar(id="hints")

    def set_up(self) -> None:
        super().set_up()
        self.query_one("#counts").can_focus = False
        self._show_note(None)
        self.show_hints()
        self._read_all()

    @property
    def items(self) -> BoardList:
        """The first column; the only one on a narrow terminal."""
        return self.query_one("#items", BoardList)

    @property
    def more(self) -> BoardList:
        """The second column."""
        return self.query_one("#more", BoardList)

    # Reading

    def action_refresh_all(self) -> None:
        if self.is_current:
            self._read_all()
        else:
            self._stale = True

    @on(events.ScreenResume)
    def _come_back(self) -> None:
        if self._stale:
            self._read_all()

    def _read_all(self) -> None:
        self._stale = False
        self.later("loading", QUIET, self._say_loading)
        self.ask("units", self.gateway.units, self._take_units, self._fail)

    def _say_loading(self) -> None:
        if self.board is None and self.query_one("#note", NoteView).note is not LOADING:
            self._show_note(LOADING)
        far = f"{self._counting}  {self.own_keys.hint('app.back', '停下')}" if self._counting else LOADING.title
        self.query_one(TopBar).say(far)
        self._told_at = monotonic()

    def years(self) -> list[int]:
        """The years of which there are reports, ascending: those of the unit, or all."""
        return sorted({year for unit in self._units if self.unit in (None, unit.name) for year in unit.years})

    def _take_units(self, units: Sequence[UnitRow]) -> None:
        self._units = tuple(units)
        if self.unit is not None and all(unit.name != self.unit for unit in self._units):
            self.unit = None
        reporting = [unit.name for unit in self._units if unit.years]
        if self.board is None and len(reporting) == 1:
            self.unit = reporting[0]  # nobody wants an overview of one, nor has to choose it
        known = self.years()
        if not known:
            self.call_off("loading")
            self.board = None
            self._show_note(no_years(self.own_keys, writable=self.gateway.writable))
            self.query_one(TopBar).say("")
            return
        if self.year not in known:
            self.year = known[-1]
        self.load()

    def load(self) -> None:
        """Count the year."""
        year, unit = self.year, self.unit
        if year is None:
            return
        self.later("loading", QUIET, self._say_loading)
        self._counting = "正在数"
        stop = Stop()

        def progress(done: int, of: int) -> None:
            self.post_message(Counted(done, of))

        def count() -> tuple[YearBoard, Halves]:
            board = self.gateway.year_board(year, unit, progress=progress, stop=stop)
            return board, halves(board)

        self.ask("board", count, self._show, self._fail, stop=stop.stop)

    def on_counted(self, message: Counted) -> None:
        """Say how far the counting is, once it takes long enough to be worth telling."""
        if self._counting:
            self._counting = f"正在数，数完 {message.done}/{message.of} 步"
            if not self.waits_for("loading") and monotonic() - self._told_at >= _TOLD_EVERY:
                self._say_loading()

    def _stop_counting(self) -> None:
        self._counting = ""
        self.call_off("loading")
        self.forget("board")
        if self.board is None:
            self._fail(Failure("没有数完就停下了", f"{self.own_keys.press('app.refresh')} 再数"))
            return
        self.year, self.unit = self.board.year, self.board.unit or None
        self._tell_whose(self.board)
        self.tell("停下了，还是原来的数。")

    def _tell_whose(self, board: YearBoard) -> None:
        self.query_one(TopBar).say(f"{board.year} 年度  {board.unit or f'全部 {len(self._units)} 个单位'}")

    def _show(self, found: tuple[YearBoard, Halves]) -> None:
        self.call_off("loading")
        self._counting = ""
        board, self._halves = found
        self.board = board
        self._tell_whose(board)
        sheet = Sheet()
        sheet.line(
            (f"{board.counting.rate_label} {board.rate}", Tone.STRONG),
            f"（{board.rate.part:,}/{board.rate.whole:,}）  截至 {board.made_on.isoformat()}",
        )
        sheet.line((f"口径：{board.counting.statement}", Tone.MUTED))
        self.query_one("#counts", TextView).show(sheet.done())
        self._show_note(nothing_before(board.year, self.own_keys) if board.empty else None)
        self._lay_out()

    def _lay_out(self) -> None:
        if self.board is None:
            return
        left, right = self._halves
        wide = self.size.width >= WIDE
        self.more.display = wide
        if not wide and self.more.has_focus:
            self.set_focus(self.items)
        self.items.show_lines(left if wide else (*left, *right))
        self.more.show_lines(right if wide else ())

    def on_resize(self, _event: events.Resize) -> None:
        self.call_after_refresh(self._lay_out)

    def _show_note(self, note: Note | None) -> None:
        self.query_one("#note", NoteView).show(note)
        self.query_one("#body").display = note is None
        self.query_one("#counts").display = note is None and self.board is not None
        if note is None and self.focused is None:
            self.set_focus(self.items)

    def _fail(self, failure: Failure) -> None:
        self.call_off("loading")
        self._counting = ""
        self.board = None
        self._show_note(failed(failure))
        self.query_one(TopBar).say("没有读成")

    def item_moved(self, row: ItemRow) -> None:  # noqa: ARG002 - any item may be counted in some figure
        self.later("changed", SETTLE, self.action_refresh_all)

    # Figures

    def _current(self) -> BoardLine | None:
        if self.board is None:
            return None
        line = (self.more if self.more.has_focus else self.items).current
        return line if line is not None and not line.heading else None

    @on(VirtualList.Opened)
    def _opened(self, message: VirtualList.Opened) -> None:
        line = message.list.current
        if isinstance(line, BoardLine) and not line.heading:
            self._list(line.label, line.of)

    def action_open(self) -> None:
        """List the items of the figure under the cursor."""
        line = self._current()
        if line is not None:
            self._list(line.label, line.of)

    def _list(self, label: str, part: Part | None) -> None:
        if self.board is None or part is None or not part.count:
            self.tell("这个数是零，没有事项可列。")
            return
        name = f"{self.board.year} 年度 {self.board.unit or '全部单位'} {label}"
        stop = Stop()
        self.later("listing", QUIET, lambda: self.tell("正在找这个数里的事项……"))

        def show(ids: IdSet) -> None:
            self.call_off("listing")
            if self.is_current:
                self.home.show_items(name, ids)

        def failed(failure: Failure) -> None:
            self.call_off("listing")
            self.tell_failure(failure)

        self.ask("list", lambda: IdSet(self.gateway.items_of(part.which, stop=stop)), show, failed, stop=stop.stop)

    def action_take_apart(self) -> None:
        """List one part of the figure under the cursor."""
        line = self._current()
        parts = [part for part in line.parts if part.count] if line is not None else []
        if line is None or not parts:
            self.tell(f"这个数不再细分，{self.own_keys.press('list.open')} 列出事项。")
            return
        choices = [Choice(part.label, f"{part.count:,} 项", part) for part in parts]

        def picked(part: object) -> None:
            for known in parts:
                if known is part:
                    self._list(f"{line.label} {known.label}", known)

        self.app.push_screen(PickScreen(f"{line.label}：列出哪一部分", choices, none="没有这一部分"), picked)

    # Whose year

    def action_pick_unit(self) -> None:
        """Choose one unit, or all."""
        everything: Choice[str] = Choice("全部单位", f"{len(self._units)} 个", "")
        choices = [everything]
        choices += [Choice(unit.name, "、".join(map(str, unit.years)), unit.name) for unit in self._units if unit.years]

        def picked(name: str | None) -> None:
            if name is not None:
                self.unit = name or None
                self.action_refresh_all()

        self.app.push_screen(PickScreen("看哪个单位的年度", choices, none="没有这个单位"), picked)

    def action_step_year(self, by: int) -> None:
        """Go to the next or the previous year."""
        known = self.years()
        place = known.index(self.year) + by if self.year in known else -1
        if not 0 <= place < len(known):
            self.tell("没有更晚的年度了。" if by > 0 else "没有更早的年度了。")
            return
        self.year = known[place]
        self.load()

    def action_write_report(self) -> None:
        """Write the closure report of the unit's year, or the overview of all units."""
        if self.year is None or self.board is None:
            self.tell("还没有可以出报告的年度。")
            return

        def written(done: Written | None) -> None:
            if done is None:
                return
            issue = f"，印发{done.issue.name}" if done.issue is not None else ""
            issue = f"，没有变化，照出{done.issue.name}" if done.repeated and done.issue is not None else issue
            names = "、".join(path.name for path in done.paths)
            self.tell(f"已写出{names}{issue}。在 {done.paths[0].parent}")
            if done.issue is not None:
                self.home.much_changed.publish(None)

        self.app.push_screen(WriteReportScreen(self.gateway, self.year, self.unit), written)

    def action_back(self) -> None:
        if self._counting and not self.waits_for("loading"):
            self._stop_counting()
        elif self.more.has_focus:
            self.set_focus(self.items)
        elif self.unit is not None:
            self.unit = None
            self.action_refresh_all()
