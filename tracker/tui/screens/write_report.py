"""A dialog that writes a year's report into a folder, says how far it is, and can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input, Static

from tracker.services.delivering import FileForm, Written
from tracker.tui.background import Failure
from tracker.tui.cells import one_line
from tracker.tui.gateway import Gateway
from tracker.tui.inputs import LineInput
from tracker.tui.labels import Tone
from tracker.tui.rows import KnownRows
from tracker.tui.screens.modal import Dialog
from tracker.tui.virtual_list import Column, VirtualList
from tracker.tui.words import Words


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to write it."""

    label: str
    aside: str
    forms: tuple[FileForm, ...]
    issue: bool = False


_WAYS = (
    _Way("Word 文档和网页", "网页里每个数字都能点开", (FileForm.WORD, FileForm.PAGE)),
    _Way("Word 文档", "公文格式", (FileForm.WORD,)),
    _Way("网页", "用浏览器看", (FileForm.PAGE,)),
)
_ISSUE = _Way("印发", "编上期号存进台账，以后不变；写 Word 文档和网页", (FileForm.WORD, FileForm.PAGE), issue=True)

_COLUMNS: tuple[Column[_Way], ...] = (
    Column("", lambda way: way.label, 16),
    Column("", lambda way: way.aside, 20, tone=lambda _: Tone.MUTED),
)


class _StoppedError(Exception):
    """The person does not want it any more."""


class Step(Message, bubble=False):
    """The writing has come to another step."""

    def __init__(self, done: int, steps: int, what: str) -> None:
        super().__init__()
        self.done = done
        self.steps = steps
        self.what = what


class WriteReportScreen(Dialog[Written | None]):
    """Choose what to write and where. Leaving stops it between two steps; nothing half-written is left."""

    KEYS = "write"
    AUTO_FOCUS = "#ways"

    def __init__(self, gateway: Gateway, year: int, unit: str | None) -> None:
        super().__init__()
        self.gateway = gateway
        self.year = year
        self.unit = unit
        self._stop: threading.Event | None = None

    def compose(self) -> ComposeResult:
        what = f"{self.unit} {self.year} 年度整改情况报告" if self.unit else f"{self.year} 年度全部单位汇总"
        with self.box("出报告"):
            yield Static(one_line(what), classes="about", markup=False)
            yield Static("写成：", classes="ask", markup=False)
            yield VirtualList(_COLUMNS, id="ways")
            yield Static("写到哪个文件夹：", classes="ask", markup=False)
            yield LineInput(id="folder")
            yield Static("", id="progress", markup=False)
            yield Words(id="error")

    def hints(self) -> Mapping[str, str]:
        return {"list.open": "下一步", "line.enter": "", "answer.apply": "写出"}

    def set_up(self) -> None:
        ways = (*_WAYS, _ISSUE) if self.unit else _WAYS
        self._list.styles.height = len(ways)
        self._list.show(KnownRows(ways))
        self.query_one("#folder", Input).value = str(Path.cwd())
        self.query_one("#progress").display = False

    @property
    def _list(self) -> VirtualList[_Way]:
        return self.query_one("#ways", VirtualList)

    @on(VirtualList.Opened, "#ways")
    def _to_folder(self) -> None:
        self.set_focus(self.query_one("#folder"))

    @on(Input.Submitted, "#folder")
    def action_apply(self) -> None:
        """Write it."""
        way = self._list.current
        folder = self.query_one("#folder", Input).value.strip()
        if way is None or self._stop is not None:
            return
        if not folder:
            self.say("写明写到哪个文件夹。")
            return
        self._stop = stop = threading.Event()
        self.say("")

        def progress(done: int, steps: int, what: str) -> None:
            if stop.is_set():
                raise _StoppedError
            self.post_message(Step(done, steps, what))

        def write() -> Written | None:
            try:
                return self.gateway.write_year_report(
                    self.year,
                    self.unit,
                    forms=way.forms,
                    folder=Path(folder).expanduser(),
                    issue=way.issue,
                    progress=progress,
                )
            except _StoppedError:
                return None

        self.ask("write", write, self._written, self.refused)

    def _written(self, done: Written | None) -> None:
        self.dismiss(done)

    def on_step(self, message: Step) -> None:
        """Say how far it is."""
        line = self.query_one("#progress", Static)
        filled = round(20 * message.done / message.steps)
        line.update(f"{message.what}……  {message.done + 1}/{message.steps}  {'#' * filled}{'.' * (20 - filled)}")
        line.display = True

    def refused(self, failure: Failure) -> None:
        self._stop = None
        self.query_one("#progress").display = False
        super().refused(failure)

    def action_leave(self) -> None:
        """Stop it; before it has begun, go back to the choice, then leave."""
        if self._stop is not None:
            self._stop.set()
        elif isinstance(self.focused, Input):
            self.set_focus(self._list)
        else:
            self.dismiss(None)
