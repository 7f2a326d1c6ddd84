"""The ``tracker.compare/1`` document: a follow-up as plain data for ``json.dumps``."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracker.domain.following import FollowUp, overdue
from tracker.domain.kinds import ItemKind
from tracker.domain.report import Action, Commitment, Extraction, PlainText, Problem
from tracker.extraction.as_json import report_object, span_object

Json = dict[str, Any]


def comparison_document(
    older: PlainText,
    older_found: Extraction,
    newer: PlainText,
    newer_found: Extraction,
    follow_up: FollowUp,
    *,
    today: date | None = None,
) -> Json:
    """What became of every item of the older report.

    Spans of items and of their actions point into ``older.text``, all others into ``newer.text``. Whether an action is
    overdue is told only where ``today`` is given.
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
                "score": found.score,
                "actions": [
                    {
                        **span_object(action.span, older.text),
                        "deadline": action.deadline.isoformat() if action.deadline else None,
                        "standing": one.standing,
                        "overdue": overdue(one.standing, action.deadline, today=today) if today else None,
                        "quote": {**span_object(one.span, newer.text), "score": one.score} if one.span else None,
                    }
                    for action, one in zip(_actions(items[found.item_id]), found.actions, strict=True)
                ],
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


def _actions(item: Problem | Commitment) -> tuple[Action, ...]:
    return item.actions if isinstance(item, Commitment) else ()


def _item(kind: ItemKind, item: Problem | Commitment, text: str) -> Json:
    return {"kind": kind, "id": item.id, "title": item.title, **span_object(item.span, text)}
