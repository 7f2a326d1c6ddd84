"""What a command did, written out for reading. Pure: views in, marked text out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from tracker.domain.kinds import Status
from tracker.services.commands import CommandView
from tracker.services.histories import EntryView
from tracker.tui.cells import one_line
from tracker.tui.describe import moment
from tracker.tui.labels import STATUS_TONE, Tone
from tracker.tui.own_keys import OwnKeys
from tracker.tui.rooms.histories import CommandStart
from tracker.tui.sheet import MarkedText, Sheet, shortened
from tracker.tui.virtual_list import Column

_VALUE = 400
"""Characters of one value that a pane shows."""


def command_items(command: CommandView) -> str:
    """The items and reports that a command touched, in a few words."""
    if command.places:
        more = f"（{command.items} 项）" if command.items else ""
        return "、".join(command.places) + more
    if command.items <= len(command.numbers):
        return "、".join(command.numbers)
    return f"{command.numbers[0]} 等 {command.items:,} 项" if command.numbers else f"{command.items:,} 项"


def _faded(command: CommandView) -> Tone:
    return Tone.MUTED if command.undone else Tone.PLAIN


def _muted(_row: object) -> Tone:
    return Tone.MUTED


def command_columns(zone: tzinfo | None) -> tuple[Column[CommandView], ...]:
    """The columns of the history.

    Args:
        zone: the time zone in which times are told; ``None`` is that of this machine.
    """
    return (
        Column("号", lambda one: str(one.number), 6, rank=1, tone=_muted),
        Column("时间", lambda one: moment(one.at, zone), 16, tone=_faded),
        Column("经办人", lambda one: one.actor, 8, rank=2, tone=_faded),
        Column("做了什么", lambda one: ("已撤：" if one.undone else "") + one.what, 14, tone=_faded),
        Column("事项和说明", lambda one: f"{command_items(one)}  {one.note}".strip(), 15, tone=_faded),
    )


ENTRY_COLUMNS: tuple[Column[EntryView], ...] = (
    Column("编号", lambda one: one.number or "-", 11, tone=_muted),
    Column("事情", lambda one: one.event.what, 12),
    Column("改动", lambda one: f"{len(one.changes)} 处" if one.changes else "-", 6, rank=1, tone=_muted),
    Column("标题", lambda one: one.title, 20),
)


def describe_command(
    start: CommandStart, zone: tzinfo | None, states: Mapping[Status, str], keys: OwnKeys, *, writable: bool
) -> MarkedText:
    """A command with what it changed, entry by entry, as far as it was read.

    Args:
        start: the command and its first entries.
        zone: the time zone in which times are told; ``None`` is that of this machine.
        states: what each state is called here.
        keys: those of this person.
        writable: False where nothing can be done about it.
    """
    command = start.command
    sheet = Sheet()
    sheet.line((f"第 {command.number} 号  {command.what}", Tone.STRONG))
    if command.undone:
        again = f"，{keys.press('history.toggle')} 可以重做" if writable else ""
        sheet.line((f"已撤销{again}。", Tone.WARN))
    sheet.line((f"{moment(command.at, zone)}  {one_line(command.actor)}", Tone.MUTED))
    if words := command_items(command):
        sheet.line(words)
    if command.note:
        sheet.line(shortened(command.note, _VALUE), label="说明 ")
    for entry in start.entries:
        sheet.blank()
        _write_entry(sheet, entry, states)
    if start.total > len(start.entries):
        left = start.total - len(start.entries)
        sheet.blank().line((f"还有 {left:,} 条，{keys.press('list.open')} 逐条看。", Tone.MUTED))
    return sheet.done()


def describe_entry(entry: EntryView, zone: tzinfo | None, states: Mapping[Status, str]) -> MarkedText:
    """One entry in full: who, when, what, and each value before and after."""
    sheet = Sheet()
    _write_entry(sheet, entry, states)
    sheet.line((f"{moment(entry.event.at, zone)}  {one_line(entry.event.actor)}  第 {entry.id} 条", Tone.MUTED))
    return sheet.done()


def _write_entry(sheet: Sheet, entry: EntryView, states: Mapping[Status, str]) -> None:
    event = entry.event
    about = f"{entry.number}  {one_line(entry.title)}".strip()
    sheet.line((event.what, Tone.HEADING), f"  {about}" if about else "")
    if event.source is not None and event.target is not None and event.source is not event.target:
        sheet.line(
            (states[event.source], STATUS_TONE[event.source]),
            " → ",
            (states[event.target], STATUS_TONE[event.target]),
            indent=2,
            label="状态 ",
        )
    if event.note:
        sheet.line(shortened(event.note, _VALUE), indent=2, label="说明 ")
    for change in entry.changes:
        if change.label == "状态":
            continue
        before, after = (shortened(line, _VALUE) or "（空）" for line in change.in_lines)
        if change.before:
            sheet.line((before, Tone.MUTED), " → ", after, indent=2, label=f"{change.label} ")
        else:
            sheet.line(after, indent=2, label=f"{change.label} ")
