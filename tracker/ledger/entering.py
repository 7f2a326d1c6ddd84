"""Writing items that no report raised: entered by hand, read from a sheet, or split from another item."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker.domain.fields import Field, FieldValue
from tracker.domain.kinds import DocumentKind, ItemKind, Status
from tracker.domain.spans import Span
from tracker.ledger import changes
from tracker.ledger import tables as t
from tracker.ledger.changes import Change
from tracker.ledger.keys import next_key, put_once
from tracker.ledger.storing import last_sequence
from tracker.ledger.types import storable

_INHERITED = ("unit_code", "year", "owner_code", "kind", "where", "confidence", "document_id", "position", "in_source")
_FROM_PARENT = ("theme", "severity", "missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """An item that is to be entered."""

    kind: ItemKind
    title: str
    span: Span
    """Its words within the text it is entered with."""
    fields: Mapping[Field, FieldValue] = field(default_factory=dict)


def add_text(
    session: Session, text: str, *, kind: DocumentKind, unit_code: int, year: int, path: str, at: datetime
) -> dict[str, Any]:
    """Keep the words that items are entered with.

    Returns:
        The columns of the row without the text.
    """
    kept = storable(text)
    row = {
        "id": next_key(session, t.document.c.id),
        "kind": kind,
        "unit_code": unit_code,
        "year": year,
        "sha256": hashlib.sha256(kept.encode()).hexdigest(),
        "path": path,
        "title": None,
        "org": None,
        "org_in_text": None,
        "year_in_text": None,
        "encoding": "utf-8",
        "chars": len(kept),
        "imported_at": at,
        "replaces_id": None,
        "superseded_at": None,
        "withdrawn": False,
    }
    session.connection().execute(insert(t.document), [{**row, "text": kept}])
    return row


def add_items(
    session: Session,
    wanted: Sequence[NewItem],
    text: str,
    *,
    document_id: int,
    unit_code: int,
    year: int,
    status: Status,
) -> list[Change]:
    """Enter items under the next numbers of the unit and year."""
    kept = storable(text)
    following, sequence = next_key(session, t.item.c.id), last_sequence(session, unit_code, year)
    made = []
    for at, new in enumerate(wanted):
        columns = {one.value: value for one, value in new.fields.items()}
        row = {
            **_blank(),
            "id": following + at,
            "unit_code": unit_code,
            "year": year,
            "sequence": sequence + at + 1,
            "owner_code": unit_code,
            "kind": new.kind,
            "status": status,
            "document_id": document_id,
            "source_id": f"e{at + 1}",
            "position": at,
            "span_start": new.span.start,
            "span_end": new.span.end,
            "quote": new.span.of(kept),
            "due_original": columns.get("due_on"),
            **columns,
            "title": new.title,
        }
        made.append(changes.add(session, t.item, row))
    return made


def add_part(session: Session, parent: Any, title: str, span: Span, quote: str, *, at: int, status: Status) -> Change:
    """Enter a part of an item under the next number; it inherits what the parent's columns hold.

    Args:
        session: the writing session.
        parent: the whole row of the item that is split.
        title: of the part.
        span: the part's words within the parent's document.
        quote: those words.
        at: which part it is, counted from 1.
        status: the state that it begins in.
    """
    same = {name: parent[name] for name in (*_INHERITED, *_FROM_PARENT)}
    filled = {one.value: parent[one.value] for one in Field if one is not Field.TITLE}
    row = {
        **_blank(),
        **same,
        **filled,
        "due_original": parent["due_original"],
        "id": next_key(session, t.item.c.id),
        "sequence": last_sequence(session, parent["unit_code"], parent["year"]) + 1,
        "status": status,
        "source_id": f"{parent['source_id']}.{at}",
        "parent_id": parent["id"],
        "title": title,
        "span_start": span.start,
        "span_end": span.end,
        "quote": quote,
    }
    return changes.add(session, t.item, row)


def item_columns(session: Session, item_id: int) -> Mapping[str, Any]:
    """All columns of an item."""
    found = session.execute(select(t.item).where(t.item.c.id == item_id)).mappings().one()
    return {str(name): value for name, value in found.items()}


def keep_file(session: Session, sha256: str, content: bytes) -> None:
    """Keep a copy of a piece of evidence; the same content is kept once."""
    put_once(session, t.evidence_file, {"sha256": sha256, "size": len(content), "content": content})


def _blank() -> dict[str, Any]:
    return {
        "where": None,
        "confidence": 1.0,
        "round": 1,
        "self_verified": False,
        "merged_into_id": None,
        "in_source": True,
        "void": False,
    }
