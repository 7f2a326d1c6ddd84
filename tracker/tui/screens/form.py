"""A dialog of a few lines to fill in. What is refused is said in place, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tracker.tui.background import Failure
from tracker.tui.cells import one_line
from tracker.tui.inputs import LineInput
from tracker.tui.screens.modal import Dialog
from tracker.tui.underway import Through, Underway
from tracker.tui.words import Words

DoneT = TypeVar("DoneT")

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Blank:
    """One line to fill in."""

    name: str
    label: str
    value: str = ""
    """What stands in it at first."""
    placeholder: str = ""
    needed: str = ""
    """What to say where it is left empty; empty where it may be."""
    offered: tuple[str, ...] = ()
    """Answers often given, to be put in one after another."""


class FormScreen(Dialog[DoneT | None]):
    """What ends a line leads to the next one and, in the last, does it."""

    KEYS = "form"

    def __init__(
        self,
        title: str,
        blanks: Sequence[Blank],
        act: Callable[[Values], DoneT],
        *,
        about: str = "",
        explained: str = "",
    ) -> None:
        """Ask for some lines.

        Args:
            title: what is done.
            blanks: the lines.
            act: does it, in a thread; what it raises is said in the dialog.
            about: what it is done to.
            explained: what it means; a line feed begins another paragraph.
        """
        super().__init__()
        self._title = title
        self._blanks = tuple(blanks)
        self._act = act
        self._about = about
        self._explained = explained
        self.underway = Underway(self)
        """What is being done, where it tells how far it is."""

    def compose(self) -> ComposeResult:
        with self.box(self._title):
            if self._about:
                yield Static(one_line(self._about), classes="about", markup=False)
            if self._explained:
                yield Words(self._explained, classes="ask")
            for blank in self._blanks:
                yield Static(f"{blank.label}：", classes="ask", markup=False)
                yield LineInput(placeholder=blank.placeholder, id=f"blank-{blank.name}")
            yield Words(id="error")

    def hints(self) -> Mapping[str, str]:
        offering = any(blank.offered for blank in self._blanks)
        several = {} if len(self._blanks) > 1 else {"answer.apply": ""}
        return several if offering else {**several, "offer.next": ""}

    def set_up(self) -> None:
        for blank in self._blanks:
            line = self._line(blank)
            line.value = one_line(blank.value)
            line.cursor_position = len(line.value)
        self.set_focus(self._line(self._blanks[0]))

    def _line(self, blank: Blank) -> LineInput:
        return self.query_one(f"#blank-{blank.name}", LineInput)

    def _here(self) -> int:
        names = [f"blank-{blank.name}" for blank in self._blanks]
        focused = self.focused.id if self.focused is not None else None
        return names.index(focused) if focused in names else len(names) - 1

    @on(Input.Submitted)
    def _entered(self) -> None:
        here = self._here()
        if here + 1 < len(self._blanks):
            self.set_focus(self._line(self._blanks[here + 1]))
        else:
            self.action_apply()

    def action_offer(self, by: int) -> None:
        """Put an answer often given into the line."""
        blank = self._blanks[self._here()]
        if blank.offered:
            line = self._line(blank)
            known = list(blank.offered)
            at = known.index(line.value) + by if line.value in known else (0 if by > 0 else -1)
            line.value = known[at % len(known)]
            line.cursor_position = len(line.value)

    def action_apply(self) -> None:
        """Do it."""
        if self.busy:
            return
        values = {blank.name: self._line(blank).value.strip() for blank in self._blanks}
        for blank in self._blanks:
            if blank.needed and not values[blank.name]:
                self.say(blank.needed)
                self.set_focus(self._line(blank))
                return
        self.busy = True
        self.say("")
        self.begin()
        self.ask("form", lambda: self._act(values), self._did, self.refused)

    def begin(self) -> None:
        """It is about to be done."""

    def refused(self, failure: Failure) -> None:
        self.underway.end()
        super().refused(failure)

    def on_through(self, message: Through) -> None:
        """Say how far it is."""
        if self.underway.doing and not self.underway.stopped:
            self.say(self.underway.words(message, self.own_keys.hint("dialog.leave", "停下")))

    def action_leave(self) -> None:
        """Stop what is under way, else leave."""
        if self.underway.stop():
            self.say("正在停下……")
        else:
            super().action_leave()

    def _did(self, done: DoneT) -> None:
        self.dismiss(done)
