"""A dialog to find a file: the path as it is typed, and what stands in its folder, narrowed by what is typed."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from tracker.tui.inputs import LineInput
from tracker.tui.paths import Entry, typed_path
from tracker.tui.screens.folder_list import ENTRY_COLUMNS, UP, FolderListScreen
from tracker.tui.virtual_list import VirtualList
from tracker.tui.words import Words


class PickFileScreen(FolderListScreen[Path | None]):
    """Type to narrow, Enter goes into a folder or takes a file, Esc leaves."""

    BINDINGS = [
        Binding("ctrl+s", "take_folder", show=False),
    ]

    def __init__(self, title: str, start: Path, *, folders: bool = False) -> None:
        """Look for a file.

        Args:
            title: what is asked.
            start: the folder to begin in.
            folders: ctrl+s takes the folder itself.
        """
        super().__init__(start)
        self._title = title
        self._folders = folders

    def compose(self) -> ComposeResult:
        items: VirtualList[Entry] = VirtualList(ENTRY_COLUMNS, id="entries")
        items.can_focus = False
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self._title
            more = "  ctrl+s 就用这个文件夹" if self._folders else ""
            dialog.border_subtitle = f"Enter 进入或选定  ctrl+↑ 上一级{more}  Esc 取消"
            yield LineInput(placeholder="路径，可以粘贴或把文件拖进来", id="path")
            yield items
            yield Words(id="error")

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
        if entry is None or (entry is not UP and exact.name == entry.name and exact.is_file()):
            self.dismiss(exact)
        elif entry is UP:
            self.action_up()
        elif entry.folder:
            self._go(folder / entry.name)
        else:
            self.dismiss(folder / entry.name)

    def action_take_folder(self) -> None:
        """Take the folder itself."""
        if self._folders and self._folder is not None:
            self.dismiss(self._folder)
