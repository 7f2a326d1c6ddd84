"""What can be done where one is, straight from the action table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import events
from textual.app import ComposeResult

from tracker.tui.actions import PLACE_TITLES, SCREENS, WIDE_MARKS, Action, key_name
from tracker.tui.cells import width_of
from tracker.tui.labels import Tone
from tracker.tui.own_keys import OwnKeys
from tracker.tui.screens.modal import Dialog
from tracker.tui.sheet import MarkedText, Sheet
from tracker.tui.text_view import TextView

_KEYS_WIDTH = 18


def help_text(screen: str, offered: Callable[[Iterable[Action]], Iterable[Action]] = tuple) -> MarkedText:
    """The keys of a screen, place by place.

    Args:
        screen: its name.
        offered: those of some actions that can be done here, with this person's keys.
    """
    sheet = Sheet()
    keys = SCREENS[screen]
    for place in (*keys.always[:-1], *keys.focused, keys.always[-1]):
        actions = [action for action in offered(keys.actions(place)) if action.keys]
        if actions:
            sheet.heading(PLACE_TITLES[place])
        for action in actions:
            names = "  ".join(key_name(key) for key in action.keys[:2])
            gap = " " * max(_KEYS_WIDTH - width_of(names), 0)
            sheet.line(action.help, indent=2, label=names + gap, tone=Tone.STRONG)
    sheet.heading("开着中文输入法也能用")
    sheet.line("每个字母键都有一个替身：方向键、回车、功能键或 ctrl 组合。", indent=2)
    wide = _wide_marks(offered(keys.actions(*keys.always, *keys.focused)))
    if wide:
        sheet.line(f"{wide}，不用先切回英文。", indent=2)
    return sheet.done()


def _wide_marks(actions: Iterable[Action]) -> str:
    """Which full-width marks do what the narrow ones do: ``、？就是 / ?``."""
    known = [set(action.keys) for action in actions]
    both = {
        key_name(wide): key_name(narrow)
        for narrow, wide in WIDE_MARKS.items()
        if any({narrow, wide} <= keys for keys in known)
    }
    return f"{''.join(both)} 就是 {' '.join(both.values())}" if both else ""


class HelpScreen(Dialog[None]):
    """The keys of the screen behind."""

    KEYS = "help"

    def __init__(self, screen: str, own: OwnKeys, offered: Callable[[Iterable[Action]], Iterable[Action]]) -> None:
        super().__init__()
        self._screen = screen
        self._own = own
        self._offered = offered

    def compose(self) -> ComposeResult:
        with self.box("帮助"):
            yield TextView(id="help")

    def set_up(self) -> None:
        self.query_one(TextView).show(help_text(self._screen, self._offered))

    def on_key(self, event: events.Key) -> None:
        """The key that opens the help closes it, whichever it is for this person."""
        if event.key in (*self._own.keys_of("app.help"), *self._own.keys_of("dialog.help")):
            event.stop()
            self.dismiss(None)
