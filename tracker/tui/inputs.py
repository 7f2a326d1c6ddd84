"""Lines to type in."""

from __future__ import annotations

from typing import ClassVar

from textual.suggester import Suggester
from textual.widgets import Input

from tracker.tui.actions import Place, actions_of, bindings


class LineInput(Input):
    """One line of text. Control characters that come with a paste are refused.

    The cursor does not blink: an input method shows its candidates where the screen was painted last.
    """

    def __init__(self, *, placeholder: str = "", id: str | None = None, suggester: Suggester | None = None) -> None:
        super().__init__(
            placeholder=placeholder,
            id=id,
            suggester=suggester,
            compact=True,
            select_on_focus=False,
            restrict=r"[^\x00-\x1f\x7f-\x9f]*",
        )
        self.cursor_blink = False


class DocumentFilterInput(LineInput):
    """The line that filters the reports while it is typed."""

    PLACE: ClassVar[Place] = Place.FILTER
    BINDINGS = bindings(actions_of(Place.FILTER))

    def __init__(self, id: str | None = None) -> None:
        super().__init__(placeholder="按 / 筛选：单位、文件名  2022  #待确认", id=id)


class FilterInput(LineInput):
    """The line that filters the worklist while it is typed."""

    PLACE: ClassVar[Place] = Place.QUERY
    BINDINGS = bindings(actions_of(Place.QUERY))

    def __init__(self, id: str | None = None) -> None:
        super().__init__(placeholder="按 / 筛选：文字、拼音首字母、编号  @单位  #状态  !对账结论  2022", id=id)


class HistoryFilterInput(LineInput):
    """The line that filters the history while it is typed."""

    PLACE: ClassVar[Place] = Place.FILTER
    BINDINGS = bindings(actions_of(Place.FILTER))

    def __init__(self, id: str | None = None) -> None:
        super().__init__(placeholder="按 / 筛选：编号  @经办人  2024-03-04  今天  本月", id=id)
