"""From rows of the ledger to the values that the fronts are handed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import NotFoundError
from tracker.domain.fields import Field, shown_value
from tracker.domain.kinds import ItemKind, Status
from tracker.domain.numbering import ItemNumber, parse_number
from tracker.domain.report import UNSURE, Layout
from tracker.domain.spans import Span
from tracker.domain.status import MOVES
from tracker.ledger import reports, worklist
from tracker.ledger.changes import changes_in
from tracker.ledger.history import StoredEntry
from tracker.ledger.kinds import EventKind
from tracker.ledger.particulars import of_text
from tracker.services.views import (
    QUOTE_LABEL,
    ActionFollowUpView,
    DocumentRow,
    EventView,
    FieldChange,
    FollowUpView,
    ItemRow,
    JudgementView,
    Quote,
)

_MOVE_NAMES = {(move.source, move.target): move.name for move in MOVES}


def item_row(row: Any) -> ItemRow:
    """One line of the worklist."""
    return ItemRow(
        id=row.id,
        number=str(ItemNumber(row.unit_code, row.year, row.sequence)),
        unit=row.unit_name,
        year=row.year,
        kind=row.kind,
        title=row.title,
        status=row.status,
        round=row.round,
        self_verified=row.self_verified,
        where=row.where,
        confidence=row.confidence,
        verdict=row.verdict,
        verdict_year=row.verdict_year,
        theme=row.theme,
        severity=row.severity,
        missing=of_text(row.missing),
        origin=row.origin,
        found_on=row.found_on,
        term=row.term,
        due_on=row.due_on,
        due_original=row.due_original,
        review_on=row.review_on,
        leader=row.leader,
        lead_unit=row.lead_unit,
        post=row.post,
        person=row.person,
        void=row.void,
        promised_on=row.promised_on,
    )


def item_quote(row: Any) -> Quote:
    """The passage that an item is."""
    return Quote(row.document_id, Span(row.span_start, row.span_end), row.quote)


def document_row(row: Any, counts: Mapping[tuple[int, ItemKind], int]) -> DocumentRow:
    """One report with the numbers of its items."""
    return DocumentRow(
        id=row.id,
        unit=row.unit_name,
        unit_code=row.unit_code,
        year=row.year,
        path=row.path,
        sha256=row.sha256,
        encoding=row.encoding,
        chars=row.chars,
        imported_at=row.imported_at,
        problems=counts.get((row.id, ItemKind.PROBLEM), 0),
        commitments=counts.get((row.id, ItemKind.COMMITMENT), 0),
        kind=row.kind,
    )


def documents_by_id(session: Session, wanted: Iterable[int]) -> dict[int, DocumentRow]:
    """Reports by id, superseded ones too."""
    listed = set(wanted)
    if not listed:
        return {}
    counts = reports.item_counts(session, listed)
    return {number: document_row(row, counts) for number, row in reports.by_id(session, listed).items()}


def doubtful_items(session: Session, document_id: int) -> tuple[ItemRow, ...]:
    """The items of a report that a person should look at first: the least sure ones, then vague promises."""
    rows = [item_row(row) for row in worklist.rows_of_document(session, document_id)]
    unsure = sorted((row for row in rows if row.confidence < UNSURE), key=lambda row: row.confidence)
    return (*unsure, *(row for row in rows if row.vague and row.confidence >= UNSURE))


def placed(one: Quote, layout: Layout) -> Quote:
    """A passage with the page or paragraph of the file that it begins on."""
    start = one.span.start
    return replace(one, page=layout.page_at(start), paragraph=layout.paragraph_at(start))


def quote(document_id: int, text: str, start: int, end: int, score: float | None = None) -> Quote:
    """A passage cut out of a document's text."""
    span = Span(start, end)
    return Quote(document_id, span, span.of(text), score)


def follow_up_view(
    row: Any,
    evidence: Iterable[Any],
    *,
    document: DocumentRow,
    text: str,
    numbers: Mapping[int, str],
    layout: Layout,
    actions: Iterable[Any] = (),
) -> FollowUpView:
    """What a newer report says of an item.

    Args:
        row: the stored follow-up.
        evidence: the stored passages that belong to it.
        document: the newer report.
        text: its text.
        numbers: item numbers by id, for the items it refers to.
        layout: where its pages and paragraphs start.
        actions: what it says of the single things promised.
    """

    def passage(start: int, end: int, score: float | None = None) -> Quote:
        return placed(quote(document.id, text, start, end, score), layout)

    return FollowUpView(
        year=document.year,
        document=document,
        verdict=row.verdict,
        reason=row.reason,
        claim=None if row.claim_start is None else passage(row.claim_start, row.claim_end),
        evidence=tuple(passage(one.span_start, one.span_end, one.score) for one in evidence),
        recurs_as=numbers.get(row.recurs_as_id),
        repeated_as=numbers.get(row.repeated_as_id),
        proposed=row.proposed,
        score=row.score,
        actions=tuple(
            ActionFollowUpView(
                one.standing,
                None if one.span_start is None else passage(one.span_start, one.span_end, one.score),
            )
            for one in actions
        ),
        judgement=None
        if row.judged is None
        else JudgementView(row.judged, row.judged_on, row.judged_note, row.judged_by, row.judged_at),
    )


def event_view(entry: StoredEntry) -> EventView:
    """One entry of the history."""
    return EventView(
        at=entry.at,
        actor=entry.actor,
        what=event_name(entry.kind, entry.source, entry.target),
        source=entry.source,
        target=entry.target,
        note=entry.note,
        id=entry.id,
        command=entry.command,
        changes=(*field_changes(entry.payload), *_redrawn(entry)),
    )


def _redrawn(entry: StoredEntry) -> tuple[FieldChange, ...]:
    """The words that a person took out of the report before and after its bounds were changed."""
    if entry.kind is not EventKind.ITEM_REDRAWN:
        return ()
    own = [change for change in changes_in(entry.payload) if change.table == "item"]
    return tuple(
        FieldChange(QUOTE_LABEL, change.before["quote"], change.after["quote"])
        for change in own
        if change.before is not None and change.after is not None and "quote" in change.after
    )


def field_changes(payload: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """The ledger's columns that an entry of the history changed, in the order of the catalogue."""
    found = []
    for change in changes_in(payload):
        if change.table == "item" and change.before is not None and change.after is not None:
            found += [
                FieldChange(field.label, shown_value(change.before[name]), shown_value(change.after[name]))
                for field in Field
                if (name := field.value) in change.after
            ]
    return tuple(found)


def find_item(session: Session, number: str) -> int:
    """The id of the item with that number.

    Raises:
        NotFoundError: it is no number, or no item has it.
    """
    parsed = parse_number(number)
    if parsed is None:
        raise NotFoundError(f"“{number}”不是编号", "编号写作 单位-年份-序号，例如 03-2022-07；tracker list 里有")
    found = worklist.id_of(session, parsed)
    if found is None:
        raise NotFoundError(f"没有编号为 {parsed} 的事项", "用 tracker list 查看编号")
    return found


def event_name(kind: EventKind, source: Status | None, target: Status | None) -> str:
    """What people call an entry of the history: the move, where it is one."""
    if kind is EventKind.ITEM_MOVED and source is not None and target is not None:
        return _MOVE_NAMES.get((source, target), kind.label)
    return kind.label
