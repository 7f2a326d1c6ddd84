"""What all dialogs with a form share: rows that scroll, what went wrong said in place, nothing typed lost by a slip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll

from tracker.tui.asks import Ask
from tracker.tui.background import Failure
from tracker.tui.form import Form
from tracker.tui.screens.modal import Dialog
from tracker.tui.words import Words

ResultT = TypeVar("ResultT")


class AskScreen(Dialog[ResultT | None]):
    """A dialog with a form. ctrl+s does it; Esc leaves, and asks once more where something was typed."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "apply", show=False),
    ]
    TITLE_WORDS = ""
    DOES = "办理"
    """What ctrl+s does, for the lower edge."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.busy = False
        self._leaving = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog form-dialog") as dialog:
            dialog.border_title = self.TITLE_WORDS
            dialog.border_subtitle = f"ctrl+s {self.DOES}  Tab 下一格  Esc 取消"
            with VerticalScroll(classes="form-body", can_focus=False):
                yield from self.compose_head()
                yield Form(self.today, id="form")
            yield Words(id="error")

    def compose_head(self) -> ComposeResult:
        """What stands over the form."""
        yield from ()

    def set_up(self) -> None:
        self.say("")

    @property
    def form(self) -> Form:
        """The rows."""
        return self.query_one(Form)

    def put_up(self, asks: Iterable[Ask], typed: Mapping[str, Any] | None = None, *, begin: bool = True) -> None:
        """Ask for other things.

        Args:
            asks: what is asked for.
            typed: by id, what stands there instead of what was typed before.
            begin: give the focus to the first row that is empty.
        """

        async def work() -> None:
            await self.form.ask(asks, typed)
            if begin:
                self.form.begin()

        self.run_worker(work(), group="form", exclusive=True)

    def submit(self, answers: Mapping[str, Any]) -> None:
        """Do it, with what was typed and understood."""
        raise NotImplementedError

    @on(Form.Filled)
    def action_apply(self) -> None:
        """Try it; what is missing or refused is said here, and what was typed stays."""
        self._leaving = False
        if self.busy or not self.form.ready:
            return
        if self.form.check():
            self.say("")
            self.submit({name: answer.value for name, answer in self.form.answers().items()})
        else:
            self.say("还有没填好的，已在上面标出。")

    def say(self, words: str) -> None:
        """Say something at the lower edge, or nothing."""
        self.query_one("#error", Words).say(words)

    def refused(self, failure: Failure) -> None:
        """Say why it was not done."""
        self.busy = False
        self.say(f"{failure.reason}。{failure.next_step}")

    @property
    def dirty(self) -> bool:
        """True where something would be lost."""
        return bool(self.form.changed())

    def action_leave(self) -> None:
        """Change nothing."""
        if self.dirty and not self._leaving:
            self._leaving = True
            self.say("填了的还没有办理。再按一次 Esc 就放弃；ctrl+s 办理。")
        else:
            self.dismiss(None)
