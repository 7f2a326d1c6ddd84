"""One item on a screen of its own, for narrow terminals and for the screens that show items in passing."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from tracker.services.views import ItemRow
from tracker.tui.background import Failure
from tracker.tui.bars import HintBar
from tracker.tui.gateway import Gateway
from tracker.tui.screens.items import InFull, ItemScreen
from tracker.tui.sheet import MarkedText
from tracker.tui.text_view import TextView


class DetailScreen(ItemScreen):
    """All that is known of one item."""

    KEYS = "detail"

    def __init__(self, gateway: Gateway, item_id: int, *, step: Callable[[int], int | None] | None = None) -> None:
        """Show an item.

        Args:
            gateway: where it is read.
            item_id: the item.
            step: moves to another item of the list behind by +1 or -1 and gives its id, ``None`` at an end.
        """
        super().__init__(gateway)
        self.item_id = item_id
        self._step = step
        self._row: ItemRow | None = None

    def compose(self) -> ComposeResult:
        yield TextView(id="detail")
        yield HintBar(id="hints")

    def set_up(self) -> None:
        super().set_up()
        self.action_refresh_all()

    def action_refresh_all(self) -> None:
        item_id = self.item_id
        self.ask("detail", lambda: self.in_full(item_id), self._show, self._fail)

    def _show(self, found: InFull) -> None:
        self._row = found.detail.row
        self.query_one(TextView).show(self.written_out(found))

    def _fail(self, failure: Failure) -> None:
        self.query_one(TextView).show(MarkedText(f"没有读成：{failure.reason}。\n{failure.next_step}"))

    def current_item(self) -> ItemRow | None:
        return self._row

    def item_moved(self, row: ItemRow) -> None:
        if row.id == self.item_id:
            self.action_refresh_all()

    def action_step(self, by: int) -> None:
        """Show the next or the previous item of the list behind."""
        item_id = self._step(by) if self._step else None
        if item_id is None:
            self.tell("已经是最后一项。" if by > 0 else "已经是第一项。")
            return
        self.item_id = item_id
        self.action_refresh_all()
