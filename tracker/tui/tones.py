"""The styles of tones, for widgets that draw their own lines."""

from __future__ import annotations

from rich.style import Style
from textual.dom import DOMNode
from textual.widget import Widget

from tracker.tui.labels import Tone


class Toned(Widget):
    """Finds the style of a tone when it is first drawn.

    As component classes, all fourteen tones would be styled for each widget several times before anything is drawn:
    half of what opening a screen costs.
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tones: dict[Tone, Style] = {}

    def tone_style(self, tone: Tone) -> Style:
        """The style of a tone here, as the stylesheet has it."""
        style = self._tones.get(tone)
        if style is None:
            drawn = DOMNode(classes=tone.css)
            drawn._attach(self)  # noqa: SLF001 - as Textual does with component classes
            self.app.stylesheet.apply(drawn)
            style = self._tones[tone] = drawn.rich_style
        return style

    def notify_style_update(self) -> None:
        """Find them again: colours or the focus have changed."""
        super().notify_style_update()
        self._tones.clear()
