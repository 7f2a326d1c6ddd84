"""One row of a form: what is asked, the widget that takes the answer, and what is said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from textual import events
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Select, TextArea

from tracker.tui.asks import Answer, Ask, Kind, typeable, understand
from tracker.tui.cells import one_line
from tracker.tui.inputs import COMPACT, LineInput
from tracker.tui.paths import PathSuggester

LABEL_WIDTH = 13
"""Cells for the labels on the left."""
_TEXT_LINES = 3


class TextInput(TextArea):
    """Several lines of text. Tab leads on, ctrl+s is the dialog's."""

    compact = reactive(True, toggle_class=COMPACT)

    def __init__(self, text: str, *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            text,
            id=id,
            classes=COMPACT,
            compact=True,
            show_line_numbers=False,
            tab_behavior="focus",
            placeholder=placeholder,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False
        self.styles.height = _TEXT_LINES

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted without what a terminal would obey."""
        event.text = typeable(event.text)


class Tick(Checkbox):
    """One of several choices, any of which may be taken. Textual tells what is ticked by its colour alone."""

    def __init__(self, label: str, stands_for: Any, *, ticked: bool) -> None:
        super().__init__(Content(one_line(label)), ticked, classes=COMPACT, compact=True)
        self.stands_for = stands_for

    @property
    def _button(self) -> Content:
        return Content("[x]" if self.value else "[ ]").stylize(self.get_visual_style("toggle--button"))


class AskRow:
    """One thing that is asked. It is no widget: the form draws what stands around ``taker``."""

    def __init__(self, ask: Ask, typed: Any = None) -> None:
        self.ask = ask
        self._at_first = _standing(ask, ask.known)
        self.taker = _taker(ask, self._at_first if typed is None else typed)
        """The widget that takes the answer."""
        self.lines = lines_of(ask)
        """How many lines it takes."""
        self.label = one_line(ask.label) + (" *" if ask.needed else "")
        self.trouble = ""
        """What is wrong with the answer, to be said below it."""
        self.told = ""
        """What the answer was understood as, to be said to the right of it."""
        self.leave_room()

    def leave_room(self, *, right: int = 0, below: int = 0) -> None:
        """Leave room around the widget for what the form draws there: cells and lines."""
        self.taker.styles.margin = (0, right, below, LABEL_WIDTH)

    @property
    def field(self) -> Widget:
        """What takes the focus."""
        return self.taker.query(Tick).first() if self.ask.kind is Kind.SEVERAL else self.taker

    @property
    def typed(self) -> Any:
        """What was typed or chosen."""
        match self.taker:
            case TextArea() as text:
                return text.text
            case Select() as select:
                return None if select.is_blank() else select.value
            case Tick() as tick:
                return tick.value
            case Input() as line:
                return line.value
            case Button():
                return None
        return tuple(tick.stands_for for tick in self.taker.query(Tick) if tick.value)

    def put(self, text: str) -> None:
        """Let something stand in a line as if it had been typed."""
        if isinstance(self.taker, Input):
            self.taker.value = text

    @property
    def changed(self) -> bool:
        """True where something else stands there than at first."""
        return bool(self.typed != self._at_first)

    def understood(self, today: date) -> Answer:
        """What it means."""
        return understand(self.ask, self.typed, today)


def lines_of(ask: Ask) -> int:
    """How many lines are there to answer in."""
    return _TEXT_LINES if ask.kind is Kind.TEXT else 1


def _taker(ask: Ask, first: Any) -> Widget:
    match ask.kind:
        case Kind.TEXT:
            return TextInput(first, placeholder=ask.hint, id=ask.id)
        case Kind.CHOICE:
            options = [(Content(one_line(label, 60)), value) for label, value in ask.choices]
            value = Select.NULL if first is None else first
            prompt = ask.hint or "不选"
            return Select(options, prompt=prompt, id=ask.id, value=value, classes=COMPACT, compact=True)
        case Kind.SEVERAL:
            return Horizontal(*(Tick(label, value, ticked=value in first) for label, value in ask.choices))
        case Kind.YES:
            return Tick(ask.hint or "是", True, ticked=first)
        case Kind.STEP:
            return Button(Content(one_line(ask.hint)), id=ask.id, classes=COMPACT, compact=True)
        case Kind.LINE | Kind.DAY | Kind.PAST_DAY | Kind.FILE:
            suggester = PathSuggester() if ask.kind is Kind.FILE else None
            line = LineInput(placeholder=ask.hint, id=ask.id, suggester=suggester)
            line.value = first
            return line


def _standing(ask: Ask, known: Any) -> Any:
    """What stands in a row where that is known."""
    match ask.kind:
        case Kind.LINE | Kind.DAY | Kind.PAST_DAY | Kind.FILE:
            return typeable(str(known or "")).replace("\n", " ")
        case Kind.TEXT:
            return typeable(str(known or ""))
        case Kind.CHOICE:
            return known if any(value == known for _label, value in ask.choices) else None
        case Kind.SEVERAL:
            return tuple(known or ())
        case Kind.YES:
            return bool(known)
        case Kind.STEP:
            return None
