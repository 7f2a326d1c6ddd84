"""What can be done with items from every screen that shows them: with the one under the cursor, or with the marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.kinds import Status
from tracker.services.doing import Done, Look
from tracker.services.due import time_left
from tracker.services.views import ItemDetail, ItemRow
from tracker.tui.describe import Here, describe_item
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.screens.doing import DoingScreen
from tracker.tui.screens.edit import DateScreen, EditScreen, NoteScreen
from tracker.tui.screens.evidence import EvidenceScreen
from tracker.tui.screens.move import MoveScreen
from tracker.tui.sheet import MarkedText


@dataclass(frozen=True, slots=True)
class InFull:
    """An item with all that is shown of it."""

    detail: ItemDetail
    chain: tuple[ItemRow, ...]
    """All items that are the same matter, by year; empty where it is the only one."""


class ItemScreen(TrackerScreen):
    """A screen on which the keys of ``Place.ITEM`` are in force."""

    def any_marked(self) -> bool:
        """True where items are marked: the keys act on them instead of the current one."""
        return False

    def marked(self) -> Sequence[int]:
        """The ids of the items that are marked. May take a while: ask from a thread."""
        return ()

    def unmark(self) -> None:
        """What was marked has been dealt with."""

    def in_full(self, item_id: int) -> InFull:
        """Read an item with its chain over the years. Waits for the database: ask from a thread."""
        detail = self.gateway.item_detail(item_id)
        again = any(one.recurs_as or one.repeated_as for one in detail.follow_ups)
        return InFull(detail, tuple(self.gateway.chain(item_id)) if again or detail.previous else ())

    def written_out(self, found: InFull) -> MarkedText:
        """What is shown of an item."""
        home = self.home
        here = Here(states=home.profile.states, today=home.today, zone=home.zone)
        left = time_left(found.detail.row, home.profile, today=home.today)
        return describe_item(found.detail, here, chain=found.chain, left=left)

    def _on_item(self, act: Callable[[ItemRow], None]) -> None:
        row = self.current_item()
        if row is None:
            self.tell("先把光标放到一项上。")
        else:
            act(row)

    # What changes items

    def action_move_item(self) -> None:
        """Ask for the new state."""
        profile, today = self.home.profile, self.home.today

        def show_one(found: Look) -> None:
            self._put_up(MoveScreen(self.gateway, found, profile=profile, today=today), self._moved)

        def read_many() -> tuple[Sequence[int], Mapping[Status, int]]:
            ids = self.marked()
            return ids, self.gateway.statuses(ids)

        def show_many(found: tuple[Sequence[int], Mapping[Status, int]]) -> None:
            ids, present = found
            screen = MoveScreen(self.gateway, ids, profile=profile, today=today, present=present)
            self._put_up(screen, self._moved)

        if self.any_marked():
            self.ask("look", read_many, show_many, self.tell_failure)
        else:
            self._look(show_one)

    def action_edit_item(self) -> None:
        """Ask what the columns of the ledger are to hold."""
        self._fill_in(EditScreen)

    def action_date_item(self) -> None:
        """Ask for another deadline."""
        self._fill_in(DateScreen)

    def action_note_item(self) -> None:
        """Ask for a line of 备注."""
        self._fill_in(NoteScreen)

    def action_prove_item(self) -> None:
        """Open the evidence of the current item, or add a file to that of the marked."""
        today = self.home.today

        def show(rows: Sequence[ItemRow]) -> None:
            def left(changed: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
                if not changed:
                    return
                if len(rows) > 1:
                    self.unmark()
                    self.home.much_changed.publish(None)
                else:
                    self.home.item_moved.publish(rows[0])
                which = f"{rows[0].number} " if len(rows) == 1 else f"{len(rows):,} 项"
                self.tell(f"{which}的佐证已更新。{self.undo_hint()}")

            if rows:
                self.app.push_screen(EvidenceScreen(self.gateway, *rows, today=today), left)

        if self.any_marked():
            self.ask("look", lambda: self.gateway.rows_by_id(self.marked()), show, self.tell_failure)
        else:
            self._look(lambda found: show((found.row,)))

    def _look(self, show: Callable[[Look], None]) -> None:
        def look(row: ItemRow) -> None:
            self.ask("look", lambda: self.gateway.look(row.id), show, self.tell_failure)

        self._on_item(look)

    def _fill_in(self, dialog: type[DoingScreen]) -> None:
        profile, today = self.home.profile, self.home.today

        def show(about: Look | Sequence[int]) -> None:
            self._put_up(dialog(self.gateway, about, profile=profile, today=today), lambda _row: "已保存")

        if self.any_marked():
            self.ask("look", self.marked, show, self.tell_failure)
        else:
            self._look(show)

    def _moved(self, row: ItemRow) -> str:
        return f"已改为“{self.home.profile.states[row.status]}”"

    def _put_up(self, dialog: DoingScreen, told: Callable[[ItemRow], str]) -> None:
        def done(what: Done | None) -> None:
            if what is not None:
                self._tell_done(what, told, many=dialog.one is None)

        self.app.push_screen(dialog, done)

    def _tell_done(self, done: Done, told: Callable[[ItemRow], str], *, many: bool) -> None:
        if many:
            self.unmark()
        if many or done.split:
            self.home.much_changed.publish(None)
        else:
            self.home.item_moved.publish(done.rows[0])
        if done.split:
            self.tell(f"已拆成 {'、'.join(row.number for row in done.rows)}。{self.undo_hint()}")
        elif not done.changed:
            self.tell("内容和原来一样，没有改动。")
        elif many:
            self.tell(f"{done.changed:,} 项{told(done.rows[0])}。{self.undo_hint('一起撤销')}")
        else:
            self.tell(f"{done.rows[0].number} {told(done.rows[0])}。{self.undo_hint()}")

    # What leaves them as they are

    def action_copy_item(self) -> None:
        """Copy number and quote of the current item."""

        def copy(detail: ItemDetail) -> None:
            self.app.copy_to_clipboard(f"{detail.row.number} {detail.quote.text}")
            self.tell(f"已复制 {detail.row.number} 和原文引文（{len(detail.quote.text)} 字）")

        self._on_item(lambda row: self.ask("copy", lambda: self.gateway.item_detail(row.id), copy, self.tell_failure))

    def action_open_source(self) -> None:
        """Open the report that raised the current item, at its quote."""

        def show(detail: ItemDetail) -> None:
            self.home.open_source(detail)

        self._on_item(lambda row: self.ask("source", lambda: self.gateway.item_detail(row.id), show, self.tell_failure))
