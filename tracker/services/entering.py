"""Items that no report raised: entered by hand or from a sheet, or split from an item that holds several matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError, UsageError
from tracker.domain.fields import Field, FieldValue
from tracker.domain.kinds import DocumentKind, ItemKind, Role, Status
from tracker.domain.numbering import ItemNumber
from tracker.domain.spans import Span
from tracker.domain.status import DEFAULT_RULES, Given, WorkflowRules, check_move
from tracker.ledger import changes, entering, history, units, worklist
from tracker.ledger import tables as t
from tracker.ledger.changes import Change
from tracker.ledger.entering import NewItem
from tracker.ledger.history import Entry
from tracker.ledger.keys import roles_of
from tracker.ledger.kinds import EventKind
from tracker.ledger.replay import text_digest
from tracker.ledger.store import Ledger
from tracker.ledger.types import storable
from tracker.services.following import Follow, pair_up
from tracker.services.rows import find_item, item_row
from tracker.services.standing import states
from tracker.services.units import resolve_unit, unit_name
from tracker.services.views import ItemRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """An item as a person writes it down."""

    title: str
    kind: ItemKind = ItemKind.PROBLEM
    words: str = ""
    """What the notice, the minutes or the sheet says, verbatim; the title where nothing is given."""
    fields: Mapping[Field, FieldValue] = field(default_factory=dict)


def add_items(
    ledger: Ledger,
    drafts: Sequence[EntryDraft],
    *,
    unit: str,
    year: int,
    note: str,
    actor: str,
    now: datetime,
    source: DocumentKind = DocumentKind.ENTRY,
    path: str = "",
    new_unit: bool = False,
    confirmed: bool = True,
    follow: Follow | None = None,
) -> tuple[ItemRow, ...]:
    """Enter items beside those that reports raised, under the next numbers and the same rules; one command to undo.

    Args:
        ledger: the ledger.
        drafts: the items, in the order in which they are numbered.
        unit: the organisation that answers for them.
        year: the year they are numbered under.
        note: on what ground they are entered.
        actor: who enters them.
        now: when, aware.
        source: by hand, or from a sheet.
        path: where their words come from, such as the name of the notice; kept with them.
        new_unit: make the organisation where the ledger does not have it.
        confirmed: they are 待整改 from the start, because a person wrote them down; otherwise 待确认.
        follow: how to follow up: the unit's reports are held against them; ``tracker.followup.follow_up`` unless told.

    Raises:
        NotFoundError: no such unit.
        AmbiguousError: several units fit the name.
        UsageError: a title or the note is missing, or there is nothing to enter.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        return enter_items(
            session,
            drafts,
            unit=unit,
            year=year,
            note=note,
            actor=actor,
            now=now,
            source=source,
            path=path,
            new_unit=new_unit,
            confirmed=confirmed,
            follow=follow,
        )


def enter_items(
    session: Session,
    drafts: Sequence[EntryDraft],
    *,
    unit: str,
    year: int,
    note: str,
    actor: str,
    now: datetime,
    source: DocumentKind,
    path: str,
    new_unit: bool,
    confirmed: bool,
    follow: Follow | None = None,
) -> tuple[ItemRow, ...]:
    """What ``add_items`` does, as a part of what else the session does."""
    if not drafts or any(not draft.title.strip() for draft in drafts):
        raise UsageError("没有写明是什么问题", "请用 --title 写一句话")
    if not note.strip():
        raise UsageError("登记要写依据", "请用 --note 写明依据，如“县委巡察反馈意见第3条”")
    code = _unit(session, unit, make=new_unit, actor=actor, now=now)
    text, spans = _joined(drafts)
    document = entering.add_text(
        session, text, kind=source, unit_code=code, year=year, path=path.strip() or source.label, at=now
    )
    told = {name: document[name] for name in ("sha256", "year", "path")}
    kept = Entry(
        *(now, actor, EventKind.DOCUMENT_ENTERED),
        document_id=document["id"],
        unit_code=code,
        payload={**told, "kind": source.value, "text": text_digest(text)},
    )
    made = entering.add_items(
        session,
        [
            NewItem(kind=one.kind, title=storable(one.title.strip()), span=span, fields=one.fields)
            for one, span in zip(drafts, spans, strict=True)
        ],
        text,
        document_id=document["id"],
        unit_code=code,
        year=year,
        status=Status.OPEN if confirmed else Status.PROPOSED,
    )
    entries = [_added(session, change, note=note.strip(), actor=actor, now=now) for change in made]
    history.append(session, [kept, *entries])
    pair_up(session, code, follow=follow)
    ids = [int(change.key[0]) for change in made]
    after = worklist.rows_by_id(session, ids)
    return tuple(item_row(after[one]) for one in ids)


