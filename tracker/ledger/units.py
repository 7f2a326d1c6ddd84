"""Queries over the units: by name (present and former), by code, and the changes to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from tracker.domain.kinds import DocumentKind
from tracker.ledger import changes
from tracker.ledger import tables as t
from tracker.ledger.changes import Change
from tracker.ledger.keys import next_key

_COLUMNS = (t.unit.c.code, t.unit.c.name, t.unit.c.placeholder, t.unit.c.merged_into)


def standing(session: Session) -> Sequence[Any]:
    """The units that are not merged into another, by code."""
    return session.execute(select(*_COLUMNS).where(t.unit.c.merged_into.is_(None)).order_by(t.unit.c.code)).all()


def years(session: Session) -> dict[int, tuple[int, ...]]:
    """The years for which each unit has a current report, ascending."""
    found: dict[int, list[int]] = {}
    query = select(t.document.c.unit_code, t.document.c.year).where(
        t.document.c.superseded_at.is_(None), t.document.c.kind == DocumentKind.REPORT
    )
    for code, year in session.execute(query.order_by(t.document.c.unit_code, t.document.c.year)):
        found.setdefault(code, []).append(year)
    return {code: tuple(listed) for code, listed in found.items()}


def by_code(session: Session, code: int) -> Any:
    """The unit of that code, or the one it was merged into."""
    row = session.execute(select(*_COLUMNS).where(t.unit.c.code == code)).one_or_none()
    if row is not None and row.merged_into is not None:
        return session.execute(select(*_COLUMNS).where(t.unit.c.code == row.merged_into)).one_or_none()
    return row


def by_name(session: Session, name: str) -> Any:
    """The unit that reports under that name belong to: a present name, a former one, or one of a merged unit."""
    return session.execute(
        select(*_COLUMNS).join(t.unit_name, t.unit_name.c.unit_code == t.unit.c.code).where(t.unit_name.c.name == name)
    ).one_or_none()


def names_containing(session: Session, part: str) -> Sequence[Any]:
    """The units one of whose names contains ``part``, by code."""
    query = select(*_COLUMNS).join(t.unit_name, t.unit_name.c.unit_code == t.unit.c.code)
    return session.execute(
        query.where(t.unit_name.c.name.contains(part, autoescape=True)).distinct().order_by(t.unit.c.code)
    ).all()


def add(session: Session, name: str, *, placeholder: bool) -> int:
    """A new unit under the next code, which no other unit ever had."""
    code = next_key(session, t.unit.c.code)
    session.execute(insert(t.unit).values(code=code, name=name, placeholder=placeholder))
    session.execute(insert(t.unit_name).values(name=name, unit_code=code))
    return code


def rename(session: Session, code: int, name: str) -> list[Change]:
    """Give a unit another name, under which it is no placeholder any more. The old name stays its own."""
    made = changes.put(session, t.unit, (code,), {"name": name, "placeholder": False})
    known = session.execute(select(t.unit_name.c.unit_code).where(t.unit_name.c.name == name)).scalar_one_or_none()
    if known is None:
        made.append(changes.add(session, t.unit_name, {"name": name, "unit_code": code}))
    return made


def hand_over(session: Session, code: int, into: int) -> list[Change]:
    """Give another unit all that one has: reports, items, names and what was merged into it. Numbers stay."""
    made: list[Change] = []
    for table, key, column, new in (
        (t.document, t.document.c.id, t.document.c.unit_code, "unit_code"),
        (t.item, t.item.c.id, t.item.c.owner_code, "owner_code"),
        (t.unit_name, t.unit_name.c.name, t.unit_name.c.unit_code, "unit_code"),
        (t.unit, t.unit.c.code, t.unit.c.merged_into, "merged_into"),
    ):
        found = session.execute(select(key).where(column == code).order_by(key)).scalars().all()
        made += [Change(table.name, (one,), {new: code}, {new: into}) for one in found]
        session.execute(update(table).where(column == code).values({new: into}))
    return made + changes.put(session, t.unit, (code,), {"merged_into": into})
