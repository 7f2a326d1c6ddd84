"""What people decided about places in a report, carried into the corrected report: bounds, additions, parts.

Their words are looked for in the new text. Where they stand in it, the decision holds; where they do not, what is read
anew counts, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.kinds import ItemKind, Where
from tracker.domain.report import Commitment, PlainText, Problem
from tracker.domain.spans import Span
from tracker.extraction.at_place import read_at
from tracker.ledger import history, reports
from tracker.ledger import tables as t
from tracker.ledger.history import StoredEntry
from tracker.ledger.kinds import EventKind
from tracker.ledger.storing import Draft


@dataclass(frozen=True, slots=True)
class Read:
    """What reading made of an item that a person has changed since."""

    title: str
    quote: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The drafts of a corrected report with what people decided in them."""

    drafts: tuple[Draft, ...]
    known: Mapping[str, int]
    """The ids of the items that the ledger has, by their ids within the report."""
    lost: tuple[int, ...]
    """Ids of items whose words, as a person bounded them, do not stand in the new text: they are read anew."""
    read: Mapping[str, Draft]
    """What reading found in place of a draft that a person's decision has changed."""


def placed_by_hand(session: Session, ids: Collection[int]) -> set[int]:
    """Those of the items whose bounds a person has set: changed, or added at a place of the report."""
    redrawn = history.edited(session, ids, "span_start") | history.edited(session, ids, "span_end")
    event = t.event.c
    query = select(event.item_id).where(event.kind == EventKind.ITEM_ADDED, event.item_id.in_(sorted(ids)))
    return redrawn | set(session.execute(query).scalars())


def as_read(session: Session, ids: Collection[int]) -> dict[int, Read]:
    """What reading made of items when their report came in last; those that no report raised are left out."""
    places: dict[int, dict[str, Any]] = {}
    for item_id in sorted(ids):
        for entry in history.entries_of_item(session, item_id):
            place = _place_read(entry)
            if place is not None:
                places[item_id] = place
    texts = reports.texts(session, {place["document"] for place in places.values()})
    return {
        item_id: Read(str(place["title"]), texts[place["document"]][place["start"] : place["end"]])
        for item_id, place in places.items()
        if place["document"] in texts
    }


def _place_read(entry: StoredEntry) -> dict[str, Any] | None:
    if entry.kind is EventKind.ITEM_RAISED:
        return {name: entry.payload.get(name) for name in ("document", "title", "start", "end")}
    if entry.kind is EventKind.ITEM_CORRECTED:
        found = entry.payload.get("read") or entry.payload.get("to")
        return dict(found) if found else None
    return None


def keep_places(
    source: PlainText,
    drafts: Sequence[Draft],
    known: Mapping[str, int],
    *,
    by_hand: Mapping[int, Any],
    year: int,
) -> Kept:
    """Put what people decided into the drafts of a corrected report.

    Args:
        source: the corrected report.
        drafts: what reading finds in it.
        known: which of the ledger's items its items are.
        by_hand: the rows of the items whose bounds a person has set, by id.
        year: of the report.
    """
    made = {draft.found.id: draft for draft in drafts}
    read: dict[str, Draft] = {}
    ids, lost = dict(known), []
    names = {number: name for name, number in known.items()}
    for item_id, row in by_hand.items():
        name = names.get(item_id)
        near = made[name].found.span if name is not None else None
        place = find_again(source.text, row.quote, near)
        if place is None:
            if name is not None:
                lost.append(item_id)
            continue
        if name is None:
            name = _free_name(made, row.kind)
            ids[name] = item_id
        else:
            read[name] = made[name]
        made[name] = _draft(source, row, place, name, read.get(name), year)
    ordered = sorted(made.values(), key=lambda draft: (draft.kind is ItemKind.COMMITMENT, draft.found.span))
    return Kept(_numbered(ordered), ids, tuple(lost), read)


def find_again(text: str, words: str, near: Span | None = None) -> Span | None:
    """Where words stand in a text, whatever blanks and line breaks are between them; of several places the nearest."""
    plain = "".join(words.split())
    if not plain:
        return None
    pattern = re.compile(r"\s*".join(map(re.escape, plain)))
    found = [Span(*match.span()) for match in pattern.finditer(text)]
    at = near.start if near is not None else 0
    return min(found, key=lambda span: abs(span.start - at), default=None)


def _draft(source: PlainText, row: Any, place: Span, name: str, instead_of: Draft | None, year: int) -> Draft:
    found: Problem | Commitment
    confidence = row.confidence if instead_of is None else instead_of.found.confidence
    found = read_at(source, row.kind, place, id=name, year=year, where=row.where or Where.LIST, confidence=confidence)
    if isinstance(found, Commitment) and instead_of is not None and isinstance(instead_of.found, Commitment):
        found = replace(found, addresses=instead_of.found.addresses)
    return Draft(row.kind, 0, found, place.of(source.text))


def _free_name(made: Mapping[str, Draft], kind: ItemKind) -> str:
    letter = "p" if kind is ItemKind.PROBLEM else "c"
    used = [int(name[1:]) for name in made if name[0] == letter and name[1:].isdigit()]
    return f"{letter}{max(used, default=0) + 1}"


def _numbered(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    places: dict[ItemKind, int] = {}
    numbered = []
    for draft in drafts:
        at = places.get(draft.kind, 0)
        places[draft.kind] = at + 1
        numbered.append(draft._replace(position=at))
    return tuple(numbered)
