"""Items that a report has to answer for beside those of the report before it: older ones and those of other origins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.kinds import DocumentKind, ItemKind, Origin, Status, Where
from tracker.domain.report import Commitment, Extraction, Identity, PlainText, Problem
from tracker.domain.spans import Span
from tracker.ledger import tables as t
from tracker.ledger.comparisons import recurs_as_id, repeated_as_id, told

_ITEM = t.item.c
_NOT_FOLLOWED = (Status.MERGED, Status.REJECTED, Status.SPLIT)


def candidates(session: Session, owner_code: int) -> Sequence[Any]:
    """The items of a unit that may have to be answered for: not merged, not split, not rejected, not undone.

    ``kind`` is the item's; ``document_kind`` that of the text it stands in; ``raised`` the year it was found in.
    """
    columns = (
        *(_ITEM.id, _ITEM.kind, _ITEM.year, _ITEM.unit_code, _ITEM.sequence, _ITEM.title, _ITEM.quote, _ITEM.where),
        *(_ITEM.confidence, _ITEM.status, _ITEM.origin, _ITEM.found_on, _ITEM.parent_id, _ITEM.document_id),
        _ITEM.in_source,
        t.document.c.kind.label("document_kind"),
    )
    return session.execute(
        select(*columns)
        .join(t.document, t.document.c.id == _ITEM.document_id)
        .where(_ITEM.owner_code == owner_code, ~_ITEM.void, _ITEM.status.not_in(_NOT_FOLLOWED))
        .order_by(_ITEM.year, _ITEM.unit_code, _ITEM.sequence)
    ).all()


def answered_in(session: Session, document_id: int) -> set[int]:
    """Ids of the items of which a report tells."""
    query = select(t.follow_up.c.item_id).where(t.follow_up.c.document_id == document_id)
    return set(session.execute(query).scalars())


def returned_in(session: Session, document_id: int) -> set[int]:
    """Ids of the items that stand again in a report, under another number: from there that one is followed."""
    query = told(t.follow_up.c.item_id).where(
        t.follow_up.c.document_id == document_id, func.coalesce(recurs_as_id, repeated_as_id).is_not(None)
    )
    return set(session.execute(query).scalars())


def returns_in(session: Session, document_id: int) -> set[str]:
    """Ids, within a report, of its items that are again what older reports list."""
    again, older = t.item.alias(), t.document.alias()
    query = (
        told(again.c.source_id)
        .join(again, again.c.id.in_((t.follow_up.c.recurs_as_id, t.follow_up.c.repeated_as_id)))
        .join(older, older.c.id == t.item.c.document_id)
        .where(t.follow_up.c.document_id == document_id, older.c.kind == DocumentKind.REPORT)
    )
    return set(session.execute(query).scalars())


def telling_documents(session: Session, unit_code: int) -> set[int]:
    """Ids of the reports of a unit, superseded ones too, of which it is stored that they tell of items."""
    query = select(t.follow_up.c.document_id).join(t.document, t.document.c.id == t.follow_up.c.document_id)
    return set(session.execute(query.where(t.document.c.unit_code == unit_code).distinct()).scalars())


def counts_in(session: Session, document_id: int) -> set[Origin]:
    """The origins of which a report's counts are held against the ledger's."""
    query = select(t.reconciliation.c.origin).where(t.reconciliation.c.document_id == document_id)
    return set(session.execute(query).scalars())


def as_list(
    rows: Iterable[Any], *, org: str | None, year: int | None, raised_by: Origin | None
) -> tuple[PlainText, Extraction, dict[str, int]]:
    """Items that stand in no report as if they stood in one: a list of their own words.

    Args:
        rows: the items, as ``candidates`` gives them.
        org: name of their unit.
        year: the year of the list; ``None`` where it is of no one year.
        raised_by: see ``Extraction.raised_by``.

    Returns:
        The list as a text, what stands in it, and the ids of the items by their ids in it.
    """
    text = ""
    problems: list[Problem] = []
    commitments: list[Commitment] = []
    ids: dict[str, int] = {}
    for row in rows:
        span = Span(len(text), len(text) + len(row.quote))
        text += f"{row.quote}\n"
        if row.kind is ItemKind.PROBLEM:
            name = f"p{len(problems) + 1}"
            problems.append(Problem(name, row.title, span, row.where or Where.LIST, row.confidence))
        else:
            name = f"c{len(commitments) + 1}"
            commitments.append(Commitment(name, row.title, span, confidence=row.confidence))
        ids[name] = row.id
    found = Extraction(
        Identity(org, year), problems=tuple(problems), commitments=tuple(commitments), raised_by=raised_by
    )
    return PlainText(text, "utf-8", ""), found, ids
