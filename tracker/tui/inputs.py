"""Lines to type in."""

from __future__ import annotations

from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widgets import Input

from tracker.tui.actions import Place, actions_of, bindings
from tracker.tui.editing import EDITING
from tracker.tui.own_keys import own_keys_of

_SIGNS = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0x2426)
"""Signs that stand for what a terminal would obey, one for each character, so that the cursor stays where it is."""

COMPACT = "-textual-compact"
"""The class that stands for ``compact``. A widget that is given it when it is made, and is compact unless told, has its
styles found once, when it is put up; else Textual finds them twice before: half of what the widget costs."""


class _Harmless(Highlighter):
    """Puts the signs in their places."""

    def highlight(self, text: Text) -> None:
        text.plain = text.plain.translate(_SIGNS)


class LineInput(Input, inherit_bindings=False):
    """One line of text. Control characters that come with a paste are refused, those in names of files shown as signs.

    The cursor does not blink: an input method shows its candidates where the screen was painted last.
    """

    PLACE: ClassVar[Place] = Place.LINE
    BINDINGS = [*EDITING, *bindings(actions_of(Place.LINE))]
    compact = reactive(True, toggle_class=COMPACT)

    def __init__(self, *, placeholder: str = "", id: str | None = None, suggester: Suggester | None = None) -> None:
        super().__init__(
            placeholder=placeholder,
            id=id,
            suggester=suggester,
            classes=COMPACT,
            compact=True,
            select_on_focus=False,
            highlighter=_Harmless(),
            restrict=r"[^\x00-\x1f\x7f-\x9f]*",
        )
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "tab" and self.suggestion_taken():
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)

    def suggestion_taken(self) -> bool:
        """Take what is suggested in grey behind the cursor; False where there is nothing."""
        rest = self._suggestion[len(self.value) :] if self.cursor_at_end else ""
        if rest:
            self.value += rest
            self.cursor_position = len(self.value)
        return bool(rest)

    def go_on(self) -> None:
        """Stand behind what is there, ready for another word."""
        if self.value and not self.value.endswith(" "):
            self.value += " "
        self.cursor_position = len(self.value)


class DocumentFilterInput(LineInput):
    """The line that filters the reports while it is typed."""

    PLACE: ClassVar[Place] = Place.FILTER
    BINDINGS = bindings(actions_of(Place.FILTER))

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)

    def on_mount(self) -> None:
        """Say how to come here and what can be written."""
        self.placeholder = f"{own_keys_of(self.app).press('documents.filter')} 筛选：单位、文件名  2022  #待确认"


class FilterInput(LineInput):
    """The line that filters the worklist while it is typed."""

    PLACE: ClassVar[Place] = Place.QUERY
    BINDINGS = bindings(actions_of(Place.QUERY))

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)

    def on_mount(self) -> None:
        """Say how to come here and what can be written."""
        come = own_keys_of(self.app).press("worklist.filter")
        self.placeholder = f"{come} 筛选：文字、拼音首字母、编号  @单位  #状态  !对账结论  2022"


class HistoryFilterInput(LineInput):
    """The line that filters the history while it is typed."""

    PLACE: ClassVar[Place] = Place.FILTER
    BINDINGS = bindings(actions_of(Place.FILTER))

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)

    def on_mount(self) -> None:
        """Say how to come here and what can be written."""
        come = own_keys_of(self.app).press("history.filter")
        self.placeholder = f"{come} 筛选：编号  @经办人  2024-03-04  今天  本月"
