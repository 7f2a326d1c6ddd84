"""What all dialogs with a form share: rows that scroll, what went wrong said in place, nothing typed lost by a slip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tracker.tui.asks import Ask
from tracker.tui.form import Form
from tracker.tui.screens.modal import Dialog
from tracker.tui.words import Words

ResultT = TypeVar("ResultT")

_UNFILLED = "还有没填好的，已在上面标出。"


class AskScreen(Dialog[ResultT | None]):
    """A dialog with a form. Leaving it asks once more where something was typed."""

    KEYS = "ask"
    TITLE_WORDS = ""
    DOES = "办理"
    """What is done with the answers, for the lower edge."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self._leaving = False

    def compose(self) -> ComposeResult:
        with self.box(self.TITLE_WORDS, "form-dialog"):
            with VerticalScroll(classes="form-body", can_focus=False):
                yield from self.compose_head()
                yield Form(self.today, id="form")
            yield Words(id="error")

    def compose_head(self) -> ComposeResult:
        """What stands over the form."""
        yield from ()

    def hints(self) -> Mapping[str, str]:
        return {"answer.apply": self.DOES}

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
                self.call_after_refresh(self._from_the_top)

        self.run_worker(work(), group="form", exclusive=True)

    def _from_the_top(self) -> None:
        """While rows are still coming, the one with the focus may be scrolled to a place that it need not have."""
        self.query_one(".form-body").scroll_home(animate=False, immediate=True)
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)

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
            self.say(_UNFILLED)

    @on(Form.Mended)
    def _mended(self) -> None:
        if self.query_one("#error", Words).words == _UNFILLED:
            self.say("")

    @property
    def dirty(self) -> bool:
        """True where something would be lost."""
        return bool(self.form.changed())

    def action_leave(self) -> None:
        """Change nothing."""
        if self.dirty and not self._leaving:
            self._leaving = True
            again, apply = self.own_keys.press("dialog.leave"), self.own_keys.hint("answer.apply", self.DOES)
            self.say(f"填了的还没有{self.DOES}。再{again} 就放弃；{apply}。")
        else:
            self.dismiss(None)
