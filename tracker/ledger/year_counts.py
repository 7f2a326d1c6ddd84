"""Counting for the page of a year: the database counts a million items without one of them being read into Python."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, literal, or_, select
from sqlalchemy.orm import Session

from tracker.domain.cuts import By, Cut
from tracker.domain.kinds import Origin, Status
from tracker.ledger import tables as t
from tracker.ledger.comparisons import recurs_as_id, repeated_as_id, told, verdict_up_to
from tracker.ledger.dueness import LightQuery, term_of
from tracker.ledger.worklist import UNDER_WAY, numbers_of

_I = t.item.c

_ORIGIN: ColumnElement[Any] = func.coalesce(_I.origin, literal(Origin.SELF_REVIEW, _I.origin.type))
_RETURNS_AT_A_TIME = 1_000


def owners(session: Session, *, up_to: int, owner: int | None = None) -> list[tuple[int, str]]:
    """Code and name of the units that answer for items raised up to a year, by code."""
    here = select(_I.id).where(_I.owner_code == t.unit.c.code, _I.year <= up_to, ~_I.void).exists()
    query = select(t.unit.c.code, t.unit.c.name).where(here).order_by(t.unit.c.code)
    if owner is not None:
        query = query.where(t.unit.c.code == owner)
    return [(row.code, row.name) for row in session.execute(query)]


def tally(session: Session, cut: Cut, by: Sequence[By], *, lights: LightQuery) -> list[tuple[Any, ...]]:
    """How many items of a cut there are of each sort: what ``by`` tells apart, then the number.

    Args:
        session: a reading session.
        cut: which items are counted.
        by: what they are told apart by.
        lights: what tells whether an item is late.
    """
    # Named in a query of their own, so that what weighs most is looked for once for each item.
    found = select(*(_told_by(one, cut).label(one.value) for one in by), *([] if by else [_I.id]))
    sorts = found.where(*_conditions(session, cut, lights)).subquery()
    columns = [sorts.c[one.value] for one in by]
    return [tuple(row) for row in session.execute(select(*columns, func.count()).group_by(*columns))]


def ids(session: Session, cut: Cut, *, lights: LightQuery) -> array[int]:
    """The ids of the items of a cut, in no order."""
    return numbers_of(session, select(_I.id).where(*_conditions(session, cut, lights)))


def _told_by(by: By, cut: Cut) -> ColumnElement[Any]:
    match by:
        case By.OWNER:
            return _I.owner_code
        case By.ORIGIN:
            return _ORIGIN
        case By.VERDICT:
            return verdict_up_to(cut.told_up_to)
    return t.item.c[by.value]


def _conditions(session: Session, cut: Cut, lights: LightQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_I.status.in_(sorted(cut.statuses)), _I.year <= cut.last_year, ~_I.void]
    if cut.first_year is not None:
        found.append(_I.year == cut.last_year if cut.first_year == cut.last_year else _I.year >= cut.first_year)
    if cut.kind is not None:
        found.append(_I.kind == cut.kind)
    if cut.owner is not None:
        found.append(_I.owner_code == cut.owner)
    if cut.verdicts is not None:
        found.append(_among(verdict_up_to(cut.told_up_to), cut.verdicts))
    if cut.themes is not None:
        found.append(_among(_I.theme, cut.themes))
    if cut.origins is not None:
        found.append(_ORIGIN.in_(sorted(cut.origins)))
    if cut.late:
        found += [UNDER_WAY, term_of(session, lights).overdue(lights.today)]
    return found


def _among(column: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    named = column.in_(sorted(one for one in values if one is not None))
    return or_(named, column.is_(None)) if None in values else named


class Return(NamedTuple):
    """An item with the later one that is the same again, as the first report says that says so."""

    owner: int
    item: int
    year: int
    later: int
    later_year: int
    counted: bool
    """False where the later one is no longer anybody's to put right."""


def returns(
    session: Session, year: int, *, passed_over: Collection[Status], owner: int | None = None
) -> Iterator[Return]:
    """What reports up to a year say returns within a unit, unit by unit.

    Args:
        session: a reading session.
        year: the last year whose reports and whose items count.
        passed_over: states of later items that are nobody's to put right.
        owner: only of this unit.
    """
    later = t.item.alias()
    again = func.coalesce(recurs_as_id, repeated_as_id)
    stands = (later.c.owner_code == _I.owner_code) & (later.c.year <= year) & ~later.c.void
    counted = later.c.status.not_in(sorted(passed_over))
    query = (
        told(_I.owner_code, _I.id, _I.year, later.c.id, later.c.year, counted, stands)
        .join(later, later.c.id == again)
        .where(t.document.c.year <= year, _I.year <= year, ~_I.void)
        .order_by(_I.owner_code, _I.id, t.document.c.year)
        .execution_options(yield_per=_RETURNS_AT_A_TIME)
    )
    if owner is not None:
        query = query.where(_I.owner_code == owner)
    last = None
    for row in session.execute(query):
        if row[1] != last and row[6]:
            yield Return(row[0], row[1], row[2], row[3], row[4], bool(row[5]))
        last = row[1]


def titles(session: Session, wanted: Collection[int]) -> dict[int, tuple[str, str]]:
    """Title and unit of some items, by id."""
    query = select(_I.id, _I.title, t.unit.c.name).join(t.unit, t.unit.c.code == _I.owner_code)
    return {row[0]: (row[1], row[2]) for row in session.execute(query.where(_I.id.in_(sorted(wanted))))}
