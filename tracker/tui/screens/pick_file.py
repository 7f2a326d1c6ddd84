"""A dialog to find a file: the path as it is typed, and what stands in its folder, narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from tracker.tui.inputs import LineInput
from tracker.tui.paths import Entry, typed_path
from tracker.tui.screens.folder_list import ENTRY_COLUMNS, UP, FolderListScreen
from tracker.tui.virtual_list import VirtualList
from tracker.tui.words import Words


class PickFileScreen(FolderListScreen[Path | None]):
    """Type to narrow, then go into a folder or take a file."""

    KEYS = "pick_file"

    def __init__(self, title: str, start: Path) -> None:
        """Look for a file.

        Args:
            title: what is asked.
            start: the folder to begin in.
        """
        super().__init__(start)
        self._title = title

    def compose(self) -> ComposeResult:
        items: VirtualList[Entry] = VirtualList(ENTRY_COLUMNS, id="entries")
        items.can_focus = False
        with self.box(self._title):
            yield LineInput(placeholder="路径，可以粘贴或把文件拖进来", id="path")
            yield items
            yield Words(id="error")

    def hints(self) -> Mapping[str, str]:
        return {"line.enter": "进入或选定"}

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
