"""A form: one row for each thing that is asked, with what is wrong said below it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from rich.segment import Segment
from textual import events, on
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Button, Checkbox, Input, Select, TextArea

from tracker.tui.actions import Place, actions_of, bindings
from tracker.tui.asks import Answer, Ask, Kind
from tracker.tui.cells import drawn, one_line, padded, width_of, wrap
from tracker.tui.form_row import LABEL_WIDTH, AskRow, lines_of
from tracker.tui.labels import Tone
from tracker.tui.tones import Toned

_AT_ONCE = 7
"""Rows that are put up before the next key is looked at: fewer take longer in all, more hold up the keys."""


class Form(Toned):
    """The rows of a form. Enter and the arrows lead from one to the next, Enter in the last one is ``Filled``.

    What takes an answer is a widget of its own; labels and what is said of an answer are drawn by the form, which knows
    how high it is. With a widget for each label, and asked for its height, it would hold up the keys for 100 ms.
    """

    PLACE: ClassVar[Place] = Place.FORM
    BINDINGS = bindings(actions_of(Place.FORM))

    class Filled(Message):
        """Enter was pressed in the last row."""

    class Mended(Message):
        """Nothing is wrong any more of what was said to be."""

    class Asked(Message):
        """The button of a step was pressed."""

        def __init__(self, ask: Ask) -> None:
            super().__init__()
            self.ask = ask

    def __init__(self, today: date, id: str | None = None) -> None:
        super().__init__(id=id)
        self._today = today
        self._kept: dict[str, Any] = {}
        self._rows: tuple[AskRow, ...] = ()
        self._up = False
        """True where all rows are there and hold what stands in them."""
        self._lines: list[Strip] = []
        """What is drawn around the widgets; made anew whenever the form is."""
        self.styles.height = 0

    @property
    def ready(self) -> bool:
        """True where all that is asked for is there to be answered."""
        return self._up

    @property
    def rows(self) -> tuple[AskRow, ...]:
        """The rows in their order; none while they are being put up."""
        return self._rows if self._up else ()

    async def ask(self, asks: Iterable[Ask], typed: Mapping[str, Any] | None = None) -> None:
        """Ask for other things; what was typed before stays where the same is asked again."""
        self._kept |= {**self.typed(), **(typed or {})}
        self._up = False
        self._rows = ()
        await self.remove_children()
        asks = tuple(asks)
        self.styles.height = sum(map(lines_of, asks))
        for first in range(0, len(asks), _AT_ONCE):
            rows = [AskRow(one, self._kept.get(one.id)) for one in asks[first : first + _AT_ONCE]]
            self._rows += tuple(rows)
            await self.mount_all(row.taker for row in rows)
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
            row.trouble = row.understood(self._today).trouble
            if row.trouble:
                wrong.append(row)
        self._lay_out()
        if wrong:
            wrong[0].field.focus()
            self.call_after_refresh(wrong[0].taker.scroll_visible, animate=False)
        return not wrong

    def begin(self) -> None:
        """Give the focus to the first row that is still empty."""
        rows = self.rows
        empty = [row for row in rows if not row.typed]
        if rows:
            (empty or rows)[0].field.focus()

    def _row_of(self, id: str | None) -> int | None:
        return next((at for at, row in enumerate(self.rows) if row.ask.id == id), None)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    @on(Checkbox.Changed)
    def _typing(self, event: Input.Changed | TextArea.Changed | Select.Changed | Checkbox.Changed) -> None:
        around = set(event.control.ancestors_with_self)
        row = next((one for one in self.rows if one.taker in around), None)
        if row is None:
            return
        answer = row.understood(self._today)
        said = row.told, row.trouble
        row.told = answer.told if isinstance(row.taker, Input) else ""
        row.trouble = row.trouble if answer.trouble else ""
        if said != (row.told, row.trouble):
            self._lay_out()
            if said[1] and not any(one.trouble for one in self.rows):
                self.post_message(self.Mended())

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        rows = self.rows
        at = self._row_of(event.input.id)
        if at is not None and at + 1 < len(rows):
            rows[at + 1].field.focus()
        else:
            self.post_message(self.Filled())

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        at = self._row_of(event.button.id)
        if at is not None:
            self.post_message(self.Asked(self._rows[at].ask))

    def on_click(self, event: events.Click) -> None:
        """A label leads to what it is the label of."""
        for row in self.rows:
            if event.widget is self and row.taker.region.y <= event.screen_y < row.taker.region.bottom:
                row.field.focus()

    # Drawing

    def _trouble_of(self, row: AskRow) -> list[str]:
        lines = wrap(row.trouble, max(self.size.width - LABEL_WIDTH, 1)) if row.trouble else []
        return [drawn(row.trouble[line.start : line.end]) for line in lines]

    def _lay_out(self) -> None:
        """Leave room around the widgets for what is drawn there."""
        height = 0
        for row in self._rows:
            below = len(self._trouble_of(row))
            row.leave_room(right=width_of(row.told) + 1 if row.told else 0, below=below)
            height += row.lines + below
        self.styles.height = height
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Break what is wrong into other lines."""
        if any(row.trouble for row in self._rows) and event.size.width:
            self._lay_out()

    def _drawn_lines(self) -> Iterator[Strip]:
        width, base, bad = self.size.width, self.rich_style, self.tone_style(Tone.BAD)
        blank = Strip.blank(width, base)
        for row in self._rows:
            told = one_line(row.told)
            between = max(width - LABEL_WIDTH - width_of(told), 0)
            yield Strip(
                [
                    Segment(padded(row.label, LABEL_WIDTH), bad if row.trouble else base),
                    Segment(" " * between, base),
                    Segment(told, self.tone_style(Tone.GOOD)),
                ]
            ).adjust_cell_length(width, base)
            yield from [blank] * (row.lines - 1)
            for line in self._trouble_of(row):
                yield Strip([Segment(" " * LABEL_WIDTH, base), Segment(line, bad)]).adjust_cell_length(width, base)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._lines = list(self._drawn_lines())
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return self._lines[y] if y < len(self._lines) else Strip.blank(self.size.width, self.rich_style)
