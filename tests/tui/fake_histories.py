"""A history in memory, for the screens of the history in states that a real ledger is hard to bring into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tracker.domain.errors import MoveError
from tracker.domain.kinds import Status
from tracker.services.commands import CommandView
from tracker.services.histories import EntryView, HistoryFilter
from tracker.services.undoing import Progress, Toggled
from tracker.services.views import EventView, FieldChange, ItemRow
from tracker.tui.rooms.histories import CommandStart

START = datetime(2024, 1, 2, 1, 0, tzinfo=UTC)


class FakeHistories:
    """The part of the gateway that asks for the history: one command an item, made by two people in turn."""

    rows: dict[int, ItemRow]
    undone: set[int]
    _check: Callable[[str], None]

    def _command(self, number: int) -> CommandView:
        row = self.rows[number]
        return CommandView(
            number=number,
            at=START + timedelta(hours=number),
            actor="周宁" if number % 2 else "李红",
            what="确认纳入",
            items=1,
            numbers=(row.number,),
            places=(),
            note=f"与原文一致：{row.title}",
            undone=number in self.undone,
        )

    def command_numbers(self, wanted: HistoryFilter) -> Sequence[int]:
        self._check("command_numbers")
        found = [self._command(number) for number in sorted(self.rows, reverse=True)]
        return [
            one.number
            for one in found
            if wanted.actor in ("", one.actor)
            and wanted.number in ("", *one.numbers)
            and (wanted.since is None or one.at >= wanted.since)
            and (wanted.until is None or one.at < wanted.until)
        ]

    def first_commands(self, wanted: HistoryFilter, limit: int) -> Sequence[CommandView]:
        return self.commands_by_number(self.command_numbers(wanted)[:limit])

    def commands_by_number(self, numbers: Sequence[int]) -> Sequence[CommandView]:
        self._check("commands_by_number")
        return [self._command(number) for number in numbers if number in self.rows]

    def command_start(self, number: int, limit: int) -> CommandStart:
        self._check("command_start")
        return CommandStart(self._command(number), tuple(self.entries_by_id([number][:limit])), 1)

    def entry_ids(self, number: int) -> Sequence[int]:
        self._check("entry_ids")
        return [number]

    def entries_by_id(self, ids: Sequence[int]) -> Sequence[EntryView]:
        self._check("entries_by_id")
        return [self._entry(number) for number in ids]

    def _entry(self, number: int) -> EntryView:
        command, row = self._command(number), self.rows[number]
        event = EventView(command.at, command.actor, command.what, Status.PROPOSED, Status.OPEN, command.note, number)
        changes = (FieldChange("状态", "待确认", "待整改"), FieldChange("责任人", "王[b]委员[/]", "赵书记"))
        return EntryView(number, event, row.number, row.title, changes)

    def actors(self) -> Sequence[str]:
        self._check("actors")
        return ["周宁", "李红"] if self.rows else []

    def undo_command(self, number: int, *, note: str, progress: Progress | None = None) -> Toggled:
        self._check("undo_command")
        if "不行" in note:
            raise MoveError(
                f"第 {number} 号以后，李红又在上面做了第 {number + 1} 号（填写台账），不能单独撤销", "请先撤销那一次"
            )
        self.undone.add(number)
        return Toggled(replace(self._command(number), undone=False), 1)

    def redo_command(self, number: int, *, note: str, progress: Progress | None = None) -> Toggled:
        self._check("redo_command")
        self.undone.discard(number)
        return Toggled(self._command(number), 1)
