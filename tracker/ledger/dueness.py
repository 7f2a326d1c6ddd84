"""When items are due, in SQL: the same day and the same light as ``tracker.reminding`` tells of a single item.

The database says which of a million items are overdue without reading one of them into Python; a test holds both
against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Date, and_, case, cast, func, literal, not_, or_, select, true
from sqlalchemy.orm import Session

from tracker.domain.kinds import Origin, Status
from tracker.domain.status import OUTSTANDING, TO_BE_DONE
from tracker.ledger import tables as t

if TYPE_CHECKING:  # the dates of an office are for those who ask what is due
    from tracker.domain.deadlines import Light, Trigger

promised_on: ColumnElement[date | None] = (
    select(func.max(t.item_action.c.deadline))
    .where(t.item_action.c.item_id == t.item.c.id)
    .correlate(t.item)
    .scalar_subquery()
)
"""The last of the days by which the report says that an item will be done."""

due_by: ColumnElement[date | None] = case(
    (t.item.c.status == Status.CONTINUING, t.item.c.review_on),
    (t.item.c.status.in_(sorted(OUTSTANDING)), func.coalesce(t.item.c.due_on, promised_on)),
    else_=None,
)
"""The day that an item waits for: its review, its deadline in force, else what was promised. NULL where it has none."""


class LightQuery(NamedTuple):
    """A light to look for, with what tells it."""

    lights: tuple[Light, ...]
    """All lights of the office, from calm to urgent."""
    assumed: tuple[tuple[Origin, int, int], ...]
    """For origins with an assumed day of 反馈: its month and day."""
    today: date


class Term(NamedTuple):
    """From when to when something lasts, in SQL."""

    start: ColumnElement[Any]
    """NULL for reviews and where it is not known."""
    due: ColumnElement[Any]
    confirmed: ColumnElement[Any]
    """False for what nobody has confirmed: it cannot be overdue."""
    sqlite: bool

    def shows(self, light: Light, asked: LightQuery) -> ColumnElement[bool]:
        """True where ``light`` shows today: it applies, and none that stands behind it does."""
        place = asked.lights.index(light)
        later = [self._meets(one.when, asked.today) for one in asked.lights[place + 1 :]]
        here = self._meets(light.when, asked.today)
        told = or_(self.due >= asked.today, self.confirmed)
        return and_(self.due.is_not(None), told, here, *(not_(one) for one in later))

    def overdue(self, today: date) -> ColumnElement[bool]:
        """True where ``tracker.domain.status.is_overdue`` says so."""
        return and_(self.confirmed, self.due.is_not(None), self.due < today)

    def _meets(self, trigger: Trigger, today: date) -> ColumnElement[bool]:
        if trigger.days_over is not None:
            return self.due <= today - timedelta(days=trigger.days_over)
        if trigger.days_left is not None:
            return self.due <= today + timedelta(days=trigger.days_left)
        if trigger.share_left is None:
            return true()
        left = self._number(self.due) - self._number(literal(today, Date))
        whole = self._number(self.due) - self._number(self.start)
        return case(
            (or_(self.start.is_(None), self.start >= self.due), self.due < today),
            else_=left <= whole * trigger.share_left,
        )

    def _number(self, day: ColumnElement[Any]) -> ColumnElement[Any]:
        """A day as a number that another can be taken from."""
        return func.julianday(day) if self.sqlite else cast(day, Date) - literal(date(2000, 1, 1), Date)


def term_of(session: Session, asked: LightQuery) -> Term:
    """The term of an item, told from its row."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    return Term(_start(asked.assumed, sqlite=sqlite), due_by, t.item.c.status.in_(sorted(TO_BE_DONE)), sqlite)


def assumed_days(days: Mapping[Origin, tuple[int, int] | None]) -> tuple[tuple[Origin, int, int], ...]:
    """The assumed days of 反馈 as a query takes them."""
    return tuple((origin, *day) for origin, day in days.items() if day is not None)


def _start(assumed: Sequence[tuple[Origin, int, int]], *, sqlite: bool) -> ColumnElement[Any]:
    origin = func.coalesce(t.item.c.origin, literal(Origin.SELF_REVIEW, t.item.c.origin.type))
    made_up = [(origin == one, _day(month, day, sqlite=sqlite)) for one, month, day in assumed]
    known: ColumnElement[Any] = t.item.c.found_on
    if made_up:
        known = func.coalesce(t.item.c.found_on, case(*made_up, else_=None), type_=Date)
    return case((t.item.c.status == Status.CONTINUING, None), else_=known)


def _day(month: int, day: int, *, sqlite: bool) -> ColumnElement[Any]:
    if sqlite:
        return func.printf(f"%04d-{month:02d}-{day:02d}", t.item.c.year)
    return func.make_date(t.item.c.year, month, day)
