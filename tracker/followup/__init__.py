"""Following up: an older report's items held against a newer report."""

from __future__ import annotations

from tracker.domain.following import FollowUp
from tracker.domain.report import Extraction, PlainText


def follow_up(older: PlainText, older_found: Extraction, newer: PlainText, newer_found: Extraction) -> FollowUp:
    """What became of every problem and commitment of ``older``, judged from ``newer`` alone.

    Loads the segmenter when it is first called; importing this package does not.
    """
    from tracker.followup.engine import follow_up as engine  # noqa: PLC0415  (loads the segmenter)

    return engine(older, older_found, newer, newer_found)
