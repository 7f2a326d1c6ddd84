"""Queries over the items: the list with its filters, one item by number, and moving it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.kinds import ItemKind, Missing, Status, Theme, Verdict
from tracker.domain.numbering import ItemNumber
from tracker.domain.order import Order
from tracker.domain.report import UNSURE
from tracker.domain.status import OUTSTANDING
from tracker.ledger import tables as t
from tracker.ledger.comparisons import verdict_in_force
from tracker.ledger.dueness import LightQuery, Term, due_by, promised_on, term_of
from tracker.lexicon.pinyin import is_spelled, pattern

if TYPE_CHECKING:  # see ``dueness``
    from tracker.domain.deadlines import Light

_CHUNK = 500
"""How many ids one query takes; SQLite allows 999 variables at the least."""

_ROWS_AT_A_TIME = 10_000

_ORDER = (t.item.c.owner_code, t.item.c.year.desc(), t.item.c.unit_code, t.item.c.sequence)

_BY_YEAR = (t.item.c.year.desc(), t.item.c.owner_code, t.item.c.unit_code, t.item.c.sequence)

_ORDERS = {
    Order.UNIT: _ORDER,
    Order.DEADLINE: (due_by.is_(None), due_by, *_ORDER),
    Order.YEAR: _BY_YEAR,
}

_RETURNED = (Verdict.CONTESTED, Verdict.RECURRING)
_CHECKED = (Status.IN_REVIEW, Status.IN_VERIFICATION)

_COLUMNS = (
    t.item.c.id,
    t.item.c.unit_code,
    t.item.c.year,
    t.item.c.sequence,
    t.item.c.owner_code,
    t.item.c.kind,
    t.item.c.title,
    t.item.c.where,
    t.item.c.confidence,
    t.item.c.status,
    t.item.c.round,
    t.item.c.self_verified,
    t.item.c.merged_into_id,
    t.item.c.document_id,
    t.item.c.in_source,
    t.item.c.span_start,
    t.item.c.span_end,
    t.item.c.quote,
    t.item.c.theme,
    t.item.c.severity,
    t.item.c.missing,
    t.item.c.void,
    t.item.c.parent_id,
    t.item.c.origin,
    t.item.c.found_on,
    t.item.c.term,
    t.item.c.due_on,
    t.item.c.due_original,
    t.item.c.review_on,
    t.item.c.leader,
    t.item.c.lead_unit,
    t.item.c.post,
    t.item.c.person,
    promised_on.label("promised_on"),
    t.unit.c.name.label("unit_name"),
    verdict_in_force.label("verdict"),
    t.document.c.year.label("verdict_year"),
)


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """What to look for. ``None`` and nothing mean: no matter."""

    owner_code: int | None = None
    year: int | None = None
    kind: ItemKind | None = None
    status: Status | None = None
    verdict: Verdict | None = None
    theme: Theme | None = None
    vague: bool = False
    outstanding: bool = False
    words: tuple[str, ...] = ()
    light: Light | None = None
    """Only items that show this light today; needs ``lights``."""
    overdue: bool = False
    """Only what is overdue; needs ``lights``."""
    lights: LightQuery | None = None
    """What tells lights and today."""
    returned: bool = False
    """Only problems and promises that a newer report shows again, while they are under way or held to be closed."""
    waiting: bool = False
    """Only what waits for a person's word: unsure proposals, and what was handed in to be checked."""
    order: Order = Order.UNIT


def rows(session: Session, wanted: ItemQuery, *, limit: int | None = None, offset: int = 0) -> Sequence[Any]:
    """The items wanted with their unit and verdict: by unit, year (newest first) and number, unless told otherwise."""
    query = _joined().where(*_conditions(session, wanted))
    if limit is None or offset:
        query = query.order_by(*_ORDERS[wanted.order])
        return session.execute(query.limit(limit).offset(offset or None)).all()
    found: list[Any] = []
    for stretch in _stretches(wanted.order, query):
        if len(found) < limit:
            found.extend(session.execute(stretch.limit(limit - len(found))))
    return found


def count(session: Session, wanted: ItemQuery) -> int:
    """How many items are wanted."""
    return int(session.execute(_ids(session, wanted, func.count(t.item.c.id))).scalar_one())


def ids(session: Session, wanted: ItemQuery) -> array[int]:
    """The ids of the items wanted, in the order of the list: eight bytes each."""
    found = array("q")
    for stretch in _stretches(wanted.order, _ids(session, wanted, t.item.c.id)):
        found.extend(numbers_of(session, stretch))
    return found


