"""A list of figures with bars. The cursor stands on figures only, never on a heading."""

from __future__ import annotations

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from tracker.tui.board_lines import BoardLine, bar_cells, is_words, measure
from tracker.tui.cells import one_line, padded, width_of
from tracker.tui.labels import Tone
from tracker.tui.rows import KnownRows
from tracker.tui.virtual_list import VirtualList


class BoardList(VirtualList[BoardLine]):
    """Figures under headings, drawn straight at any width."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__((), id=id)
        self.lines: tuple[BoardLine, ...] = ()
        self._measured: tuple[int, tuple[int, int]] | None = None
        """The room that was measured last and how it is shared: a county has hundreds of lines to look at."""

    def show_lines(self, lines: tuple[BoardLine, ...]) -> None:
        """Show other figures, with the cursor on the line that is called as before, else on the first."""
        before = self.current
        self.lines = lines
        self._measured = None
        names = [None if line.heading else line.label for line in lines]
        at = names.index(before.label) if before is not None and before.label in names else self._next(0, 1)
        self.show(KnownRows(lines), cursor=at)

    def _next(self, start: int, by: int) -> int:
        """The first figure from a line on, in one direction; the line itself where there is none."""
        place = start
        while 0 <= place < len(self.lines):
            if not self.lines[place].heading:
                return place
            place += by
        return start

    def validate_cursor(self, cursor: int) -> int:
        wanted = super().validate_cursor(cursor)
        if not self.lines or not self.lines[wanted].heading:
            return wanted
        by = -1 if wanted < self.cursor else 1
        found = self._next(wanted, by)
        if self.lines[found].heading:
            found = self._next(wanted, -by)
        return found

    def _bring_into_sight(self) -> None:
        super()._bring_into_sight()
        if self.cursor <= self._next(0, 1):
            self.scroll_to(y=0, animate=False, force=True)

    def _share_out(self, room: int) -> tuple[int, int]:
        """The cells for labels and for figures."""
        if self._measured is None or self._measured[0] != room:
            self._measured = (room, measure(self.lines, room))
        return self._measured[1]

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index = y + round(self.scroll_y)
        base = self.rich_style
        if index >= len(self.lines):
            return Strip.blank(width, base)
        line = self.lines[index]
        here = index == self.cursor and not line.heading
        if here:
            base = self.get_component_rich_style("list--cursor" if self.has_focus else "list--cursor-blurred")
        segments = [Segment("> " if here else "  ", base)]
        if line.heading:
            tone = line.tone if line.tone is not Tone.PLAIN else Tone.HEADING
            segments.append(Segment(one_line(f"{line.label}  {line.figures}".rstrip()), self.tone_style(tone)))
            return Strip(segments).adjust_cell_length(width, base)
        room = max(width - 3, 1)
        label, figures = self._share_out(room)
        style = base if here or line.tone is Tone.PLAIN else self.tone_style(line.tone)
        if is_words(line):
            words = "  ".join(part for part in (line.label, line.bar[0].sign, line.figures) if part)
            segments.append(Segment(padded(words, room), base))
            return Strip(segments).adjust_cell_length(width, base)
        segments.append(Segment(padded(one_line(line.label), label) + " ", style))
        numbers = set_cell_size(" " * max(figures - width_of(line.figures), 0) + line.figures, figures)
        segments.append(Segment(numbers + " ", style))
        for signs, colour in bar_cells(line.bar, max(room - label - figures - 2, 0)):
            segments.append(Segment(signs, base if here else self.tone_style(colour)))
        return Strip(segments).adjust_cell_length(width, base)
