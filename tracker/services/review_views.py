"""What the services tell of a report that a person goes through: its text, its items, and what no item covers."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.kinds import ItemKind, SectionKind, Status
from tracker.domain.report import UNSURE, Section
from tracker.domain.spans import Span
from tracker.extraction.bounds import Bounds
from tracker.services.in_the_way import ASIDE, in_the_way
from tracker.services.views import DocumentRow, ItemRow, Quote


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """An item with its place in the report."""

    row: ItemRow
    quote: Quote
    parent: str | None = None
    """Number of the item that it was split from."""
    merged_into: str | None = None

    @property
    def waits(self) -> bool:
        """True where nobody has confirmed or refused it yet."""
        return self.row.status is Status.PROPOSED

    @property
    def unsure(self) -> bool:
        """True where a person should look at it first."""
        return self.row.confidence < UNSURE


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the problems or the plans that no item covers."""

    quote: Quote
    section: SectionKind

    @property
    def kind(self) -> ItemKind:
        """What it would be, by where it stands."""
        return ItemKind.COMMITMENT if self.section is SectionKind.NEXT_STEPS else ItemKind.PROBLEM


@dataclass(frozen=True, slots=True)
class Review:
    """A report as a person goes through it."""

    document: DocumentRow
    current: bool
    """False where a corrected report has taken its place, or it was withdrawn: then it can only be read."""
    text: str
    items: tuple[ReviewItem, ...]
    """In the order in which they are to be looked at: the least sure first, the others in the order of the text."""
    left_out: tuple[LeftOut, ...]
    """In the order of the text; none of a report that can only be read."""
    bounds: Bounds
    sections: tuple[Section, ...] = ()

    @property
    def waiting(self) -> int:
        """How many items nobody has confirmed or refused yet."""
        return sum(item.waits for item in self.items)

    def in_the_way(self, item: ReviewItem, span: Span) -> str:
        """What an item would reach into in that place, one Chinese clause; empty where it may stand there."""
        others = {
            one.row.number: one.quote.span
            for one in self.items
            if one.row.kind is item.row.kind and one.row.id != item.row.id and one.row.status not in ASIDE
        }
        return in_the_way(span, item.quote.span, others, self.sections)
