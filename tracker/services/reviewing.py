"""Going through what an import read in a report: putting bounds right, parting, joining and adding items.

Confirming is ``judging.confirm_items``, refusing a move to 不纳入, another title ``filling.fill_in``: a report is
reviewed where none of its items is 待确认 any more, and there is no other state beside that.

A person sets the bounds; the words between them, and what they say of themselves, are told from the stored text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError, NotFoundError, UsageError
from tracker.domain.kinds import DocumentKind, ItemKind, Origin, Role, SectionKind, Status, Where
from tracker.domain.report import Commitment, Problem
from tracker.domain.spans import Span
from tracker.domain.status import DEFAULT_RULES, EDITABLE, Given, WorkflowRules, check_move
from tracker.extraction.at_place import SURE, read_at
from tracker.extraction.bounds import bounds_of
from tracker.extraction.uncovered import uncovered
from tracker.ledger import changes, entering, history, reports, worklist
from tracker.ledger import tables as t
from tracker.ledger.changes import Change
from tracker.ledger.history import Entry
from tracker.ledger.keys import next_key, roles_of
from tracker.ledger.kinds import EventKind
from tracker.ledger.loading import load
from tracker.ledger.particulars import columns, proposals
from tracker.ledger.store import Ledger
from tracker.ledger.storing import last_sequence
from tracker.ledger.types import storable
from tracker.services.following import Follow, follow_anew, pair_up
from tracker.services.in_report import (
    BLANK,
    PARTING,
    Place,
    added,
    belonging,
    editable,
    is_current,
    number_of,
    read_place,
    redrawn,
    require_clerk,
    require_current,
    within,
)
from tracker.services.in_the_way import ASIDE, in_the_way
from tracker.services.review_views import LeftOut, Review, ReviewItem
from tracker.services.rows import documents_by_id, item_quote, item_row
from tracker.services.views import ItemRow, Quote
from tracker.services.workflow import move_in


def review(ledger: Ledger, document_id: int) -> Review:
    """A report with its text, its items in the order in which to look at them, and what no item covers.

    Raises:
        NotFoundError: no such report.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        if not reports.by_id(session, [document_id]):
            raise NotFoundError("台账里没有这份报告", "用 tracker document list 查看台账里有什么")
        source, found = load(session, document_id)
        rows = worklist.rows_of_document(session, document_id)
        linked = {row.merged_into_id for row in rows} | {row.parent_id for row in rows}
        numbers = {one: number_of(row) for one, row in worklist.rows_by_id(session, linked - {None}).items()}
        items = [
            ReviewItem(item_row(row), item_quote(row), numbers.get(row.parent_id), numbers.get(row.merged_into_id))
            for row in rows
        ]
        text, current = source.text, is_current(session, document_id)
        return Review(
            document=documents_by_id(session, [document_id])[document_id],
            current=current,
            text=text,
            items=tuple(sorted(items, key=_looked_at)),
            left_out=tuple(
                LeftOut(Quote(document_id, one.span, one.span.of(text)), one.section)
                for one in (uncovered(source, found) if current else ())
            ),
            bounds=bounds_of(source),
            sections=found.sections,
        )


def _looked_at(item: ReviewItem) -> tuple[bool, float, int, int]:
    unsure = item.unsure
    return not unsure, item.row.confidence if unsure else 0.0, item.quote.span.start, item.row.id


