"""A closure statement while it is still being read, and the closure that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin
from tracker.domain.report import Closure, ClosureItem
from tracker.extraction.stretches import Stretch
from tracker.extraction.view import View
from tracker.lexicon.patterns import lazily

ITEM_STATUS = {
    ClosureStatus.DONE: ClosureItemStatus.DONE,
    ClosureStatus.PARTIAL: ClosureItemStatus.PARTIAL,
    ClosureStatus.IN_PROGRESS: ClosureItemStatus.IN_PROGRESS,
    ClosureStatus.NOT_APPLICABLE: ClosureItemStatus.OPEN,
}


_UNTOUCHED = lazily(
    "(?:问题|的事|这[一]?[条项件])?(?:目前|至今|一直|基本|还|仍|尚)*(?:没有?动(?!静)|没有动静|一动没动|原地踏步|毫无进展"
    "|没有(?:任何|什么|一点)?(?:进展|起色))"
)
"""Right behind a problem: nothing at all was done about it."""


@dataclass(slots=True)
class Item:
    """A problem named inside a statement."""

    title: Stretch
    status: ClosureItemStatus


@dataclass(slots=True)
class Draft:
    """A statement in the view, half-open from its first word to the end of what it says."""

    origin: Origin
    start: int
    end: int
    status: ClosureStatus | None = None
    """``None`` until the problems that follow one by one say what became of them."""
    total: int | None = None
    done: int | None = None
    measures: list[Stretch] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def closure(self, view: View) -> Closure | None:
        """The finished statement; ``None`` where nothing was said of what became of its problems."""
        status, done = self.status, self.done
        if status is None:
            if not self.items:
                return None
            status, done = self._from_items()
        return Closure(
            origin=self.origin,
            status=status,
            span=view.span(self.start, self.end),
            total=self.total,
            done=done,
            measures=tuple(view.span(part.start, part.end) for part in self.measures),
            items=tuple(
                ClosureItem(
                    view.text[item.title.start : item.title.end],
                    ClosureItemStatus.OPEN if _untouched(view, item) else item.status,
                    view.span(item.title.start, item.title.end),
                )
                for item in self.items
                # 3、。阵地建设滞后的问题: a stray stop leaves nothing to call it by.
                if item.title.start < item.title.end
            ),
        )

    def _from_items(self) -> tuple[ClosureStatus, int | None]:
        closed = sum(item.status is ClosureItemStatus.DONE for item in self.items)
        done = closed if self.total is not None else None
        if closed == len(self.items):
            return ClosureStatus.DONE, done
        if closed or any(item.status is ClosureItemStatus.PARTIAL for item in self.items):
            return ClosureStatus.PARTIAL, done
        return ClosureStatus.IN_PROGRESS, None


def _untouched(view: View, item: Item) -> bool:
    behind = item.title.end + (view.text[item.title.end : item.title.end + 1] in ("”", "的"))
    return item.status is ClosureItemStatus.IN_PROGRESS and _UNTOUCHED().match(view.text, behind) is not None