def split_item(
    ledger: Ledger,
    number: str,
    parts: Sequence[str],
    *,
    note: str,
    actor: str,
    now: datetime,
    expected: Status | None = None,
    roles: frozenset[Role] | None = None,
    rules: WorkflowRules = DEFAULT_RULES,
) -> tuple[ItemRow, ...]:
    """Split an item that holds several matters. Its number stays as a pointer; the parts get the next numbers.

    A part that stands word for word in the item's quote is tied to its own place there, any other to the whole quote.

    Args:
        ledger: the ledger.
        number: the item's number.
        parts: the titles of the parts, or their words as the report has them; at least two.
        note: why.
        actor: who splits it.
        now: when, aware.
        expected: the state the person saw; where another has moved the item meanwhile, it is not split.
        roles: what the person may do; ``None`` for what whoever signed in may do, where the ledger tells people apart.
        rules: what the office set.

    Returns:
        The parts.

    Raises:
        MoveError: the item's state does not allow it, or there are fewer than two parts.
        NotFoundError: no such item.
        LedgerError: the database fails.
    """
    wanted = list(dict.fromkeys(storable(part.strip()) for part in parts if part.strip()))
    with ledger.write() as session:
        item_id = find_item(session, number)
        (state,) = states(session, [item_id])
        if expected is not None and expected is not state.status:
            raise MoveError(f"这一项刚被别人改为“{state.status.label}”", "请重新查看后再拆")
        given = Given(note=note, parts=len(wanted))
        may = roles if roles is not None else roles_of(session)
        move = check_move(state.standing, Status.SPLIT, given, actor=actor, roles=may, rules=rules)
        parent = entering.item_columns(session, item_id)
        status = Status.PROPOSED if move.source is Status.PROPOSED else Status.OPEN
        made = []
        for at, part in enumerate(wanted, start=1):
            span = _place_of(part, parent)
            quote = parent["quote"][span.start - parent["span_start"] : span.end - parent["span_start"]]
            made.append(entering.add_part(session, parent, part, span, quote, at=at, status=status))
        own = changes.put(session, t.item, (item_id,), {"status": Status.SPLIT})
        moved = Entry(
            *(now, actor, EventKind.ITEM_MOVED, item_id),
            source=move.source,
            target=Status.SPLIT,
            note=note.strip(),
            payload=changes.payload(own, round=state.row.round, self_verified=False, into=None),
        )
        told = f"由 {state.number} 拆分：{note.strip()}"
        history.append(session, [moved, *(_added(session, one, note=told, actor=actor, now=now) for one in made)])
        ids = [int(change.key[0]) for change in made]
        after = worklist.rows_by_id(session, ids)
        return tuple(item_row(after[one]) for one in ids)


def _added(session: Session, change: Change, *, note: str, actor: str, now: datetime) -> Entry:
    """The entry for an item that was added; one that is taken up at once begins its first round."""
    history.require_own_name(session, actor)
    row: Mapping[str, Any] = change.after or {}
    made = [change]
    if row["status"] is Status.OPEN:
        opened = {"item_id": row["id"], "number": row["round"], "opened_at": now, "opened_by": actor}
        made.append(changes.add(session, t.item_round, opened))
    return Entry(
        *(now, actor, EventKind.ITEM_ADDED),
        item_id=row["id"],
        document_id=row["document_id"],
        target=row["status"],
        note=note,
        payload=changes.payload(made, number=str(ItemNumber(row["unit_code"], row["year"], row["sequence"]))),
    )


def _unit(session: Session, name: str, *, make: bool, actor: str, now: datetime) -> int:
    wanted = unit_name(name)
    if make and wanted and units.by_name(session, wanted) is None:
        code = units.add(session, wanted, placeholder=False)
        payload = {"name": wanted, "placeholder": False}
        history.append(session, [Entry(now, actor, EventKind.UNIT_ADDED, unit_code=code, payload=payload)])
        return code
    return int(resolve_unit(session, name).code)


def _joined(drafts: Sequence[EntryDraft]) -> tuple[str, list[Span]]:
    """The words of all drafts as one text, one a paragraph, and where each stands in it."""
    text, spans = "", []
    for draft in drafts:
        words = storable(draft.words.strip() or draft.title.strip())
        spans.append(Span(len(text), len(text) + len(words)))
        text += f"{words}\n"
    return text, spans


def _place_of(part: str, parent: Mapping[str, Any]) -> Span:
    """Where a part stands in the parent's document."""
    whole = Span(parent["span_start"], parent["span_end"])
    at = parent["quote"].find(part)
    return whole if at < 0 else Span(whole.start + at, whole.start + at + len(part))
