"""A path as it is typed, and what stands in its folder, narrowed by what is typed: what dialogs with files share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.widgets import Input

from tracker.domain.errors import ReadingError, reason_of
from tracker.tui.background import Failure, ResultT
from tracker.tui.inputs import LineInput
from tracker.tui.labels import Tone
from tracker.tui.paths import Entry, entries_of, size_words, typed_path
from tracker.tui.rows import KnownRows
from tracker.tui.screens.list_dialog import ListDialog
from tracker.tui.virtual_list import Column, VirtualList

UP = Entry("..", folder=True)
"""The way to the folder above."""


def _muted(_entry: Entry) -> Tone:
    return Tone.MUTED


ENTRY_COLUMNS: tuple[Column[Entry], ...] = (
    Column("", lambda entry: "文件夹" if entry.folder else size_words(entry.size), 8, tone=_muted),
    Column("", lambda entry: entry.name + (os.sep if entry.folder else ""), 20),
)


class FolderListScreen(ListDialog[ResultT]):
    """Type to narrow, go up and down in the list meanwhile. What Enter does, the dialog itself says.

    It has an input ``path`` and a list ``entries``.
    """

    AUTO_FOCUS = "#path"
    WAYS_OUT: ClassVar[tuple[Entry, ...]] = (UP,)
    """What is listed where the folder cannot be read."""

    def __init__(self, start: Path) -> None:
        """Look into folders.

        Args:
            start: the folder to begin in.
        """
        super().__init__()
        self._start = start
        self._folder: Path | None = None
        """The folder that is listed; ``None`` where it cannot be read."""
        self._entries: tuple[Entry, ...] = ()

    def set_up(self) -> None:
        """Show the folder to begin in."""
        self._go(self._start)

    def wanted(self, _entry: Entry) -> bool:
        """True for what is listed without being asked for by its name."""
        return True

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
                raise ReadingError(f"打不开“{folder}”（{reason_of(error)}）", "请检查路径") from error

        def came(found: tuple[Entry, ...]) -> None:
            self._folder = folder
            self._entries = found
            self.say("")
            self._show(self._typed()[1])

        self.ask("folder", read, came, self._failed)

    def _failed(self, failure: Failure) -> None:
        self._folder = None
        self._entries = ()
        self._list.show(KnownRows(self.WAYS_OUT))
        self.say(f"{failure.reason}。{failure.next_step}")

    def _show(self, begun: str) -> None:
        words = begun.casefold()
        first = [entry for entry in self._entries if entry.name.casefold().startswith(words)]
        inside = [entry for entry in self._entries if words in entry.name.casefold()]
        fitting = list(dict.fromkeys([*first, *inside]))
        offered = fitting if words else [UP, *filter(self.wanted, fitting)]
        fitting = fitting if words else offered[1:]
        self._list.show(KnownRows(offered), cursor=1 if not words and fitting else 0)
        self.say("" if offered else "这个文件夹里没有这样的名字")

    def action_up(self) -> None:
        """Go to the folder above."""
        folder, _begun = self._typed()
        self._go(folder.parent)
