"""What an item says of itself, to rows of the ledger and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from tracker.domain.kinds import Missing, PassageKind
from tracker.domain.report import Commitment, Particulars, Problem
from tracker.extraction.inner_passages import is_post
from tracker.ledger import tables as t

PROPOSED = ("cause", "leader", "lead_unit", "support_units", "post", "person", "due_on", "due_original")
"""The columns that people fill in and that the text may give a beginning for."""


def as_text(missing: Iterable[Missing]) -> str:
    """How a column holds what a promise leaves unsaid: values parted by commas."""
    return ",".join(what.value for what in missing)


def of_text(column: str) -> tuple[Missing, ...]:
    """What a column written by ``as_text`` says."""
    return tuple(Missing(value) for value in column.split(",") if value)


def columns(particulars: Particulars | None) -> dict[str, Any]:
    """The columns of an item's own row."""
    told = particulars or Particulars()
    return {"theme": told.theme, "severity": told.severity, "missing": as_text(told.missing)}


def proposals(found: Problem | Commitment) -> dict[str, Any]:
    """What the text itself gives for the columns that people fill in: a beginning, theirs to change.

    A promise without a deadline of its own is due when the last of its actions is.
    """
    told = found.particulars or Particulars()

    def words(kind: PassageKind) -> list[str]:
        return list(dict.fromkeys(passage.words for passage in told.of(kind)))

    answering = words(PassageKind.RESPONSIBLE)
    days = [passage.deadline for passage in told.of(PassageKind.DEADLINE) if passage.deadline]
    if not days and isinstance(found, Commitment):
        days = [action.deadline for action in found.actions if action.deadline]
    return {
        "cause": "；".join(words(PassageKind.CAUSE)) if isinstance(found, Problem) else "",
        "leader": "、".join(words(PassageKind.LEADER)),
        "lead_unit": "、".join(words(PassageKind.LEAD_UNIT)),
        "support_units": "、".join(words(PassageKind.SUPPORT_UNIT)),
        "post": "、".join(name for name in answering if is_post(name)),
        "person": "、".join(name for name in answering if not is_post(name)),
        "due_on": max(days, default=None),
        "due_original": max(days, default=None),
    }


def passage_rows(item_id: int, found: Problem | Commitment) -> list[dict[str, Any]]:
    """The rows of the passages inside an item."""
    return [
        {
            "item_id": item_id,
            "position": at,
            "kind": passage.kind,
            "words": passage.words,
            "deadline": passage.deadline,
            "span_start": passage.span.start,
            "span_end": passage.span.end,
        }
        for at, passage in enumerate(found.particulars.passages if found.particulars else ())
    ]


def tell_late(session: Session, document_id: int, items: Sequence[Problem | Commitment]) -> None:
    """Say of a report's items what they say of themselves, where the ledger was written before that was told.

    Nothing that people decide is touched, and nothing where anything was told.
    """
    item = t.item
    here = (item.c.document_id == document_id) & item.c.in_source
    told = select(item.c.id).where(here, item.c.theme.is_not(None) | (item.c.missing != "")).limit(1)
    if session.execute(told).first() is not None:
        return
    rows = session.execute(select(item.c.id, item.c.source_id, item.c.span_start, item.c.span_end).where(here)).all()
    ids = {(row.source_id, row.span_start, row.span_end): row.id for row in rows}
    for found in items:
        item_id = ids.get((found.id, found.span.start, found.span.end))
        if item_id is None:
            continue
        session.execute(update(item).where(item.c.id == item_id).values(**columns(found.particulars)))
        session.execute(delete(t.item_passage).where(t.item_passage.c.item_id == item_id))
        if passages := passage_rows(item_id, found):
            session.connection().execute(insert(t.item_passage), passages)
        if isinstance(found, Commitment):
            for at, action in enumerate(found.actions):
                wanted = (t.item_action.c.item_id == item_id) & (t.item_action.c.position == at)
                session.execute(update(t.item_action).where(wanted).values(missing=as_text(action.missing)))


def passages_of(session: Session, item_id: int) -> Sequence[Any]:
    """The passages inside an item, in the order of the text."""
    passage = t.item_passage
    return session.execute(select(passage).where(passage.c.item_id == item_id).order_by(passage.c.position)).all()
