"""An item at its place in a report: may it be changed, and what is written when it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError, UsageError
from tracker.domain.kinds import DocumentKind, Role, Status, Where
from tracker.domain.numbering import ItemNumber
from tracker.domain.report import Commitment, PlainText, Problem, Section
from tracker.domain.spans import Span
from tracker.domain.status import EDITABLE
from tracker.extraction.at_place import read_at
from tracker.ledger import changes, history
from tracker.ledger import tables as t
from tracker.ledger.changes import Change
from tracker.ledger.history import Entry
from tracker.ledger.keys import roles_of
from tracker.ledger.kinds import EventKind
from tracker.ledger.loading import load
from tracker.ledger.particulars import as_text, columns, passage_rows
from tracker.ledger.snapshots import difference, snapshot
from tracker.services.rows import find_item
from tracker.services.standing import ItemState, states
from tracker.services.views import Quote

BLANK = " \n\r\t\u3000"
PARTING = BLANK + "；;，,、"
"""Marks that stand between two matters and belong to neither."""


class Place(NamedTuple):
    """An item that may be changed, and the report that it stands in."""

    state: ItemState
    source: PlainText
    year: int
    sections: tuple[Section, ...]
    """Of the report."""

    @property
    def id(self) -> int:
        """The id of the item."""
        return self.state.id

    @property
    def document_id(self) -> int:
        """The id of the report."""
        number: int = self.state.row.document_id
        return number

    @property
    def span(self) -> Span:
        """Its place in the stored text of the report."""
        return Span(self.state.row.span_start, self.state.row.span_end)


def editable(session: Session, number: str, expected: Quote | None) -> Place:
    """The item, if its place in its report may be changed.

    Raises:
        NotFoundError: no such item.
        MoveError: it stands elsewhere than the person saw, its state does not allow it, or its report was corrected.
    """
    item_id = find_item(session, number)
    (state,) = states(session, [item_id])
    row = state.row
    if expected is not None and (expected.document_id, expected.span) != (
        row.document_id,
        Span(row.span_start, row.span_end),
    ):
        raise MoveError(f"{number} 的起止刚被别人改过", "请重新查看后再改")
    require_clerk(session)
    if state.status not in EDITABLE:
        raise MoveError(f"{number} 现在是“{state.status.label}”，不能再改它在报告里的位置", "请先退回或重新打开")
    if not row.in_source:
        raise MoveError(f"更正后的报告里已经没有 {number} 的原文", "请在新的报告里补录")
    require_current(session, row.document_id)
    source, found = load(session, row.document_id)
    return Place(state, source, found.identity.year or row.year, found.sections)


def require_clerk(session: Session) -> None:
    """Refuse whoever may not say what a report lists, where the ledger tells people apart.

    Raises:
        MoveError: the person is no clerk.
    """
    may = roles_of(session)
    if may is not None and Role.CLERK not in may:
        raise MoveError("核对报告里读出的事项由经办办理", "请经办的人来办")


def is_current(session: Session, document_id: int) -> bool:
    """True of the report of its unit and year that stands today."""
    document = t.document.c
    query = select(document.kind, document.superseded_at).where(document.id == document_id)
    row = session.execute(query).one()
    return row.kind is DocumentKind.REPORT and row.superseded_at is None


def require_current(session: Session, document_id: int) -> None:
    """Refuse to change what stands in a text that nothing is read from any more.

    Raises:
        MoveError: it is no report, or was corrected or withdrawn.
    """
    if not is_current(session, document_id):
        raise MoveError("这不是现行的报告：它已被更正或撤下，或者是手工登记的原话", "请打开更正后的报告再改")


def within(source: PlainText, span: Span, marks: str) -> Span:
    """The span without ``marks`` at its ends.

    Raises:
        UsageError: it reaches past the text, or nothing is left of it.
    """
    if span.end > len(source.text):
        raise UsageError(f"报告只有 {len(source.text)} 字，没有 {span.start}–{span.end} 这一段", "请核对起止")
    words = span.of(source.text)
    start = span.start + len(words) - len(words.lstrip(marks))
    end = span.end - (len(words) - len(words.rstrip(marks)))
    if start >= end:
        raise UsageError("这一段里没有文字", "请选有文字的一段")
    return Span(start, end)


def read_place(place: Place, span: Span) -> Problem | Commitment:
    """What an item would be at another place of its report.

    Raises:
        UsageError: there are no words in that place.
    """
    row = place.state.row
    where = row.where or Where.LIST
    return read_at(place.source, row.kind, span, id="x", year=place.year, where=where, confidence=row.confidence)


def redrawn(session: Session, place: Place, span: Span, *, note: str, actor: str, now: datetime) -> Entry:
    """Write an item anew at another place; the entry that tells of it is the caller's to append."""
    found = read_place(place, span)
    before = snapshot(session, [place.id])[place.id]
    titled = place.id in history.edited(session, [place.id], "title")
    rewrite(session, place.id, found, span.of(place.source.text), titled=titled, document_id=place.document_id)
    made = difference(before, snapshot(session, [place.id])[place.id])
    return Entry(now, actor, EventKind.ITEM_REDRAWN, place.id, note=note.strip(), payload=changes.payload(made))


