"""Some of the items of a ledger, by id: a byte for each id up to the highest, where a set of Python takes a hundred.

Ids are given one after the other, so there are few gaps. A set of a million numbers also holds up the screen for a
twentieth of a second when it is let go of.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from itertools import compress, islice

_SLICE = 20_000
"""Ids taken between two chances for other threads."""


class IdSet(Collection[int]):
    """Ids of items. What takes many may take a while: call it in a thread."""

    __slots__ = ("_flags", "_number")

    def __init__(self, ids: Iterable[int] = ()) -> None:
        """Take some ids."""
        self._flags = bytearray()
        self._number = 0
        self.add_all(ids)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, int) and 0 <= id < len(self._flags) and bool(self._flags[id])

    def __iter__(self) -> Iterator[int]:
        return compress(range(len(self._flags)), self._flags)

    def __len__(self) -> int:
        return self._number

    def copy(self) -> IdSet:
        """Another one with the same ids."""
        made = IdSet()
        made._flags, made._number = self._flags[:], self._number
        return made

    def add_all(self, ids: Iterable[int]) -> None:
        """Take more ids."""
        rest = iter(ids)
        while part := list(islice(rest, _SLICE)):
            self._make_room(max(part))
            flags = self._flags
            for one in part:
                self._number += not flags[one]
                flags[one] = 1

    def toggle(self, id: int) -> None:
        """Take an id, or let go of it."""
        self._make_room(id)
        self._flags[id] ^= 1
        self._number += 1 if self._flags[id] else -1

    def in_order(self) -> array[int]:
        """The ids, ascending."""
        found, rest = array("q"), iter(self)
        while part := list(islice(rest, _SLICE)):
            found.extend(part)
        return found

    def _make_room(self, id: int) -> None:
        if id >= len(self._flags):
            self._flags.extend(bytes(id + 1 - len(self._flags)))
