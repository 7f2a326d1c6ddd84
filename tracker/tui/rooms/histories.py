"""The history of the whole ledger, and taking back what was done."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tracker.services import histories, undoing
from tracker.services.commands import CommandView
from tracker.services.histories import EntryView, HistoryFilter
from tracker.services.undoing import Progress, Toggled
from tracker.tui.rooms.seat import Seat


@dataclass(frozen=True, slots=True)
class CommandStart:
    """A command with the first of its entries."""

    command: CommandView
    entries: tuple[EntryView, ...]
    total: int
    """How many entries it has."""


class Histories(Protocol):
    """What is asked and done about the history."""

    def first_commands(self, wanted: HistoryFilter, limit: int) -> Sequence[CommandView]:
        """The newest commands that fit, to paint at once."""

    def command_numbers(self, wanted: HistoryFilter) -> Sequence[int]:
        """The numbers of all commands that fit, newest first."""

    def commands_by_number(self, numbers: Sequence[int]) -> Sequence[CommandView]:
        """Some commands, in any order."""

    def command_start(self, number: int, limit: int) -> CommandStart:
        """One command with the first of its entries in full."""

    def entry_ids(self, number: int) -> Sequence[int]:
        """The ids of all entries of a command, oldest first."""

    def entries_by_id(self, ids: Sequence[int]) -> Sequence[EntryView]:
        """Entries of the history in full."""

    def actors(self) -> Sequence[str]:
        """Everybody who has ever given a command."""

    def undo_command(self, number: int, *, note: str, progress: Progress | None = None) -> Toggled:
        """Take a command back, as the person at this terminal, now."""

    def redo_command(self, number: int, *, note: str, progress: Progress | None = None) -> Toggled:
        """Do a command again that was taken back."""


class LedgerHistories(Seat):
    """``Histories`` on the services."""

    def first_commands(self, wanted: HistoryFilter, limit: int) -> Sequence[CommandView]:
        return histories.first_commands(self._ledger, wanted, limit=limit)

    def command_numbers(self, wanted: HistoryFilter) -> array[int]:
        return histories.command_numbers(self._ledger, wanted)

    def commands_by_number(self, numbers: Sequence[int]) -> Sequence[CommandView]:
        return histories.commands_by_number(self._ledger, list(numbers))

    def command_start(self, number: int, limit: int) -> CommandStart:
        ids = histories.entry_ids(self._ledger, number)
        return CommandStart(
            histories.command_view(self._ledger, number), tuple(self.entries_by_id(ids[:limit])), len(ids)
        )

    def entry_ids(self, number: int) -> array[int]:
        return histories.entry_ids(self._ledger, number)

    def entries_by_id(self, ids: Sequence[int]) -> Sequence[EntryView]:
        return histories.entries_by_id(self._ledger, list(ids), zone=self._clock().tzinfo)

    def actors(self) -> Sequence[str]:
        return histories.actors(self._ledger)

    def undo_command(self, number: int, *, note: str, progress: Progress | None = None) -> Toggled:
        return undoing.undo(self._ledger, number, note=note, actor=self._actor, now=self._clock(), progress=progress)

    def redo_command(self, number: int, *, note: str, progress: Progress | None = None) -> Toggled:
        return undoing.redo(self._ledger, number, note=note, actor=self._actor, now=self._clock(), progress=progress)
