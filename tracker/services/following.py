"""Keeping the stored follow-ups equal to what following up gives for each two neighbouring reports of a unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from sqlalchemy.orm import Session

from tracker.domain.following import FollowUp
from tracker.domain.report import Extraction, PlainText
from tracker.ledger import comparisons, reports, storing
from tracker.ledger.loading import load

Follow = Callable[[PlainText, Extraction, PlainText, Extraction], FollowUp]
"""Older text and what was found in it, newer text and what was found in it: what became of the older items."""


def pair_up(
    session: Session,
    unit_code: int,
    *,
    at_hand: Mapping[int, tuple[PlainText, Extraction]] | None = None,
    follow: Follow | None = None,
) -> tuple[tuple[int, int], ...]:
    """Hold each report of a unit against the one before it, where that is not done yet; forget other pairs.

    Args:
        session: the writing session.
        unit_code: the unit.
        at_hand: reports that need not be read back from the ledger, by id.
        follow: how to follow up; ``tracker.followup.follow_up`` unless told.

    Returns:
        The pairs (older id, newer id) that were made, by year.
    """
    documents = reports.current_ids(session, unit_code)
    wanted = list(pairwise(documents))
    stored = comparisons.pairs(session, unit_code=unit_code)
    for _, newer in set(stored) - set(wanted):
        storing.drop_comparison(session, newer)
    missing = [pair for pair in wanted if pair not in set(stored)]
    if not missing:
        return ()
    if follow is None:
        from tracker.followup import follow_up  # noqa: PLC0415 - only where there are two reports

        follow = follow_up
    read = dict(at_hand or {})
    for older, newer in missing:
        for document_id in (older, newer):
            if document_id not in read:
                read[document_id] = load(session, document_id)
        storing.add_comparison(session, older, newer, follow(*read[older], *read[newer]))
    return tuple(missing)
