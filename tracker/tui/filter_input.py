"""The line that filters the worklist while it is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.widgets import Input

from tracker.tui.actions import Place, actions_of, bindings


class FilterInput(Input):
    """Filters as one types. The cursor does not blink: an input method draws its candidates where was painted last."""

    PLACE: ClassVar[Place] = Place.FILTER
    BINDINGS = bindings(actions_of(Place.FILTER))

    def __init__(self, id: str | None = None) -> None:
        super().__init__(
            placeholder="按 / 筛选：文字  @单位  #状态  !对账结论  2022", id=id, compact=True, select_on_focus=False
        )
        self.cursor_blink = False
