"""Queries over the units: by name (present and former), by code, and the changes to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from tracker.ledger.models import Document, Item, Unit, UnitName

_COLUMNS = (Unit.code, Unit.name, Unit.placeholder, Unit.merged_into)


def standing(session: Session) -> Sequence[Any]:
    """The units that are not merged into another, by code."""
    return session.execute(select(*_COLUMNS).where(Unit.merged_into.is_(None)).order_by(Unit.code)).all()


def years(session: Session) -> dict[int, tuple[int, ...]]:
    """The years for which each unit has a current report, ascending."""
    found: dict[int, list[int]] = {}
    query = select(Document.unit_code, Document.year).where(Document.superseded_at.is_(None))
    for code, year in session.execute(query.order_by(Document.unit_code, Document.year)):
        found.setdefault(code, []).append(year)
    return {code: tuple(listed) for code, listed in found.items()}


def by_code(session: Session, code: int) -> Any:
    """The unit of that code, or the one it was merged into."""
    row = session.execute(select(*_COLUMNS).where(Unit.code == code)).one_or_none()
    if row is not None and row.merged_into is not None:
        return session.execute(select(*_COLUMNS).where(Unit.code == row.merged_into)).one_or_none()
    return row


def by_name(session: Session, name: str) -> Any:
    """The unit that reports under that name belong to: a present name, a former one, or one of a merged unit."""
    return session.execute(
        select(*_COLUMNS).join(UnitName, UnitName.unit_code == Unit.code).where(UnitName.name == name)
    ).one_or_none()


def names_containing(session: Session, part: str) -> Sequence[Any]:
    """The units one of whose names contains ``part``, by code."""
    query = select(*_COLUMNS).join(UnitName, UnitName.unit_code == Unit.code)
    return session.execute(
        query.where(UnitName.name.contains(part, autoescape=True)).distinct().order_by(Unit.code)
    ).all()


def add(session: Session, name: str, *, placeholder: bool) -> int:
    """A new unit under the next code, which no other unit ever had."""
    code = (session.execute(select(func.max(Unit.code))).scalar_one() or 0) + 1
    session.execute(insert(Unit).values(code=code, name=name, placeholder=placeholder))
    session.execute(insert(UnitName).values(name=name, unit_code=code))
    return code


def rename(session: Session, code: int, name: str) -> None:
    """Give a unit another name, under which it is no placeholder any more. The old name stays its own."""
    session.execute(update(Unit).where(Unit.code == code).values(name=name, placeholder=False))
    known = session.execute(select(UnitName.unit_code).where(UnitName.name == name)).scalar_one_or_none()
    if known is None:
        session.execute(insert(UnitName).values(name=name, unit_code=code))


def hand_over(session: Session, code: int, into: int) -> None:
    """Give another unit all that one has: reports, items, names and what was merged into it. Numbers stay."""
    session.execute(update(Document).where(Document.unit_code == code).values(unit_code=into))
    session.execute(update(Item).where(Item.owner_code == code).values(owner_code=into))
    session.execute(update(UnitName).where(UnitName.unit_code == code).values(unit_code=into))
    session.execute(update(Unit).where((Unit.code == code) | (Unit.merged_into == code)).values(merged_into=into))
