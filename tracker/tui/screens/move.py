"""A dialog to move an item to another state: what is lawful from here, what the note has to say, errors in place."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tracker.domain.status import Move, moves_from
from tracker.services.views import ItemRow
from tracker.tui.background import AskingScreen, Failure
from tracker.tui.cells import one_line
from tracker.tui.gateway import Gateway
from tracker.tui.inputs import LineInput
from tracker.tui.labels import STATUS_TONE, Tone
from tracker.tui.rows import KnownRows
from tracker.tui.virtual_list import Column, VirtualList


def _muted(_move: Move) -> Tone:
    return Tone.MUTED


MOVE_COLUMNS: tuple[Column[Move], ...] = (
    Column("", lambda move: move.target.label, 10, tone=lambda move: STATUS_TONE[move.target]),
    Column("", lambda move: move.name, 12, tone=_muted),
)


class MoveScreen(ModalScreen[ItemRow | None], AskingScreen[ItemRow | None]):
    """Choose the new state, write the note, Enter. The machine proposes nothing here."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "apply", show=False),
    ]
    AUTO_FOCUS = "#moves"

    def __init__(self, gateway: Gateway, row: ItemRow) -> None:
        super().__init__()
        self.gateway = gateway
        self.row = row
        self.busy = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "改状态"
            dialog.border_subtitle = "Enter 下一步  Esc 取消"
            yield Static(one_line(f"{self.row.number}  {self.row.title}"), id="which", markup=False)
            yield Static(f"现在是“{self.row.status.label}”，改为：", id="now", markup=False)
            yield VirtualList(MOVE_COLUMNS, id="moves")
            yield Static("", id="ask-into", markup=False)
            yield LineInput(placeholder="并入哪一项的编号，如 03-2022-07", id="into")
            yield Static("", id="ask-note", markup=False)
            yield LineInput(id="note")
            yield Static("", id="error", markup=False)

    def on_mount(self) -> None:
        moves = tuple(move for move in moves_from(self.row.status) if not move.needs_parts)
        self._list.styles.height = len(moves)
        self._list.show(KnownRows(moves))
        self._say("")

    @property
    def _list(self) -> VirtualList[Move]:
        return self.query_one("#moves", VirtualList)

    @on(VirtualList.Moved, "#moves")
    def _chosen(self) -> None:
        move = self._list.current
        if move is None:
            return
        self.query_one("#ask-into", Static).update("并入哪一项：")
        self.query_one("#ask-into").display = move.needs_target_item
        self.query_one("#into").display = move.needs_target_item
        self.query_one("#ask-note", Static).update(f"写明{move.note_says}：")
        self._say("")

    @on(VirtualList.Opened, "#moves")
    def _to_inputs(self) -> None:
        move = self._list.current
        if move is not None:
            self.set_focus(self.query_one("#into" if move.needs_target_item else "#note"))

    @on(Input.Submitted, "#into")
    def _to_note(self) -> None:
        self.set_focus(self.query_one("#note"))

    @on(Input.Submitted, "#note")
    def action_apply(self) -> None:
        """Try the move; what is missing or refused is said here, and what was typed stays."""
        move = self._list.current
        if move is None or self.busy:
            return
        note = self.query_one("#note", Input).value.strip()
        into = self.query_one("#into", Input).value.strip() if move.needs_target_item else ""
        if move.needs_target_item and not into:
            self._say(f"“{move.name}”要写明并入哪一项。")
            self.set_focus(self.query_one("#into"))
        elif not note:
            self._say(f"“{move.name}”要写明{move.note_says}。")
            self.set_focus(self.query_one("#note"))
        else:
            self.busy = True
            self._say("")
            self.ask(
                "move",
                lambda: self.gateway.move_item(self.row.number, move.target, note=note, into=into or None),
                self._moved,
                self._refused,
            )

    def _moved(self, row: ItemRow) -> None:
        self.dismiss(row)

    def _refused(self, failure: Failure) -> None:
        self.busy = False
        self._say(f"{failure.reason}。{failure.next_step}")

    def _say(self, words: str) -> None:
        error = self.query_one("#error", Static)
        error.update(one_line(words))
        error.display = bool(words)

    def action_leave(self) -> None:
        """Change nothing; in a line of text, first go back to the choice of states."""
        if isinstance(self.focused, Input):
            self.set_focus(self._list)
        else:
            self.dismiss(None)
