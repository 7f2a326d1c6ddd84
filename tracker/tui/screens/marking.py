"""Marking items, on the screens whose list takes marks."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from tracker.services.views import ItemRow
from tracker.tui.actions import ACTIONS
from tracker.tui.bars import HintBar
from tracker.tui.id_set import IdSet
from tracker.tui.marks import AT_ONCE, MarkingList
from tracker.tui.screens.items import ItemScreen

_WITH_MARKS = {
    *("item.move", "item.edit", "item.deadline", "item.note", "item.evidence"),
    *("marks.mark", "app.back"),
}
"""Hints while items are marked."""


class MarkingScreen(ItemScreen):
    """A screen on which the keys of ``Place.MARKS`` are in force while its list has the focus."""

    @property
    def items(self) -> MarkingList[ItemRow]:
        """The list."""
        return self.query_one("#items", MarkingList)

    def any_marked(self) -> bool:
        return bool(self.items.count or self.items.ranging)

    def marked(self) -> Sequence[int]:
        return self.items.marked()

    def unmark(self) -> None:
        self.items.unmark()

    def marks_words(self) -> str:
        """How many are marked, for the top line; empty where none is."""
        items = self.items
        ranged = f"连选 {items.ranging:,} 项    " if items.ranging else ""
        return (f"已标 {items.count:,} 项    " if items.count else "") + ranged

    def marks_changed(self) -> None:
        """Other items are marked than before."""

    def all_known(self) -> bool:
        """True where the list knows the ids of all that passes the filter."""
        return True

    def leave_marks(self) -> bool:
        """Forget the open range, else all marks.

        Returns:
            False where there was nothing to forget.
        """
        items = self.items
        if items.ranging:
            items.drop_range()
        elif items.count:
            items.unmark()
        else:
            return False
        return True

    @on(MarkingList.Marked, "#items")
    def _marks_changed(self) -> None:
        self.marks_changed()
        self.show_hints()

    def show_hints(self) -> None:
        """Where items are marked, tell what can be done with them."""
        if not (self.any_marked() and self.items.has_focus):
            super().show_hints()
            return
        for bar in self.query(HintBar):
            bar.show(self.offered(action for action in ACTIONS if action.id in _WITH_MARKS))

    def action_mark(self) -> None:
        """Mark the current item, or take its mark away."""
        self.items.mark()

    def action_mark_range(self) -> None:
        """Begin or end a range."""
        self.items.mark_range()

    def action_extend_marks(self, by: int) -> None:
        """Mark on from here."""
        self.items.extend(by)

    def action_mark_all(self) -> None:
        """Mark all that passes the filter, or nothing where all of it is marked."""
        items = self.items
        if not self.all_known():
            self.tell("还在读取，读完再标。")
            return
        ids = items.ids
        if len(ids) <= AT_ONCE:
            self._mark(items.all_marked(ids), len(ids))
        else:
            self.ask(
                "marks", lambda: items.all_marked(ids), lambda marks: self._mark(marks, len(ids)), self.tell_failure
            )

    def _mark(self, marks: IdSet, all_there: int) -> None:
        if self.items.count == len(marks) == all_there:
            self.items.unmark()
        else:
            self.items.take(marks)
