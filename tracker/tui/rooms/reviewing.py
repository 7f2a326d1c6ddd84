"""Going through what was read in a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tracker.domain.fields import Field
from tracker.domain.kinds import ItemKind
from tracker.domain.spans import Span
from tracker.services import deciding, filling, reviewing
from tracker.services.review_views import LeftOut, Review, ReviewItem
from tracker.services.views import ItemRow
from tracker.tui.rooms.seat import Seat


class Reviewing(Protocol):
    """What is asked and done about the items of one report. What was seen goes along with every change."""

    def review(self, document_id: int) -> Review:
        """A report with its items and what no item covers."""

    def take_up(self, items: Sequence[ReviewItem]) -> Sequence[ItemRow]:
        """Confirm items, all of them or none."""

    def refuse(self, item: ReviewItem, *, note: str) -> ItemRow:
        """Say that something is no item."""

    def entitle(self, item: ReviewItem, title: str) -> ItemRow:
        """Give an item another title."""

    def redraw(self, item: ReviewItem, span: Span) -> ItemRow:
        """Give an item other bounds."""

    def part(self, item: ReviewItem, places: Sequence[int], *, note: str) -> Sequence[ItemRow]:
        """Split an item at places of the text."""

    def join(self, item: ReviewItem, other: ReviewItem, *, note: str) -> ItemRow:
        """Merge a neighbour into an item, whose words then cover both."""

    def add(self, left_out: LeftOut, kind: ItemKind) -> ItemRow:
        """Add an item that reading did not find."""


class LedgerReviewing(Seat):
    """``Reviewing`` on the services."""

    def review(self, document_id: int) -> Review:
        return reviewing.review(self._ledger, document_id)

    def take_up(self, items: Sequence[ReviewItem]) -> Sequence[ItemRow]:
        return deciding.take_up(self._ledger, items, actor=self._actor, now=self._clock(), rules=self._profile.rules)

    def refuse(self, item: ReviewItem, *, note: str) -> ItemRow:
        return deciding.refuse(
            self._ledger, item, note=note, actor=self._actor, now=self._clock(), rules=self._profile.rules
        )

    def entitle(self, item: ReviewItem, title: str) -> ItemRow:
        done = filling.fill_in(
            self._ledger,
            [item.row.number],
            {Field.TITLE: title},
            actor=self._actor,
            now=self._clock(),
            expected={Field.TITLE: item.row.title},
            rules=self._profile.rules,
        )
        return done.rows[0]

    def redraw(self, item: ReviewItem, span: Span) -> ItemRow:
        return reviewing.redraw(
            self._ledger, item.row.number, span, actor=self._actor, now=self._clock(), expected=item.quote
        )

    def part(self, item: ReviewItem, places: Sequence[int], *, note: str) -> Sequence[ItemRow]:
        return reviewing.split_at(
            self._ledger,
            item.row.number,
            places,
            note=note,
            actor=self._actor,
            now=self._clock(),
            expected=item.quote,
            rules=self._profile.rules,
        )

    def join(self, item: ReviewItem, other: ReviewItem, *, note: str) -> ItemRow:
        return reviewing.join(
            self._ledger,
            item.row.number,
            other.row.number,
            note=note,
            actor=self._actor,
            now=self._clock(),
            expected=(item.quote, other.quote),
            rules=self._profile.rules,
        )

    def add(self, left_out: LeftOut, kind: ItemKind) -> ItemRow:
        return reviewing.add_from_report(
            self._ledger,
            left_out.quote.document_id,
            left_out.quote.span,
            kind=kind,
            actor=self._actor,
            now=self._clock(),
        )
