"""Keeping the stored follow-ups equal to what following up gives for each two neighbouring reports of a unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise

from sqlalchemy.orm import Session

from tracker.domain.following import FollowUp
from tracker.domain.report import Extraction, PlainText
from tracker.ledger import answers, comparisons, reports, units
from tracker.ledger.carrying import telling_documents
from tracker.ledger.loading import load
from tracker.services.carrying import Follow, carry_on

__all__ = ["Follow", "follow_anew", "pair_up"]


def pair_up(
    session: Session,
    unit_code: int,
    *,
    at_hand: Mapping[int, tuple[PlainText, Extraction]] | None = None,
    follow: Follow | None = None,
) -> tuple[tuple[int, int], ...]:
    """Hold each report of a unit against the one before it, where that is not done yet; forget other pairs.

    Then let each report answer for what else it has to: see ``carrying``.

    Args:
        session: the writing session.
        unit_code: the unit.
        at_hand: reports that need not be read back from the ledger, by id.
        follow: how to follow up; ``tracker.followup.follow_up`` unless told.

    Returns:
        The pairs (older id, newer id) that were made, by year.
    """
    documents = reports.current_years(session, unit_code)
    ids = [document for document, _ in documents]
    wanted = list(pairwise(ids))
    stored = comparisons.pairs(session, unit_code=unit_code)
    for newer in {newer for _, newer in set(stored) - set(wanted)} | telling_documents(session, unit_code) - set(ids):
        answers.drop_comparison(session, newer)
    missing = [pair for pair in wanted if pair not in set(stored)]
    if follow is None:
        follow = _follow_up
    read = dict(at_hand or {})

    def report(document_id: int) -> tuple[PlainText, Extraction]:
        if document_id not in read:
            read[document_id] = load(session, document_id)
        return read[document_id]

    for older, newer in missing:
        answers.add_comparison(session, older, newer, follow(*report(older), *report(newer)))
    carry_on(
        session,
        unit_code,
        documents,
        org=units.by_code(session, unit_code).name,
        fresh=set(at_hand or ()),
        read=report,
        follow=follow,
    )
    return tuple(missing)


def follow_anew(session: Session, documents: Collection[int], *, follow: Follow | None = None) -> None:
    """Hold reports against their neighbours again, because a person has changed what stands in them."""
    by_unit: dict[int, list[int]] = {}
    for document_id, row in reports.by_id(session, documents).items():
        by_unit.setdefault(row.unit_code, []).append(document_id)
    for unit_code, changed in by_unit.items():
        for older, newer in comparisons.pairs(session, unit_code=unit_code):
            if {older, newer} & set(changed):
                answers.drop_comparison(session, newer)
        at_hand = {document_id: load(session, document_id) for document_id in changed}
        pair_up(session, unit_code, at_hand=at_hand, follow=follow)


def _follow_up(older: PlainText, older_found: Extraction, newer: PlainText, newer_found: Extraction) -> FollowUp:
    from tracker.followup import follow_up  # noqa: PLC0415 - only where something is held against a report

    return follow_up(older, older_found, newer, newer_found)
