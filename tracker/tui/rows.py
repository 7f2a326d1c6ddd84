"""What a list shows: rows at hand, or hundreds of thousands known by id and read by the page as they come in sight."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

RowT = TypeVar("RowT")
RowT_co = TypeVar("RowT_co", covariant=True)

PAGE_SIZE = 200
PAGES_KEPT = 64


class Rows(Protocol[RowT_co]):
    """The rows of a list in their order. ``row`` never waits: what is not there yet is ``None``."""

    def __len__(self) -> int: ...

    def row(self, index: int) -> RowT_co | None:
        """The row at ``index``, or ``None`` where it is not read yet or no longer exists."""

    def want(self, first: int, last: int) -> None:
        """Say that the rows ``[first, last)`` are in sight."""


class KnownRows(Generic[RowT]):
    """Rows that are all in memory."""

    def __init__(self, rows: Iterable[RowT] = ()) -> None:
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> RowT | None:
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def want(self, first: int, last: int) -> None:
        """Everything is here already."""


def place_of(ids: array[int], id: int) -> int | None:
    """Where an id stands, or ``None``. Among a million that takes hundredths of a second: best done in a thread."""
    # As bytes: comparing a million numbers one by one takes many times as long.
    sought, whole = array("q", (id,)).tobytes(), ids.tobytes()
    place = whole.find(sought)
    while place >= 0 and place % len(sought):
        place = whole.find(sought, place + 1)
    return place // len(sought) if place >= 0 else None


class HasId(Protocol):
    """A row that is known by a number."""

    @property
    def id(self) -> int: ...


IdRowT = TypeVar("IdRowT", bound=HasId)

Deliver = Callable[[Sequence[IdRowT]], None]


class PagedRows(Generic[IdRowT]):
    """Rows known by id; pages of them are read when they come in sight and forgotten when they have not been for long.

    One page is read at a time, and always one that is in sight when its turn comes: scrolling fast through a long list
    reads where it stops, not what it passed.
    """

    def __init__(
        self,
        ids: Iterable[int],
        read: Callable[[Sequence[int], Deliver[IdRowT]], None],
        *,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the ids in their order.

        Args:
            ids: ids of all rows.
            read: starts reading the rows of some ids and returns at once; calls its second argument with them later.
            changed: called when rows have arrived and the list should be drawn again.
        """
        self.ids = ids if isinstance(ids, array) else array("q", ids)
        self._read = read
        self._changed = changed
        self._pages: OrderedDict[int, list[IdRowT | None]] = OrderedDict()
        self._reading = False
        self._sight = (0, 0)
        self._lent: dict[int, IdRowT] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, index: int) -> IdRowT | None:
        if not 0 <= index < len(self.ids):
            return None
        page = self._pages.get(index // PAGE_SIZE)
        if page is None:
            return self._lent.get(self.ids[index])
        self._pages.move_to_end(index // PAGE_SIZE)
        return page[index % PAGE_SIZE]

    def known(self, index: int) -> bool:
        """True where the page of ``index`` is here, even if its row is gone from the ledger."""
        return index // PAGE_SIZE in self._pages

    def want(self, first: int, last: int) -> None:
        self._sight = (max(first, 0), min(last, len(self.ids)))
        self._read_next()

    def index_of(self, id: int) -> int | None:
        """Where the row of an id stands, or ``None``."""
        return place_of(self.ids, id)

    def replace(self, row: IdRowT) -> None:
        """Put a changed row in the place of the old one, if it is at hand."""
        for page in self._pages.values():
            for place, old in enumerate(page):
                if old is not None and old.id == row.id:
                    page[place] = row
                    self._changed()
                    return

    def fill(self, page: int, rows: Sequence[IdRowT]) -> None:
        """Take the rows of a page, read by other means."""
        if len(rows) == len(ids := self._ids_of(page)) and [row.id for row in rows] == list(ids):
            self._put(page, rows)

    def at_hand(self, first: int, last: int) -> list[IdRowT]:
        """The rows of ``[first, last)`` that have been read."""
        return [row for index in range(max(first, 0), min(last, len(self.ids))) if (row := self.row(index)) is not None]

    def lend(self, rows: Iterable[IdRowT]) -> None:
        """Show these rows as they were until they have been read again."""
        self._lent = {row.id: row for row in rows}

    def stalled(self) -> None:
        """The read under way has failed; the next ``want`` tries again."""
        self._reading = False

    def _put(self, page: int, rows: Sequence[IdRowT]) -> None:
        by_id = {row.id: row for row in rows}
        self._pages[page] = [by_id.get(row_id) for row_id in self._ids_of(page)]
        self._pages.move_to_end(page)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def _ids_of(self, page: int) -> array[int]:
        return self.ids[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]

    def _read_next(self) -> None:
        first, last = self._sight
        if self._reading or first >= last:
            return
        for page in range(first // PAGE_SIZE, (last - 1) // PAGE_SIZE + 1):
            if page not in self._pages:
                self._reading = True
                self._read(self._ids_of(page), lambda rows, page=page: self._arrived(page, rows))  # type: ignore[misc]
                return

    def _arrived(self, page: int, rows: Sequence[IdRowT]) -> None:
        self._reading = False
        self._put(page, rows)
        self._changed()
        self._read_next()