def redraw(
    ledger: Ledger,
    number: str,
    span: Span,
    *,
    note: str = "",
    actor: str,
    now: datetime,
    expected: Quote | None = None,
    follow: Follow | None = None,
) -> ItemRow:
    """Give an item other bounds in its report: quote, title, actions and particulars follow from the words there.

    A title that a person has given stays. Blanks at the ends are left out.

    Args:
        ledger: the ledger.
        number: the item's number.
        span: its new place in the stored text of the report.
        note: why, where there is something to say.
        actor: who does it.
        now: when, aware.
        expected: the place that the person saw; where it is another meanwhile, nothing is changed.
        follow: how to follow up; ``tracker.followup.follow_up`` unless told.

    Raises:
        NotFoundError: no such item.
        MoveError: it was changed meanwhile, its state does not allow it, or its report was corrected.
        UsageError: there are no words in that place, it is not in the text, it is what it was, or it reaches into
            another item of that kind or another section.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        place = editable(session, number, expected)
        new = within(place.source, span, BLANK)
        if new == place.span:
            raise UsageError(f"{number} 的起止没有变", "移动起点或终点以后再保存")
        if way := in_the_way(new, place.span, _others(session, place), place.sections):
            raise UsageError(f"{number} 的新起止{way}", "请停在它外面；和另一项是一回事的，把两项合起来")
        entry = redrawn(session, place, new, note=note, actor=actor, now=now)
        history.append(session, [entry])
        follow_anew(session, [place.document_id], follow=follow)
        return item_row(worklist.rows_by_id(session, [place.id])[place.id])


def split_at(
    ledger: Ledger,
    number: str,
    places: Sequence[int],
    *,
    note: str,
    actor: str,
    now: datetime,
    expected: Quote | None = None,
    roles: frozenset[Role] | None = None,
    rules: WorkflowRules = DEFAULT_RULES,
    follow: Follow | None = None,
) -> tuple[ItemRow, ...]:
    """Split an item at places inside its words; each part stands in its own stretch of the report.

    Like ``entering.split_item``, which parts by words, the number stays as a pointer and the parts get the next ones;
    titles, actions and deadlines are told from the words of each part.

    Args:
        ledger: the ledger.
        number: the item's number.
        places: code points of the report's text at which a new part begins.
        note: why.
        actor: who splits it.
        now: when, aware.
        expected: the place that the person saw; where it is another meanwhile, nothing is changed.
        roles: what the person may do; ``None`` for what whoever signed in may do, where the ledger tells people apart.
        rules: what the office set.
        follow: how to follow up; ``tracker.followup.follow_up`` unless told.

    Raises:
        NotFoundError: no such item.
        MoveError: it was changed meanwhile, its state does not allow it, or its report was corrected.
        UsageError: a place is not inside the item, or a part has no words.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        place = editable(session, number, expected)
        spans = _parted(place, places)
        given = Given(note=note, parts=len(spans))
        state = place.state
        may = roles if roles is not None else roles_of(session)
        move = check_move(state.standing, Status.SPLIT, given, actor=actor, roles=may, rules=rules)
        status = Status.PROPOSED if move.source is Status.PROPOSED else Status.OPEN
        parent = entering.item_columns(session, place.id)
        answered = _answered(session, place.id)
        own = changes.put(session, t.item, (place.id,), {"status": Status.SPLIT})
        entries = [
            Entry(
                *(now, actor, EventKind.ITEM_MOVED, place.id),
                source=move.source,
                target=Status.SPLIT,
                note=note.strip(),
                payload=changes.payload(own, round=state.row.round, self_verified=False, into=None),
            )
        ]
        ids = []
        for at, span in enumerate(spans, start=1):
            found = read_place(place, span)
            quote = span.of(place.source.text)
            part = entering.add_part(session, parent, found.title, span, quote, at=at, status=status)
            ids.append(int(part.key[0]))
            made = [part, *changes.put(session, t.item, part.key, columns(found.particulars))]
            made += belonging(session, ids[-1], found)
            made += [
                changes.add(session, t.item_address, {"commitment_id": ids[-1], "problem_id": one, "position": order})
                for order, one in enumerate(answered)
            ]
            entries.append(added(session, made, note=f"由 {number} 拆分：{note.strip()}", actor=actor, now=now))
        history.append(session, entries)
        pair_up(session, state.row.owner_code, follow=follow)
        after = worklist.rows_by_id(session, ids)
        return tuple(item_row(after[one]) for one in ids)


def join(
    ledger: Ledger,
    number: str,
    other: str,
    *,
    note: str,
    actor: str,
    now: datetime,
    expected: tuple[Quote, Quote] | None = None,
    roles: frozenset[Role] | None = None,
    rules: WorkflowRules = DEFAULT_RULES,
    follow: Follow | None = None,
) -> ItemRow:
    """Make one item of two neighbours in a report: ``other`` is merged into the first, whose words then cover both.

    Args:
        ledger: the ledger.
        number: of the item that stays.
        other: of the one that is merged into it.
        note: why they are one matter.
        actor: who does it.
        now: when, aware.
        expected: the places that the person saw, of both; where one is another meanwhile, nothing is changed.
        roles: what the person may do; ``None`` for what whoever signed in may do, where the ledger tells people apart.
        rules: what the office set.
        follow: how to follow up; ``tracker.followup.follow_up`` unless told.

    Raises:
        NotFoundError: no such item.
        MoveError: they are no neighbours of one kind in one report, or were changed meanwhile, or their state does not
            allow it.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        first, second = expected or (None, None)
        place, gone = editable(session, number, first), editable(session, other, second)
        _require_neighbours(session, place, gone)
        given = Given(note=note, into=number)
        move_in(session, [gone.id], Status.MERGED, given=given, actor=actor, now=now, roles=roles, rules=rules)
        whole = Span(min(place.span.start, gone.span.start), max(place.span.end, gone.span.end))
        if whole != place.span:
            entry = redrawn(session, place, whole, note=f"{other} 并入：{note.strip()}", actor=actor, now=now)
            history.append(session, [entry])
        follow_anew(session, [place.document_id], follow=follow)
        return item_row(worklist.rows_by_id(session, [place.id])[place.id])


def add_from_report(
    ledger: Ledger,
    document_id: int,
    span: Span,
    *,
    kind: ItemKind,
    title: str = "",
    note: str = "",
    actor: str,
    now: datetime,
    follow: Follow | None = None,
) -> ItemRow:
    """Add an item that reading did not find, at its place in the report. A person has read it: it is 待整改 at once.

    Args:
        ledger: the ledger.
        document_id: the report.
        span: its place in the stored text.
        kind: problem or commitment.
        title: its title; told from the words where it is empty.
        note: why, where there is something to say.
        actor: who adds it.
        now: when, aware.
        follow: how to follow up; ``tracker.followup.follow_up`` unless told.

    Raises:
        NotFoundError: no such report.
        MoveError: the report was corrected, or an item of that kind stands there already.
        UsageError: there are no words in that place, or it is not in the text.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        document = reports.by_id(session, [document_id]).get(document_id)
        if document is None or document.kind is not DocumentKind.REPORT:
            raise NotFoundError("台账里没有这份报告", "用 tracker document list 查看台账里有什么")
        require_clerk(session)
        require_current(session, document_id)
        source, extraction = load(session, document_id)
        place = within(source, span, PARTING)
        standing = [row for row in worklist.rows_of_document(session, document_id) if row.kind is kind]
        if same := [row for row in standing if (row.span_start, row.span_end) == (place.start, place.end)]:
            raise MoveError(f"这一段已经是 {number_of(same[0])}", "请另选一段")
        listed = any(one.kind is SectionKind.PROBLEMS and one.span.covers(place) for one in extraction.sections)
        name = _next_name(session, document_id, kind)
        where = Where.LIST if listed else Where.INLINE
        found = read_at(source, kind, place, id=name, year=document.year, where=where)
        made = _new_item(session, document, found, place.of(source.text), title=title)
        item_id = int(made[0].key[0])
        made += belonging(session, item_id, found)
        told = "从报告里补录" + (f"：{note.strip()}" if note.strip() else "")
        history.append(session, [added(session, made, note=told, actor=actor, now=now)])
        follow_anew(session, [document_id], follow=follow)
        return item_row(worklist.rows_by_id(session, [item_id])[item_id])


