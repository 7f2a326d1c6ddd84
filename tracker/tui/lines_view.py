"""What the list and the text share: lines that scroll, drawn one by one, in tones."""

from __future__ import annotations

from textual.scroll_view import ScrollView

from tracker.tui.tones import Toned


class LinesView(Toned, ScrollView):
    """Lines that scroll."""

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:  # noqa: FBT001 - Textual calls it so
        """A bar that has just come must know how far the lines were scrolled before."""
        if shown:
            self.vertical_scrollbar.position = self.scroll_y
