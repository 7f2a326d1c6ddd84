"""Issued reports in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from tracker.ledger import tables as t
from tracker.ledger.keys import next_key

_LISTED = tuple(column for column in t.issued_report.c if column.name != "content")


def of_unit(session: Session, unit_code: int, year: int | None = None) -> Sequence[Any]:
    """The issues of a unit, and of those merged into it, without their content, the oldest first."""
    merged = select(t.unit.c.code).where(t.unit.c.merged_into == unit_code)
    query = select(*_LISTED).where(
        or_(t.issued_report.c.unit_code == unit_code, t.issued_report.c.unit_code.in_(merged))
    )
    if year is not None:
        query = query.where(t.issued_report.c.year == year)
    return session.execute(query.order_by(t.issued_report.c.year, t.issued_report.c.id)).all()


def content(session: Session, issue_id: int) -> str:
    """What was issued."""
    return str(session.execute(select(t.issued_report.c.content).where(t.issued_report.c.id == issue_id)).scalar_one())


def add(session: Session, row: dict[str, Any]) -> int:
    """Keep an issue under the next number of its unit's year; that number. The session has to be the only writer."""
    issue_id = next_key(session, t.issued_report.c.id)
    number = max((one.number for one in of_unit(session, row["unit_code"], row["year"])), default=0) + 1
    session.execute(insert(t.issued_report), [{**row, "id": issue_id, "number": number}])
    return number
