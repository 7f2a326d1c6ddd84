"""The rows of a form: one for each thing that is asked, with what is wrong said below it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Select, Static, TextArea

from tracker.tui.asks import Answer, Ask, Kind, typeable, understand
from tracker.tui.cells import one_line
from tracker.tui.inputs import LineInput
from tracker.tui.paths import PathSuggester
from tracker.tui.words import Words

_TEXT_LINES = 3
_AT_ONCE = 7
"""Rows that are put up before the next key is looked at: fewer take longer in all, more hold up the keys."""


class TextInput(TextArea):
    """Several lines of text. Tab leads on, ctrl+s is the dialog's."""

    def __init__(self, text: str, *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            text,
            id=id,
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


class AskRow(Vertical):
    """One thing that is asked."""

    class Asked(Message):
        """The button of a step was pressed."""

        def __init__(self, ask: Ask) -> None:
            super().__init__()
            self.ask = ask

    def __init__(self, ask: Ask, typed: Any = None) -> None:
        super().__init__(classes=f"-{ask.kind.value}")
        self.ask = ask
        self._at_first = _standing(ask, ask.known)
        self._typed = self._at_first if typed is None else typed

    def compose(self) -> ComposeResult:
        ask = self.ask
        with Horizontal(classes="ask-line"):
            yield Static(one_line(ask.label) + (" *" if ask.needed else ""), classes="ask-label", markup=False)
            yield from self._inputs()
        yield Words(classes="ask-trouble")

    def _inputs(self) -> Iterable[Widget]:
        ask, first = self.ask, self._typed
        match ask.kind:
            case Kind.TEXT:
                yield TextInput(first, placeholder=ask.hint, id=ask.id)
            case Kind.CHOICE:
                options = [(Content(one_line(label, 60)), value) for label, value in ask.choices]
                value = Select.NULL if first is None else first
                yield Select(options, prompt=ask.hint or "不选", id=ask.id, value=value, compact=True)
            case Kind.SEVERAL:
                ticked = first
                yield Horizontal(
                    *(Tick(label, value, ticked=value in ticked) for label, value in ask.choices), classes="ask-several"
                )
            case Kind.YES:
                yield Tick(ask.hint or "是", True, ticked=first)
            case Kind.STEP:
                yield Button(Content(one_line(ask.hint)), id=ask.id, compact=True)
            case Kind.LINE | Kind.DAY | Kind.PAST_DAY | Kind.FILE:
                suggester = PathSuggester() if ask.kind is Kind.FILE else None
                line = LineInput(placeholder=ask.hint, id=ask.id, suggester=suggester)
                line.value = first
                yield line

    @property
    def field(self) -> Widget:
        """What takes the focus."""
        return next(iter(self.query("Input, TextArea, Select, Checkbox, Button")))

    @property
    def typed(self) -> Any:
        """What was typed or chosen."""
        match self.ask.kind:
            case Kind.TEXT:
                return self.query_one(TextArea).text
            case Kind.CHOICE:
                select: Select[Any] = self.query_one(Select)
                return None if select.is_blank() else select.value
            case Kind.SEVERAL:
                return tuple(tick.stands_for for tick in self.query(Tick) if tick.value)
            case Kind.YES:
                return self.query_one(Tick).value
            case Kind.STEP:
                return None
            case Kind.LINE | Kind.DAY | Kind.PAST_DAY | Kind.FILE:
                return self.query_one(Input).value

    @property
    def changed(self) -> bool:
        """True where something else stands there than at first."""
        return bool(self.typed != self._at_first)

    def understood(self, today: date) -> Answer:
        """What it means."""
        return understand(self.ask, self.typed, today)

    def say(self, trouble: str) -> None:
        """Say what is wrong with it, or nothing."""
        self.set_class(bool(trouble), "-wrong")
        self.query_one(".ask-trouble", Words).say(trouble)

    def tell(self, words: str) -> None:
        """Say what it was understood as, or nothing."""
        # Most rows never have anything to tell: what is not there need not be laid out.
        for told in self.query(".ask-told").results(Static):
            told.update(words)
            told.display = bool(words)
            return
        if words:
            self.query_one(".ask-line").mount(Static(words, classes="ask-told", markup=False))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Asked(self.ask))


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


class Tick(Checkbox):
    """One of several choices, any of which may be taken."""

    def __init__(self, label: str, stands_for: Any, *, ticked: bool) -> None:
        super().__init__(Content(one_line(label)), ticked, compact=True)
        self.stands_for = stands_for


class Form(Vertical):
    """The rows of a form. Enter and the arrows lead from one to the next, Enter in the last one is ``Filled``."""

    BINDINGS = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    class Filled(Message):
        """Enter was pressed in the last row."""

    def __init__(self, today: date, id: str | None = None) -> None:
        super().__init__(id=id)
        self._today = today
        self._kept: dict[str, Any] = {}
        self._up = False
        """True where all rows are there and hold what stands in them."""

    @property
    def ready(self) -> bool:
        """True where all that is asked for is there to be answered."""
        return self._up

    @property
    def rows(self) -> list[AskRow]:
        """The rows in their order; none while they are being put up."""
        return list(self.query(AskRow)) if self._up else []

    async def ask(self, asks: Iterable[Ask], typed: Mapping[str, Any] | None = None) -> None:
        """Ask for other things; what was typed before stays where the same is asked again."""
        self._kept |= {**self.typed(), **(typed or {})}
        self._up = False
        await self.remove_children()
        rows = [AskRow(one, self._kept.get(one.id)) for one in asks]
        for first in range(0, len(rows), _AT_ONCE):
            await self.mount_all(rows[first : first + _AT_ONCE])
            await asyncio.sleep(0)
        self._up = True

    def typed(self) -> dict[str, Any]:
        """By id, what stands in the rows; steps have nothing."""
        return {row.ask.id: row.typed for row in self.rows if row.ask.kind is not Kind.STEP}

    def changed(self) -> set[str]:
        """The ids of the rows that hold something else than at first."""
        return {row.ask.id for row in self.rows if row.changed}

    def answers(self) -> dict[str, Answer]:
        """By id, what the rows mean."""
        return {row.ask.id: row.understood(self._today) for row in self.rows}

    def check(self) -> bool:
        """Say at each row what is wrong with it; the first of them gets the focus.

        Returns:
            True where nothing is wrong.
        """
        wrong = []
        for row in self.rows:
            answer = row.understood(self._today)
            row.say(answer.trouble)
            if answer.trouble:
                wrong.append(row)
        if wrong:
            wrong[0].field.focus()
            self.call_after_refresh(wrong[0].scroll_visible, animate=False)
        return not wrong

    def begin(self) -> None:
        """Give the focus to the first row that is still empty."""
        rows = self.rows
        empty = [row for row in rows if not row.typed]
        if rows:
            (empty or rows)[0].field.focus()

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        row = next((row for row in self.rows if row.ask.id == event.input.id), None)
        if row is None:
            return
        answer = row.understood(self._today)
        row.tell(answer.told)
        if not answer.trouble:
            row.say("")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        rows = self.rows
        at = next((at for at, row in enumerate(rows) if row.ask.id == event.input.id), len(rows))
        if at + 1 < len(rows):
            rows[at + 1].field.focus()
        else:
            self.post_message(self.Filled())
