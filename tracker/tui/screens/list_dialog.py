"""What dialogs share in which a list is gone through while something is typed."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding

from tracker.tui.background import ResultT
from tracker.tui.screens.modal import Dialog
from tracker.tui.virtual_list import VirtualList


class ListDialog(Dialog[ResultT]):
    """Up and down move the cursor of the list, whatever has the focus; Esc chooses nothing."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    @property
    def _list(self) -> VirtualList[Any]:
        raise NotImplementedError

    def action_move(self, by: int) -> None:
        """Move the cursor of the list."""
        self._list.cursor += by

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
