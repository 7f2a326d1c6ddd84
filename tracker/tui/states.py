"""What stands in the place of a list that has nothing to show. Four different cases, four different texts."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from tracker.tui.background import Failure
from tracker.tui.cells import drawn
from tracker.tui.own_keys import OwnKeys


@dataclass(frozen=True, slots=True)
class Note:
    """A heading, what it means, and what to do."""

    title: str
    lines: tuple[str, ...] = ()


LOADING = Note("正在读取……")
_LOOKING_ONLY = "这里只看不改；导入了报告，这里自己会出现。"


def _bring_in(keys: OwnKeys, *, writable: bool, example: str = "report.txt") -> tuple[str, ...]:
    """How reports come into the ledger, in lines."""
    if not writable:
        return (_LOOKING_ONLY,)
    here = f"{keys.press('app.documents')} 转到“报告”，再{keys.press('documents.import')} 导入。"
    return (here, "", f"在命令行也行：tracker import {example}")


def empty_ledger(keys: OwnKeys, *, writable: bool) -> Note:
    """There are no items at all."""
    return Note("台账里还没有内容", ("导入一份报告，问题和承诺就会列在这里。", "", *_bring_in(keys, writable=writable)))


def no_documents(keys: OwnKeys, *, writable: bool) -> Note:
    """There are no reports to list."""
    if not writable:
        return Note("台账里还没有报告", (_LOOKING_ONLY,))
    here = f"{keys.press('documents.import')} 导入报告：文件、文件夹都行，可以一次选几个。"
    return Note("台账里还没有报告", (here, "", "在命令行也行：tracker import report.txt"))


def nothing_read(*, writable: bool) -> Note:
    """Nothing was found in a report."""
    add = ("，漏了的可以补录：", "", "tracker review add 单位 年度 --quote 原文") if writable else ("。",)
    return Note("这份报告里没有读出问题，也没有承诺", (f"左边是报告全文{add[0]}", *add[1:]))


def no_pairs(keys: OwnKeys, *, writable: bool) -> Note:
    """No unit has reports of two years."""
    example = "某单位/2021.txt 某单位/2022.txt"
    return Note(
        "还没有可以对账的报告",
        ("同一个单位有了前后两年的报告，就能逐项对账。", "", *_bring_in(keys, writable=writable, example=example)),
    )


def no_history(*, writable: bool) -> Note:
    """Nothing was ever done in the ledger."""
    line = "导入报告、改状态、填台账，每一次都会列在这里，连同时间和人。"
    return Note("还没有做过什么", (line,) if writable else (line, "", "这里只看不改。"))


def no_years(keys: OwnKeys, *, writable: bool) -> Note:
    """There is no report, so no year to look at."""
    line = "导入了报告，就能看一年的销号率、再现的和等着办的。"
    return Note("台账里还没有报告", (line, "", *_bring_in(keys, writable=writable)))


def no_items(keys: OwnKeys) -> Note:
    """The older of two reports has nothing that the newer could answer."""
    return Note("上一年的报告里没有问题，也没有承诺", (f"{keys.press('pair.pick')} 换一对报告。",))


def nothing_before(year: int, keys: OwnKeys) -> Note:
    """There is nothing to count in a year."""
    ways = f"{keys.hint('year.previous')}，{keys.hint('year.next')}，{keys.hint('year.unit')}。"
    return Note(f"{year} 年度没有可以数的", ("这以前没有提出过问题，也没有等着办的事项。", "", ways))


def hidden_by_filter(line: str, change: str, keys: OwnKeys) -> Note:
    """Nothing passes the filter.

    Args:
        line: the filter as it was typed.
        change: id of the action that leads to the filter line.
        keys: those of this person.
    """
    ways = f"{keys.press('app.back')} 清除筛选，{keys.press(change)} 修改。"
    return Note("没有符合筛选条件的", ("现在的筛选：", "", line, "", ways))


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
