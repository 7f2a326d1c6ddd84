"""What bounds must not be moved over: another item of the same kind, and the beginning of another section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.domain.kinds import Status
from tracker.domain.report import Section
from tracker.domain.spans import Span

ASIDE = frozenset({Status.REJECTED, Status.MERGED, Status.SPLIT})
"""States of what is no item of its own: it stands in nobody's way."""


def in_the_way(new: Span, old: Span, others: Mapping[str, Span], sections: Iterable[Section]) -> str:
    """One Chinese clause about what the new bounds reach into and the old ones did not; empty where they may be so.

    What an item covered already when it was read is no objection; it may be put into another section as a whole.

    Args:
        new: where the item is to stand.
        old: where it stands.
        others: places of the other items of its kind, by number.
        sections: of the report.
    """
    for number, span in sorted(others.items(), key=lambda one: one[1]):
        if new.overlap(span) > old.overlap(span):
            return f"压到了 {number}"
    for beyond in sections:
        if new.overlap(beyond.span) and not old.overlap(beyond.span) and not beyond.span.covers(new):
            return f"越进了“{beyond.heading or beyond.kind.label}”"
    return ""