def numbers_of(session: Session, query: Any) -> array[int]:
    """What a query for one whole number a row finds: eight bytes each."""
    found = array("q")
    # Piece by piece: all other threads wait while a list of a million rows is searched for garbage.
    if session.get_bind().dialect.name == "sqlite":
        # From the driver's own cursor: through SQLAlchemy a million numbers take three times as long.
        result: Any = session.execute(query)
        cursor = result.cursor
        while part := cursor.fetchmany(_ROWS_AT_A_TIME):
            found.extend([row[0] for row in part])
        result.close()
        return found
    for numbers in session.execute(query, execution_options={"yield_per": _ROWS_AT_A_TIME}).scalars().partitions():
        found.extend(numbers)
    return found


def rows_by_id(session: Session, wanted: Iterable[int]) -> dict[int, Any]:
    """The items with those ids, by id; ids that are not in the ledger are left out."""
    found: dict[int, Any] = {}
    remaining = sorted(set(wanted))
    for start in range(0, len(remaining), _CHUNK):
        query = _joined().where(t.item.c.id.in_(remaining[start : start + _CHUNK]))
        found.update((row.id, row) for row in session.execute(query))
    return found


def rows_of_document(session: Session, document_id: int) -> Sequence[Any]:
    """The items that stand in a document: problems, then commitments, in the order of the text."""
    query = _joined().where(t.item.c.document_id == document_id, t.item.c.in_source, ~t.item.c.void)
    places = (t.item.c.span_start, t.item.c.position, t.item.c.sequence)
    return session.execute(query.order_by(t.item.c.kind.desc(), *places)).all()


def id_of(session: Session, number: ItemNumber) -> int | None:
    """The id of the item with that number."""
    return session.execute(
        select(t.item.c.id).where(
            t.item.c.unit_code == number.unit, t.item.c.year == number.year, t.item.c.sequence == number.sequence
        )
    ).scalar_one_or_none()


def actions(session: Session, item_id: int) -> Sequence[Any]:
    """What a commitment says will be done, in the order of the text."""
    return actions_of_items(session, [item_id])


def actions_of_items(session: Session, wanted: Sequence[int]) -> Sequence[Any]:
    """What some commitments say will be done, by item in the order of the text."""
    return session.execute(
        select(
            t.item_action.c.item_id,
            t.item_action.c.span_start,
            t.item_action.c.span_end,
            t.item_action.c.deadline,
            t.item_action.c.checkable,
            t.item_action.c.missing,
        )
        .where(t.item_action.c.item_id.in_(sorted(set(wanted))))
        .order_by(t.item_action.c.item_id, t.item_action.c.position)
    ).all()


def answering(session: Session, item_id: int) -> list[int]:
    """Ids of the problems that a commitment answers, or of the commitments of the same report that answer a problem."""
    commitment, problem = t.item.alias(), t.item.alias()
    query = (
        select(commitment.c.id, problem.c.id)
        .select_from(t.item_address)
        .join(commitment, commitment.c.id == t.item_address.c.commitment_id)
        .join(problem, problem.c.id == t.item_address.c.problem_id)
        .where(
            or_(commitment.c.id == item_id, problem.c.id == item_id), commitment.c.document_id == problem.c.document_id
        )
        .order_by(t.item_address.c.position, commitment.c.sequence)
    )
    return [answered if answers == item_id else answers for answers, answered in session.execute(query)]


def merged_into(session: Session, item_id: int) -> int | None:
    """The id of the item that this one is merged into."""
    return session.execute(select(t.item.c.merged_into_id).where(t.item.c.id == item_id)).scalar_one_or_none()


def held_by(session: Session, holder: str, *, owner_code: int | None = None) -> list[int]:
    """Ids of the unfinished items with that leader, post or person, in the order of the list."""
    columns = (t.item.c.leader, t.item.c.post, t.item.c.person)
    query = select(t.item.c.id).where(
        or_(*(column == holder for column in columns)), t.item.c.status.in_(sorted(OUTSTANDING)), ~t.item.c.void
    )
    if owner_code is not None:
        query = query.where(t.item.c.owner_code == owner_code)
    return list(session.execute(query.order_by(*_ORDER)).scalars())


_FOREMOST = and_(t.follow_up.c.item_id == t.item.c.id, t.follow_up.c.foremost)
_JUDGED = and_(t.judgement.c.item_id == t.item.c.id, t.judgement.c.year == t.document.c.year)


def _joined() -> Any:
    return (
        select(*_COLUMNS)
        .select_from(t.item)
        .join(t.unit, t.unit.c.code == t.item.c.owner_code)
        .outerjoin(t.follow_up, _FOREMOST)
        .outerjoin(t.document, t.document.c.id == t.follow_up.c.document_id)
        .outerjoin(t.judgement, _JUDGED)
    )


def _ids(session: Session, wanted: ItemQuery, *what: Any) -> Any:
    query = select(*what).select_from(t.item)
    if wanted.verdict is not None or wanted.returned:
        query = query.join(t.follow_up, _FOREMOST).join(t.document, t.document.c.id == t.follow_up.c.document_id)
        query = query.outerjoin(t.judgement, _JUDGED)
    return query.where(*_conditions(session, wanted))


