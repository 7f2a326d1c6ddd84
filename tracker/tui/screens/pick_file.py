"""A dialog to find a file: the path as it is typed, and what stands in its folder, narrowed by what is typed."""

from __future__ import annotations

import os
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tracker.domain.errors import ReadingError
from tracker.tui.background import AskingScreen, Failure
from tracker.tui.inputs import LineInput
from tracker.tui.labels import Tone
from tracker.tui.paths import Entry, entries_of, size_words, typed_path
from tracker.tui.rows import KnownRows
from tracker.tui.virtual_list import Column, VirtualList
from tracker.tui.words import Words

_UP = Entry("..", folder=True)

_COLUMNS: tuple[Column[Entry], ...] = (
    Column("", lambda entry: "文件夹" if entry.folder else size_words(entry.size), 8, tone=lambda _entry: Tone.MUTED),
    Column("", lambda entry: entry.name + (os.sep if entry.folder else ""), 20),
)


class PickFileScreen(ModalScreen[Path | None], AskingScreen[Path | None]):
    """Type to narrow, Enter goes into a folder or takes a file, Esc leaves."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("alt+up,ctrl+up", "up", show=False),
        Binding("ctrl+s", "take_folder", show=False),
    ]
    AUTO_FOCUS = "#path"

    def __init__(self, title: str, start: Path, *, folders: bool = False) -> None:
        """Look for a file.

        Args:
            title: what is asked.
            start: the folder to begin in.
            folders: ctrl+s takes the folder itself.
        """
        super().__init__()
        self._title = title
        self._start = start
        self._folders = folders
        self._folder: Path | None = None
        self._entries: tuple[Entry, ...] = ()

    def compose(self) -> ComposeResult:
        items: VirtualList[Entry] = VirtualList(_COLUMNS, id="entries")
        items.can_focus = False
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self._title
            more = "  ctrl+s 就用这个文件夹" if self._folders else ""
            dialog.border_subtitle = f"Enter 进入或选定  ctrl+↑ 上一级{more}  Esc 取消"
            yield LineInput(placeholder="路径，可以粘贴或把文件拖进来", id="path")
            yield items
            yield Words(id="error")

    def on_mount(self) -> None:
        self._go(self._start)

    @property
    def _line(self) -> LineInput:
        return self.query_one("#path", LineInput)

    @property
    def _list(self) -> VirtualList[Entry]:
        return self.query_one("#entries", VirtualList)

    def _go(self, folder: Path) -> None:
        shown = str(folder)
        self._line.value = shown if shown.endswith(os.sep) else shown + os.sep
        self._line.cursor_position = len(self._line.value)

    def _typed(self) -> tuple[Path, str]:
        """The folder that is typed, and the beginning of a name in it."""
        text = str(typed_path(self._line.value)) + (os.sep if self._line.value.rstrip().endswith(os.sep) else "")
        head, _, begun = text.rpartition(os.sep)
        return Path(head + os.sep), begun

    @on(Input.Changed, "#path")
    def _narrow(self) -> None:
        folder, begun = self._typed()
        if folder == self._folder:
            self._show(begun)
            return

        def read() -> tuple[Entry, ...]:
            try:
                return entries_of(folder)
            except OSError as error:
                raise ReadingError(f"打不开“{folder}”（{error.strerror}）", "请检查路径") from error

        def came(found: tuple[Entry, ...]) -> None:
            self._folder = folder
            self._entries = found
            self._say("")
            self._show(self._typed()[1])

        self.ask("folder", read, came, self._failed)

    def _failed(self, failure: Failure) -> None:
        self._folder = None
        self._entries = ()
        self._show("")
        self._say(f"{failure.reason}。{failure.next_step}")

    def _show(self, begun: str) -> None:
        words = begun.casefold()
        first = [entry for entry in self._entries if entry.name.casefold().startswith(words)]
        inside = [entry for entry in self._entries if words in entry.name.casefold()]
        fitting = list(dict.fromkeys([*first, *inside]))
        offered = [_UP, *fitting] if not words else fitting
        self._list.show(KnownRows(offered), cursor=1 if not words and fitting else 0)
        if self._folder is not None:
            self._say("" if offered else "这个文件夹里没有这样的名字")

    def _say(self, words: str) -> None:
        self.query_one("#error", Words).say(words)

    @on(Input.Submitted, "#path")
    @on(VirtualList.Opened, "#entries")
    def _choose(self) -> None:
        folder, _begun = self._typed()
        exact = typed_path(self._line.value)
        entry = self._list.current
        if folder != self._folder or (entry is None and not exact.is_file()):
            return
        if entry is None or (entry is not _UP and exact.name == entry.name and exact.is_file()):
            self.dismiss(exact)
        elif entry is _UP:
            self.action_up()
        elif entry.folder:
            self._go(folder / entry.name)
        else:
            self.dismiss(folder / entry.name)

    def action_move(self, by: int) -> None:
        """Move the cursor of the list."""
        self._list.cursor += by

    def action_up(self) -> None:
        """Go to the folder above."""
        folder, _begun = self._typed()
        self._go(folder.parent)

    def action_take_folder(self) -> None:
        """Take the folder itself."""
        if self._folders and self._folder is not None:
            self.dismiss(self._folder)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
