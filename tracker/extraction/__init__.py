"""From plain text to problems, commitments, closure statements, tallies and metrics. No database, no clock."""

from tracker.extraction.reader import extract

__all__ = ["extract"]
