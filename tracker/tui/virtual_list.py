"""A list of any length: it knows how many rows there are and draws only those in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tracker.tui.actions import Place, actions_of, bindings
from tracker.tui.cells import one_line, padded
from tracker.tui.labels import Tone
from tracker.tui.lines_view import LinesView
from tracker.tui.rows import KnownRows, Rows, RowT

_CURSOR = "> "
_NO_CURSOR = "  "


def _plain(_row: object) -> Tone:
    return Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column of a list."""

    title: str
    text: Callable[[RowT], str]
    width: int
    """Cells; for the last column, which takes all that is left, the least that it should have."""
    rank: int = 0
    """Where room is short, the columns with the highest rank are left out first."""
    tone: Callable[[RowT], Tone] = _plain
    returns: bool = False
    """It comes back where a wider column that was left out after it has made room for it."""


def fit(columns: Sequence[Column[RowT]], width: int) -> tuple[tuple[Column[RowT], int], ...]:
    """The columns that find room in ``width`` cells, with the cells that each takes (one cell between columns)."""
    *others, last = columns
    shown = list(others)

    def left() -> int:
        return width - sum(column.width + 1 for column in shown)

    while shown and left() < last.width:
        shown.remove(max(shown, key=lambda column: column.rank))
    for column in others:
        if column.returns and column not in shown and left() - column.width - 1 >= last.width:
            shown.append(column)
    shown.sort(key=others.index)
    return (*((column, column.width) for column in shown), (last, max(left(), 1)))


class VirtualList(LinesView, Generic[RowT], can_focus=True):
    """A list with a cursor. ``render_line`` asks its rows for what is in sight and for nothing else."""

    PLACE: ClassVar[Place] = Place.LIST
    BINDINGS = bindings(actions_of(Place.LIST))
    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor", "list--cursor-blurred"}

    cursor: reactive[int] = reactive(0, repaint=False)

    class ListMessage(Message):
        """Something about one row of a list."""

        def __init__(self, sender: VirtualList[Any], index: int) -> None:
            super().__init__()
            self.list = sender
            self.index = index

        @property
        def control(self) -> VirtualList[Any]:
            return self.list

    class Moved(ListMessage):
        """The cursor stands on another row, or the rows have changed under it."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, VirtualList.Moved) and message.list is self.list

    class Opened(ListMessage):
        """Enter was pressed on a row, or it was clicked while the cursor was on it."""

    def __init__(self, columns: Sequence[Column[RowT]], id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.rows: Rows[RowT] = KnownRows[RowT]()

    # Rows and cursor

    def show(self, rows: Rows[RowT], *, cursor: int = 0, top: int | None = None) -> None:
        """Show other rows, with the cursor on the row at ``cursor``.

        Args:
            rows: the rows.
            cursor: where the cursor stands.
            top: the row to have at the top, as far as the cursor stays in sight; as it is unless told.
        """
        self.rows = rows
        self.virtual_size = Size(0, len(rows))
        if top is not None and top != round(self.scroll_y):
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.set_reactive(VirtualList.cursor, self.validate_cursor(cursor))
        self._bring_into_sight()
        self.redraw()
        self.post_message(self.Moved(self, self.cursor))

    def redraw(self) -> None:
        """Draw again what is in sight, after rows have arrived or changed."""
        self._say_what_is_in_sight()
        self.refresh()

    @property
    def current(self) -> RowT | None:
        """The row under the cursor, if it has been read."""
        return self.rows.row(self.cursor) if len(self.rows) else None

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self.rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        if old == new:
            return
        self._bring_into_sight()
        self.refresh_line(old)
        self.refresh_line(new)
        self.post_message(self.Moved(self, new))

    def _bring_into_sight(self) -> None:
        if not self.size.height:
            return  # not laid out yet: it is done when the size is known
        height = self._rows_in_sight
        top = round(self.scroll_y)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True)

    @property
    def _rows_in_sight(self) -> int:
        return max(self.scrollable_content_region.height, 1)

    def _say_what_is_in_sight(self) -> None:
        top = round(self.scroll_y)
        self.rows.want(top, min(top + self._rows_in_sight, len(self.rows)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._say_what_is_in_sight()

    def on_resize(self, _event: events.Resize) -> None:
        self._bring_into_sight()
        self._say_what_is_in_sight()

    # What keys and mouse do

    def action_cursor_down(self) -> None:
        self.cursor += 1

    def action_cursor_up(self) -> None:
        self.cursor -= 1

    def action_page_down(self) -> None:
        self.cursor += self._rows_in_sight

    def action_page_up(self) -> None:
        self.cursor -= self._rows_in_sight

    def action_first(self) -> None:
        self.cursor = 0

    def action_last(self) -> None:
        self.cursor = len(self.rows) - 1

    def action_open(self) -> None:
        if len(self.rows):
            self.post_message(self.Opened(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y + round(self.scroll_y)
        if not 0 <= index < len(self.rows):
            return
        if index == self.cursor:
            self.action_open()
        else:
            self.cursor = index

    # Drawing

    def layout_columns(self) -> tuple[tuple[Column[RowT], int], ...]:
        """The columns shown at the present width."""
        return fit(self.columns, max(self.scrollable_content_region.width - len(_CURSOR), 1))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index = y + round(self.scroll_y)
        base = self.rich_style
        if index >= len(self.rows):
            return Strip.blank(width, base)
        here = index == self.cursor
        if here:
            base = self.get_component_rich_style("list--cursor" if self.has_focus else "list--cursor-blurred")
        row = self.rows.row(index)
        segments = [Segment(self.lead(index), base)]
        if row is None:
            segments.append(Segment("- - -", base if here else self.tone_style(Tone.MUTED)))
        else:
            for column, room in self.layout_columns():
                text = padded(one_line(column.text(row)), room) + " "
                tone = column.tone(row)
                style = base if here or tone is Tone.PLAIN else self.tone_style(tone)
                segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(width, base)

    def lead(self, index: int) -> str:
        """The two cells before a row: where the cursor is."""
        return _CURSOR if index == self.cursor else _NO_CURSOR


class ListHeader(Widget):
    """The titles over a list's columns."""

    def __init__(self, over: VirtualList[Any], id: str | None = None) -> None:
        super().__init__(id=id)
        self._list = over

    def render_line(self, _y: int) -> Strip:
        text = _NO_CURSOR + "".join(padded(column.title, room) + " " for column, room in self._list.layout_columns())
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)
