"""What an item says of itself, to rows of the ledger and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
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


def passages_of(session: Session, item_id: int) -> Sequence[Any]:
    """The passages inside an item, in the order of the text."""
    passage = t.item_passage
    return session.execute(select(passage).where(passage.c.item_id == item_id).order_by(passage.c.position)).all()
