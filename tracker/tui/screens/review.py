"""核对: the report's text with all that was read in it, and beside it what is still to be decided, item by item."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tracker.domain.kinds import ItemKind, Status
from tracker.domain.spans import Span
from tracker.services.review_views import LeftOut, Review, ReviewItem
from tracker.services.views import ItemRow
from tracker.tui.background import Failure
from tracker.tui.bars import Caption, HintBar
from tracker.tui.gateway import Gateway
from tracker.tui.review_rows import (
    ReviewRow,
    caption,
    marked,
    neighbour,
    next_waiting,
    review_columns,
    rows_of,
)
from tracker.tui.rows import KnownRows
from tracker.tui.screens.base import QUIET
from tracker.tui.screens.bounds import BoundsScreen, CutScreen
from tracker.tui.screens.form import FormScreen
from tracker.tui.screens.items import ItemScreen
from tracker.tui.screens.review_forms import accept_above_form, cut_form, join_form, refuse_form, title_form
from tracker.tui.sheet import MarkedText
from tracker.tui.states import LOADING, Note, NoteView, failed, nothing_read
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import ListHeader, VirtualList


class ReviewScreen(ItemScreen):
    """One report, gone through item by item."""

    KEYS = "review"
    AUTO_FOCUS = "#items"

    def __init__(self, gateway: Gateway, document_id: int, *, at: str | None = None, said: str = "") -> None:
        """Go through a report.

        Args:
            gateway: where it is read and decided.
            document_id: the report.
            at: number of the item to begin with; the first that waits unless told.
            said: what to say when it opens.
        """
        super().__init__(gateway)
        self.document_id = document_id
        self.found: Review | None = None
        self.rows: tuple[ReviewRow, ...] = ()
        self._at = at
        self._said = said

    def compose(self) -> ComposeResult:
        items: VirtualList[ReviewRow] = VirtualList(review_columns(self._state_name), id="items")
        yield Caption()
        yield NoteView(id="note")
        with Horizontal(id="body"):
            yield TextView(id="text")
            with Vertical(id="right"):
                yield ListHeader(items, id="header")
                yield items
        yield HintBar(id="hints")

    def set_up(self) -> None:
        super().set_up()
        self._show_note(None)
        self.show_hints()
        if self._said:
            self.tell(self._said)
        self.action_refresh_all()

    @property
    def items(self) -> VirtualList[ReviewRow]:
        """The list of what is gone through."""
        return self.query_one("#items", VirtualList)

    def _state_name(self, status: Status) -> str:
        return self.home.profile.states[status]

    # Reading

    def action_refresh_all(self) -> None:
        self.later("loading", QUIET, self._say_loading)
        self.ask("review", lambda: self.gateway.review(self.document_id), self._show, self._fail)

    def _say_loading(self) -> None:
        if self.found is None:
            self._show_note(LOADING)

    def _show(self, found: Review) -> None:
        self.call_off("loading")
        first = self.found is None
        self.found, self.rows = found, rows_of(found)
        cursor = self._cursor_for(first=first)
        self._show_note(None if self.rows else nothing_read(writable=self.gateway.writable))
        self.items.show(KnownRows(self.rows), cursor=cursor)
        if not self.rows:
            self.query_one(TextView).show(MarkedText(found.text))
        self._say_where()

    def _cursor_for(self, *, first: bool) -> int:
        numbers = [row.row.number if isinstance(row, ReviewItem) else None for row in self.rows]
        if self._at is not None and self._at in numbers:
            cursor = numbers.index(self._at)
        elif first:
            waiting = next_waiting(self.rows, -1, 1)
            cursor = waiting if waiting is not None else 0
        else:
            cursor = self.items.cursor
        self._at = None
        return cursor

    def _show_note(self, note: Note | None) -> None:
        self.query_one("#note", NoteView).show(note)
        self.query_one("#body").display = note is None or self.found is not None
        if note is None and self.focused is None:
            self.set_focus(self.items)

    def _fail(self, failure: Failure) -> None:
        self.call_off("loading")
        self.found, self.rows = None, ()
        self.items.show(KnownRows[ReviewRow]())
        self._show_note(failed(failure))
        self._say_where()

    def _say_where(self) -> None:
        lines = ["", ""]
        if self.found is not None:
            row = self.found.document
            waiting = (
                f"待确认 {self.found.waiting} / {len(self.found.items)} 项" if self.found.items else "没有读出事项"
            )
            done = "都核对过了" if self.found.items and not self.found.waiting else waiting
            left = f"  没有归入 {len(self.found.left_out)} 句" if self.found.left_out else ""
            old = "  已被更正或撤下，只能看" if not self.found.current else ""
            lines[0] = f"{row.unit} {row.year} 年报告  {done}{left}{old}"
        current = self.items.current
        if current is not None:
            lines[1] = caption(current, self._state_name)
        self.query_one(Caption).say(*lines)

    @on(VirtualList.Moved, "#items")
    def _light(self) -> None:
        if self.found is None:
            return
        current = self.items.current
        at = current.quote.span if current is not None else None
        self.query_one(TextView).show(marked(self.found.text, self.rows, current), at=at)
        self._say_where()

    def current_item(self) -> ItemRow | None:
        current = self.items.current
        return current.row if isinstance(current, ReviewItem) else None

    def item_moved(self, row: ItemRow) -> None:
        if any(isinstance(one, ReviewItem) and one.row.id == row.id for one in self.rows):
            self.action_refresh_all()

    @on(VirtualList.Opened, "#items")
    def action_open(self) -> None:
        """Go into the text."""
        self.set_focus(self.query_one(TextView))

    def action_back(self) -> None:
        if self.focused is not self.items and self.items.display and self.rows:
            self.set_focus(self.items)
        else:
            self.dismiss()

    # What is decided

    def _on_own(self, act: Callable[[ReviewItem], None]) -> None:
        keys = self.own_keys
        current = self.items.current
        if self.found is None or current is None:
            self.tell("先把光标放到一项上。")
        elif not self.found.current:
            self.tell("这份报告已被更正或撤下，请打开现行的那一份。", wrong=True)
        elif isinstance(current, LeftOut):
            self.tell(f"这一句还不是一项：{keys.press('review.add')} 补录，或{keys.press('review.next')} 看下一项。")
        else:
            act(current)

    def action_accept(self) -> None:
        """Confirm the item under the cursor, add the sentence under it; go on to the next that waits."""
        current = self.items.current
        if isinstance(current, LeftOut):
            self.action_add()
        else:
            self._on_own(self._accept)

    def _accept(self, item: ReviewItem) -> None:
        if not item.waits:
            self._go_on(f"{item.row.number} 已经是“{self._state_name(item.row.status)}”。")
            return

        def done(rows: Sequence[ItemRow]) -> None:
            self._go_on(f"{item.row.number} 已确认。{self.undo_hint()}")
            self._changed(rows)

        self._do(lambda: self.gateway.take_up([item]), done)

    def action_accept_above(self) -> None:
        """Confirm all that is as sure as a score."""

        def done(rows: Sequence[ItemRow] | None) -> None:
            if rows is not None:
                self._go_on(f"已确认 {len(rows)} 项。{self.undo_hint('一起撤销')}")
                self._changed(rows)

        self.app.push_screen(accept_above_form(self.rows, self.gateway.take_up), done)

    def action_entitle(self) -> None:
        """Give the item another title."""

        def entitle(item: ReviewItem) -> None:
            form = title_form(item, lambda title: self.gateway.entitle(item, title))
            self._fill(form, lambda row: f"{row.number} 的标题已改。{self.undo_hint()}")

        self._on_own(entitle)

    def action_redraw(self) -> None:
        """Move the bounds of the item over the text."""

        def open_bounds(item: ReviewItem) -> None:
            assert self.found is not None

            def drawn(span: Span) -> None:
                self._do(
                    lambda: self.gateway.redraw(item, span),
                    lambda row: self._settle(row, f"{row.number} 的起止已改。{self.undo_hint()}"),
                )

            self.app.push_screen(BoundsScreen(self.gateway, self.found, self.rows, item, drawn))

        self._on_own(open_bounds)

    def action_cut(self) -> None:
        """Split the item at a cursor in its text."""

        def open_cut(item: ReviewItem) -> None:
            assert self.found is not None
            self.app.push_screen(CutScreen(self.gateway, self.found, self.rows, item, lambda at: self._cut(item, at)))

        self._on_own(open_cut)

    def _cut(self, item: ReviewItem, places: Sequence[int]) -> None:
        def done(rows: Sequence[ItemRow] | None) -> None:
            if rows:
                parts = "、".join(row.number for row in rows)
                self._settle(rows[0], f"{item.row.number} 已拆成 {len(rows)} 项：{parts}。{self.undo_hint()}")

        form = cut_form(item, len(places) + 1, lambda note: self.gateway.part(item, places, note=note))
        self.app.push_screen(form, done)

    def action_join(self) -> None:
        """Merge the next item of the text into this one."""

        def ask_join(item: ReviewItem) -> None:
            other = neighbour(self.rows, item)
            if other is None:
                self.tell(f"后面没有别的{item.row.kind.label}可以合。")
                return
            form = join_form(item, other, lambda note: self.gateway.join(item, other, note=note))
            self._fill(form, lambda row: f"{other.row.number} 已并入 {row.number}。{self.undo_hint()}")

        self._on_own(ask_join)

    def action_refuse(self) -> None:
        """Say that it is no item, and why."""

        def refuse(item: ReviewItem) -> None:
            form = refuse_form(item, lambda note: self.gateway.refuse(item, note=note))
            self._fill(form, lambda row: f"{row.number} 不纳入。{self.undo_hint()}", on=True)

        self._on_own(refuse)

    def action_add(self) -> None:
        """Make an item of the sentence under the cursor."""
        current = self.items.current
        if not isinstance(current, LeftOut):
            self.tell(f"把光标放到一句没有归入的话上，再{self.own_keys.press('review.add')} 补录。")
            return
        self._add(current, current.kind)

    def action_add_other(self) -> None:
        """Make an item of the other kind of the sentence under the cursor."""
        current = self.items.current
        if not isinstance(current, LeftOut):
            self.tell("把光标放到一句没有归入的话上。")
            return
        other = ItemKind.COMMITMENT if current.kind is ItemKind.PROBLEM else ItemKind.PROBLEM
        self._add(current, other)

    def _add(self, left_out: LeftOut, kind: ItemKind) -> None:
        self._do(
            lambda: self.gateway.add(left_out, kind),
            lambda row: self._settle(
                row,
                f"{row.number} 已补录为{row.kind.label}。"
                + "，".join(map(self.own_keys.hint, ("review.title", "review.bounds", "app.undo"))),
            ),
        )

    # Where one goes

    def action_step(self, by: int) -> None:
        """Go to the next or the previous item that waits."""
        at = next_waiting(self.rows, self.items.cursor, by)
        if at is None:
            self.tell("没有别的待确认的事项了。")
        else:
            self.items.cursor = at

    def _go_on(self, said: str) -> None:
        """Say what was done and go to the next that waits."""
        at = next_waiting(self.rows, self.items.cursor, 1)
        if at is not None:
            self.items.cursor = at
            self.tell(said)
        else:
            self.tell(f"{said}  这份报告都核对过了，{self.own_keys.hint('app.back')}")

    def _do(self, act: Callable[[], object], done: Callable[..., None]) -> None:
        self.ask("act", act, done, self._refused)

    def _refused(self, failure: Failure) -> None:
        self.tell_failure(failure)
        self.action_refresh_all()

    def _fill(self, form: FormScreen[ItemRow], said: Callable[[ItemRow], str], *, on: bool = False) -> None:
        def done(row: ItemRow | None) -> None:
            if row is None:
                return
            if on:
                self._go_on(said(row))
                self._changed([row])
            else:
                self._settle(row, said(row))

        self.app.push_screen(form, done)

    def _settle(self, row: ItemRow, said: str) -> None:
        self._at = row.number
        self.tell(said)
        self.home.much_changed.publish(None)

    def _changed(self, rows: Sequence[ItemRow]) -> None:
        if len(rows) == 1:
            self.home.item_moved.publish(rows[0])
        else:
            self.home.much_changed.publish(None)
