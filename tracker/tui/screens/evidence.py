"""A dialog for the evidence of an item: what there is, adding a file, taking back what was added by mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from textual.app import ComposeResult

from tracker.domain.kinds import EvidenceKind, Status
from tracker.domain.record import EvidenceRecord
from tracker.domain.status import AT_WORK
from tracker.services.views import ItemRow
from tracker.tui.asks import Ask, Kind
from tracker.tui.background import Failure
from tracker.tui.cells import one_line
from tracker.tui.gateway import Gateway
from tracker.tui.labels import Tone
from tracker.tui.paths import typed_path
from tracker.tui.rows import KnownRows
from tracker.tui.screens.dialog import AskScreen
from tracker.tui.screens.pick_file import PickFileScreen
from tracker.tui.virtual_list import Column, VirtualList
from tracker.tui.words import Words

_SHOWN = 5
"""Pieces of evidence in sight at once."""

_COLUMNS: tuple[Column[EvidenceRecord], ...] = (
    Column("", lambda one: f"第{one.round}轮", 6, rank=2, tone=lambda _one: Tone.MUTED),
    Column("", lambda one: one.dated.isoformat(), 10),
    Column("", lambda one: one.kind.label, 8, rank=1),
    Column("", lambda one: "已留存" if one.kept else "只记位置", 8, rank=3, tone=lambda _one: Tone.MUTED),
    Column("", lambda one: f"{one.title}（{one.note}）" if one.note else one.title, 16),
)

_NOT_FROM_BROWSER = "在浏览器里附不了：够不着你电脑上的文件。请在终端里打开台账，或用 tracker evidence add。"

_FILE, _DATED, _KIND, _TITLE, _NOTE, _KEEP = "file", "dated", "kind", "title", "note", "keep"
_ADD = (
    Ask(_FILE, "文件", Kind.FILE, needed=True, hint="路径，可以粘贴或把文件拖进来"),
    Ask(_DATED, "日期", Kind.PAST_DAY, needed=True, hint="佐证本身的日期：开会、发文、拍照那天"),
    Ask(_NOTE, "证明什么", hint="如 已建立周学制度，可以不写"),
    Ask(_KIND, "类别", Kind.CHOICE, hint="由文件名判断", choices=tuple((kind.label, kind) for kind in EvidenceKind)),
    Ask(_TITLE, "名称", hint="不写则用文件名"),
    Ask(_KEEP, "留存", Kind.YES, hint="把文件存进台账（否则只记位置和校验码）", known=True),
)


class EvidenceScreen(AskScreen[bool]):
    """What proves that something was done. Comes back true where something was changed."""

    TITLE_WORDS = "佐证"
    DOES = "附上"
    KEYS = "evidence"

    def __init__(self, gateway: Gateway, *rows: ItemRow, today: date, start: Path | None = None) -> None:
        """Open the evidence of an item, or add to that of many.

        Args:
            gateway: where it is.
            rows: the items, one at least.
            today: the day it is.
            start: the folder in which files are looked for first; the one the program was started in unless told.
        """
        super().__init__(today)
        self.gateway = gateway
        self.rows = rows
        self.row = rows[0]
        self.changed = False
        self._start = start

    def compose_head(self) -> ComposeResult:
        many = f"标出的 {len(self.rows):,} 项"
        yield Words(one_line(f"{self.row.number}  {self.row.title}" if self.alone else many), id="which")
        yield VirtualList(_COLUMNS, id="pieces")
        yield Words(id="known")

    def set_up(self) -> None:
        super().set_up()
        self.pieces.display = False
        self.put_up(_ADD if self.may_add else ())
        self.read()

    @property
    def may_add(self) -> bool:
        """True where a file can be added: from a browser the folders seen would be those of the server."""
        return (not self.alone or self.row.status in AT_WORK) and not self.app.is_web

    @property
    def alone(self) -> bool:
        """True where it is about one item, whose evidence can be listed."""
        return len(self.rows) == 1

    @property
    def pieces(self) -> VirtualList[EvidenceRecord]:
        """The evidence there is."""
        return self.query_one("#pieces", VirtualList)

    def read(self) -> None:
        """Read what there is."""
        if not self.alone:
            said = "同一份佐证附在每一项上；有一项不能附，就都不附。" if self.may_add else _NOT_FROM_BROWSER
            self.query_one("#known", Words).say(said)
            return
        self.ask("evidence", lambda: self.gateway.evidence(self.row.number), self._show, self.refused)

    def _show(self, found: Sequence[EvidenceRecord]) -> None:
        pieces = self.pieces
        pieces.display = bool(found)
        pieces.styles.height = min(len(found), _SHOWN)
        pieces.show(KnownRows(found), cursor=pieces.cursor)
        here = sum(one.round == self.row.round for one in found)
        words = f"本轮 {here} 份。选中一份{self.own_keys.press('evidence.remove')} 撤下。" if found else "还没有佐证。"
        if self.row.status is Status.PROPOSED:
            words += f"先确认纳入这一项（离开以后{self.own_keys.press('item.move')} 改状态），再附佐证。"
        elif self.row.status not in AT_WORK:
            words += f"“{self.row.status.label}”的事项不能再附佐证。"
        elif not self.may_add:
            words += _NOT_FROM_BROWSER
        if not self.may_add and self.focused is None:
            self.set_focus(pieces)
        self.show_hints()
        self.query_one("#known", Words).say(words)

    def hints(self) -> Mapping[str, str]:
        add = {} if self.may_add else {"evidence.browse": "", "answer.apply": "", "dialog.next": ""}
        there = {} if self.is_mounted and self.pieces.display else {"evidence.remove": ""}
        return {**super().hints(), "dialog.leave": "离开", **add, **there}

    # Adding

    def action_browse(self) -> None:
        """Look for the file."""
        rows = {row.ask.id: row for row in self.form.rows}
        if _FILE not in rows:
            return
        typed = typed_path(str(rows[_FILE].typed)) if rows[_FILE].typed else None
        start = typed.parent if typed is not None and typed.parent.is_dir() else self._start or Path.cwd()

        def picked(file: Path | None) -> None:
            if file is not None:
                self._start = file.parent
                rows[_FILE].put(str(file))
                self.form.begin()

        self.app.push_screen(PickFileScreen("选佐证文件", start), picked)

    def submit(self, answers: Mapping[str, Any]) -> None:
        if not answers:
            return
        self.busy = True
        self.ask(
            "add",
            lambda: self.gateway.add_evidence(
                [row.number for row in self.rows],
                typed_path(answers[_FILE]),
                dated=answers[_DATED],
                kind=answers[_KIND],
                title=answers[_TITLE],
                note=answers[_NOTE],
                keep=answers[_KEEP],
            ),
            self._added,
            self.refused,
        )

    def refused(self, failure: Failure) -> None:
        self.busy = False
        hint = failure.next_step.replace("加 --by-path 只记位置", "去掉“留存”只记位置")
        self.say(f"{failure.reason}。{hint}")

    def _added(self, added: Sequence[EvidenceRecord]) -> None:
        self.busy = False
        self.changed = True
        one, many = added[0], f"，{len(added):,} 项各一份" if len(added) > 1 else ""
        leave = self.own_keys.hint("dialog.leave", "离开")
        self.say(f"已附上：{one.title}（{one.dated}，{one.kind.label}{many}）。{leave}。")
        self.put_up(_ADD, {_FILE: "", _NOTE: "", _TITLE: ""})
        self.read()

    # Taking back

    def action_remove(self) -> None:
        """Take back the chosen piece, with a reason."""
        piece = self.pieces.current
        if piece is None or not self.pieces.has_focus:
            return

        def told(reason: str | None) -> None:
            if reason:
                self.busy = True
                self.ask(
                    "remove",
                    lambda: self.gateway.remove_evidence(piece.id, note=reason),
                    self._removed,
                    self.refused,
                )

        self.app.push_screen(ReasonScreen(f"撤下“{piece.title}”", self.today), told)

    def _removed(self, piece: EvidenceRecord) -> None:
        self.busy = False
        self.changed = True
        self.say(f"已撤下：{piece.title}，经过里仍看得到。")
        self.read()

    @property
    def dirty(self) -> bool:
        typed = self.form.typed()
        return bool(typed.get(_FILE))

    def action_leave(self) -> None:
        if self.dirty and not self._leaving:
            super().action_leave()
        else:
            self.dismiss(self.changed)


class ReasonScreen(AskScreen[str]):
    """Asks why."""

    DOES = "确定"

    def __init__(self, title: str, today: date) -> None:
        super().__init__(today)
        self.TITLE_WORDS = one_line(title, 60)

    def set_up(self) -> None:
        super().set_up()
        self.put_up([Ask("why", "理由", needed=True, hint="记入经过")])

    def submit(self, answers: Mapping[str, Any]) -> None:
        self.dismiss(str(answers["why"]))