def rewrite(
    session: Session, item_id: int, found: Problem | Commitment, quote: str, *, titled: bool, document_id: int
) -> None:
    """Let an item be what was read at a place: its words, its actions, what it says of itself.

    Args:
        session: the writing session.
        item_id: the item.
        found: what was read.
        quote: its words.
        titled: a person has given its title, which stays.
        document_id: the report that it stands in.
    """
    values = {
        "document_id": document_id,
        "span_start": found.span.start,
        "span_end": found.span.end,
        "quote": quote,
        **columns(found.particulars),
    }
    if not titled:
        values["title"] = found.title
    changes.put(session, t.item, (item_id,), values)
    for table in (t.item_action, t.item_passage):
        session.execute(delete(table).where(table.c.item_id == item_id))
    for table, rows in _rows(item_id, found):
        if rows:
            session.connection().execute(insert(table), rows)


def _rows(item_id: int, found: Problem | Commitment) -> list[tuple[Any, list[dict[str, Any]]]]:
    actions = found.actions if isinstance(found, Commitment) else ()
    return [
        (t.item_passage, passage_rows(item_id, found)),
        (
            t.item_action,
            [
                {
                    "item_id": item_id,
                    "position": at,
                    "deadline": action.deadline,
                    "checkable": action.checkable,
                    "missing": as_text(action.missing),
                    "span_start": action.span.start,
                    "span_end": action.span.end,
                }
                for at, action in enumerate(actions)
            ],
        ),
    ]


def belonging(session: Session, item_id: int, found: Problem | Commitment) -> list[Change]:
    """Write the actions and passages of an item that is new."""
    return [changes.add(session, table, row) for table, rows in _rows(item_id, found) for row in rows]


def added(session: Session, made: Sequence[Change], *, note: str, actor: str, now: datetime) -> Entry:
    """The entry for an item that was added; one that is taken up at once begins its first round."""
    history.require_own_name(session, actor)
    row = made[0].after or {}
    told = list(made)
    if row["status"] is Status.OPEN:
        opened = {"item_id": row["id"], "number": row["round"], "opened_at": now, "opened_by": actor}
        told.append(changes.add(session, t.item_round, opened))
    return Entry(
        *(now, actor, EventKind.ITEM_ADDED),
        item_id=row["id"],
        document_id=row["document_id"],
        target=row["status"],
        note=note,
        payload=changes.payload(told, number=str(ItemNumber(row["unit_code"], row["year"], row["sequence"]))),
    )


def number_of(row: Any) -> str:
    """The number of an item."""
    return str(ItemNumber(row.unit_code, row.year, row.sequence))
