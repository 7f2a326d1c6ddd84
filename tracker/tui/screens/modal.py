"""What every dialog is: a box over the screen it was opened from, which is seen through it, darker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, ClassVar, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.app import RenderResult
from textual.color import Color
from textual.containers import Vertical
from textual.content import Content
from textual.css.styles import RulesMap
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import RenderOptions, Visual

from tracker.tui.actions import DIALOGS, Action, bindings, hints_of, key_name
from tracker.tui.background import AskingScreen, Failure
from tracker.tui.cells import one_line
from tracker.tui.words import Words

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
    """A dialog: its keys are those of the action table, told on its lower edge. Esc leaves it.

    What is wrong is said at its foot, in ``Words`` with the id ``error``, where it has any.
    """

    KEYS: ClassVar[str]
    """Name of the dialog in ``DIALOGS``."""
    HORIZONTAL_BREAKPOINTS = []
    """None of their own: a dialog looks the same in any width, and each class costs another round of styles."""

    def __init_subclass__(cls, **options: Any) -> None:
        if hasattr(cls, "KEYS"):
            keys = DIALOGS[cls.KEYS]
            cls.BINDINGS = bindings(keys.actions(*keys.always))
        super().__init_subclass__(**options)

    def __init__(self) -> None:
        super().__init__()
        self.busy = False
        """True while something is done that is not to be begun twice."""

    def box(self, title: str, classes: str = "") -> Vertical:
        """The box, to be filled.

        Args:
            title: stands on its upper edge.
            classes: what it is besides, for the stylesheet.
        """
        box = Vertical(classes=f"dialog {classes}")
        box.border_title = Content(one_line(title))
        box.border_subtitle = self._hint_line()
        return box

    # Keys

    def hints(self) -> Mapping[str, str]:
        """What the lower edge calls actions, by id, where that is not what the table calls them; empty: not told."""
        return {}

    def show_hints(self) -> None:
        """Tell anew what can be done."""
        self.query_one(".dialog").border_subtitle = self._hint_line()

    def offered(self, actions: Iterable[Action]) -> tuple[Action, ...]:
        """Some actions with this person's keys."""
        return self.own_keys.applied(actions)

    def _hint_line(self) -> Content:
        keys, called = DIALOGS[self.KEYS], self.hints()
        told = []
        for action in hints_of(self.offered(keys.actions(*keys.always, *keys.focused))):
            label = called.get(action.id, action.label)
            if not action.keys or not label:
                continue
            hint = Content.assemble((key_name(action.keys[0]), "bold"), f" {label}")
            target = action.run if action.run.startswith("app.") else f"screen.{action.run}"
            mine = target is action.run or hasattr(self, f"action_{action.run.partition('(')[0]}")
            told.append(hint.stylize(VisualStyle.from_meta({"@click": target})) if mine else hint)
        return Content("  ").join(told)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    # What went wrong

    def say(self, words: str) -> None:
        """Say something at the foot of the dialog, or nothing."""
        self.query_one("#error", Words).say(words)

    def refused(self, failure: Failure) -> None:
        """Say why it was not done; what was typed stays."""
        self.busy = False
        self.say(f"{failure.reason}。{failure.next_step}")

    def render(self) -> RenderResult:  # type: ignore[override]
        """What stands around the box: a visual, as good as what Rich renders. Textual blends each piece of it anew."""
        around = super().render()
        return _Behind(around.screen, around.color) if isinstance(around, BackgroundScreen) else around
