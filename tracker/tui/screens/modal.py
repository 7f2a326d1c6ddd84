"""What every dialog is: a box over the screen it was opened from, which is seen through it, darker."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.app import RenderResult
from textual.color import Color
from textual.css.styles import RulesMap
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import RenderOptions, Visual

from tracker.tui.background import AskingScreen

ResultT = TypeVar("ResultT")


@lru_cache(1024)
def _tinted(style: Style | None, tint: Color, under: Style) -> Style:
    """A style as ``BackgroundScreen`` blends it, once for each style instead of once for each piece of text."""
    (blended,) = BackgroundScreen.process_segments([Segment(" ", style)], tint)
    return under + blended.style


class _Behind(Visual):
    """The screen behind a dialog."""

    def __init__(self, screen: Screen[object], tint: Color) -> None:
        self._screen = screen
        self._tint = tint

    def render_strips(
        self,
        width: int,  # noqa: ARG002 - Textual asks so
        height: int | None,
        style: VisualStyle,
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        strips = self._screen._compositor.render_strips()[:height]  # noqa: SLF001 - as ``BackgroundScreen`` does
        under, tint = style.rich_style, self._tint
        return [
            Strip([Segment(text, _tinted(own, tint, under)) for text, own, _control in strip], strip.cell_length)
            for strip in strips
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        return self._screen.size.height


class Dialog(ModalScreen[ResultT], AskingScreen[ResultT]):
    """A dialog."""

    HORIZONTAL_BREAKPOINTS = []
    """None of their own: a dialog looks the same in any width, and each class costs another round of styles."""

    def render(self) -> RenderResult:  # type: ignore[override]
        """What stands around the box: a visual, as good as what Rich renders. Textual blends each piece of it anew."""
        around = super().render()
        return _Behind(around.screen, around.color) if isinstance(around, BackgroundScreen) else around
