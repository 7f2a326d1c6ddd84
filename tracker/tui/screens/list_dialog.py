"""What dialogs share in which a list is gone through while something is typed."""

from __future__ import annotations

from typing import Any

from tracker.tui.background import ResultT
from tracker.tui.screens.modal import Dialog
from tracker.tui.virtual_list import VirtualList


class ListDialog(Dialog[ResultT]):
    """Up and down move the cursor of the list, whatever has the focus."""

    @property
    def _list(self) -> VirtualList[Any]:
        raise NotImplementedError

    def action_move(self, by: int) -> None:
        """Move the cursor of the list."""
        self._list.cursor += by

    def action_move_page(self, by: int) -> None:
        """Move the cursor by as many lines as are in sight."""
        if by > 0:
            self._list.action_page_down()
        else:
            self._list.action_page_up()
