"""Shows a text of any length, broken into lines once and drawn line by line."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tracker.domain.spans import Span
from tracker.tui.actions import Place, actions_of, bindings
from tracker.tui.cells import Line, drawn, line_of, width_of, wrap
from tracker.tui.lines_view import LinesView
from tracker.tui.sheet import Mark, MarkedText

_WRAPPED_AT_ONCE = 60_000
"""Characters that may be broken into lines while the screen waits: some 30 ms. Longer texts go to a thread."""


class TextView(LinesView, can_focus=True):
    """A scrolling text with marked passages. Nothing in the text is read as markup."""

    PLACE: ClassVar[Place] = Place.TEXT
    BINDINGS = bindings(actions_of(Place.TEXT))

    class Wrapped(Message, bubble=False):
        """A thread has broken the text into lines."""

        def __init__(self, shown: MarkedText, width: int, lines: list[Line]) -> None:
            super().__init__()
            self.shown = shown
            self.width = width
            self.lines = lines

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shown = MarkedText()
        self._lines: list[Line] = []
        self._marks: list[Mark] = []
        self._width = 0
        self._goal: Span | None = None
        self._wrapping = False

    def show(self, shown: MarkedText, *, at: Span | None = None) -> None:
        """Show another text from its start, or scrolled to a passage of it."""
        same = shown.text == self.shown.text and shown.hanging == self.shown.hanging
        self.shown = shown
        self._marks = list(shown.marks)
        self._goal = at
        if same and self._wrapping:
            pass
        elif same and self._lines:
            self._arrive()
        else:
            self._lines = []
            self.virtual_size = Size(0, 0)
            self.scroll_to(y=0, animate=False, force=True)
            self._wrap()
        self.refresh(layout=self.styles.height is not None and self.styles.height.is_auto)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual asks so
        return len(wrap(self.shown.text[:_WRAPPED_AT_ONCE], width, hanging=self.shown.hanging))

    @property
    def text(self) -> str:
        """The text shown."""
        return self.shown.text

    def on_resize(self, _event: events.Resize) -> None:
        if self.scrollable_content_region.width != self._width:
            first = self._lines[min(round(self.scroll_y), len(self._lines) - 1)] if self._lines else None
            if first is not None and self._goal is None and first.end > first.start:
                self._goal = Span(first.start, first.end)
            self._wrap()

    def _wrap(self) -> None:
        self._width = width = max(self.scrollable_content_region.width, 0)
        if not width:
            return  # not laid out yet: it is done when the size is known
        shown = self.shown
        if len(shown.text) <= _WRAPPED_AT_ONCE:
            self._take(wrap(shown.text, width, hanging=shown.hanging))
            return

        def work() -> None:
            self.post_message(self.Wrapped(shown, width, wrap(shown.text, width, hanging=shown.hanging)))

        self._wrapping = True
        self.run_worker(work, thread=True, group="wrap")

    def on_text_view_wrapped(self, message: Wrapped) -> None:
        if message.shown.text == self.shown.text and message.width == self._width:
            self._take(message.lines)

    def _take(self, lines: list[Line]) -> None:
        self._wrapping = False
        self._lines = lines
        self.virtual_size = Size(0, len(lines))
        self._arrive()
        self.refresh()

    def _arrive(self) -> None:
        """Scroll to the passage asked for: its first line in the upper third, so that what leads up to it is seen."""
        goal, self._goal = self._goal, None
        if goal is None or not self._lines:
            return
        height = max(self.scrollable_content_region.height, 1)
        first, last = line_of(self._lines, goal.start), line_of(self._lines, goal.end - 1)
        above = min(height // 3, max(height - (last - first + 1), 0))
        self.scroll_to(y=max(first - above, 0), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        base = self.rich_style
        number = y + round(self.scroll_y)
        if number >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[number]
        segments = [Segment(" " * line.indent, base)] if line.indent else []
        for start, end, style in self._pieces(line, base):
            segments.append(Segment(drawn(self.shown.text[start:end]), style))
        return Strip(segments).adjust_cell_length(width, base)

    def _pieces(self, line: Line, base: Style) -> list[tuple[int, int, Style]]:
        marks = [mark for mark in self._marks if mark.start < line.end and mark.end > line.start]
        cuts = {line.start, line.end}
        for mark in marks:
            cuts |= {max(mark.start, line.start), min(mark.end, line.end)}
        edges = sorted(cuts)
        pieces = []
        for start, end in pairwise(edges):
            style = base
            for mark in marks:
                if mark.start <= start and mark.end >= end:
                    style = self.tone_style(mark.tone)
            pieces.append((start, end, style))
        return pieces

    def lines_showing(self, span: Span) -> range:
        """The numbers of the lines on which a passage is shown."""
        if not self._lines:
            return range(0)
        return range(line_of(self._lines, span.start), line_of(self._lines, span.end - 1) + 1)

    def place_at(self, x: int, y: int) -> int | None:
        """The code point of the text that is drawn in a cell of this widget; ``None`` past the end of a line."""
        number = y + round(self.scroll_y)
        if not 0 <= number < len(self._lines):
            return None
        line = self._lines[number]
        used = line.indent
        for at in range(line.start, line.end):
            used += width_of(self.shown.text[at])
            if used > x:
                return at
        return None

    @property
    def in_sight(self) -> range:
        """The numbers of the lines that are on the screen now."""
        top = round(self.scroll_y)
        return range(top, min(top + self.scrollable_content_region.height, len(self._lines)))
