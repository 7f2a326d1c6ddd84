"""What stands in the place of a list that has nothing to show. Four different cases, four different texts."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from tracker.tui.background import Failure
from tracker.tui.cells import drawn


@dataclass(frozen=True, slots=True)
class Note:
    """A heading, what it means, and what to do."""

    title: str
    lines: tuple[str, ...] = ()


LOADING = Note("正在读取……")
EMPTY_LEDGER = Note(
    "台账里还没有内容",
    (
        "先在命令行导入一份报告，问题和承诺就会列在这里：",
        "",
        "tracker import report.txt",
        "",
        "导入之后回到这里按 ctrl+r 刷新。",
    ),
)
NO_DOCUMENTS = Note(
    "台账里还没有报告",
    ("按 i 导入报告：文件、文件夹都行，可以一次选几个。", "", "在命令行也行：tracker import report.txt"),
)
NOTHING_READ = Note(
    "这份报告里没有读出问题，也没有承诺",
    ("左边是报告全文，漏了的可以补录：", "", "tracker review add 单位 年度 --quote 原文"),
)
NO_PAIRS = Note(
    "还没有可以对账的报告",
    (
        "同一个单位有了前后两年的报告，就能逐项对账：",
        "",
        "tracker import 某单位/2021.txt 某单位/2022.txt",
        "",
        "导入之后回到这里按 ctrl+r 刷新。",
    ),
)
NO_HISTORY = Note(
    "还没有做过什么",
    ("导入报告、改状态、填台账，每一次都会列在这里，连同时间和人：", "", "tracker import report.txt"),
)
NO_YEARS = Note(
    "台账里还没有报告",
    (
        "导入了报告，就能看一年的销号率、再现的和等着办的：",
        "",
        "tracker import report.txt",
        "",
        "导入之后回到这里按 ctrl+r 刷新。",
    ),
)
NO_ITEMS = Note("上一年的报告里没有问题，也没有承诺", ("按 p 换一对报告。",))


def nothing_before(year: int) -> Note:
    """There is nothing to count in a year."""
    return Note(
        f"{year} 年度没有可以数的",
        ("这以前没有提出过问题，也没有等着办的事项。", "", "按 [ ] 换年度，按 p 换单位。"),
    )


def hidden_by_filter(line: str) -> Note:
    """No item passes the filter."""
    return Note("没有符合筛选条件的", ("现在的筛选：", "", line, "", "按 Esc 清除筛选，按 / 修改。"))


def failed(failure: Failure) -> Note:
    """The ledger could not be read."""
    return Note(
        "没有读成", (f"原因：{failure.reason}。", *([f"怎么办：{failure.next_step}。"] if failure.next_step else []))
    )


class NoteView(Static):
    """Shows a note in the middle of the room that a list would take."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self.note: Note | None = None

    def show(self, note: Note | None) -> None:
        """Show a note, or hide."""
        self.note = note
        self.display = note is not None
        if note is not None:
            parts: list[Content | tuple[str, str]] = [(note.title, "bold")]
            parts += [Content("\n")] * bool(note.lines)
            parts += [Content("\n" + drawn(line)) for line in note.lines]
            self.update(Content.assemble(*parts))
