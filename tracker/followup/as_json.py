"""The ``tracker.compare/1`` document: a follow-up as plain data for ``json.dumps``."""

from __future__ import annotations

from typing import Any

from tracker.domain.following import FollowUp
from tracker.domain.kinds import ItemKind
from tracker.domain.report import Commitment, Extraction, PlainText, Problem
from tracker.extraction.as_json import report_object, span_object

Json = dict[str, Any]


def comparison_document(
    older: PlainText, older_found: Extraction, newer: PlainText, newer_found: Extraction, follow_up: FollowUp
) -> Json:
    """What became of every item of the older report.

    Item spans point into ``older.text``, all others into ``newer.text``.
    """
    items: dict[str, Problem | Commitment] = {problem.id: problem for problem in older_found.problems}
    items |= {commitment.id: commitment for commitment in older_found.commitments}
    return {
        "schema": "tracker.compare/1",
        "old": report_object(older, older_found),
        "new": report_object(newer, newer_found),
        "items": [
            {
                "item": _item(found.kind, items[found.item_id], older.text),
                "verdict": found.verdict,
                "claim": span_object(found.claim, newer.text) if found.claim else None,
                "evidence": [{**span_object(one.span, newer.text), "score": one.score} for one in found.evidence],
                "recurs_as": found.recurs_as,
                "repeated_as": found.repeated_as,
                "reason": found.reason,
            }
            for found in follow_up.items
        ],
        "reconciliation": [
            {
                "origin": one.origin,
                "claimed_total": one.claimed_total,
                "ledger_total": one.ledger_total,
                "match": one.match,
            }
            for one in follow_up.reconciliation
        ],
    }


def _item(kind: ItemKind, item: Problem | Commitment, text: str) -> Json:
    return {"kind": kind, "id": item.id, "title": item.title, **span_object(item.span, text)}
