"""A dialog for filters with names: pick one, save the present one, delete one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tracker.domain.order import Order
from tracker.tui.background import Failure
from tracker.tui.cells import one_line
from tracker.tui.inputs import LineInput
from tracker.tui.labels import Tone
from tracker.tui.preferences import Preferences, PreferencesFile, SavedView
from tracker.tui.rows import KnownRows
from tracker.tui.screens.list_dialog import ListDialog
from tracker.tui.virtual_list import Column, VirtualList

_LONGEST_NAME = 40


def _muted(_view: object) -> Tone:
    return Tone.MUTED


_COLUMNS: tuple[Column[SavedView], ...] = (
    Column("", lambda view: view.name, 24),
    Column("", lambda view: view.order.label, 6, tone=_muted),
    Column("", lambda view: view.line or "（不筛选）", 20, tone=_muted),
)


class ViewsScreen(ListDialog[SavedView | None]):
    """Take the view under the cursor, or save the present filter under the new name that was typed."""

    KEYS = "views"
    AUTO_FOCUS = "#words"

    def __init__(self, file: PreferencesFile, kept: Preferences, *, line: str, order: Order) -> None:
        """Offer what is saved.

        Args:
            file: where it is kept.
            kept: what is kept there now.
            line: the present filter, which may be saved.
            order: the present order.
        """
        super().__init__()
        self._file = file
        self._kept = kept
        self._line = line
        self._order = order
        self._told = ""

    def compose(self) -> ComposeResult:
        items: VirtualList[SavedView] = VirtualList(_COLUMNS, id="choices")
        items.can_focus = False
        with self.box("存下的筛选"):
            save = self.own_keys.press("views.save")
            yield LineInput(placeholder=f"名称：输入几个字来找；新名称{save} 存下现在的筛选", id="words")
            yield items
            yield Static("", id="none", markup=False)

    def hints(self) -> Mapping[str, str]:
        return {"line.enter": "用它", "dialog.leave": "返回"}

    def set_up(self) -> None:
        self._show()

    @property
    def _list(self) -> VirtualList[SavedView]:
        return self.query_one("#choices", VirtualList)

    @property
    def _typed(self) -> str:
        return one_line(self.query_one("#words", Input).value.strip(), _LONGEST_NAME)

    def _show(self) -> None:
        words = self._typed.casefold().split()
        fitting = [view for view in self._kept.views if all(word in view.name.casefold() for word in words)]
        self._list.show(KnownRows(fitting), cursor=0)
        self._list.display = bool(fitting)
        if self._told:
            self.query_one("#none", Static).update(self._told)
            return
        present = f"现在的筛选：{self._line or '（不筛选）'}，{self._order.label}"
        self.query_one("#none", Static).update(present if fitting else f"还没有存下这样的。{present}")

    @on(Input.Changed, "#words")
    def _narrow(self) -> None:
        if self._typed:
            self._told = ""
        self._show()

    @on(Input.Submitted, "#words")
    @on(VirtualList.Opened, "#choices")
    def _choose(self) -> None:
        view = self._list.current if self._list.display else None
        if view is not None:
            self.dismiss(view)
        elif self._typed:
            self.action_save()

    def action_save(self) -> None:
        """Save the present filter under the name that was typed."""
        name = self._typed
        if not name:
            self.query_one("#none", Static).update(f"先写一个名称，再{self.own_keys.press('views.save')}。")
            return
        view = SavedView(name, self._line, self._order)
        self._change(lambda kept: kept.with_view(view), f"已存下“{name}”。")

    def action_delete(self) -> None:
        """Delete the view under the cursor."""
        view = self._list.current if self._list.display else None
        if view is not None:
            self._change(lambda kept: kept.without_view(view.name), f"已删掉“{view.name}”。")

    def _change(self, change: Callable[[Preferences], Preferences], told: str) -> None:
        def written(kept: Preferences) -> None:
            self._kept = kept
            self._told = told
            self.query_one("#words", Input).value = ""
            self._show()

        self.ask("write", lambda: self._file.change(change), written, self._fail)

    def _fail(self, failure: Failure) -> None:
        self.query_one("#none", Static).update(f"{failure.reason}。{failure.next_step}。")
