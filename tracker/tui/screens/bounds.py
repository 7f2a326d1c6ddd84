"""Moving the bounds of an item over the text of its report, and choosing where it is split: shown as it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from textual import events
from textual.app import ComposeResult

from tracker.domain.spans import Span
from tracker.extraction.bounds import Edge, Step
from tracker.services.review_views import Review, ReviewItem
from tracker.tui.bars import Caption, HintBar
from tracker.tui.gateway import Gateway
from tracker.tui.labels import Tone
from tracker.tui.review_rows import ReviewRow, marked
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.sheet import Mark, MarkedText
from tracker.tui.text_view import TextView

_EDGES = {Edge.START: "起点", Edge.END: "终点"}


class _PlaceScreen(TrackerScreen):
    """A report in which something is moved by the arrow keys."""

    KEYS = "bounds"

    def __init__(self, gateway: Gateway, found: Review, rows: Sequence[ReviewRow], item: ReviewItem) -> None:
        super().__init__(gateway)
        self.found = found
        self.item = item
        self._rows = rows

    def compose(self) -> ComposeResult:
        yield Caption()
        text = TextView(id="text")
        text.can_focus = False
        yield text
        yield HintBar(id="hints")

    def set_up(self) -> None:
        super().set_up()
        self.show_hints()
        self._draw()

    def _draw(self) -> None:
        raise NotImplementedError

    def _take(self, at: int) -> None:
        raise NotImplementedError

    def _show(self, shown: MarkedText, at: Span, said: str) -> None:
        view = self.query_one(TextView)
        lines = view.lines_showing(at)
        in_sight = bool(lines) and {lines[0], lines[-1]} <= set(view.in_sight)
        view.show(shown, at=None if in_sight else at)
        first = f"{self.item.row.number}  {self.item.row.kind.label}  {said}"
        self.query_one(Caption).say(first, at.of(self.found.text))

    def on_click(self, event: events.Click) -> None:
        view = self.query_one(TextView)
        offset = event.get_content_offset(view) if event.widget is view else None
        at = view.place_at(offset.x, offset.y) if offset is not None else None
        if at is not None:
            self._take(at)


class BoundsScreen(_PlaceScreen):
    """The bounds of an item: one of them moves, the other stays."""

    KEYS = "bounds"

    def __init__(
        self,
        gateway: Gateway,
        found: Review,
        rows: Sequence[ReviewRow],
        item: ReviewItem,
        drawn: Callable[[Span], None],
    ) -> None:
        """Move the bounds of an item.

        Args:
            gateway: what all screens ask.
            found: the report.
            rows: what else stands in it.
            item: the item.
            drawn: takes the bounds that were chosen.
        """
        super().__init__(gateway, found, rows, item)
        self.span = item.quote.span
        self.edge = Edge.END
        self._drawn = drawn

    def _draw(self) -> None:
        shown = marked(self.found.text, self._rows, self.item, span=self.span)
        own = self.item.quote.span
        moved = "没有变" if self.span == own else f"{len(own)} 字 → {len(self.span)} 字"
        way = self.found.in_the_way(self.item, self.span)
        end = self.span.start if self.edge is Edge.START else self.span.end - 1
        edge = Mark(end, end + 1, Tone.EDGE)
        self._show(
            MarkedText(shown.text, (*shown.marks, edge)),
            self.span,
            f"移动{_EDGES[self.edge]}  {moved}" + (f"，{way}" if way else ""),
        )

    def action_move(self, step: str, by: int) -> None:
        """Move the bound that moves."""
        self.span = self.found.bounds.moved(self.span, self.edge, Step(step), by)
        self._draw()

    def action_other(self) -> None:
        """Let the other bound move."""
        self.edge = Edge.START if self.edge is Edge.END else Edge.END
        self._draw()

    def _take(self, at: int) -> None:
        if self.edge is Edge.START and at < self.span.end:
            self.span = Span(at, self.span.end)
        elif self.edge is Edge.END and at >= self.span.start:
            self.span = Span(self.span.start, at + 1)
        self._draw()

    def action_done(self) -> None:
        """Take the bounds as they stand, unless something stands in the way."""
        if way := self.found.in_the_way(self.item, self.span):
            self.tell(f"这样{way}，请退到它外面再保存。", wrong=True)
            return
        self.dismiss()
        if self.span != self.item.quote.span:
            self._drawn(self.span)


class CutScreen(_PlaceScreen):
    """Where an item is split: the part in front of the cursor stays lit, what is behind it is another matter."""

    KEYS = "cut"

    def __init__(
        self,
        gateway: Gateway,
        found: Review,
        rows: Sequence[ReviewRow],
        item: ReviewItem,
        cut: Callable[[Sequence[int]], None],
    ) -> None:
        """Choose where an item is split.

        Args:
            gateway: what all screens ask.
            found: the report.
            rows: what else stands in it.
            item: the item.
            cut: takes the places at which new parts begin.
        """
        super().__init__(gateway, found, rows, item)
        own = item.quote.span
        sentences = found.bounds.inside(own, Step.SENTENCE)
        places = sentences or found.bounds.inside(own) or (own.start + max(len(own) // 2, 1),)
        self.at = places[0]
        self.places: set[int] = set()
        self._cut = cut

    def _draw(self) -> None:
        own = self.item.quote.span
        edges = [own.start, *sorted({*self.places, self.at}), own.end]
        tones = (Tone.LIT, Tone.MARKED)
        parts = [
            Mark(start, end, tones[number % 2]) for number, (start, end) in enumerate(pairwise(edges)) if start < end
        ]
        others = marked(self.found.text, self._rows, None).marks
        marks = (*others, *parts, Mark(self.at, self.at + 1, Tone.EDGE))
        count = len({*self.places, self.at}) + 1
        behind = Span(self.at, own.end)
        self._show(MarkedText(self.found.text, marks), behind, f"从这里起是另一项，共拆成 {count} 项")

    def action_move(self, step: str, by: int) -> None:
        """Move the cursor inside the item."""
        own = self.item.quote.span
        at = self.found.bounds.place(self.at, Edge.START, Step(step), by)
        if own.start < at < own.end:
            self.at = at
        self._draw()

    def action_other(self) -> None:
        """Let one more part begin here, or no more."""
        self.places ^= {self.at}
        self._draw()

    def _take(self, at: int) -> None:
        if self.item.quote.span.start < at < self.item.quote.span.end:
            self.at = at
            self._draw()

    def action_done(self) -> None:
        """Take the places."""
        self.dismiss()
        self._cut(sorted({*self.places, self.at}))
