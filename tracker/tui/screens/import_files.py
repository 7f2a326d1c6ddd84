"""What to import: files and folders, several at once, found by typing and by going through folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from tracker.reading.files import REPORT_SUFFIXES
from tracker.tui.cells import one_line
from tracker.tui.inputs import LineInput
from tracker.tui.labels import Tone
from tracker.tui.paths import Entry, PathSuggester, typed_path
from tracker.tui.screens.folder_list import ENTRY_COLUMNS, UP, FolderListScreen
from tracker.tui.virtual_list import Column, VirtualList
from tracker.tui.words import Words


@dataclass(frozen=True, slots=True)
class ImportJob:
    """What is to be imported."""

    paths: tuple[Path, ...]
    org: str | None = None
    year: int | None = None


class ImportFilesScreen(FolderListScreen[ImportJob | None]):
    """Type to narrow, go into a folder or take a file, mark several, import what is marked."""

    KEYS = "import_files"
    WAYS_OUT = ()

    def __init__(self, start: Path) -> None:
        """Look for reports.

        Args:
            start: the folder to begin in.
        """
        super().__init__(start)
        self.marked: dict[Path, None] = {}
        """What was marked, in the order in which it was."""

    def compose(self) -> ComposeResult:
        columns: tuple[Column[Entry], ...] = (
            Column("", self._sign, 4, tone=lambda entry: Tone.GOOD if self._sign(entry) else Tone.MUTED),
            *ENTRY_COLUMNS,
        )
        items: VirtualList[Entry] = VirtualList(columns, id="entries")
        items.can_focus = False
        with self.box("导入报告"):
            path = LineInput(placeholder="文件或文件夹的路径；可以粘贴，→ 补全", id="path")
            path.suggester = PathSuggester()
            yield path
            yield items
            yield Static("", id="chosen", markup=False)
            with Horizontal(id="identity"):
                yield LineInput(placeholder="单位：不写则从文中、文件名或文件夹找", id="org")
                yield LineInput(placeholder="年度：同左", id="year")
            yield Words(id="error")

    def hints(self) -> Mapping[str, str]:
        return {"line.enter": "进入或导入"}

    def set_up(self) -> None:
        self._tell_marked()
        super().set_up()

    def wanted(self, entry: Entry) -> bool:
        """Folders, and files that look like reports; any other is found by typing its name."""
        return entry.folder or Path(entry.name).suffix.lower() in REPORT_SUFFIXES

    def _sign(self, entry: Entry) -> str:
        return "选上" if self._folder is not None and self._folder / entry.name in self.marked else ""

    def _tell_marked(self) -> None:
        names = "、".join(path.name for path in list(self.marked)[:3])
        more = f" 等 {len(self.marked)} 个" if len(self.marked) > 3 else ""
        start = self.own_keys.hint("import.start", "导入上面写的文件夹或文件")
        said = f"选上了：{names}{more}" if self.marked else f"没有选上的；{start}"
        self.query_one("#chosen", Static).update(one_line(said))

    def _current(self) -> Path | None:
        """What is under the cursor, or typed in full."""
        exact = typed_path(self._line.value)
        entry = self._list.current
        folder, begun = self._typed()
        if begun and exact.name == begun and exact.is_file():
            return exact
        if entry is None or entry is UP or folder != self._folder:
            return None
        return folder / entry.name

    @on(Input.Submitted, "#path")
    @on(VirtualList.Opened, "#entries")
    def _choose(self) -> None:
        if self._list.current is UP:
            self.action_up()
            return
        here = self._current()
        if here is None:
            return
        if here.is_dir():
            self._go(here)
        else:
            self._start_with([*self.marked, here])

    @on(Input.Submitted, "#org")
    @on(Input.Submitted, "#year")
    def action_start(self) -> None:
        """Import what is marked; where nothing is, what is typed: a folder or a file."""
        typed = typed_path(self._line.value)
        if self.marked:
            self._start_with(list(self.marked))
        elif self._line.value.strip() and typed.exists():
            self._start_with([typed])
        else:
            self.say("没有这个文件或文件夹。")

    def _start_with(self, paths: list[Path]) -> None:
        org = self.query_one("#org", LineInput).value.strip()
        year = self.query_one("#year", LineInput).value.strip()
        if year and not (year.isascii() and year.isdigit() and len(year) == 4):
            self.say(f"“{year}”不是年度，写四位数字，如 2022。")
            self.set_focus(self.query_one("#year"))
            return
        self.dismiss(ImportJob(tuple(dict.fromkeys(paths)), org or None, int(year) if year else None))

    def action_mark(self) -> None:
        """Mark what is under the cursor, or take the mark away; go on to the next."""
        here = self._current()
        if here is None:
            return
        if here in self.marked:
            del self.marked[here]
        else:
            self.marked[here] = None
        self._tell_marked()
        self._list.redraw()
        self._list.cursor += 1
