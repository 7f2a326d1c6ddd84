"""Writing a report into the ledger: its rows in bulk, its items under new numbers or the numbers they have."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.orm import Session

from tracker.domain.kinds import DocumentKind, ItemKind, Origin, Status
from tracker.domain.report import Commitment, Extraction, PlainText, Problem
from tracker.ledger import originals
from tracker.ledger import tables as t
from tracker.ledger.keys import next_key
from tracker.ledger.particulars import PROPOSED, as_text, columns, passage_rows, proposals

LARGEST = 2**63 - 1
"""The greatest number that every database holds."""


class Draft(NamedTuple):
    """An item as a report has it, before it has a number."""

    kind: ItemKind
    position: int
    found: Problem | Commitment
    quote: str


def drafts(source: PlainText, found: Extraction) -> tuple[Draft, ...]:
    """The items of a report in the order in which they are numbered: problems, then commitments."""
    problems = (Draft(ItemKind.PROBLEM, at, item, item.span.of(source.text)) for at, item in enumerate(found.problems))
    commitments = (
        Draft(ItemKind.COMMITMENT, at, item, item.span.of(source.text)) for at, item in enumerate(found.commitments)
    )
    return (*problems, *commitments)


def retire(session: Session, document_id: int, at: datetime) -> None:
    """Mark a report as superseded; what was found in it stays."""
    session.execute(update(t.document).where(t.document.c.id == document_id).values(superseded_at=at))


def add_document(
    session: Session,
    source: PlainText,
    found: Extraction,
    *,
    unit_code: int,
    year: int,
    at: datetime,
    replaces: int | None = None,
) -> int:
    """Write a report and all that was found in it except its items.

    Returns:
        The id of the report.
    """
    document_id = next_key(session, t.document.c.id)
    row = {
        "id": document_id,
        "unit_code": unit_code,
        "year": year,
        "sha256": source.sha256,
        "path": source.path,
        "title": found.identity.title,
        "org": found.identity.org,
        "org_in_text": found.identity.org_in_text,
        "year_in_text": found.identity.year_in_text,
        "encoding": source.encoding,
        "chars": len(source.text),
        "imported_at": at,
        "replaces_id": replaces,
        "superseded_at": None,
        "text": source.text,
    }
    _insert(session, t.document, [row])
    originals.keep_layout(session, document_id, source.layout)
    own = {"document_id": document_id}
    _insert(
        session,
        t.section,
        [
            {**own, "position": at, "kind": section.kind, "heading": section.heading, **_span(section.span)}
            for at, section in enumerate(found.sections)
        ],
    )
    _add_closures(session, document_id, found)
    _insert(
        session,
        t.tally,
        [
            {
                **own,
                "position": at,
                "label": tally.label,
                "total": _count(tally.total),
                "done": _count(tally.done),
                **_span(tally.span),
            }
            for at, tally in enumerate(found.tallies)
        ],
    )
    _insert(
        session,
        t.metric,
        [
            {
                **own,
                "position": at,
                "label": metric.label,
                "value": metric.value,
                "unit": metric.unit,
                "approx": metric.approx,
                **_span(metric.span),
            }
            for at, metric in enumerate(found.metrics)
        ],
    )
    _insert(
        session,
        t.reading_warning,
        [{**own, "position": at, "message": warning} for at, warning in enumerate(found.warnings)],
    )
    return document_id


def put_items(
    session: Session,
    wanted: Sequence[Draft],
    *,
    document_id: int,
    unit_code: int,
    year: int,
    known: Mapping[str, int],
    keep_title: Collection[int] = (),
) -> dict[str, int]:
    """Write the items of a report.

    Args:
        session: the writing session.
        wanted: all items of the report, in the order in which they are numbered.
        document_id: the report.
        unit_code: of its unit.
        year: of the report.
        known: for items that a former version of the report had: their ids, by their ids within this report. They keep
            number, state and history; the others get the next numbers.
        keep_title: ids of those of them whose title a person has given.

    Returns:
        The ids of all items, by their ids within the report.
    """
    item = t.item
    ids = dict(known)
    following = next_key(session, item.c.id)
    sequence = last_sequence(session, unit_code, year)
    added: list[dict[str, Any]] = []
    for draft in wanted:
        found = draft.found
        here = {
            "title": found.title,
            "where": found.where if isinstance(found, Problem) else None,
            "confidence": found.confidence,
            "document_id": document_id,
            "source_id": found.id,
            "position": draft.position,
            "in_source": True,
            **_span(found.span),
            "quote": draft.quote,
            **columns(found.particulars),
        }
        if found.id in known:
            own = known[found.id]
            values = {name: value for name, value in here.items() if name != "title" or own not in keep_title}
            session.execute(update(item).where(item.c.id == own).values(**values))
            continue
        sequence += 1
        ids[found.id] = following
        added.append(
            {
                **here,
                **proposals(found),
                "id": following,
                "unit_code": unit_code,
                "year": year,
                "sequence": sequence,
                "owner_code": unit_code,
                "kind": draft.kind,
                "status": Status.PROPOSED,
                "round": 1,
                "self_verified": False,
                "merged_into_id": None,
                "origin": Origin.SELF_REVIEW if draft.kind is ItemKind.PROBLEM else None,
            }
        )
        following += 1
    _insert(session, item, added)
    if known:
        session.execute(delete(t.item_action).where(t.item_action.c.item_id.in_(known.values())))
        session.execute(delete(t.item_passage).where(t.item_passage.c.item_id.in_(known.values())))
        session.execute(delete(t.item_address).where(t.item_address.c.commitment_id.in_(known.values())))
    _insert(
        session, t.item_passage, [row for draft in wanted for row in passage_rows(ids[draft.found.id], draft.found)]
    )
    promised = [draft.found for draft in wanted if isinstance(draft.found, Commitment)]
    _insert(
        session,
        t.item_action,
        [
            {
                "item_id": ids[commitment.id],
                "position": at,
                "deadline": action.deadline,
                "checkable": action.checkable,
                "missing": as_text(action.missing),
                **_span(action.span),
            }
            for commitment in promised
            for at, action in enumerate(commitment.actions)
        ],
    )
    _insert(
        session,
        t.item_address,
        [
            {"commitment_id": ids[commitment.id], "problem_id": ids[problem], "position": at}
            for commitment in promised
            for at, problem in enumerate(dict.fromkeys(commitment.addresses))
        ],
    )
    return ids


def items_of_year(session: Session, *, unit_code: int, year: int) -> Sequence[Any]:
    """All items that reports of a unit for one year ever had, by number; not what was entered otherwise."""
    item = t.item
    return session.execute(
        select(
            item.c.id,
            item.c.unit_code,
            item.c.year,
            item.c.sequence,
            item.c.kind,
            item.c.title,
            item.c.quote,
            item.c.in_source,
        )
        .add_columns(item.c.span_start, item.c.span_end, item.c.document_id, item.c.where, item.c.confidence)
        .add_columns(*(item.c[name] for name in PROPOSED))
        .join(t.document, t.document.c.id == item.c.document_id)
        .where(item.c.owner_code == unit_code, item.c.year == year, ~item.c.void, item.c.parent_id.is_(None))
        .where(t.document.c.kind == DocumentKind.REPORT)
        .order_by(item.c.unit_code, item.c.sequence)
    ).all()


def parts_of(session: Session, parents: Collection[int]) -> Sequence[Any]:
    """The items that were split from some items and stand in the same report, by number."""
    item = t.item.c
    columns = (item.id, item.parent_id, item.unit_code, item.year, item.sequence, item.kind, item.title, item.quote)
    place = (item.span_start, item.span_end, item.document_id, item.in_source, item.where, item.confidence)
    query = select(*columns, item.source_id, *place).where(
        item.parent_id.in_(sorted(parents)), ~item.void, item.in_source
    )
    return session.execute(query.order_by(item.unit_code, item.year, item.sequence)).all()


def mark_gone(session: Session, ids: Sequence[int]) -> None:
    """Flag items that a corrected report no longer has. All else of them stays."""
    if ids:
        session.execute(update(t.item).where(t.item.c.id.in_(ids)).values(in_source=False))


def with_bytes(session: Session, sha256: str) -> Sequence[Any]:
    """All reports made of the same bytes, current ones first: id, unit_code, year, superseded_at, placeholder."""
    document = t.document
    return session.execute(
        select(document.c.id, document.c.unit_code, document.c.year, document.c.superseded_at, t.unit.c.placeholder)
        .join(t.unit, t.unit.c.code == document.c.unit_code)
        .where(document.c.sha256 == sha256, document.c.kind == DocumentKind.REPORT, ~document.c.withdrawn)
        .order_by(document.c.superseded_at.is_not(None), document.c.id)
    ).all()


def name_document(session: Session, document_id: int, org: str) -> None:
    """Note under which name a report came, where that was unknown before."""
    session.execute(update(t.document).where(t.document.c.id == document_id).values(org=org))


def _add_closures(session: Session, document_id: int, found: Extraction) -> None:
    own = {"document_id": document_id}
    _insert(
        session,
        t.closure,
        [
            {
                **own,
                "position": at,
                "origin": closure.origin,
                "status": closure.status,
                "total": _count(closure.total),
                "done": _count(closure.done),
                **_span(closure.span),
            }
            for at, closure in enumerate(found.closures)
        ],
    )
    _insert(
        session,
        t.closure_measure,
        [
            {**own, "closure_position": at, "position": place, **_span(measure)}
            for at, closure in enumerate(found.closures)
            for place, measure in enumerate(closure.measures)
        ],
    )
    _insert(
        session,
        t.closure_item,
        [
            {
                **own,
                "closure_position": at,
                "position": place,
                "title": named.title,
                "status": named.status,
                **_span(named.span),
            }
            for at, closure in enumerate(found.closures)
            for place, named in enumerate(closure.items)
        ],
    )


def _insert(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(table), rows)


def last_sequence(session: Session, unit_code: int, year: int) -> int:
    """The last number given to an item of a unit and year, whether it counts today or not."""
    item = t.item.c
    query = select(func.coalesce(func.max(item.sequence), 0)).where(item.unit_code == unit_code, item.year == year)
    return int(session.execute(query).scalar_one())


def _count(number: int | None) -> int | None:
    # A number that no database holds is a misprint in the report, not a count.
    return number if number is None or abs(number) <= LARGEST else None


def _span(span: Any) -> dict[str, int]:
    return {"span_start": span.start, "span_end": span.end}
