"""A dialog that takes a command back, or does it again, once a person has seen what it touches."""

from __future__ import annotations

from datetime import tzinfo

from tracker.services.commands import CommandView
from tracker.services.undoing import Toggled
from tracker.tui.describe import moment
from tracker.tui.describe_history import command_items
from tracker.tui.gateway import Gateway
from tracker.tui.screens.form import Blank, FormScreen, Values


class ToggleScreen(FormScreen[Toggled]):
    """Asks before a command is undone; before it is done again, where it is undone."""

    def __init__(self, gateway: Gateway, command: CommandView, zone: tzinfo | None) -> None:
        self._toggle = gateway.redo_command if command.undone else gateway.undo_command
        self._command = command
        self._verb, back = ("重做", "撤销") if command.undone else ("撤销", "重做")
        touched = f"牵涉 {command.items:,} 项，整个{self._verb}。\n" if command.items > 1 else ""
        super().__init__(
            f"{self._verb}第 {command.number} 号",
            (Blank("note", "为什么（可不写）"),),
            self._carry_out,
            about=f"{command.what}  {command_items(command)}",
            explained=(
                f"{moment(command.at, zone)} 由 {command.actor} 做的。\n{touched}"
                f"后来有人又在上面办过的，会拒绝并说明是哪一次。{self._verb}也记入经过，还可以{back}。"
            ),
        )

    def begin(self) -> None:
        self.underway.begin(self._verb)

    def _carry_out(self, values: Values) -> Toggled:
        return self._toggle(self._command.number, note=values["note"], progress=self.underway.through)
