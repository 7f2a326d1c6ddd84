"""Half-open code-point spans into a stored text: the one owner of span arithmetic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of Unicode code points in one stored text."""

    start: int
    """First code point of the range."""
    end: int
    """One past the last code point of the range; always greater than ``start``."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The quote: what this span cuts out of ``text``."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """True where ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """The number of code points both spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def shifted(self, by: int) -> Span:
        """The same range ``by`` code points further on."""
        return Span(self.start + by, self.end + by)

    def trimmed(self, text: str, drop: str = " \t\r\n\u3000\xa0") -> Span | None:
        """This span without the characters of ``drop`` at either end; ``None`` where nothing else is left."""
        start, end = self.start, self.end
        while start < end and text[start] in drop:
            start += 1
        while end > start and text[end - 1] in drop:
            end -= 1
        return Span(start, end) if start < end else None


def settle(spans: list[Span]) -> list[Span]:
    """Choose among overlapping spans: the longer wins, then the earlier; the rest is dropped. Sorted by start."""
    chosen: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (-len(s), s.start)):
        if not any(span.overlap(other) for other in chosen):
            chosen.append(span)
    return sorted(chosen)