def _conditions(session: Session, wanted: ItemQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [~t.item.c.void]
    if wanted.owner_code is not None:
        conditions.append(t.item.c.owner_code == wanted.owner_code)
    if wanted.year is not None:
        conditions.append(t.item.c.year == wanted.year)
    if wanted.kind is not None:
        conditions.append(t.item.c.kind == wanted.kind)
    if wanted.status is not None:
        conditions.append(t.item.c.status == wanted.status)
    if wanted.theme is not None:
        conditions.append(t.item.c.theme == wanted.theme)
    if wanted.vague:
        conditions.append(t.item.c.missing.contains(Missing.WHAT.value))
    if wanted.outstanding:
        conditions.append(t.item.c.status.in_(sorted(OUTSTANDING)))
    if wanted.verdict is not None:
        conditions.append(verdict_in_force == wanted.verdict)
    if wanted.returned:
        conditions += [verdict_in_force.in_(_RETURNED), t.item.c.status.in_(sorted({*OUTSTANDING, Status.CLOSED}))]
    if wanted.waiting:
        conditions.append(_WAITING)
    if wanted.lights is not None and wanted.light is not None:
        conditions += [UNDER_WAY, term_of(session, wanted.lights).shows(wanted.light, wanted.lights)]
    if wanted.lights is not None and wanted.overdue:
        conditions += [UNDER_WAY, term_of(session, wanted.lights).overdue(wanted.lights.today)]
    conditions.extend(_has(session, word) for word in wanted.words)
    return [and_(*conditions)]


UNDER_WAY = t.item.c.status.in_(sorted(OUTSTANDING))
_DATED = and_(UNDER_WAY, due_by.is_not(None))
_NEWEST = t.item.c.year == select(func.max(t.item.c.year)).scalar_subquery()

_HEADS = {
    Order.DEADLINE: (_DATED, (due_by, *_ORDER), _ORDER),
    Order.YEAR: (_NEWEST, _ORDER, _BY_YEAR),
}
"""What stands first in an order and how it is put in order, then how the rest is: an index finds the first rows, and
what is finished, nearly all of an old ledger, is not sorted by a day that it has not got."""


def _stretches(order: Order, query: Any) -> tuple[Any, ...]:
    """A query for items, as queries for the stretches of the list one after the other."""
    if order not in _HEADS:
        return (query.order_by(*_ORDERS[order]),)
    head, first, rest = _HEADS[order]
    return query.where(head).order_by(*first), query.where(not_(head)).order_by(*rest)


_WAITING = or_(and_(t.item.c.status == Status.PROPOSED, t.item.c.confidence < UNSURE), t.item.c.status.in_(_CHECKED))


def _has(session: Session, word: str) -> ColumnElement[bool]:
    """True where title or quote contain a word, or the title has it in the initials of its pinyin."""
    found = [contains(session, column, word) for column in (t.item.c.title, t.item.c.quote)]
    if is_spelled(word):
        sqlite = session.get_bind().dialect.name == "sqlite"
        by_initials = (
            func.tracker_spells(t.item.c.title, word) == 1 if sqlite else t.item.c.title.op("~")(pattern(word))
        )
        found.append(by_initials)
    return or_(*found)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items under way there are of each sort."""

    lights: tuple[int, ...]
    """Showing each light today."""
    overdue: int
    waiting: int


def counts(session: Session, asked: LightQuery, within: ItemQuery) -> Counts:
    """Count what is under way among the items wanted in one walk through it."""
    term = term_of(session, asked)
    sure = case((term.confirmed, 1), else_=0).label("confirmed")
    told = term.start.label("start"), term.due.label("due"), sure, case((_WAITING, 1), else_=0).label("waiting")
    # Materialised, so that the days of an item are looked up once and not again for each light.
    known = _ids(session, within, *told).where(UNDER_WAY).cte("known").prefix_with("MATERIALIZED")
    found = Term(known.c.start, known.c.due, known.c.confirmed == 1, term.sqlite)
    columns = [found.shows(light, asked) for light in asked.lights]
    query = select(
        *(func.sum(case((column, 1), else_=0)) for column in (*columns, found.overdue(asked.today))),
        func.sum(known.c.waiting),
    )
    *lights, late, waiting = (int(number or 0) for number in session.execute(query).one())
    return Counts(tuple(lights), late, waiting)


def contains(session: Session, column: Any, word: str) -> ColumnElement[bool]:
    """True where ``column`` contains ``word``; the case of Latin letters does not matter."""
    escaped = word.replace("/", "//").replace("%", "/%").replace("_", "/_")
    # SQLite's LIKE looks past case by itself, at half the cost of lower() on both sides, which ilike() would be there.
    like = column.like if session.get_bind().dialect.name == "sqlite" else column.ilike
    found: ColumnElement[bool] = like(f"%{escaped}%", escape="/")
    return found
