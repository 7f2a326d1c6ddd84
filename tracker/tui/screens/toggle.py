"""A dialog that takes a command back, or does it again, once a person has seen what it touches."""

from __future__ import annotations

from datetime import tzinfo

from tracker.services.commands import CommandView
from tracker.services.undoing import Toggled
from tracker.tui.describe import moment
from tracker.tui.describe_history import command_items
from tracker.tui.gateway import Gateway
from tracker.tui.screens.form import Blank, FormScreen, Values


def toggle_form(gateway: Gateway, command: CommandView, zone: tzinfo | None) -> FormScreen[Toggled]:
    """Ask before a command is undone; before it is done again, where it is undone."""
    verb = "重做" if command.undone else "撤销"
    act = gateway.redo_command if command.undone else gateway.undo_command

    def done(values: Values) -> Toggled:
        return act(command.number, note=values["note"])

    back = "撤销" if command.undone else "重做"
    touched = f"牵涉 {command.items:,} 项，整个{verb}。\n" if command.items > 1 else ""
    return FormScreen(
        f"{verb}第 {command.number} 号",
        (Blank("note", "为什么（可不写）"),),
        done,
        about=f"{command.what}  {command_items(command)}",
        explained=(
            f"{moment(command.at, zone)} 由 {command.actor} 做的。\n{touched}"
            f"后来有人又在上面办过的，会拒绝并说明是哪一次。{verb}也记入经过，还可以{back}。"
        ),
    )
