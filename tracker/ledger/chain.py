"""Going through the chain of the history, entry by entry, and telling what was done to it.

Each entry is sealed over itself and the seal before it. So an entry changed in place fails by itself; one removed
leaves a gap in the numbers, or, where later ones were moved up, a chain that goes on under other numbers; one inserted
makes the entries after it fit one another under the numbers they had before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from tracker.domain.kinds import LabelledEnum
from tracker.ledger import tables as t
from tracker.ledger.history import FIRST_SEAL, seal

_BATCH = 2_000
_FURTHEST = 8
"""How many removed entries in a row are looked for where the later ones were moved up to fill the gap."""


class FaultKind(LabelledEnum):
    """What was found to be wrong."""

    CHANGED = "changed", "被改动"
    REMOVED = "removed", "被删去"
    INSERTED = "inserted", "被插入"
    REWRITTEN = "rewritten", "被重写或截短"
    UNRECORDED = "unrecorded", "与经过不符"
    UNGUARDED = "unguarded", "保护被拆除"


class Fault(NamedTuple):
    """One thing that is not as it was sealed."""

    kind: FaultKind
    place: str
    """What it is found in, as people say it: an entry, an item, a report, a file."""
    what: str
    """What is wrong with it, in Chinese."""


class Head(NamedTuple):
    """The end of the history. Whoever keeps it elsewhere can tell later whether anything up to it was rewritten."""

    entries: int
    hash: str


class Link(NamedTuple):
    """An entry as it stands in the database."""

    number: int
    hash: str
    row: Mapping[str, Any] | None
    """Its columns; ``None`` where one of them holds what the program never writes."""


@dataclass(slots=True)
class Chain:
    """What is known of the chain so far. Give it the entries in order with ``take``."""

    head: Head = field(default_factory=lambda: Head(0, FIRST_SEAL))
    faults: list[Fault] = field(default_factory=list)
    _before: str = FIRST_SEAL
    """The seal before the last one taken."""
    _shift: int = 0
    """How far the numbers have moved: what an entry is numbered less what it was sealed under."""
    _last_fits: bool = True

    def take(self, link: Link) -> None:
        """Hold the next entry against the chain."""
        number, previous = link.number, self.head.hash
        missing = number - self.head.entries - 1
        fits = True
        if missing > 0:
            first = self.head.entries + 1
            told = f"第 {first} 条" if missing == 1 else f"第 {first}–{number - 1} 条"
            self.faults.append(Fault(FaultKind.REMOVED, f"经过{told}", f"缺了 {missing} 条"))
        elif _sealed(previous, link, self._shift):
            pass
        elif _sealed(self._before, link, self._shift + 1):
            self._shift += 1
            if not self._last_fits:
                self.faults.pop()
            self.faults.append(Fault(FaultKind.INSERTED, f"经过第 {number - 1} 条", "是后来插进去的"))
        elif (gone := self._moved_up(previous, link)) is not None:
            # Its seal was made over one that is gone, but from here on the rows hold together under other numbers.
            self._shift -= gone
            self.faults.append(Fault(FaultKind.REMOVED, f"经过第 {number - 1} 条之前", f"少了 {gone} 条，后面的改过号"))
        else:
            fits = False
            told = "内容读不出来" if link.row is None else f"与校验码对不上：{told_of(link.row)}"
            self.faults.append(Fault(FaultKind.CHANGED, f"经过第 {number} 条", told))
        self._before, self.head, self._last_fits = previous, Head(number, link.hash), fits

    def _moved_up(self, previous: str, link: Link) -> int | None:
        if self._last_fits:
            return None
        for count in range(1, _FURTHEST + 1):
            if _sealed(previous, link, self._shift - count):
                self.faults.pop()
                return count
        return None


def links(session: Session) -> Iterator[Link]:
    """Every entry of the history in order, a batch at a time. What cannot be read does not stop the reading."""
    dialect = session.get_bind().dialect
    readers = {column.name: column.type.dialect_impl(dialect).result_processor(dialect, None) for column in t.event.c}
    raw = [type_coerce(column, NullType()).label(column.name) for column in t.event.c]
    query = select(*raw).order_by(t.event.c.id).execution_options(yield_per=_BATCH)
    with session.execute(query) as result:
        for stored in result.mappings():
            row: dict[str, Any] | None
            try:
                row = {
                    name: value if (read := readers[str(name)]) is None else read(value)
                    for name, value in stored.items()
                }
            except (LookupError, ValueError, TypeError, AttributeError):
                row = None
            yield Link(number=stored["id"], hash=str(stored["hash"]), row=row)


def _sealed(previous: str, link: Link, shift: int) -> bool:
    if link.row is None:
        return False
    try:
        own = link.row["command"] == link.row["payload"].get("command")
        return own and seal(previous, {**link.row, "id": link.number - shift}) == link.hash
    except (TypeError, ValueError, AttributeError):  # SQLite keeps what it is given, numbers where words belong too
        return False


def told_of(row: Mapping[str, Any]) -> str:
    """An entry in a few words: when, who, what."""
    return f"{row['at']:%Y-%m-%d} {row['actor']} {row['kind'].label}"


def stands_under(session: Session, code: str) -> int | None:
    """The number of the entry with that hash, or with a hash that begins so; ``None`` where there is none."""
    return session.execute(
        select(t.event.c.id).where(t.event.c.hash.startswith(code, autoescape=True)).order_by(t.event.c.id).limit(1)
    ).scalar_one_or_none()