def _others(session: Session, place: Place) -> dict[str, Span]:
    """The places of the other items of that kind in the report."""
    return {
        number_of(row): Span(row.span_start, row.span_end)
        for row in worklist.rows_of_document(session, place.document_id)
        if row.kind is place.state.row.kind and row.id != place.id and row.status not in ASIDE
    }


def _answered(session: Session, item_id: int) -> list[int]:
    address = t.item_address.c
    query = select(address.problem_id).where(address.commitment_id == item_id).order_by(address.position)
    return list(session.execute(query).scalars())


def _parted(place: Place, places: Sequence[int]) -> list[Span]:
    cuts = sorted(set(places))
    if not cuts or any(not place.span.start < cut < place.span.end for cut in cuts):
        raise UsageError("拆分的地方不在这一项里面", "请把光标移到这一项的两句话之间")
    edges = [place.span.start, *cuts, place.span.end]
    return [within(place.source, Span(start, end), PARTING) for start, end in pairwise(edges)]


def _require_neighbours(session: Session, place: Place, gone: Place) -> None:
    if place.id == gone.id:
        raise MoveError("不能并入自己", "请给出另一项的编号")
    ours, theirs = place.state.row, gone.state.row
    if (ours.document_id, ours.kind) != (theirs.document_id, theirs.kind):
        raise MoveError("两项不在同一份报告里，或者一个是问题、一个是承诺", "这样的两项用 tracker merge 并")
    low, high = min(place.span.end, gone.span.end), max(place.span.start, gone.span.start)
    for row in worklist.rows_of_document(session, ours.document_id):
        between = row.kind is ours.kind and low <= row.span_start and row.span_end <= high
        if between and row.status in EDITABLE and row.id not in (place.id, gone.id):
            raise MoveError(f"两项中间还隔着 {number_of(row)}", "请先并相邻的，或用 tracker merge 只并不合")


def _next_name(session: Session, document_id: int, kind: ItemKind) -> str:
    """An id within the report that no item of it has or had."""
    letter = "p" if kind is ItemKind.PROBLEM else "c"
    query = select(t.item.c.source_id).where(t.item.c.document_id == document_id, t.item.c.kind == kind)
    used = [name[1:] for name in session.execute(query).scalars() if name[:1] == letter]
    return f"{letter}{max((int(number) for number in used if number.isdigit()), default=0) + 1}"


def _new_item(session: Session, document: Any, found: Problem | Commitment, quote: str, *, title: str) -> list[Change]:
    problem = isinstance(found, Problem)
    row = {
        "id": next_key(session, t.item.c.id),
        "unit_code": document.unit_code,
        "year": document.year,
        "sequence": last_sequence(session, document.unit_code, document.year) + 1,
        "owner_code": document.unit_code,
        "kind": ItemKind.PROBLEM if problem else ItemKind.COMMITMENT,
        "title": storable(title.strip()) or found.title,
        "where": found.where if isinstance(found, Problem) else None,
        "confidence": SURE,
        "status": Status.OPEN,
        "round": 1,
        "self_verified": False,
        "merged_into_id": None,
        "document_id": document.id,
        "source_id": found.id,
        "position": int(found.id[1:]) - 1,
        "in_source": True,
        "void": False,
        "span_start": found.span.start,
        "span_end": found.span.end,
        "quote": quote,
        "origin": Origin.SELF_REVIEW if problem else None,
        **columns(found.particulars),
        **proposals(found),
    }
    return [changes.add(session, t.item, row)]
