"""Queries over the items: the list with its filters, one item by number, and moving it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.domain.numbering import ItemNumber
from tracker.domain.status import OUTSTANDING
from tracker.ledger.models import Document, FollowUp, Item, ItemAction, ItemAddress, Unit

_CHUNK = 500
"""How many ids one query takes; SQLite allows 999 variables at the least."""

_ORDER = (Item.owner_code, Item.year.desc(), Item.unit_code, Item.sequence)

_COLUMNS = (
    Item.id,
    Item.unit_code,
    Item.year,
    Item.sequence,
    Item.owner_code,
    Item.kind,
    Item.title,
    Item.where,
    Item.confidence,
    Item.status,
    Item.round,
    Item.self_verified,
    Item.merged_into_id,
    Item.document_id,
    Item.in_source,
    Item.span_start,
    Item.span_end,
    Item.quote,
    Unit.name.label("unit_name"),
    FollowUp.verdict,
    Document.year.label("verdict_year"),
)


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """What to look for. ``None`` and nothing mean: no matter."""

    owner_code: int | None = None
    year: int | None = None
    kind: ItemKind | None = None
    status: Status | None = None
    verdict: Verdict | None = None
    outstanding: bool = False
    words: tuple[str, ...] = ()


def rows(session: Session, wanted: ItemQuery, *, limit: int | None = None, offset: int = 0) -> Sequence[Any]:
    """The items wanted with their unit and verdict: by unit, year (newest first) and number."""
    query = _joined().where(*_conditions(wanted)).order_by(*_ORDER).limit(limit).offset(offset or None)
    return session.execute(query).all()


def count(session: Session, wanted: ItemQuery) -> int:
    """How many items are wanted."""
    return int(session.execute(_ids(wanted, func.count(Item.id))).scalar_one())


def ids(session: Session, wanted: ItemQuery) -> list[int]:
    """The ids of the items wanted, in the order of the list."""
    return list(session.execute(_ids(wanted, Item.id).order_by(*_ORDER)).scalars())


def rows_by_id(session: Session, wanted: Iterable[int]) -> dict[int, Any]:
    """The items with those ids, by id; ids that are not in the ledger are left out."""
    found: dict[int, Any] = {}
    remaining = sorted(set(wanted))
    for start in range(0, len(remaining), _CHUNK):
        query = _joined().where(Item.id.in_(remaining[start : start + _CHUNK]))
        found.update((row.id, row) for row in session.execute(query))
    return found


def rows_of_document(session: Session, document_id: int) -> Sequence[Any]:
    """The items that stand in a document: problems, then commitments, in the order of the text."""
    query = _joined().where(Item.document_id == document_id, Item.in_source)
    return session.execute(query.order_by(Item.kind.desc(), Item.position)).all()


def id_of(session: Session, number: ItemNumber) -> int | None:
    """The id of the item with that number."""
    return session.execute(
        select(Item.id).where(Item.unit_code == number.unit, Item.year == number.year, Item.sequence == number.sequence)
    ).scalar_one_or_none()


def actions(session: Session, item_id: int) -> Sequence[Any]:
    """What a commitment says will be done, in the order of the text."""
    return session.execute(
        select(ItemAction.span_start, ItemAction.span_end, ItemAction.deadline, ItemAction.checkable)
        .where(ItemAction.item_id == item_id)
        .order_by(ItemAction.position)
    ).all()


def answering(session: Session, item_id: int) -> list[int]:
    """Ids of the problems that a commitment answers, or of the commitments of the same report that answer a problem."""
    commitment, problem = aliased(Item), aliased(Item)
    query = (
        select(commitment.id, problem.id)
        .select_from(ItemAddress)
        .join(commitment, commitment.id == ItemAddress.commitment_id)
        .join(problem, problem.id == ItemAddress.problem_id)
        .where(or_(commitment.id == item_id, problem.id == item_id), commitment.document_id == problem.document_id)
        .order_by(ItemAddress.position, commitment.sequence)
    )
    return [answered if answers == item_id else answers for answers, answered in session.execute(query)]


def merged_into(session: Session, item_id: int) -> int | None:
    """The id of the item that this one is merged into."""
    return session.execute(select(Item.merged_into_id).where(Item.id == item_id)).scalar_one_or_none()


def change_state(
    session: Session,
    item_id: int,
    *,
    source: Status,
    target: Status,
    item_round: int,
    self_verified: bool,
    merged_into_id: int | None,
) -> bool:
    """Give an item a new state if it is still in ``source``; ``False`` where it is not any more."""
    result = session.connection().execute(
        update(Item)
        .where(Item.id == item_id, Item.status == source)
        .values(status=target, round=item_round, self_verified=self_verified, merged_into_id=merged_into_id)
    )
    return bool(result.rowcount)


def _joined() -> Any:
    return (
        select(*_COLUMNS)
        .select_from(Item)
        .join(Unit, Unit.code == Item.owner_code)
        .outerjoin(FollowUp, FollowUp.item_id == Item.id)
        .outerjoin(Document, Document.id == FollowUp.document_id)
    )


def _ids(wanted: ItemQuery, what: Any) -> Any:
    query = select(what).select_from(Item)
    if wanted.verdict is not None:
        query = query.join(FollowUp, FollowUp.item_id == Item.id)
    return query.where(*_conditions(wanted))


def _conditions(wanted: ItemQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.owner_code is not None:
        conditions.append(Item.owner_code == wanted.owner_code)
    if wanted.year is not None:
        conditions.append(Item.year == wanted.year)
    if wanted.kind is not None:
        conditions.append(Item.kind == wanted.kind)
    if wanted.status is not None:
        conditions.append(Item.status == wanted.status)
    if wanted.outstanding:
        conditions.append(Item.status.in_(sorted(OUTSTANDING)))
    if wanted.verdict is not None:
        conditions.append(FollowUp.verdict == wanted.verdict)
    conditions.extend(
        or_(Item.title.icontains(word, autoescape=True), Item.quote.icontains(word, autoescape=True))
        for word in wanted.words
    )
    return [and_(*conditions)] if conditions else []
