"""A list whose rows can be marked: one by one, in ranges, all at once. Marks are ids; no row is read for them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol, TypeVar

from tracker.tui.actions import Place, actions_of, bindings
from tracker.tui.id_set import IdSet
from tracker.tui.rows import Rows
from tracker.tui.virtual_list import VirtualList

RowT = TypeVar("RowT")

AT_ONCE = 50_000
"""Ids that are gathered while the screen waits: a few milliseconds. More are gathered in a thread."""


class HasIds(Protocol):
    """Rows of which all ids are known in their order."""

    @property
    def ids(self) -> array[int]: ...


class MarkingList(VirtualList[RowT]):
    """A list with marks. Its rows know their ids."""

    BINDINGS = bindings(actions_of(Place.MARKS))
    MARKED: ClassVar[str] = "*"

    class Marked(VirtualList.ListMessage):
        """Other rows are marked than before."""

    def __init__(self, columns: Iterable[object], id: str | None = None) -> None:
        super().__init__(tuple(columns), id=id)  # type: ignore[arg-type]
        self._marks = IdSet()
        self._anchor: int | None = None
        self._sticky = False
        self._extending = False

    # What is marked

    @property
    def count(self) -> int:
        """How many items are marked; those of the open range are not among them."""
        return len(self._marks)

    @property
    def ranging(self) -> int:
        """How many rows the open range has; 0 while none is open."""
        return 0 if self._anchor is None else abs(self.cursor - self._anchor) + 1

    def marked(self) -> Sequence[int]:
        """The ids of what is marked, with those of the open range. May take a while: ask from a thread."""
        return (self.all_marked(()) if self.ranging else self._marks).in_order()

    def all_marked(self, ids: Sequence[int]) -> IdSet:
        """What would be marked if those were too. May take a while: ask from a thread."""
        found = self._marks.copy()
        found.add_all(self._ranged())
        found.add_all(ids)
        return found

    def take(self, marks: IdSet) -> None:
        """Mark exactly those."""
        self._anchor = None
        self._marks = marks
        self._changed()

    def unmark(self) -> None:
        """Mark nothing."""
        self._anchor = None
        self._marks = IdSet()
        self._changed()

    def drop_range(self) -> None:
        """Forget the open range; what was marked before stays."""
        self._anchor = None
        self._changed()

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all rows."""
        return getattr(self.rows, "ids", ())

    def _ranged(self) -> Sequence[int]:
        if self._anchor is None:
            return ()
        first, last = sorted((self._anchor, self.cursor))
        return self.ids[first : last + 1]

    def _close(self) -> None:
        """End the open range; a very long one is added in a thread."""
        ranged, self._anchor = self._ranged(), None
        if len(ranged) <= AT_ONCE:
            self._marks.add_all(ranged)
            return

        def work() -> None:
            marks = self._marks.copy()
            marks.add_all(ranged)
            self.app.call_from_thread(self.take, marks)

        self.run_worker(work, thread=True, group="marks")

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Marked(self, self.cursor))

    # What keys do

    def mark(self) -> None:
        """Mark the row under the cursor or take its mark away, and go on to the next."""
        if not len(self.rows):
            return
        self._close()
        self._marks.toggle(self.ids[self.cursor])
        self.cursor += 1
        self._changed()

    def mark_range(self) -> None:
        """Begin a range at the cursor, or end it where the cursor is."""
        if self._anchor is not None:
            self._close()
        elif len(self.rows):
            self._anchor = self.cursor
            self._sticky = True
        self._changed()

    def extend(self, by: int) -> None:
        """Mark from here on by so many rows."""
        if not len(self.rows):
            return
        if self._anchor is None:
            self._anchor = self.cursor
            self._sticky = False
        self._extending = True
        self.cursor += by
        self._extending = False
        self._changed()

    def watch_cursor(self, old: int, new: int) -> None:
        if self._anchor is not None and not self._extending:
            if self._sticky:
                self._changed()
            else:
                # The plain arrows end what shift with an arrow began, where the cursor was then.
                first, last = sorted((self._anchor, old))
                self._marks.add_all(self.ids[first : last + 1])
                self._anchor = None
                self._changed()
        super().watch_cursor(old, new)

    def show(self, rows: Rows[RowT], *, cursor: int = 0, top: int | None = None) -> None:
        if self._anchor is None:
            super().show(rows, cursor=cursor, top=top)
            return
        # The list was read again while a range is open: it goes on from the same item, if that is still there.
        from_id = self.ids[self._anchor]
        index_of = getattr(rows, "index_of", None)
        again = index_of(from_id) if index_of is not None else None
        if again is None:
            self._close()
        super().show(rows, cursor=cursor, top=top)
        self._anchor = again

    def lead(self, index: int) -> str:
        sign = super().lead(index)
        return sign[0] + self.MARKED if self._is_marked(index) else sign

    def _is_marked(self, index: int) -> bool:
        if self._anchor is not None and min(self._anchor, self.cursor) <= index <= max(self._anchor, self.cursor):
            return True
        return index < len(self.ids) and self.ids[index] in self._marks
