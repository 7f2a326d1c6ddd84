"""A few sentences in a dialog, broken into lines by the rules of Chinese typesetting and never read as markup."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tracker.tui.cells import drawn, wrap


class Words(Widget):
    """Takes as many lines as its words need; without words it is not there."""

    def __init__(self, words: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._words = words
        self.display = bool(words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def say(self, words: str) -> None:
        """Say something else, or nothing."""
        self._words = words
        self.display = bool(words)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual asks so
        return len(wrap(self._words, max(width, 1)))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual asks so
        return container.width

    def render(self) -> Content:
        lines = wrap(self._words, max(self.size.width, 1))
        return Content("\n".join(drawn(self._words[line.start : line.end]) for line in lines))
