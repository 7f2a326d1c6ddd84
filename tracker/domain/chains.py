"""The one owner of what a chain is: an item with the later items that are the same problem, or promise the same, again.

The law of the trade: 屡查屡犯. What returns under another number is one matter; it is as old as its first report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar


class Returning(Protocol):
    """What has a number and may stand again under another."""

    @property
    def number(self) -> str:
        """Number of the item."""

    @property
    def year(self) -> int:
        """Year of the report that raised it."""

    @property
    def again_as(self) -> str | None:
        """Number of the later item that is the same again; ``None`` where there is none."""


Record = TypeVar("Record", bound=Returning)


def chains(records: Sequence[Record]) -> tuple[tuple[Record, ...], ...]:
    """Everything that stands again, each from its first report on, in the order of ``records`` by their first.

    Items that return as one and the same later item have a chain each. An item that is said to return as none of
    ``records``, or as one that is not later, ends its chain.
    """
    known = {record.number: record for record in records}
    returned = {after.number for record in records if (after := _after(record, known)) is not None}
    found = (_onwards(first, known) for first in records if first.number not in returned)
    return tuple(chain for chain in found if len(chain) > 1)


def lineage(records: Iterable[Record], number: str) -> tuple[Record, ...]:
    """The item of that number with all it is the return of and all it returns as, by year and number.

    Empty where there is no such item. Unlike a chain it holds every item that has led to this one.
    """
    known = {record.number: record for record in records}
    if number not in known:
        return ()
    before: dict[str, list[Record]] = {}
    for record in known.values():
        if (after := _after(record, known)) is not None:
            before.setdefault(after.number, []).append(record)
    found = list(_onwards(known[number], known))
    waiting = [number]
    while waiting:
        earlier = before.get(waiting.pop(), [])
        found += earlier
        waiting += [record.number for record in earlier]
    return tuple(sorted(found, key=lambda record: (record.year, record.number)))


def years_of(first_year: int, year: int) -> int:
    """The so-manieth year in which a matter stands, 1 in the year in which it was first raised."""
    return year - first_year + 1


def _after(record: Record, known: Mapping[str, Record]) -> Record | None:
    after = known.get(record.again_as or "")
    return after if after is not None and after.year > record.year else None


def _onwards(first: Record, known: Mapping[str, Record]) -> tuple[Record, ...]:
    chain = [first]
    while (after := _after(chain[-1], known)) is not None:
        chain.append(after)
    return tuple(chain)
