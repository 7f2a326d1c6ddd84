"""A dialog to choose one thing from a list by typing a part of its name. The palette is one, too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tracker.tui.inputs import LineInput
from tracker.tui.labels import Tone
from tracker.tui.rows import KnownRows
from tracker.tui.screens.list_dialog import ListDialog
from tracker.tui.virtual_list import Column, VirtualList

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Choice(Generic[ValueT]):
    """One thing that can be chosen."""

    label: str
    aside: str
    """More about it: shown after the label and searched as well."""
    value: ValueT


def _all_of(choice: Choice[Any]) -> str:
    return f"{choice.label} {choice.aside}".casefold()


def _muted(_choice: object) -> Tone:
    return Tone.MUTED


class PickScreen(ListDialog[ValueT | None]):
    """Type to narrow the list, then choose."""

    KEYS = "pick"
    AUTO_FOCUS = "#words"

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[ValueT]],
        *,
        none: str,
        at: int = 0,
        wide: int = 28,
        made: Callable[[str], Choice[ValueT] | None] = lambda _words: None,
    ) -> None:
        """Offer some choices.

        Args:
            title: what is asked.
            choices: what can be chosen.
            none: what to say where no choice fits the words typed.
            at: the choice under the cursor at first.
            wide: cells for the labels where choices have an aside.
            made: makes a choice of the words typed themselves, which then comes first.
        """
        super().__init__()
        self._title = title
        self._choices = tuple(choices)
        self._none = none
        self._at = at
        self._wide = wide
        self._made = made
        self._fitting = self._choices

    def compose(self) -> ComposeResult:
        columns: list[Column[Choice[ValueT]]] = [Column("", lambda choice: choice.label, self._wide)]
        if any(choice.aside for choice in self._choices):
            columns.append(Column("", lambda choice: choice.aside, 20, tone=_muted))
        items: VirtualList[Choice[ValueT]] = VirtualList(columns, id="choices")
        items.can_focus = False
        with self.box(self._title):
            yield LineInput(placeholder="输入几个字来找", id="words")
            yield items
            yield Static(self._none, id="none", markup=False)

    def set_up(self) -> None:
        self.query_one("#none").display = False
        self._list.show(KnownRows(self._choices), cursor=self._at)

    @property
    def _list(self) -> VirtualList[Choice[ValueT]]:
        return self.query_one("#choices", VirtualList)

    @on(Input.Changed, "#words")
    def _narrow(self, event: Input.Changed) -> None:
        words = event.value.casefold().split()
        named: list[Choice[ValueT]] = []
        told: list[Choice[ValueT]] = []
        for choice in self._choices:  # a county has thousands of pairs of reports: none of them is hashed
            if all(word in choice.label.casefold() for word in words):
                named.append(choice)
            elif all(word in _all_of(choice) for word in words):
                told.append(choice)
        made = self._made(event.value)
        self._fitting = (*([made] if made else ()), *named, *told)
        self._list.show(KnownRows(self._fitting), cursor=0 if words else self._at)
        self.query_one("#none").display = not self._fitting
        self._list.display = bool(self._fitting)

    @on(Input.Submitted, "#words")
    @on(VirtualList.Opened, "#choices")
    def _choose(self) -> None:
        choice = self._list.current
        if choice is not None:
            self.dismiss(choice.value)
