"""Reading: one module a file format, chosen by content. Every one gives ``PlainText``."""

from __future__ import annotations

from tracker.reading.decoding import decode
from tracker.reading.files import find_reports, read_report

__all__ = ["decode", "find_reports", "read_report"]
